"""The one way in which a task, a work plan, a change, a claim comes from one stage to the next.

A move is compare-and-set on stage (and version, where the table has one): of two at once the later gets `Stale`.
"""

from collections.abc import Sequence
from typing import Any, TypeVar

from django.db.models import F, Model
from django.db.models.expressions import Combinable

from duban.core.stages import Table
from duban.ledger.models import (
    ChangeRequest,
    Claim,
    Dispute,
    Instruction,
    Matter,
    MatterExtension,
    Task,
    WorkPlan,
)
from duban.ledger.stages import CHANGE, CLAIM, DISPUTE, EXTENSION, INSTRUCTION, MATTER, TASK, WORK_PLAN
from duban.orgs.errors import Stale

M = TypeVar("M", bound=Model)
_TABLES: dict[type[Model], Table] = {
    Task: TASK,
    WorkPlan: WORK_PLAN,
    ChangeRequest: CHANGE,
    Claim: CLAIM,
    Dispute: DISPUTE,
    Instruction: INSTRUCTION,
    Matter: MATTER,
    MatterExtension: EXTENSION,
}


class Forbidden(AssertionError):
    """A service asked for a move that the table of stages does not know: a mistake of the program."""


def move(row: M, to: str, *, table: Table | None = None, **columns: Any) -> M:
    """Bring a row to a stage and set further columns with it; raise Stale where it has moved on since it was read."""
    known: Any = row
    source = known.stage
    if not (table or _TABLES[type(row)]).allows(source, to):
        raise Forbidden(f"{type(row).__name__}: {source} to {to}")
    rows = type(row)._default_manager.filter(pk=row.pk, stage=source)  # noqa: SLF001 -- Django's own name
    written = {**columns, "stage": str(to)}
    if _has_version(type(row)):
        rows = rows.filter(version=known.version)
        written["version"] = known.version + 1
    if rows.update(**written) != 1:
        raise Stale
    if any(isinstance(value, Combinable) for value in columns.values()):  # what the database counted is read back
        row.refresh_from_db()
    else:
        for name, value in written.items():
            setattr(row, name, value)
    return row


def move_all(rows: Sequence[M], to: str, *, table: Table | None = None, **columns: Any) -> None:
    """Bring locked rows that stand in one stage to another in one statement; raise Stale where one has moved on."""
    if not rows:
        return
    model, known = type(rows[0]), [vars(row)["stage"] for row in rows]
    if len(set(known)) != 1 or not (table or _TABLES[model]).allows(known[0], to):
        raise Forbidden(f"{model.__name__}: {sorted(set(known))} to {to}")
    if _has_version(model):
        columns = {**columns, "version": F("version") + 1}
    keys = [row.pk for row in rows]
    moved = model._default_manager.filter(pk__in=keys, stage=known[0]).update(stage=to, **columns)  # noqa: SLF001
    if moved != len(rows):
        raise Stale
    for row in rows:
        vars(row)["stage"] = to


def _has_version(model: type[Model]) -> bool:
    return any(field.name == "version" for field in model._meta.get_fields())  # noqa: SLF001 -- Django's own name
