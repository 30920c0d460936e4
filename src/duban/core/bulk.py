"""Many new rows at once: what `bulk_create` does, without its work on every value of every row.

The database still holds every constraint; values must be of the type that the column takes.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.db import connections, router
from django.db.models import Model


def insert_rows(model: type[Model], columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Insert rows of values in the order of `columns`, named as the database names them."""
    connection = connections[router.db_for_write(model)]
    quote, ops = connection.ops.quote_name, connection.ops
    moments: dict[date, Any] = {}

    def adapted(value: object) -> Any:
        if not isinstance(value, date):
            return value
        if value not in moments:
            if isinstance(value, datetime):
                moments[value] = ops.adapt_datetimefield_value(value)
            else:
                moments[value] = ops.adapt_datefield_value(value)
        return moments[value]

    table = quote(model._meta.db_table)  # noqa: SLF001 -- Django's own name
    names, places = ", ".join(map(quote, columns)), ", ".join(["%s"] * len(columns))
    values = [[adapted(value) for value in row] for row in rows]
    if values:
        with connection.cursor() as cursor:
            cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({places})", values)  # noqa: S608 -- quoted names
