"""Whether tables hold anything of some objects: one statement, asked before what most objects have nothing of."""

from collections.abc import Collection, Mapping
from itertools import chain

from django.db import connection
from django.db.models import Model

Asked = Mapping[type[Model], tuple[str, Collection[int]]]


def with_rows(asked: Asked, *, jurisdiction: int) -> frozenset[type[Model]]:
    """Return the models that hold a row of a government with one of some keys in the column named beside them."""
    wanted = {model: (column, keys) for model, (column, keys) in asked.items() if keys}
    if not wanted:
        return frozenset()
    statement = ", ".join(_question(model, column, len(keys)) for model, (column, keys) in wanted.items())
    values = chain.from_iterable((jurisdiction, *keys) for _column, keys in wanted.values())
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {statement}", [*values])
        answers = cursor.fetchone()
    return frozenset(model for model, answer in zip(wanted, answers, strict=True) if answer)


def _question(model: type[Model], column: str, many: int) -> str:
    table, government, key = map(_quoted, (model._meta.db_table, "jurisdiction_id", column))  # noqa: SLF001 -- Django's
    marks = ", ".join(["%s"] * many)
    return f"EXISTS(SELECT 1 FROM {table} WHERE {government} = %s AND {key} IN ({marks}))"  # noqa: S608 -- quoted


def _quoted(name: str) -> str:
    return str(connection.ops.quote_name(name))
