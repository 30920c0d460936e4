"""The index of search words on PostgreSQL: a GIN index over the array of words, without a text parser of its own."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def create_index(editor: "BaseDatabaseSchemaEditor", table: str, column: str) -> None:
    """Index the words; PostgreSQL keeps the index by itself."""
    editor.execute(f"CREATE INDEX {table}_words ON {table} USING gin (string_to_array({column}, ' '))", params=None)


def drop_index(editor: "BaseDatabaseSchemaEditor", table: str) -> None:
    """Drop the index."""
    editor.execute(f"DROP INDEX IF EXISTS {table}_words", params=None)


def keys_with(table: str, column: str, words: Sequence[str]) -> tuple[str, list[object]]:
    """Return a query for the keys of the rows that hold every word."""
    return f"SELECT id FROM {table} WHERE string_to_array({column}, ' ') @> %s::text[]", [list(words)]  # noqa: S608
