"""An index of search words as each engine keeps it, behind three functions.

The words of a row stand in one column, cut by `core.search` and separated by blanks; no engine cuts words itself, so
all of them find the same rows. An engine without a module here has no index: callers then compare texts alone.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from django.db.models.expressions import RawSQL

if TYPE_CHECKING:
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor


class SearchEngine(Protocol):
    """What a vendor's module offers; `table` has the whole-number key `id`."""

    def create_index(self, editor: "BaseDatabaseSchemaEditor", table: str, column: str) -> None:
        """Keep an index of the words in a column, now and with every later change of a row."""

    def drop_index(self, editor: "BaseDatabaseSchemaEditor", table: str) -> None:
        """Take `create_index` back."""

    def keys_with(self, table: str, column: str, words: Sequence[str]) -> tuple[str, list[object]]:
        """Return a query for the keys of the rows that hold every word, with its parameters."""


def create_index(editor: "BaseDatabaseSchemaEditor", table: str, column: str) -> None:
    """Index the words in a column of a table.

    A later migration that alters the table calls this again: SQLite builds altered tables anew, without triggers.
    """
    if engine := _engine(editor.connection.vendor):
        engine.drop_index(editor, table)
        engine.create_index(editor, table, column)


def drop_index(editor: "BaseDatabaseSchemaEditor", table: str) -> None:
    """Remove the index; the reverse of `create_index`."""
    if engine := _engine(editor.connection.vendor):
        engine.drop_index(editor, table)


def keys_with(vendor: str, table: str, column: str, words: Sequence[str]) -> RawSQL | None:
    """Return the keys of the rows that hold every word, to be used with `pk__in`; None where nothing can be said."""
    engine = _engine(vendor)
    return RawSQL(*engine.keys_with(table, column, words)) if engine and words else None  # noqa: S611 -- names are ours


def _engine(vendor: str) -> SearchEngine | None:
    if vendor == "sqlite":
        from duban.core.engines import search_sqlite

        return search_sqlite
    if vendor == "postgresql":
        from duban.core.engines import search_postgresql

        return search_postgresql
    return None
