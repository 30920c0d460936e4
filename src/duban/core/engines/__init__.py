"""What each database engine does in its own way, behind one function each.

A vendor has a module here with the functions below; an engine without one does without: append-only tables are then
guarded by their models alone, and rewriting is left to whoever runs the database.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor


@dataclass(frozen=True)
class Change:
    """The one kind of update that an otherwise append-only table allows; columns it does not name are free."""

    kept: Sequence[str] = ()
    before: Mapping[str, str | int] = field(default_factory=dict)
    after: Mapping[str, str | int] = field(default_factory=dict)
    grows: Sequence[str] = ()

    def condition(self) -> str:
        """Return the change as SQL over OLD and NEW, as triggers of most engines name the row."""
        return " AND ".join(
            [
                *(f'NEW."{column}" = OLD."{column}"' for column in self.kept),
                *(f'OLD."{column}" = {_literal(value)}' for column, value in self.before.items()),
                *(f'NEW."{column}" = {_literal(value)}' for column, value in self.after.items()),
                *(f'NEW."{column}" > OLD."{column}"' for column in self.grows),
            ]
        )


class Engine(Protocol):
    """What a vendor's module offers."""

    def append_only(
        self, editor: "BaseDatabaseSchemaEditor", table: str, key: Sequence[str], allow: Change | None
    ) -> None:
        """Make the database refuse every update (but the allowed change) and every removal of rows."""

    def changeable(self, editor: "BaseDatabaseSchemaEditor", table: str) -> None:
        """Take `append_only` back."""

    def rewrite(self, connection: "BaseDatabaseWrapper", table: str) -> None:
        """Write the table anew, so that no page of the file still holds what was blanked."""

    def copy_rows(
        self, connection: "BaseDatabaseWrapper", table: str, columns: Sequence[str], rows: Sequence[Sequence[object]]
    ) -> bool:
        """Insert many rows in a faster way than one statement executed for each; return False where there is none."""


def append_only(
    editor: "BaseDatabaseSchemaEditor", table: str, *, key: Sequence[str], allow: Change | None = None
) -> None:
    """Make the database refuse updates and removals of a table; `key` names the columns of its primary key.

    A later migration that alters the table calls this again: SQLite builds altered tables anew, without triggers.
    """
    if engine := _engine(editor.connection.vendor):
        engine.append_only(editor, table, key, allow)


def changeable(editor: "BaseDatabaseSchemaEditor", table: str) -> None:
    """Let a table be changed again; the reverse of `append_only`."""
    if engine := _engine(editor.connection.vendor):
        engine.changeable(editor, table)


def rewrite(connection: "BaseDatabaseWrapper", table: str) -> bool:
    """Remove what was blanked from the files of the database; outside of transactions. Say whether it was done."""
    engine = _engine(connection.vendor)
    if engine:
        engine.rewrite(connection, table)
    return engine is not None


def copy_rows(
    connection: "BaseDatabaseWrapper", table: str, columns: Sequence[str], rows: Sequence[Sequence[object]]
) -> bool:
    """Insert many rows as this engine loads tables. Say whether it was done: not every engine has a way of its own."""
    engine = _engine(connection.vendor)
    return engine is not None and engine.copy_rows(connection, table, columns, rows)


def _engine(vendor: str) -> Engine | None:
    if vendor == "sqlite":
        from duban.core.engines import sqlite

        return sqlite
    if vendor == "postgresql":
        from duban.core.engines import postgresql

        return postgresql
    return None


def _literal(value: str | int) -> str:
    return str(value) if isinstance(value, int) else "'{}'".format(value.replace("'", "''"))
