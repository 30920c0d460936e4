"""Cooperating units that neither offered what they will supply nor were asked, ten working days after issue."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet
from django.utils.translation import ngettext

from duban.core import clock
from duban.core.working_days import WorkingCalendar
from duban.ledger.models import Assignment, Part, Task
from duban.ledger.planning.under_way import UNDER_WAY
from duban.ledger.serving import LEADING
from duban.orgs.models import Jurisdiction
from duban.progress.models import Docking, Request

DOCKED_WITHIN = 10  # working days after service (domain 3.9)
NAMED = 2


@dataclass(frozen=True)
class Undocked:
    """A task in which units have not docked: whose turn it may be, seen from one of them."""

    task: str
    numbers: str
    others: tuple[str, ...]

    @property
    def words(self) -> str:
        """Return the first of the others, and how many more there are."""
        named, more = "、".join(self.others[:NAMED]), len(self.others) - NAMED
        if more <= 0:
            return named
        words = ngettext("%(units)s and %(more)s more", "%(units)s and %(more)s more", more)
        return words % {"units": named, "more": more}


def undocked_of(units: Collection[int], jurisdiction: Jurisdiction, calendar: WorkingCalendar) -> list[Undocked]:
    """Return what the people of some units see of it: as leads the units that help them, as helpers their leads."""
    led = Part.objects.filter(task=OuterRef("task"), unit__in=units, role__in=LEADING)
    rows = with_dockings(Part.objects.filter(jurisdiction=jurisdiction, task__stage__in=UNDER_WAY)).filter(
        Q(unit__in=units) | Exists(led),
        Q(("is_docked", False)),
        role=Assignment.Role.COOPERATING,
        served_on__lt=calendar.before(clock.today(), DOCKED_WITHIN),
    )
    first = Part.objects.filter(task=OuterRef("task"), role__in=LEADING).order_by("-assignment__is_primary", "pk")
    found = rows.annotate(lead=first.values("unit__name")[:1]).order_by("task__position", "pk")
    by_task: dict[tuple[str, str], list[str]] = {}
    for uid, numbers, unit, name, lead in found.values_list("task__uid", "task__numbers", "unit", "unit__name", "lead"):
        by_task.setdefault((uid, numbers), []).append((lead or "") if unit in units else name)
    return [Undocked(uid, numbers, tuple(others)) for (uid, numbers), others in by_task.items()]


def undocked_among(parts: Iterable[Part], task: Task, calendar: WorkingCalendar) -> frozenset[str]:
    """Return the uids of the units that it concerns, of parts of a task read by `with_dockings`."""
    if task.stage not in UNDER_WAY:
        return frozenset()
    day = calendar.before(clock.today(), DOCKED_WITHIN)
    return frozenset(
        part.unit.uid
        for part in parts
        if part.role == Assignment.Role.COOPERATING
        and part.served_on is not None
        and part.served_on < day
        and not vars(part)["is_docked"]
    )


def with_dockings(parts: QuerySet[Part]) -> QuerySet[Part]:
    """Return parts with `is_docked`: whether their unit offered anything, or was asked for anything."""
    offered, asked = (Exists(model.objects.filter(part=OuterRef("pk"))) for model in (Docking, Request))
    return parts.annotate(is_docked=ExpressionWrapper(Q(offered) | Q(asked), BooleanField()))
