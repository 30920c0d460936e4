"""The journal, entry by entry."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from duban.journal.records import Subject
from duban.journal.selectors import EntryRow, chain_head, recent
from duban.ledger.selectors.subjects import in_order, names_of
from duban.orgs import policies
from duban.web.access import ViewedRequest, behind_door
from duban.web.subjects import shown

PAGE = 50
SUBJECTS_SHOWN = 4


@require_safe
@behind_door("orgs.see_journal")
def journal(request: ViewedRequest) -> HttpResponse:
    """Show entries, newest first; `before` in the address is the number that this page begins below."""
    asked = request.GET.get("before", "")
    before = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 16 else None
    chain = request.viewer.jurisdiction.uid
    head = chain_head(chain)
    entries = recent(jurisdiction=chain, before=before, limit=PAGE)
    first = [subject for entry in entries for subject in in_order(entry.subjects)[:SUBJECTS_SHOWN]]
    names = names_of(request.viewer, first)
    address = reverse("journal")
    return render(
        request,
        "journal.html",
        {
            "entries": [_entry(entry, names) for entry in entries],
            "may_search": policies.can(request.viewer, "audit.search"),
            "count": head[0] if head else 0,
            "head": head[1] if head else "",
            "chain_head": head[1][:12] if head else "",
            "summary": f"{entries[0].seq:,}—{entries[-1].seq:,}" if entries else "",
            "next_url": f"{address}?before={entries[-1].seq}" if entries and entries[-1].seq > 1 else "",
            "previous_url": _newer(address, entries, head[0] if head else 0),
        },
    )


def _newer(address: str, entries: list[EntryRow], last: int) -> str:
    if not entries or entries[0].seq >= last:
        return ""
    before = entries[0].seq + PAGE + 1
    return address if before > last else f"{address}?before={before}"


def _entry(entry: EntryRow, names: dict[Subject, str]) -> dict[str, object]:
    others = len(entry.subjects) - SUBJECTS_SHOWN
    return {
        "entry": entry,
        "subjects": [shown(subject, names) for subject in in_order(entry.subjects)[:SUBJECTS_SHOWN]],
        "more": _("%(count)s objects in all") % {"count": f"{len(entry.subjects):,}"} if others > 0 else "",
    }
