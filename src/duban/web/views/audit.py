"""The audit desk: searching entries and access records, and one entry with everything that belongs to it."""

import json
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from duban.journal.exporting import MOST_ROWS
from duban.journal.records import INSTALLATION
from duban.journal.searching import find_access, find_entries, kinds_recorded, whats_noted
from duban.journal.selectors import contents_of, entry, link_of, title_of
from duban.journal.wording import label, said
from duban.ledger.selectors.subjects import in_order, names_of
from duban.orgs import policies
from duban.orgs.auditing import chain_of, note_look
from duban.orgs.errors import NotVisible
from duban.web.access import ViewedRequest, behind_door
from duban.web.asked import words_of
from duban.web.clients import address_of
from duban.web.subjects import shown
from duban.web.views.audit_query import ACCESS_FIELDS, ENTRY_FIELDS, Query, access_asked, entries_asked
from duban.web.views.ledger import Chip

if TYPE_CHECKING:
    from duban.journal.models import AccessRecord
    from duban.journal.selectors import EntryRow

PAGE = 50
LONGEST_MOMENT = 32
SUBJECTS_SHOWN = 4
OUTCOMES = ("ok", "refused")


@require_safe
@behind_door("audit.search")
def audit(request: ViewedRequest) -> HttpResponse:
    """Search the entries of a chain; who looked for a person is on record."""
    query = Query.parse(request.GET, ENTRY_FIELDS)
    chain = chain_of(request.viewer, query.chain)
    _note_person(request, query)
    page = find_entries(
        chain=chain,
        asked=entries_asked(request.viewer, query),
        before=_number(request.GET.get("before", "")),
        after=_number(request.GET.get("after", "")),
        limit=PAGE,
    )
    address = reverse("audit")
    return render(
        request,
        "audit/entries.html",
        {
            **frame(request, "audit", chain),
            "query": query,
            "kinds": [(code, title_of(code)) for code in kinds_recorded(chain)],
            "rows": _entry_rows(request, page.rows, chain),
            "summary": f"{page.rows[0].seq:,}—{page.rows[-1].seq:,}" if page.rows else "",
            "previous_url": address + query.address(after=page.newer) if page.newer else "",
            "next_url": address + query.address(before=page.older) if page.older else "",
            "exports": _exports("audit_export", query),
        },
    )


@require_safe
@behind_door("audit.search")
def audit_access(request: ViewedRequest) -> HttpResponse:
    """Search sign-ins, refusals, exports and looks at sensitive records."""
    query = Query.parse(request.GET, ACCESS_FIELDS)
    chain = chain_of(request.viewer, query.chain)
    _note_person(request, query)
    page = find_access(
        chain=chain,
        asked=access_asked(request.viewer, query),
        before=words_of(request.GET, "before", longest=LONGEST_MOMENT),
        after=words_of(request.GET, "after", longest=LONGEST_MOMENT),
        limit=PAGE,
    )
    address = reverse("audit_access")
    return render(
        request,
        "audit/access.html",
        {
            **frame(request, "audit_access", chain),
            "query": query,
            "whats": [(code, label(code)) for code in whats_noted(chain)],
            "outcomes": [(code, label(code)) for code in OUTCOMES],
            "rows": [_access_row(row) for row in page.rows],
            "summary": "",
            "previous_url": address + query.address(after=page.newer) if page.newer else "",
            "next_url": address + query.address(before=page.older) if page.older else "",
            "exports": _exports("audit_access_export", query),
        },
    )


@require_safe
@behind_door("audit.search")
def audit_entry(request: ViewedRequest, seq: str) -> HttpResponse:
    """Show an entry in words: what changed, what it touched, its long texts and files, its place in the chain."""
    asked = request.GET.get("chain", "")
    chain = chain_of(request.viewer, asked)
    number = _number(seq)
    found = entry(jurisdiction=chain, seq=number) if number else None
    link = link_of(jurisdiction=chain, seq=number) if number else None
    if found is None or link is None:
        raise NotVisible
    contents = contents_of(jurisdiction=chain, seq=found.seq)
    if contents:
        note_look(request.viewer, what="audit.contents_read", target=request.path, address=address_of(request))
    subjects = in_order(found.subjects)
    names = names_of(request.viewer, subjects)
    own = f"?chain={chain}" if asked else ""
    return render(
        request,
        "audit/entry.html",
        {
            **frame(request, "audit", chain),
            "entry": found,
            "link": link,
            "stored": json.dumps(found.body, ensure_ascii=False, indent=2),
            "said": said(found.body, {subject.uid: name for subject, name in names.items()}),
            "subjects": [shown(subject, names) for subject in subjects],
            "contents": [(label(content.name), content) for content in contents],
            "crumbs": [
                {"label": _("Audit"), "url": reverse("audit") + (own or "")},
                {"label": _("Entry %(number)s") % {"number": f"{found.seq:,}"}, "url": ""},
            ],
            "own": own,
            "previous_seq": found.seq - 1 if found.seq > 1 else None,
            "next_seq": found.seq + 1 if link.has_next else None,
        },
    )


def frame(request: ViewedRequest, place: str, chain: str) -> dict[str, object]:
    """Return what the pages of the desk share: its parts, and the chains that this viewer reads."""
    own = f"?chain={chain}" if chain == INSTALLATION else ""
    tabs = (("audit", _("Entries")), ("audit_access", _("Access records")), ("audit_verify", _("Verify")))
    chains = [Chip(reverse(place), request.viewer.jurisdiction.name, "", chain != INSTALLATION)]
    if policies.can(request.viewer, "audit.see_installation"):
        chains.append(Chip(f"{reverse(place)}?chain={INSTALLATION}", _("Installation"), "", chain == INSTALLATION))
    return {
        "tabs": [Chip(reverse(name) + own, words, "", name == place) for name, words in tabs],
        "chains": chains if len(chains) > 1 else [],
        "chain": chain,
        "most_rows": f"{MOST_ROWS:,}",
    }


def _exports(name: str, query: Query) -> list[tuple[str, str]]:
    forms = (("xlsx", pgettext("export", "xlsx")), ("csv", pgettext("export", "csv")), ("jsonl", _("JSON, signed off")))
    return [(reverse(name, args=[form]) + query.address(), words) for form, words in forms]


def _entry_rows(request: ViewedRequest, rows: "tuple[EntryRow, ...]", chain: str) -> list[dict[str, object]]:
    ordered = {row.seq: in_order(row.subjects)[:SUBJECTS_SHOWN] for row in rows}
    names = names_of(request.viewer, [subject for subjects in ordered.values() for subject in subjects])
    own = f"?chain={chain}" if chain == INSTALLATION else ""
    return [
        {
            "entry": row,
            "url": reverse("audit_entry", args=[row.seq]) + own,
            "subjects": [shown(subject, names) for subject in ordered[row.seq]],
            "more": _more(len(row.subjects)),
        }
        for row in rows
    ]


def _more(count: int) -> str:
    return _("%(count)s objects in all") % {"count": f"{count:,}"} if count > SUBJECTS_SHOWN else ""


def _access_row(row: "AccessRecord") -> dict[str, object]:
    return {
        "record": row,
        "at": row.moment,
        "what": label(row.what),
        "outcome": label(row.outcome),
        "is_refused": row.outcome != "ok",
    }


def _note_person(request: ViewedRequest, query: Query) -> None:
    """Keep on record that somebody looked for what a person did."""
    if query.words["person"]:
        note_look(
            request.viewer, what="audit.person_searched", target=query.words["person"], address=address_of(request)
        )


def _number(words: str) -> int | None:
    """Return a number of an entry; None for what is none."""
    return int(words) if words.isascii() and words.isdecimal() and len(words) < 16 else None
