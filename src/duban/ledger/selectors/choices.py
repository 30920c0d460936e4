"""What the ledger can be filtered by, drawn from the tasks that a viewer sees, with counts."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet, Sum

from duban.ledger.models import Assignment, OpenEnd, Part, Task
from duban.ledger.selectors.kept import kept
from duban.orgs import policies
from duban.orgs.models import Unit
from duban.orgs.viewers import Viewer

NOBODY = 0  # no automatic key: finds no row


@dataclass(frozen=True)
class Choice:
    """One value of a filter: what stands in the address, what stands in the table, its words and its tasks."""

    uid: str
    key: int
    label: str
    count: int


@dataclass(frozen=True)
class PlanChoice(Choice):
    """A plan, with what the head of the page says of it."""

    doc_number: str
    clauses: int


@dataclass(frozen=True)
class SectionChoice(Choice):
    """A section, with the leaders who answer for its tasks."""

    leaders: tuple[str, ...]


@dataclass(frozen=True)
class UnitChoice(Choice):
    """A unit, with its tasks by role; responsible units count as leads.

    A single unit counts the tasks in which it has a part, as a member of a group too; a group those that name it.
    """

    leads: int
    cooperates: int
    is_group: bool = False


@dataclass(frozen=True)
class Choices:
    """All choices of one viewer within one plan, or within all of them; `jurisdiction` is the key of his government."""

    jurisdiction: int
    plans: dict[str, PlanChoice]
    sections: dict[str, SectionChoice]
    leaders: dict[str, Choice]
    units: dict[str, UnitChoice]
    kinds: dict[str, int]
    tasks: int
    clauses: int
    unnamed: int

    def of(self, name: str) -> Mapping[str, Choice]:
        """Return the choices of one filter by their uid."""
        kept: dict[str, Mapping[str, Choice]] = {
            "plan": self.plans,
            "section": self.sections,
            "leader": self.leaders,
            "unit": self.units,
        }
        return kept[name]

    def key(self, name: str, uid: str) -> int:
        """Return the key of a choice, NOBODY where it is none."""
        found = self.of(name).get(uid)
        return found.key if found else NOBODY


def choices_of(viewer: Viewer, *, plan: str, head: str) -> Choices:
    """Return the choices within a plan (all plans where empty) as they stand at a head of the journal."""
    return kept(viewer, head, "ledger.choices", plan, lambda: _counted(viewer, plan))


def _counted(viewer: Viewer, plan: str) -> Choices:
    plans = _plans(viewer)
    tasks = policies.visible(viewer, Task)
    if plan:
        tasks = tasks.filter(plan=plans[plan].key if plan in plans else NOBODY)
    sections, leaders, kinds, clauses, unnamed = _groups(viewer, tasks)
    return Choices(
        viewer.jurisdiction.pk,
        plans,
        sections,
        leaders,
        _units(viewer, tasks),
        dict(kinds),
        kinds.total(),
        clauses,
        unnamed,
    )


def _plans(viewer: Viewer) -> dict[str, PlanChoice]:
    """Return the plans that have tasks, newest first."""
    rows = (
        policies.visible(viewer, Task)
        .order_by()
        .values("plan")
        .annotate(count=Count("pk"), clauses=Sum("clause_count"))
        .order_by("-plan")
        .values_list("plan", "count", "clauses", "plan__uid", "plan__title", "plan__doc_number")
    )
    return {
        uid: PlanChoice(uid, key, title, count, number or "", clauses)
        for key, count, clauses, uid, title, number in rows
    }


def _groups(
    viewer: Viewer, tasks: QuerySet[Task]
) -> tuple[dict[str, SectionChoice], dict[str, Choice], Counter[str], int, int]:
    """Add up the tasks by section, leader, kind and whether they leave somebody unnamed, from one query."""
    open_ends = OpenEnd.objects.filter(jurisdiction=viewer.jurisdiction, stage=OpenEnd.Stage.OPEN, task=OuterRef("pk"))
    rows = (
        tasks.order_by()
        .annotate(is_unnamed=Exists(open_ends))
        .values("plan", "section", "leader", "kind", "is_unnamed")
        .annotate(count=Count("pk"), clauses=Sum("clause_count"))
        .order_by("-plan", "section__position", "leader")
        .values_list(
            "section",
            "section__uid",
            "section__label",
            "section__title",
            "leader",
            "leader__uid",
            "leader__name",
            "kind",
            "is_unnamed",
            "count",
            "clauses",
        )
    )
    titles: dict[str, tuple[int, str]] = {}
    persons: dict[str, tuple[int, str]] = {}
    by_section, by_leader, kinds = Counter[str](), Counter[str](), Counter[str]()
    answering: dict[str, dict[str, None]] = {}
    clauses = unnamed = 0
    for section, uid, label, title, leader, leader_uid, name, kind, is_unnamed, count, printed in rows:
        unnamed += count if is_unnamed else 0
        kinds[kind] += count
        clauses += printed
        if section:
            titles[uid] = (section, f"{label}、{title}" if label else title)
            by_section[uid] += count
        if leader:
            persons[leader_uid] = (leader, name)
            by_leader[leader_uid] += count
            answering.setdefault(uid, {})[name] = None
    return (
        {
            uid: SectionChoice(uid, key, title, by_section[uid], tuple(answering.get(uid, ())))
            for uid, (key, title) in titles.items()
        },
        {uid: Choice(uid, key, name, by_leader[uid]) for uid, (key, name) in persons.items()},
        kinds,
        clauses,
        unnamed,
    )


def _units(viewer: Viewer, tasks: QuerySet[Task]) -> dict[str, UnitChoice]:
    """Return the units of tasks in the order of their pinyin; a unit has one role in a task."""
    parts = Part.objects.filter(jurisdiction=viewer.jurisdiction, task__in=tasks)
    units = Unit.objects.filter(jurisdiction=viewer.jurisdiction, kind__in=Unit.GROUPS)
    groups = Assignment.objects.filter(jurisdiction=viewer.jurisdiction, task__in=tasks, unit__in=units)
    rows = _by_unit(parts).union(_by_unit(groups), all=True).order_by("unit_pinyin", "unit")
    return {
        uid: UnitChoice(uid, key, name, count, count - cooperates, cooperates, kind in Unit.GROUPS)
        for key, uid, name, _pinyin, kind, count, cooperates in rows
    }


def _by_unit(duties: QuerySet[Part] | QuerySet[Assignment]) -> QuerySet[Any, Any]:
    """Return duties counted by unit; grouped by its key alone, for which the index is in order, and named by `Min`."""
    return (
        duties.order_by()
        .values("unit")
        .annotate(
            count=Count("pk"),
            cooperates=Count("pk", filter=Q(role=Assignment.Role.COOPERATING)),
            unit_uid=Min("unit__uid"),
            unit_name=Min("unit__name"),
            unit_pinyin=Min("unit__pinyin"),
            unit_kind=Min("unit__kind"),
        )
        .values_list("unit", "unit_uid", "unit_name", "unit_pinyin", "unit_kind", "count", "cooperates")
    )
