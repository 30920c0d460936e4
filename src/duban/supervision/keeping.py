"""Kept lights: judged in the act that changes what they rest on, and when days pass (design 6)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date
from json import dumps
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db import transaction

from duban.core import clock
from duban.ledger.hooks import LightWanted, TasksChanged, tasks_changed, tasks_of_light
from duban.ledger.measuring.sums import Sum, measure
from duban.ledger.models import Part, Task
from duban.orgs.models import Jurisdiction
from duban.orgs.ticking import time_passed
from duban.progress.hooks import LightsAsked, current_lights
from duban.supervision.gathering.facts import facts_of, sum_of_part
from duban.supervision.gathering.plans import plans_of
from duban.supervision.gathering.rows import Rows, read_rows
from duban.supervision.models import KeptLight, LightChange
from duban.supervision.rules.facts import PartLight, Role, TaskFacts
from duban.supervision.rules.lights import judge, judge_task
from duban.supervision.rules.parameters import in_force
from duban.supervision.rules.wire import facts_to_json, reasons_to_json

if TYPE_CHECKING:
    from django.db.models import QuerySet

BATCH = 500
KEPT = ["unit", "light", "worst", "reasons", "facts", "rules", "progress", "planned", "deviation", "day", "since"]


class _Judged(NamedTuple):
    """What the rules say of a part, or of a task where there is none."""

    task: Task
    part: Part | None
    light: str
    columns: dict[str, str | int | None]


@dataclass
class _PutOff:
    """What is to be judged when a block ends, by government; whether the passing of time alone counts."""

    tasks: dict[int, set[int]] = field(default_factory=dict)
    with_time: bool = True

    def add(self, government: int, tasks: Iterable[int]) -> None:
        """Note tasks that are to be judged."""
        self.tasks.setdefault(government, set()).update(tasks)


_put_off: ContextVar[_PutOff | None] = ContextVar("put_off", default=None)


@tasks_changed.register
def keep_changed(changed: TasksChanged) -> None:
    """Judge anew the tasks that an act changed, in its transaction."""
    put_off = _put_off.get()
    if put_off is not None:
        put_off.add(changed.jurisdiction, changed.tasks)
        return
    keep(Jurisdiction.objects.get(pk=changed.jurisdiction), sorted(changed.tasks))


@contextmanager
def deferred(*, with_time: bool = True) -> Iterator[None]:
    """Judge what the acts of a block change once, when it ends: for a simulated day with its hundreds of acts.

    Within the block kept lights are those of before it. It lies within one day, and in one transaction with its acts.
    Without time only what acts changed is judged, not what became a day older.
    """
    put_off = _PutOff(with_time=with_time)
    token = _put_off.set(put_off)
    try:
        yield
    finally:
        _put_off.reset(token)
    for government, tasks in sorted(put_off.tasks.items()):
        keep(Jurisdiction.objects.get(pk=government), sorted(tasks))


@time_passed.register
def keep_all(jurisdiction: Jurisdiction) -> None:
    """Judge anew every issued task that was not judged today."""
    today = clock.today()
    fresh = KeptLight.objects.filter(jurisdiction=jurisdiction, part__isnull=True, day=today).values("task")
    due = Task.objects.filter(jurisdiction=jurisdiction, issued_on__isnull=False).exclude(pk__in=fresh)
    put_off = _put_off.get()
    if put_off is not None:
        put_off.add(jurisdiction.pk, due.values_list("pk", flat=True) if put_off.with_time else ())
        return
    for keys in _batches(due.order_by("pk").values_list("pk", flat=True)):
        with transaction.atomic():
            keep(jurisdiction, keys)


@current_lights.register
def lights_of(asked: LightsAsked) -> Mapping[int, str]:
    """Return the kept light of each part."""
    rows = KeptLight.objects.filter(jurisdiction=asked.jurisdiction, part__in=asked.parts)
    return {part: light for part, light in rows.values_list("part", "light") if part is not None}


@tasks_of_light.register
def tasks_of(wanted: LightWanted) -> "QuerySet[Any, Any]":
    """Return the keys of the tasks that have a light, or whose light turned since a day."""
    rows = KeptLight.objects.filter(jurisdiction=wanted.jurisdiction)
    turned = LightChange.objects.filter(jurisdiction=wanted.jurisdiction, day__gte=wanted.turned_since or date.min)
    if wanted.unit is None:
        rows, turned = rows.filter(part__isnull=True), turned.filter(part__isnull=True)
    else:
        rows = rows.filter(unit=wanted.unit, part__isnull=False)
        turned = turned.filter(unit=wanted.unit, part__isnull=False)
        if wanted.roles:
            rows, turned = rows.filter(part__role__in=wanted.roles), turned.filter(part__role__in=wanted.roles)
    if wanted.light:
        rows = rows.filter(light=wanted.light)
    if wanted.turned_since is not None:
        rows = rows.filter(task__in=turned.values("task"))
    return rows.values("task")


def keep(jurisdiction: Jurisdiction, tasks: Sequence[int]) -> None:
    """Judge tasks and all their parts as of today, and keep the result with facts and reasons."""
    on = clock.today()
    for keys in _batches(tasks):
        rows = read_rows(jurisdiction, keys, year=on.year)
        _write(jurisdiction, keys, [each for task in rows.tasks.values() for each in _judged(rows, task, on)], on)


def _judged(rows: Rows, task: Task, on: date) -> Iterator[_Judged]:
    """Judge every part of a task, then the task itself."""
    params, plans = in_force(on), plans_of(rows, task)
    lights: list[PartLight] = []
    for part in rows.parts.get(task.pk, []):
        sums = sum_of_part(part, plans, on=on)
        facts = facts_of(rows, task, part, plans, sums, filed_by=on)
        verdict = judge(facts, params)
        lights.append(PartLight(part.uid, part.unit.uid, Role(part.role), verdict.light, verdict.worst))
        yield _Judged(
            task,
            part,
            verdict.light.value,
            {
                "worst": verdict.worst,
                "reasons": reasons_to_json(verdict.reasons),
                "facts": facts_to_json(facts),
                "rules": verdict.version,
                **_added_up(sums),
            },
        )
    facts_of_task = TaskFacts(task=task.uid, on=on, parts=tuple(lights))
    verdict_of_task = judge_task(facts_of_task)
    reasons = {
        "decided_by": [each.part for each in verdict_of_task.decided_by],
        "held_up_by": [each.part for each in verdict_of_task.held_up_by],
    }
    yield _Judged(
        task,
        None,
        verdict_of_task.light.value,
        {
            "worst": verdict_of_task.worst,
            "reasons": dumps(reasons),
            "facts": facts_to_json(facts_of_task),
            "rules": params.version,
            **_added_up(measure(*plans, on=on)),
        },
    )


def _added_up(sums: Sum) -> dict[str, int | None]:
    return {"progress": sums.progress, "planned": sums.planned, "deviation": sums.deviation}


def _write(jurisdiction: Jurisdiction, tasks: Sequence[int], judged: Sequence[_Judged], on: date) -> None:
    """Write the lights of some tasks over those that are kept: each keeps its name, and its day while it stays."""
    rows = KeptLight.objects.filter(jurisdiction=jurisdiction, task__in=tasks)
    kept: dict[tuple[int, int | None], tuple[int, str, str, date]] = {
        (task, part): (pk, uid, light, since)
        for pk, uid, task, part, light, since in rows.values_list("pk", "uid", "task", "part", "light", "since")
    }
    changed: list[KeptLight] = []
    new: list[KeptLight] = []
    turned: list[LightChange] = []
    for each in judged:
        part, unit = (each.part.pk, each.part.unit) if each.part is not None else (None, None)
        columns: dict[str, Any] = {"unit": unit, "light": each.light, "day": on, **each.columns}
        columns |= {"jurisdiction": jurisdiction, "task": each.task, "part": each.part}
        old = kept.pop((each.task.pk, part), None)
        if old is None:
            new.append(KeptLight(**columns, since=on))
            continue
        pk, uid, light, since = old
        changed.append(KeptLight(**columns, pk=pk, uid=uid, since=since if light == each.light else on))
        if light != each.light:
            turned.append(
                LightChange(
                    jurisdiction=jurisdiction,
                    task=each.task,
                    part=each.part,
                    unit=unit,
                    day=on,
                    before=light,
                    after=each.light,
                    worst=columns["worst"],
                )
            )
    KeptLight.objects.filter(pk__in=[pk for pk, *_rest in kept.values()]).delete()
    # Written over in one statement a batch: to update them one column a case would take many times as long.
    KeptLight.objects.bulk_create(
        changed, batch_size=BATCH, update_conflicts=True, unique_fields=["id"], update_fields=KEPT
    )
    KeptLight.objects.bulk_create(new, batch_size=BATCH)
    LightChange.objects.bulk_create(turned, batch_size=BATCH)


def _batches(keys: Iterable[int]) -> Iterable[list[int]]:
    found = list(keys)
    return (found[start : start + BATCH] for start in range(0, len(found), BATCH))
