"""The first page after sign-in: what this person owes by when, what he waits for, and what there is."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from duban.ledger.desk import Desk, desk_of
from duban.orgs import policies
from duban.orgs.acting.selectors import approvals_to_sign, waiting_recorded
from duban.orgs.acting.wording import act_title
from duban.orgs.calendar import calendar_of
from duban.orgs.roles import Role
from duban.orgs.viewers import Viewer
from duban.progress.selectors.undocked import undocked_of
from duban.reminders.duties.bell import MARKS, Ring, heard_by
from duban.reminders.duties.desks import owed_by
from duban.reminders.duties.models import by_time
from duban.reminders.duties.on_behalf import to_record
from duban.web.access import ViewedRequest, behind_door

SHOWN = 10
RINGS = 5  # of each mark; all of them stand below


@require_safe
@behind_door("orgs.see_own_account")
def desk(request: ViewedRequest) -> HttpResponse:
    """Show the desk of the signed-in person; an administrator has his console instead."""
    if request.viewer.is_administrator:
        return redirect("console")
    policies.require(request.viewer, "orgs.look")
    viewer, own = request.viewer, desk_of(request.viewer)
    calendar = calendar_of(viewer.jurisdiction)
    owed = owed_by(viewer, calendar)
    duties = owed.duties
    return render(
        request,
        "desk.html",
        {
            "desk": own,
            "facts": _facts(viewer, own),
            "may_import": policies.can(viewer, "plans.import"),
            "bell": _bell(heard_by(viewer, duties, calendar)),
            "groups": by_time(duties),
            "owed": len(duties),
            "late": sum(duty.is_late for duty in duties),
            "to_record": to_record(viewer),
            "undocked": undocked_of(viewer.unit_ids, viewer.jurisdiction, calendar) if viewer.unit_ids else [],
            "waiting": owed.waiting,
            "to_sign": approvals_to_sign(viewer)[:SHOWN],
            "to_compare": [{"row": row, "title": act_title(row.act)} for row in waiting_recorded(viewer)[:SHOWN]],
            "links": _links(viewer),
            "tour": _tour(viewer) if settings.DUBAN_MODE == "demonstration" else [],
        },
    )


def _bell(heard: list[Ring]) -> list[dict[str, object]]:
    """Return what rings, by its marks: the nearest of each, and how many more there are."""
    found = [(mark, [ring for ring in heard if ring.mark == mark]) for mark in MARKS]
    return [
        {"mark": mark, "count": len(rings), "rings": rings[:RINGS], "more": len(rings) - RINGS}
        for mark, rings in found
        if rings
    ]


def _facts(viewer: Viewer, own: Desk) -> str:
    if not own.plans:
        return f"{viewer.name}　{viewer.post_title}"
    counts = _("%(clauses)s clauses as printed, %(tasks)s tasks in the ledger") % {
        "clauses": own.clauses,
        "tasks": own.tasks,
    }
    return f"{viewer.name}　{viewer.post_title}　{counts}"


def _links(viewer: Viewer) -> list[dict[str, str]]:
    """Return the ways to the tasks of the viewer's units and of his field."""
    found = [
        {
            "url": f"{reverse('unit_tasks', args=[post.unit.uid])}",
            "title": _("Tasks of %(unit)s") % {"unit": post.unit.name},
        }
        for post in viewer.posts
        if post.unit is not None
    ]
    if Role.LEADER in viewer.roles:
        own = {"url": f"{reverse('ledger')}?leader={viewer.person.uid}", "title": _("Tasks that you answer for")}
        found.append(own)
    return list({each["url"]: each for each in found}.values())


def _tour(viewer: Viewer) -> list[dict[str, str]]:
    """Name the stops that this viewer may enter."""
    stops = (
        ("plans.see", "plans", _("The plan"), _("as issued: sections, leaders, counts, and every word with its marks")),
        ("ledger.see", "ledger", _("The ledger"), _("filter by section, leader, unit; two characters find a task")),
        ("progress.see", "reports", _("Reports"), _("who filed, who did not, and at whose desk it lies")),
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
