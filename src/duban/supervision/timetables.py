"""The timetable of a unit (时间表): every step of its own parts in the order of days, with the light of the part.

Where no work plan in force says more, the step is the clause itself on its printed days, else on 31 December.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from django.db.models import Prefetch, QuerySet
from django.utils.formats import date_format

from duban.core import clock
from duban.ledger.models import Indicator, Item, Milestone, Part, WorkPlan
from duban.ledger.selectors.unit_tasks import parts_of
from duban.ledger.selectors.words import distance, figure
from duban.ledger.serving import LEADING
from duban.ledger.stages import PlanStage, TaskStage
from duban.orgs import policies
from duban.orgs.models import Unit
from duban.orgs.viewers import Viewer
from duban.plans.models import ClauseDeadline
from duban.supervision.gathering.plans import year_of
from duban.supervision.models import KeptLight, Light

OVER = (TaskStage.CANCELLED, TaskStage.CARRIED_OVER)  # nothing is due of these any more
LEFT_OUT = ("task__search_text", "task__search_tokens", "task__plan__text")


@dataclass(frozen=True)
class Step:
    """One line of a timetable; without a work plan in force `item` and `milestone` are empty."""

    task: str
    numbers: str
    title: str
    role: str
    light: str
    label: str
    due_on: date
    done_on: date | None = None
    first_due_on: date | None = None
    item: str = ""
    milestone: str = ""
    person: str = ""

    @property
    def is_printed(self) -> bool:
        """Say whether it stands for the clause itself."""
        return not self.item

    @property
    def is_open(self) -> bool:
        """Say whether it is still to be done."""
        return self.done_on is None

    @property
    def is_late(self) -> bool:
        """Say whether its day passed without it."""
        return self.is_open and self.due_on < clock.today()

    @property
    def how_far(self) -> str:
        """Return how far its day is, as long as it is open."""
        return distance(self.due_on, clock.today()) if self.is_open else ""


@dataclass(frozen=True)
class MonthOfSteps:
    """The steps due in one month."""

    heading: str
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Timetable:
    """The timetable of a unit, month by month."""

    unit: Unit
    months: tuple[MonthOfSteps, ...]

    @property
    def steps(self) -> tuple[Step, ...]:
        """Return all steps in the order of their days."""
        return tuple(step for month in self.months for step in month.steps)

    @property
    def done(self) -> int:
        """Return how many are done."""
        return sum(not step.is_open for step in self.steps)

    @property
    def late(self) -> int:
        """Return how many are late."""
        return sum(step.is_late for step in self.steps)


def timetable(viewer: Viewer, uid: str) -> Timetable:
    """Return the timetable of a visible unit; raise NotVisible, the same for hidden and missing.

    So many queries, however many tasks.
    """
    unit = policies.visible_one(viewer, Unit, uid)
    parts = parts_of(viewer, unit).exclude(task__stage__in=OVER)
    rows = list(parts.select_related("task__plan").defer(*LEFT_OUT))
    if not rows:
        return Timetable(unit, ())
    items = _items_by_task(parts, unit)
    own = set(_in_force(parts).values_list("part", flat=True))
    bare = [row for row in rows if row.task_id not in items or (row.role in LEADING and row.pk not in own)]
    printed = _printed_days(parts) if bare else {}
    lights = _lights(parts)
    steps: list[Step] = []
    for row in rows:
        steps += _planned(row, items.get(row.task_id, ()), lights.get(row.pk, ""))
    for row in bare:
        steps += _as_printed(row, printed.get(row.task_id, ()), lights.get(row.pk, ""))
    steps.sort(key=lambda step: step.due_on)
    return Timetable(
        unit,
        tuple(
            MonthOfSteps(date_format(date(year, month, 1), "YEAR_MONTH_FORMAT"), tuple(found))
            for (year, month), found in groupby(steps, lambda step: (step.due_on.year, step.due_on.month))
        ),
    )


def _in_force(parts: QuerySet[Part]) -> QuerySet[WorkPlan]:
    return WorkPlan.objects.filter(task__in=parts.order_by().values("task"), stage=PlanStage.IN_FORCE)


def _items_by_task(parts: QuerySet[Part], unit: Unit) -> dict[int, list[Item]]:
    """Return what the unit itself has to do in the work plans in force, by task."""
    found: dict[int, list[Item]] = defaultdict(list)
    rows = (
        Item.objects.filter(
            jurisdiction=unit.jurisdiction_id, unit=unit, plan__in=_in_force(parts), cancelled_on__isnull=True
        )
        .select_related("plan")
        .prefetch_related(
            Prefetch("milestones", Milestone.objects.filter(cancelled_on__isnull=True).order_by("position", "pk")),
            Prefetch("indicators", Indicator.objects.order_by("pk")),
        )
    )
    for item in rows.order_by("plan", "position", "pk"):
        found[item.plan.task_id].append(item)
    return dict(found)


def _printed_days(parts: QuerySet[Part]) -> dict[int, list[date]]:
    """Return the days printed in the clauses of tasks."""
    found: dict[int, list[date]] = defaultdict(list)
    rows = ClauseDeadline.objects.filter(
        clause__task_links__task__in=parts.order_by().values("task"), due_on__isnull=False
    )
    for task, day in rows.values_list("clause__task_links__task", "due_on"):
        if day is not None:
            found[task].append(day)
    return dict(found)


def _lights(parts: QuerySet[Part]) -> dict[int, str]:
    rows = KeptLight.objects.filter(part__in=parts.order_by().values("pk"))
    return {part: light for part, light in rows.values_list("part", "light") if part is not None}


def _planned(part: Part, items: Sequence[Item], light: str) -> Iterator[Step]:
    """Return the milestones of a unit's items; an item without any is one step by itself."""
    for item in items:
        milestones = item.milestones.all()
        whole = replace(_step(part, light, item.due_on), item=item.title, person=item.person or "")
        for each in milestones:
            yield replace(
                whole,
                milestone=each.title,
                due_on=each.due_on,
                first_due_on=each.first_due_on if each.first_due_on != each.due_on else None,
                done_on=each.done_on,
            )
        if not milestones:
            yield replace(whole, milestone=_target(item), done_on=part.task.closed_on)


def _target(item: Item) -> str:
    """Return the figure that an item is to reach."""
    indicator = next(iter(item.indicators.all()), None)
    return f"{indicator.title} {figure(indicator.target)}{indicator.measured_in or ''}" if indicator is not None else ""


def _as_printed(part: Part, days: Sequence[date], light: str) -> Iterator[Step]:
    task = part.task
    for day in sorted(set(days)) or [task.due_on or date(year_of(task), 12, 31)]:
        yield replace(_step(part, light, day), done_on=task.closed_on)


def _step(part: Part, light: str, due_on: date) -> Step:
    return Step(
        task=part.task.uid,
        numbers=part.task.numbers,
        title=part.task.title,
        role=str(part.get_role_display()),
        light=light,
        label=str(Light(light).label) if light else "",
        due_on=due_on,
    )
