"""Who may do what with the ledger, by which act its rows are seen, and how they relate to units."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from duban.ledger.models import (
    Assignment,
    Baseline,
    ChangeRequest,
    Claim,
    Dispute,
    Indicator,
    Item,
    Milestone,
    OpenEnd,
    Part,
    Reopening,
    Suspension,
    Task,
    WorkPlan,
)
from duban.ledger.relations import answered_for, led, of_unit
from duban.orgs.policies import Act, declare, relates, shows
from duban.orgs.roles import EVERYBODY, OFFICE, UNIT_ROLES, Link, Role, linked
from duban.orgs.viewers import Seat, Standing

LEADING = (Assignment.Role.LEAD, Assignment.Role.RESPONSIBLE)
ROLES = (*LEADING, Assignment.Role.COOPERATING)


def _tasks(roles: tuple[Assignment.Role, ...], seat: Seat, column: str) -> Q:
    """Return the condition that the unit of a seat has a part in the task."""
    parts = Part.objects.filter(jurisdiction=seat.post.jurisdiction_id, unit=seat.post.unit_id, role__in=roles)
    return Q((f"{column}__in", parts.values("task"))) if seat.post.unit_id is not None else Q(pk__in=())


def _has_part(roles: tuple[Assignment.Role, ...], seat: Seat, about: Task | OpenEnd) -> bool:
    """Say whether the unit of a seat has a part in the task.

    The units are read once for an object in hand: whoever records for others is asked about every post of the city.
    """
    held = vars(about).get("_units_in_roles")
    if held is None:
        task = about.pk if isinstance(about, Task) else about.task_id
        rows = Part.objects.filter(jurisdiction=about.jurisdiction_id, task=task).values_list("unit", "role")
        held = vars(about)["_units_in_roles"] = tuple(rows)
    return any(unit == seat.post.unit_id and role in roles for unit, role in held)


def _own_tasks(_standing: Standing, seat: Seat) -> Q:
    return _tasks(ROLES, seat, "pk")


def _is_own_task(_standing: Standing, seat: Seat, task: Task) -> bool:
    return _has_part(ROLES, seat, task)


def _led_tasks(_standing: Standing, seat: Seat) -> Q:
    return _tasks(LEADING, seat, "pk")


def _is_led_task(_standing: Standing, seat: Seat, task: Task) -> bool:
    return _has_part(LEADING, seat, task)


def _led_open_ends(_standing: Standing, seat: Seat) -> Q:
    return _tasks(LEADING, seat, "task")


def _is_led_open_end(_standing: Standing, seat: Seat, open_end: OpenEnd) -> bool:
    return _has_part(LEADING, seat, open_end)


relates(Task, Link.OWN_UNIT, rows=_own_tasks, holds=_is_own_task)
relates(Task, Link.LEADING, rows=_led_tasks, holds=_is_led_task)
relates(OpenEnd, Link.LEADING, rows=_led_open_ends, holds=_is_led_open_end)
answered_for(Task)
for model, path in (
    (Part, ""),
    (WorkPlan, "part"),
    (ChangeRequest, "plan__part"),
    (Dispute, "part"),
    (Claim, "part"),
    (Item, "plan__part"),
    (Milestone, "item__plan__part"),
    (Indicator, "item__plan__part"),
):
    of_unit(model, part=path)
    led(model, part=path)
    answered_for(model, task=f"{path}__task" if path else "task")
answered_for(Reopening, task="task")
for shown in (
    Task,
    OpenEnd,
    Part,
    WorkPlan,
    ChangeRequest,
    Dispute,
    Claim,
    Item,
    Milestone,
    Indicator,
    Baseline,
    Suspension,
    Reopening,
):
    shows(shown, "ledger.see")
declare(
    Act("ledger.see", _("See the ledger"), EVERYBODY, is_look=True),
    Act("ledger.adopt_plan", _("Adopt a reviewed plan as ledger"), OFFICE),
    Act(
        "ledger.name_open_end",
        _("Name whom the plan left to the lead unit"),
        OFFICE | linked(Link.LEADING, *UNIT_ROLES),
    ),
    Act("ledger.name_deputy", _("Name the deputy in charge of a task"), OFFICE | linked(Link.OWN_UNIT, Role.HEAD)),
)
