"""The first page after sign-in: what there is, and what comes next for this person."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from duban.ledger.desk import Desk, TaskList, desk_of
from duban.orgs import policies
from duban.orgs.acting.selectors import approvals_to_sign, waiting_recorded
from duban.orgs.acting.wording import act_title
from duban.orgs.viewers import Viewer
from duban.web.access import ViewedRequest, behind_door

SHOWN = 10


@require_safe
@behind_door("orgs.see_own_account")
def desk(request: ViewedRequest) -> HttpResponse:
    """Show the desk of the signed-in person; an administrator has his console instead."""
    if request.viewer.is_administrator:
        return redirect("console")
    policies.require(request.viewer, "orgs.look")
    viewer, own = request.viewer, desk_of(request.viewer)
    return render(
        request,
        "desk.html",
        {
            "desk": own,
            "facts": _facts(viewer, own),
            "may_import": policies.can(viewer, "plans.import"),
            "to_sign": approvals_to_sign(viewer)[:SHOWN],
            "to_compare": [{"row": row, "title": act_title(row.act)} for row in waiting_recorded(viewer)[:SHOWN]],
            "lists": [_printed(each) for each in own.lists],
            "tour": _tour(viewer) if settings.DUBAN_MODE == "demonstration" else [],
        },
    )


def _facts(viewer: Viewer, own: Desk) -> str:
    if not own.plans:
        return f"{viewer.name}　{viewer.post_title}"
    counts = _("%(clauses)s clauses as printed, %(tasks)s tasks in the ledger") % {
        "clauses": own.clauses,
        "tasks": own.tasks,
    }
    return f"{viewer.name}　{viewer.post_title}　{counts}"


def _printed(own: TaskList) -> dict[str, object]:
    """Put the words to a list of tasks."""
    titles = {
        "answered_for": _("You answer for"),
        "led": _("%(whose)s leads") % {"whose": own.whose},
        "supported": _("%(whose)s supports") % {"whose": own.whose},
    }
    return {
        "title": titles[own.reason],
        "count": own.count,
        "lines": own.lines,
        "url": f"{reverse('ledger')}?{own.filter}",
        "has_more": own.count > len(own.lines),
        "all_words": ngettext("All %(count)d task in the ledger", "All %(count)d tasks in the ledger", own.count)
        % {"count": own.count},
        "none_words": _("No task of an adopted plan yet."),
    }


def _tour(viewer: Viewer) -> list[dict[str, str]]:
    """Name the stops that this viewer may enter."""
    stops = (
        ("plans.see", "plans", _("The plan"), _("as issued: sections, leaders, counts, and every word with its marks")),
        ("ledger.see", "ledger", _("The ledger"), _("filter by section, leader, unit; two characters find a task")),
        ("orgs.see_units", "units", _("The units"), _("grown from the reading, each with the spellings met")),
        (
            "plans.import",
            "plan_imports",
            _("Read a plan in"),
            _("give it a notice; review beside the document; adopt"),
        ),
        ("orgs.see_journal", "journal", _("The journal"), _("every act, chained; “duban journal verify” proves it")),
    )
    return [
        {"url": reverse(address), "title": title, "text": text}
        for act, address, title, text in stops
        if policies.can(viewer, act)
    ]
