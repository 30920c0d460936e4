"""Changing the keys of sealed fields while the system runs (demand 10)."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Model

from duban.core import sealing
from duban.core.sealing import SealedColumn
from duban.journal.records import INSTALLATION, record
from duban.orgs.accounts.founding import SYSTEM
from duban.orgs.administration import actions
from duban.orgs.models import Person
from duban.orgs.signing_in import second_factor  # noqa: F401 -- declares its sealed column

BATCH = 200

sealing.sealed_column(Person, "telephone")


@dataclass(frozen=True)
class Hanging:
    """How many values of a column hang on which key; the newest is key 0, None is a key that is not listed."""

    table: str
    field: str
    by_key: dict[int | None, int]


def hanging() -> list[Hanging]:
    """Count the sealed values of every column by the key that opens them."""
    found = []
    for column in sealing.sealed_columns():
        by_key: dict[int | None, int] = {}

        def count(token: str, by_key: dict[int | None, int] = by_key) -> str:
            place = sealing.place_of_key(token)
            by_key[place] = by_key.get(place, 0) + 1
            return token

        for row in _rows(column):
            column.each(getattr(row, column.field), count)
        found.append(Hanging(column.model._meta.db_table, column.field, by_key))  # noqa: SLF001 -- Django's own name
    return found


def reseal() -> int:
    """Seal every value with the newest key, batch by batch; return how many rows moved.

    It may be stopped and run again. A value that no key opens stops it with NoKeyFits, and the batches before stay.
    """
    moved = {
        f"{column.model._meta.db_table}.{column.field}": _reseal(column)  # noqa: SLF001 -- Django's own name
        for column in sealing.sealed_columns()
    }
    with transaction.atomic():
        record(
            actor=SYSTEM,
            kind=actions.FIELDS_RESEALED.code,
            jurisdiction=INSTALLATION,
            subjects=[],
            body={"moved": moved, "keys": len(sealing.field_keys())},
        )
    return sum(moved.values())


def _reseal(column: SealedColumn) -> int:
    pks = [row.pk for row in _rows(column)]
    return sum(_batch(column, pks[start : start + BATCH]) for start in range(0, len(pks), BATCH))


@transaction.atomic
def _batch(column: SealedColumn, pks: list[object]) -> int:
    changed = []
    for row in column.model._default_manager.select_for_update().filter(pk__in=pks):  # noqa: SLF001
        before = getattr(row, column.field)
        after = None if before is None else column.each(before, sealing.rotate)
        if after != before:
            setattr(row, column.field, after)
            changed.append(row)
    column.model._default_manager.bulk_update(changed, [column.field])  # noqa: SLF001
    return len(changed)


def _rows(column: SealedColumn) -> Iterator[Model]:
    present = {f"{column.field}__isnull": False}
    rows = column.model._default_manager.filter(**present).order_by("pk")  # noqa: SLF001
    return rows.only("pk", column.field).iterator(chunk_size=BATCH)
