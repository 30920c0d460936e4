"""Lights as pages show them: shape and word, since when, progress against plan, and every reason in words."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from duban.ledger.models import Task
from duban.orgs.models import Jurisdiction
from duban.supervision.models import KeptLight, Light
from duban.supervision.rules.wire import reasons_of_json
from duban.supervision.words import basis_of, gate_words, points, reason_words


@dataclass(frozen=True)
class ReasonRow:
    """A reason: its light, its sentence, the clause it comes from."""

    light: str
    label: str
    words: str
    basis: str


@dataclass(frozen=True)
class LightRow:
    """The light of a part, or of a task where `unit` is empty."""

    light: str
    label: str
    unit: str
    unit_uid: str
    role: str
    since: date
    progress: str
    planned: str
    deviation: str
    gate: str
    reasons: tuple[ReasonRow, ...]


@dataclass(frozen=True)
class TaskLights:
    """The light of a task and those of its parts, leads first."""

    own: LightRow | None
    parts: tuple[LightRow, ...]

    @property
    def held_up_by(self) -> tuple[LightRow, ...]:
        """Return the cooperating parts that hold a task up."""
        return tuple(row for row in self.parts if row.role == "cooperating" and row.light in ("yellow", "red"))


def task_lights(task: Task) -> TaskLights:
    """Return all lights of a task, in one query."""
    rows = list(
        KeptLight.objects.filter(jurisdiction=task.jurisdiction_id, task=task)
        .select_related("part__assignment", "unit")
        .order_by("part__assignment__position", "unit__position", "pk")
    )
    own = next((light_row(row) for row in rows if row.part_id is None), None)
    return TaskLights(own, tuple(light_row(row) for row in rows if row.part_id is not None))


def lights_of_tasks(jurisdiction: Jurisdiction, tasks: Collection[str]) -> dict[str, tuple[str, str]]:
    """Return light and word of each task, by its uid; what was never judged is left out."""
    rows = KeptLight.objects.filter(jurisdiction=jurisdiction, task__uid__in=tasks, part__isnull=True)
    return {uid: (light, str(Light(light).label)) for uid, light in rows.values_list("task__uid", "light")}


def light_row(row: KeptLight) -> LightRow:
    """Return a kept light in words."""
    reasons = reasons_of_json(row.reasons) if row.part_id is not None else ()
    return LightRow(
        light=row.light,
        label=str(Light(row.light).label),
        unit=row.unit.name if row.unit is not None else "",
        unit_uid=row.unit.uid if row.unit is not None else "",
        role=row.part.role if row.part is not None else "",
        since=row.since,
        progress=points(row.progress),
        planned=points(row.planned),
        deviation=points(row.deviation),
        gate=gate_words(row.worst),
        reasons=tuple(
            ReasonRow(
                each.light.value,
                str(Light(each.light.value).label),
                reason_words(each.code, each.params),
                basis_of(each.code),
            )
            for each in reasons
        ),
    )
