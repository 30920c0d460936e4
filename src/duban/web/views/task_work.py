"""The work of a task: lights with their reasons, work plans with both dates, turns of its life, what can be done."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from duban.ledger.models import Claim, Dispute, Part, Reopening, Suspension, Task
from duban.ledger.selectors.changes import change_lines
from duban.ledger.selectors.workplans import ItemRow, MilestoneRow, PlanSheet, plan_sheets
from duban.orgs import policies
from duban.orgs.calendar import calendar_of
from duban.orgs.errors import NotVisible
from duban.orgs.roles import Role
from duban.orgs.viewers import Viewer
from duban.progress.selectors.undocked import undocked_among, with_dockings
from duban.supervision.selectors import task_lights
from duban.web.access import ViewedRequest, behind_door
from duban.web.acts.offers import Offer, offers

MAKES_PLAN = ("ledger.file_plan", "ledger.return_plan", "ledger.approve_plan", "ledger.force_plan")
OFFICE = {Role.OFFICER, Role.OFFICE_HEAD, Role.REGISTRAR}


@dataclass(frozen=True)
class MilestoneLine:
    """A milestone with what can be done about it."""

    sheet: MilestoneRow
    offers: tuple[Offer, ...]


@dataclass(frozen=True)
class ItemLine:
    """An item with its milestones."""

    sheet: ItemRow
    milestones: tuple[MilestoneLine, ...]


@dataclass(frozen=True)
class PlanLine:
    """The work plan of one lead with what can be done about it and its open change."""

    sheet: PlanSheet
    items: tuple[ItemLine, ...]
    offers: tuple[Offer, ...]
    change_offers: tuple[Offer, ...]
    change_lines: tuple[tuple[str, str], ...]
    may_write: bool


@require_safe
@behind_door("orgs.look")
def task_work(request: ViewedRequest, uid: str) -> HttpResponse:
    """Show how a task is done and how it stands."""
    tasks = policies.visible(request.viewer, Task).select_related("plan", "section", "leader").defer("plan__text")
    task = tasks.filter(uid=uid).first()
    if task is None:
        raise NotVisible
    own = Part.objects.filter(jurisdiction=task.jurisdiction_id, task=task).select_related("unit", "task")
    parts = list(with_dockings(own).order_by("assignment__position", "unit__position", "pk"))
    return render(
        request,
        "task/work.html",
        {
            "task": task,
            "crumbs": [
                {"label": _("Ledger"), "url": reverse("ledger")},
                {"label": _("Clause %(numbers)s") % {"numbers": task.numbers}, "url": reverse("task", args=[task.uid])},
                {"label": _("Work"), "url": ""},
            ],
            "lights": task_lights(task),
            "undocked": undocked_among(parts, task, calendar_of(request.viewer.jurisdiction)),
            "plans": [_plan(request.viewer, sheet) for sheet in plan_sheets(task)],
            "offers": offers(request.viewer, task),
            "parts": _to_do(request.viewer, parts),
            "in_office": bool(request.viewer.roles & OFFICE),
            "turns": _turns(request.viewer, task),
        },
    )


def _plan(viewer: Viewer, sheet: PlanSheet) -> PlanLine:
    is_own = viewer.unit_ids & {sheet.row.part.unit_id, *(item.row.unit_id for item in sheet.items)}
    in_reach = bool(is_own) or bool(viewer.roles & OFFICE)
    change = sheet.open_change
    return PlanLine(
        sheet=sheet,
        items=tuple(
            ItemLine(
                item,
                tuple(
                    MilestoneLine(each, tuple(offers(viewer, each.row)) if in_reach and sheet.row.in_force_on else ())
                    for each in item.milestones
                ),
            )
            for item in sheet.items
        ),
        offers=tuple(offers(viewer, sheet.row, only=MAKES_PLAN)),
        change_offers=tuple(offers(viewer, change)) if change is not None else (),
        change_lines=tuple(change_lines(change)) if change is not None else (),
        may_write=policies.can(viewer, "ledger.write_plan", sheet.row),
    )


def _to_do(viewer: Viewer, parts: Sequence[Part]) -> list[tuple[Part, list[Offer]]]:
    """Return the parts about which the reader can do something: his own; for the office all of the leads."""
    in_reach = parts if viewer.roles & OFFICE else [part for part in parts if part.unit_id in viewer.unit_ids]
    found = [(part, offers(viewer, part)) for part in in_reach]
    return [(part, acts) for part, acts in found if acts]


def _turns(viewer: Viewer, task: Task) -> dict[str, Sequence[tuple[object, list[Offer]]]]:
    of_task = {"jurisdiction": task.jurisdiction_id, "task": task}
    disputes = Dispute.objects.filter(**of_task).select_related("part__unit", "part__task", "task").order_by("filed_at")
    claims = Claim.objects.filter(**of_task).select_related("part__unit", "part__task", "task", "verifier__person")
    suspensions = Suspension.objects.filter(**of_task).order_by("since")
    reopenings = Reopening.objects.filter(**of_task).select_related("task").order_by("proposed_at")
    return {
        "disputes": [(each, offers(viewer, each)) for each in disputes],
        "claims": [(each, offers(viewer, each)) for each in claims.order_by("made_at")],
        "suspensions": [(each, []) for each in suspensions],
        "reopenings": [(each, offers(viewer, each)) for each in reopenings],
    }
