"""Sections, regions and departments by lights: each table from one query over kept rows, in the order of the register.

A section counts the tasks that stand in it; of a task that answers to clauses of two sections, both say so. A unit
counts its parts: those that it leads by every light, those in which it helps where they are behind.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count, FilteredRelation, Q

from duban.ledger.models import Assignment, Part, Task, TaskClause
from duban.ledger.serving import LEADING
from duban.ledger.stages import TaskStage
from duban.orgs.models import Jurisdiction, Unit
from duban.supervision.models import Light

LIGHTS = (Light.RED, Light.YELLOW, Light.GREEN, Light.BLUE, Light.GREY)
BEHIND = (Light.RED, Light.YELLOW)
REGIONS = (Unit.Kind.COUNTY, Unit.Kind.ZONE)
MERGED_SHOWN = 12


@dataclass(frozen=True)
class SectionRow:
    """A section: its clauses as printed, its tasks, their lights; `unissued` are those that nobody was served yet."""

    uid: str
    label: str
    leaders: tuple[str, ...]
    clauses: int
    tasks: int
    lights: Mapping[str, int]
    unissued: int


@dataclass(frozen=True)
class UnitRow:
    """A unit: the lights of the parts that it leads, how many it helps in, and which of these are behind."""

    uid: str
    name: str
    is_region: bool
    led: int
    lights: Mapping[str, int]
    helped: int
    behind: Mapping[str, int]


@dataclass(frozen=True)
class Merged:
    """A task that answers to several clauses."""

    uid: str
    numbers: str


def section_rows(city: Jurisdiction, plan: int) -> list[SectionRow]:
    """Return the sections of a plan in their order; tasks without one come last, under an empty name."""
    own = FilteredRelation("lights", condition=Q(lights__jurisdiction=city, lights__part__isnull=True))
    rows = (
        Task.objects.filter(jurisdiction=city, plan=plan)
        .order_by()
        .annotate(own=own)
        .values("section", "leader", "own__light")
        .annotate(tasks=Count("pk"), unissued=Count("pk", filter=Q(stage=TaskStage.CHECKED)))
        .order_by("section__position", "leader", "own__light")
        .values_list(
            "section",
            "section__uid",
            "section__label",
            "section__title",
            "leader__name",
            "own__light",
            "tasks",
            "unissued",
        )
    )
    printed = _printed(city, plan)
    names: dict[int, tuple[str, str]] = {}
    leaders: dict[int, dict[str, None]] = {}
    lights: dict[int, Counter[str]] = {}
    tasks, unissued = Counter[int](), Counter[int]()
    for section, uid, label, title, leader, light, count, waiting in rows:
        key = section or 0
        names[key] = (uid or "", (f"{label}、{title}" if label else title) if section else "")
        leaders.setdefault(key, {}).update({leader: None} if leader else {})
        lights.setdefault(key, Counter()).update({light: count} if light else {})
        tasks[key] += count
        unissued[key] += waiting
    return [
        SectionRow(uid, label, tuple(leaders[key]), printed.get(key, 0), tasks[key], lights[key], unissued[key])
        for key, (uid, label) in sorted(names.items(), key=lambda item: not item[0])
    ]


def merged_tasks(city: Jurisdiction, plan: int) -> list[Merged]:
    """Return the first tasks that answer to several clauses, in the order of the plan."""
    rows = Task.objects.filter(jurisdiction=city, plan=plan, clause_count__gt=1).order_by("position")
    return [Merged(uid, numbers) for uid, numbers in rows.values_list("uid", "numbers")[:MERGED_SHOWN]]


def unit_rows(city: Jurisdiction, plan: int) -> list[UnitRow]:
    """Return the units that have a part in a plan, in the order of the register."""
    own = FilteredRelation("lights", condition=Q(lights__jurisdiction=city))  # whose index begins with it
    rows = (
        Part.objects.filter(jurisdiction=city, task__plan=plan)
        .order_by()
        .annotate(own=own)
        .values("unit", "own__light")
        .annotate(
            led=Count("pk", filter=Q(role__in=LEADING)),
            helped=Count("pk", filter=Q(role=Assignment.Role.COOPERATING)),
        )
        .order_by("unit__position", "unit", "own__light")
        .values_list("unit__uid", "unit__name", "unit__kind", "own__light", "led", "helped")
    )
    led: dict[str, Counter[str | None]] = {}
    helped: dict[str, Counter[str | None]] = {}
    units: dict[str, tuple[str, bool]] = {}
    for uid, name, kind, light, leads, helps in rows:
        units[uid] = (name, kind in REGIONS)
        led.setdefault(uid, Counter())[light] += leads
        helped.setdefault(uid, Counter())[light] += helps
    return [
        UnitRow(
            uid,
            name,
            is_region,
            led[uid].total(),
            {light: led[uid][light] for light in LIGHTS if led[uid][light]},
            helped[uid].total(),
            {light: helped[uid][light] for light in BEHIND if helped[uid][light]},
        )
        for uid, (name, is_region) in units.items()
    ]


def in_all(rows: Iterable[SectionRow]) -> SectionRow:
    """Return the sum of all sections: every task once."""
    lights: Counter[str] = Counter()
    clauses = tasks = unissued = 0
    for row in rows:
        lights.update(row.lights)
        clauses, tasks, unissued = clauses + row.clauses, tasks + row.tasks, unissued + row.unissued
    return SectionRow("", "", (), clauses, tasks, lights, unissued)


def _printed(city: Jurisdiction, plan: int) -> dict[int, int]:
    """Return the clauses of each section as they are printed."""
    links = TaskClause.objects.filter(jurisdiction=city, task__plan=plan).order_by()
    rows = links.values("clause__section").annotate(count=Count("pk")).values_list("clause__section", "count")
    return {section or 0: count for section, count in rows}
