"""The rows that road maps are drawn from, read set by set: so many queries, however many tasks."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Case, CharField, F, QuerySet, Value, When
from django.utils.timezone import localdate

from duban.ledger.models import Baseline, Dependency, Suspension, Task
from duban.ledger.planning.content import ItemWords, items_of
from duban.orgs.models import Jurisdiction
from duban.supervision.gathering.rows import Rows, read_measured
from duban.supervision.models import KeptLight

FIRST = 1


@dataclass(frozen=True)
class Version:
    """A baseline: its number, the day on which it was frozen, why."""

    number: int
    frozen_on: date
    reason: str
    is_provisional: bool


@dataclass(frozen=True)
class MapRows:
    """What was read, by the keys under which it is looked up; `first` is the first baseline of an item by its uid."""

    rows: Rows
    tasks: tuple[Task, ...]
    lights: dict[int, str]
    versions: dict[int, list[Version]]
    first: dict[str, ItemWords]
    waits_for: dict[int, list[Dependency]]
    rests: dict[int, list[Suspension]]


def read_map(jurisdiction: Jurisdiction, tasks: QuerySet[Task]) -> MapRows:
    """Read the issued ones of some tasks, in the order of the register."""
    order = list(tasks.order_by("-plan", "position").values_list("pk", flat=True))
    rows = read_measured(jurisdiction, order)
    plans = [plan.pk for of_task in rows.plans_of_task.values() for plan in of_task]
    versions, first = _baselines(jurisdiction, plans)
    waits_for: dict[int, list[Dependency]] = defaultdict(list)
    needs = Dependency.objects.filter(jurisdiction=jurisdiction, item__plan__in=plans)
    for need in needs.select_related("milestone__item__plan__task").defer(*_LONG).order_by("pk"):
        waits_for[need.item_id].append(need)
    rests: dict[int, list[Suspension]] = defaultdict(list)
    for rest in Suspension.objects.filter(jurisdiction=jurisdiction, task__in=order).order_by("since"):
        rests[rest.task_id].append(rest)
    lights = KeptLight.objects.filter(jurisdiction=jurisdiction, task__in=order, part__isnull=True)
    return MapRows(
        rows=rows,
        tasks=tuple(rows.tasks[key] for key in order if key in rows.tasks),
        lights=dict(lights.values_list("task", "light")),
        versions=versions,
        first=first,
        waits_for=waits_for,
        rests=rests,
    )


_LONG = tuple(f"milestone__item__plan__task__{name}" for name in ("search_text", "search_tokens"))


def _baselines(
    jurisdiction: Jurisdiction, plans: Iterable[int]
) -> tuple[dict[int, list[Version]], dict[str, ItemWords]]:
    """Return the baselines of work plans, and the first document of each, item by item; of the others no document."""
    first_alone = Case(When(number=FIRST, then=F("content")), default=Value(""), output_field=CharField())
    found = (
        Baseline.objects.filter(jurisdiction=jurisdiction, plan__in=list(plans))
        .annotate(document=first_alone)
        .order_by("plan", "number")
        .values_list("plan", "number", "frozen_at", "reason", "is_provisional", "document")
    )
    versions: dict[int, list[Version]] = defaultdict(list)
    items: dict[str, ItemWords] = {}
    for plan, number, frozen_at, reason, is_provisional, document in found:
        version = Version(number, localdate(frozen_at), reason or "", is_provisional)
        versions[plan].append(version)
        for words in items_of(document) if document else ():
            # Without a day of its own an item begins when its work plan does.
            begin = words.starts_on or min(version.frozen_on, words.due_on)
            items[words.uid or ""] = replace(words, starts_on=begin)
    return versions, items
