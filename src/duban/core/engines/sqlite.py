"""SQLite's way of doing what `core.engines` offers."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from duban.core.engines import Change

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def append_only(editor: "BaseDatabaseSchemaEditor", table: str, key: Sequence[str], allow: Change | None) -> None:
    """Refuse by triggers; INSERT OR REPLACE removes rows without firing a DELETE trigger and has its own."""
    changeable(editor, table)
    same_key = " AND ".join(f'"{column}" = NEW."{column}"' for column in key)
    refused = {
        "no_update": f"UPDATE ON {table}" + (f" WHEN NOT ({allow.condition()})" if allow else ""),
        "no_delete": f"DELETE ON {table}",
        "no_replace": f"INSERT ON {table} WHEN EXISTS (SELECT 1 FROM {table} WHERE {same_key})",  # noqa: S608
    }
    for name, event in refused.items():
        editor.execute(
            f"CREATE TRIGGER {table}_{name} BEFORE {event} BEGIN SELECT RAISE(ABORT, 'append-only: {table}'); END",
            params=None,
        )


def changeable(editor: "BaseDatabaseSchemaEditor", table: str) -> None:
    """Drop the triggers of `append_only`."""
    for name in ("no_update", "no_delete", "no_replace"):
        editor.execute(f"DROP TRIGGER IF EXISTS {table}_{name}", params=None)


def rewrite(connection: "BaseDatabaseWrapper", table: str) -> None:  # noqa: ARG001 -- SQLite knows only the whole file
    """Write the file anew and empty the write-ahead log."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def copy_rows(
    connection: "BaseDatabaseWrapper",  # noqa: ARG001 -- nothing is faster here than a prepared statement
    table: str,  # noqa: ARG001
    columns: Sequence[str],  # noqa: ARG001
    rows: Sequence[Sequence[object]],  # noqa: ARG001
) -> bool:
    """Leave it to the caller."""
    return False
