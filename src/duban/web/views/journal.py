"""The journal, entry by entry."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from duban.journal.records import Subject
from duban.journal.selectors import EntryRow, chain_head, recent
from duban.ledger.selectors.subjects import in_order, names_of
from duban.web.access import ViewedRequest, behind_door

PAGE = 50
SUBJECTS_SHOWN = 4
ADDRESSES = {"task": "task", "plan": "plan", "unit": "unit", "import": "plan_import"}
KINDS = {
    "task": gettext_lazy("Task"),
    "plan": gettext_lazy("Plan"),
    "unit": gettext_lazy("Unit"),
    "user": gettext_lazy("Account"),
    "jurisdiction": gettext_lazy("Government"),
    "import": gettext_lazy("Import"),
    "file": gettext_lazy("File"),
    "access_day": gettext_lazy("Day of access records"),
}


@require_safe
@behind_door("orgs.see_journal")
def journal(request: ViewedRequest) -> HttpResponse:
    """Show entries, newest first; `before` in the address is the number that this page begins below."""
    asked = request.GET.get("before", "")
    before = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 16 else None
    chain = request.viewer.jurisdiction.uid
    head = chain_head(chain)
    entries = recent(jurisdiction=chain, before=before, limit=PAGE)
    shown = [subject for entry in entries for subject in in_order(entry.subjects)[:SUBJECTS_SHOWN]]
    names = names_of(request.viewer, shown)
    address = reverse("journal")
    return render(
        request,
        "journal.html",
        {
            "entries": [_entry(entry, names) for entry in entries],
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
        "subjects": [_subject(subject, names) for subject in in_order(entry.subjects)[:SUBJECTS_SHOWN]],
        "more": _("%(count)s objects in all") % {"count": f"{len(entry.subjects):,}"} if others > 0 else "",
    }


def _subject(subject: Subject, names: dict[Subject, str]) -> dict[str, str]:
    """Return kind and name of a subject, with the address of its page where it has one."""
    return {
        "kind": str(KINDS.get(subject.kind, subject.kind)),
        "name": names.get(subject, subject.uid),
        "url": reverse(ADDRESSES[subject.kind], args=[subject.uid])
        if subject in names and subject.kind in ADDRESSES
        else "",
    }
