"""Road maps of a task, of a section and of a unit, as pages and papers show them (路线图)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import pgettext

from duban.core import clock
from duban.ledger.models import Task
from duban.ledger.selectors.clauses import heading
from duban.ledger.selectors.unit_tasks import parts_of
from duban.ledger.serving import LEADING
from duban.ledger.stages import TaskStage
from duban.orgs import policies
from duban.orgs.errors import NotVisible
from duban.orgs.models import Unit
from duban.orgs.viewers import Viewer
from duban.plans.models import Plan, Section
from duban.supervision.charts.axis import Axis, axis_of
from duban.supervision.charts.models import Kind
from duban.supervision.charts.roadmap import AXIS, Leaf, days_of, lay
from duban.supervision.roadmaps.lines import Draughtsman, Drawn, Entry
from duban.supervision.roadmaps.reading import MapRows, Version, read_map
from duban.supervision.roadmaps.words import Wording

OVER = (TaskStage.CANCELLED, TaskStage.CARRIED_OVER)  # nothing is due of these any more
WayTo = Callable[[str], str]


@dataclass(frozen=True)
class Roadmap:
    """A road map: its leaves, the table that says the same, and how much there is; without leaves nothing is drawn."""

    today: date
    today_words: str
    months: tuple[tuple[str, str], ...]
    leaves: tuple[Leaf, ...]
    entries: tuple[Entry, ...]
    tasks: int
    items: int
    milestones: int
    done: int
    late: int

    @cached_property
    def table(self) -> list[dict[str, object]]:
        """Return its lines in words as dictionaries, which a template reads several times as fast (design 6)."""
        return [
            entry._asdict() | {"is_group": entry.kind is Kind.GROUP, "is_step": entry.kind is Kind.MILESTONE}
            for entry in self.entries
        ]

    @cached_property
    def shows(self) -> frozenset[str]:
        """Return which kinds of marks there are, for the legend."""
        return frozenset(kind for leaf in self.leaves for kind in leaf.paths)


@dataclass(frozen=True)
class TaskRoadmap:
    """The road map of a task, what was frozen of each work plan, and the rows and the line of days for its curves."""

    task: Task
    map: Roadmap
    versions: tuple[tuple[str, tuple[Version, ...]], ...]
    found: MapRows
    axis: Axis | None


@dataclass(frozen=True)
class SectionRoadmap:
    """The road map of a section of a plan."""

    plan: Plan
    section: Section
    heading: str
    map: Roadmap


@dataclass(frozen=True)
class UnitRoadmap:
    """The road map of all parts of a unit."""

    unit: Unit
    map: Roadmap


def task_roadmap(viewer: Viewer, uid: str, way_to: WayTo) -> TaskRoadmap:
    """Return the road map of a visible task with a line for each milestone; raise NotVisible as for a missing one."""
    task = _visible_tasks(viewer).select_related("plan", "section").filter(uid=uid).first()
    if task is None:
        raise NotVisible
    found = read_map(viewer.jurisdiction, Task.objects.filter(jurisdiction=viewer.jurisdiction, pk=task.pk))
    drawing = _draughtsman(found, way_to, with_milestones=True)
    parts = [part for part in found.rows.parts.get(task.pk, []) if part.role in LEADING]
    for part in sorted(parts, key=lambda part: not part.assignment.is_primary):
        for issued in found.tasks:
            drawing.plan(issued, part)
    versions = tuple(
        (part.unit.name, tuple(found.versions.get(plan.pk, ())))
        for part in parts
        if (plan := found.rows.plans.get(part.pk)) is not None and found.versions.get(plan.pk)
    )
    return TaskRoadmap(task, _finished(drawing.drawn, drawing.today, 1), versions, found, _axis(drawing.drawn, AXIS))


def section_roadmap(viewer: Viewer, uid: str, way_to: WayTo) -> SectionRoadmap:
    """Return the road map of a section: every task that one of its clauses belongs to, in the order of the register."""
    section = (
        Section.objects.filter(jurisdiction=viewer.jurisdiction, uid=uid, plan__in=policies.visible(viewer, Plan))
        .select_related("plan")
        .defer("plan__text", "plan__places")
        .first()
    )
    if section is None:
        raise NotVisible
    tasks = _visible_tasks(viewer).filter(clause_links__clause__section=section).exclude(stage__in=OVER).distinct()
    found = read_map(viewer.jurisdiction, tasks)
    drawing = _draughtsman(found, way_to)
    for task in found.tasks:
        drawing.task(task)
    return SectionRoadmap(
        section.plan, section, heading(section), _finished(drawing.drawn, drawing.today, len(found.tasks))
    )


def unit_roadmap(viewer: Viewer, uid: str, way_to: WayTo) -> UnitRoadmap:
    """Return the road map of a visible unit: its part in every task, in the order of the register."""
    unit = policies.visible_one(viewer, Unit, uid)
    parts = parts_of(viewer, unit).exclude(task__stage__in=OVER).order_by()
    found = read_map(viewer.jurisdiction, Task.objects.filter(pk__in=parts.values("task")))
    drawing = _draughtsman(found, way_to)
    for task in found.tasks:
        drawing.task(task, unit=unit.uid)
    return UnitRoadmap(unit, _finished(drawing.drawn, drawing.today, len(found.tasks)))


def month_labels(axis: Axis) -> tuple[str, ...]:
    """Return the months of an axis in words; the first and every January with its year."""
    in_year, alone = pgettext("date format", "M Y"), pgettext("date format", "M")
    days = [date(tick.month.year, tick.month.number, 1) for tick in axis.months()]
    return tuple(date_format(day, in_year if not place or day.month == 1 else alone) for place, day in enumerate(days))


def _visible_tasks(viewer: Viewer) -> QuerySet[Task]:
    return policies.visible(viewer, Task).defer("search_text", "search_tokens", "plan__text", "plan__places")


def _draughtsman(found: MapRows, way_to: WayTo, *, with_milestones: bool = False) -> Draughtsman:
    return Draughtsman(found, clock.today(), Wording(found.rows.calendar), way_to, with_milestones)


def _axis(drawn: Drawn, width: float) -> Axis | None:
    days = list(days_of(drawn.lines))
    return axis_of(days, width) if days else None


def _finished(drawn: Drawn, today: date, tasks: int) -> Roadmap:
    axis = _axis(drawn, AXIS)
    leaves: Sequence[Leaf] = lay(drawn.lines, axis, today) if axis is not None else ()
    labels = month_labels(axis) if axis is not None else ()
    places = leaves[0].months if leaves else ()
    return Roadmap(
        today=today,
        today_words=date_format(today, pgettext("date format", "j M")),
        months=tuple(zip(labels, places, strict=True)),
        leaves=tuple(leaves),
        entries=tuple(drawn.entries),
        tasks=tasks,
        items=drawn.items,
        milestones=drawn.milestones,
        done=drawn.done,
        late=drawn.late,
    )
