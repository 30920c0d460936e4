"""A task: what is to be done, by whom, by when, and where it stands printed."""

from types import SimpleNamespace

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from duban.journal.selectors import entries_about
from duban.ledger.selectors.clauses import ClauseSheet
from duban.ledger.selectors.tasks import TaskSheet, task_sheet
from duban.web.access import ViewedRequest, behind_door
from duban.web.marked import marked_words

ENTRIES = 10


@require_safe
@behind_door("orgs.look")
def task(request: ViewedRequest, uid: str) -> HttpResponse:
    """Show a task in full."""
    sheet = task_sheet(request.viewer, uid)
    entries = entries_about(jurisdiction=request.viewer.jurisdiction.uid, kind="task", uid=uid, limit=ENTRIES)
    return render(
        request,
        "task.html",
        {
            "sheet": sheet,
            "task": sheet.task,
            "crumbs": _crumbs(sheet),
            "clauses": [_clause(sheet, clause) for clause in sheet.clauses],
            "plan_url": reverse("plan", args=[sheet.task.plan.uid]),
            "entries": [SimpleNamespace(at=each.at, actor_name=each.actor_name, text=each.title) for each in entries],
        },
    )


def _crumbs(sheet: TaskSheet) -> list[dict[str, str]]:
    found, section = sheet.task, sheet.task.section
    crumbs = [{"label": _("Ledger"), "url": reverse("ledger")}]
    if section is not None:
        crumbs.append({"label": sheet.clauses[0].section, "url": f"{reverse('ledger')}?section={section.uid}"})
    return [*crumbs, {"label": _("Clause %(numbers)s") % {"numbers": found.numbers}, "url": ""}]


def _clause(sheet: TaskSheet, clause: ClauseSheet) -> dict[str, object]:
    """Return a clause with its words marked and the way back to them in the plan."""
    plan = sheet.task.plan
    page = reverse("plan", args=[plan.uid])
    return {
        "sheet": clause,
        "words": marked_words(clause.words, clause.start, clause.marks),
        "url": f"{page}#c-{clause.uid}",
        "document": plan.doc_number or plan.title,
        "start": f"{clause.start:,}",
        "end": f"{clause.end:,}",
    }
