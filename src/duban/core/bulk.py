"""Many rows at once: what `bulk_create` does, without its work on every value of every row.

The database still holds every constraint; values must be of the type that the column takes.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connections, router
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import DateField, DateTimeField, Model

from duban.core.engines import copy_rows

MANY = 100


def insert_rows(model: type[Model], columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Insert rows of values in the order of `columns`, named as the database names them."""
    connection, table = _place_of(model)
    values = _adapted(connection, model, columns, rows)
    if not values or (len(values) >= MANY and copy_rows(connection, table, columns, values)):
        return
    quote = connection.ops.quote_name
    names, places = ", ".join(map(quote, columns)), ", ".join(["%s"] * len(columns))
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {quote(table)} ({names}) VALUES ({places})", values)  # noqa: S608 -- quoted


def update_rows(model: type[Model], columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write rows of values over rows that there are; the last of the columns is the key by which each is found."""
    connection, table = _place_of(model)
    values = _adapted(connection, model, columns, rows)
    if not values:
        return
    quote = connection.ops.quote_name
    *written, key = (f"{quote(column)} = %s" for column in columns)
    with connection.cursor() as cursor:
        cursor.executemany(f"UPDATE {quote(table)} SET {', '.join(written)} WHERE {key}", values)  # noqa: S608 -- quoted


def _place_of(model: type[Model]) -> tuple[BaseDatabaseWrapper, str]:
    return connections[router.db_for_write(model)], model._meta.db_table  # noqa: SLF001 -- Django's own name


def _adapted(
    connection: BaseDatabaseWrapper, model: type[Model], columns: Sequence[str], rows: Iterable[Sequence[object]]
) -> list[list[Any]]:
    """Return the rows with days and moments as the database takes them; in a column few of them differ."""
    values: list[list[Any]] = [list(row) for row in rows]
    for place, column in enumerate(columns):
        field = model._meta.get_field(column)  # noqa: SLF001 -- Django's own name
        if isinstance(field, DateField):  # a DateTimeField is one too
            is_moment = isinstance(field, DateTimeField)
            adapt = connection.ops.adapt_datetimefield_value if is_moment else connection.ops.adapt_datefield_value
            adapted = {value: adapt(value) for value in {row[place] for row in values}}
            for row in values:
                row[place] = adapted[row[place]]
    return values
