"""The index of search words on SQLite: a full-text table beside the table, kept by triggers."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def create_index(editor: "BaseDatabaseSchemaEditor", table: str, column: str) -> None:
    """Index rows that exist and those to come.

    The tokenizer `ascii` takes every character beyond ASCII as part of a word, so that words stay as they were cut.
    """
    words = f"{table}_words"
    editor.execute(
        f"CREATE VIRTUAL TABLE {words} USING fts5"
        f"({column}, content='{table}', content_rowid='id', tokenize='ascii', columnsize=0)",
        params=None,
    )
    add = f"INSERT INTO {words}(rowid, {column}) VALUES (NEW.id, NEW.{column});"  # noqa: S608 -- names are ours
    remove = f"INSERT INTO {words}({words}, rowid, {column}) VALUES ('delete', OLD.id, OLD.{column});"  # noqa: S608
    for name, event, work in (
        ("added", "INSERT", add),
        ("removed", "DELETE", remove),
        ("changed", f"UPDATE OF {column}", f"{remove} {add}"),
    ):
        editor.execute(f"CREATE TRIGGER {words}_{name} AFTER {event} ON {table} BEGIN {work} END", params=None)
    editor.execute(f"INSERT INTO {words}({words}) VALUES ('rebuild')", params=None)  # noqa: S608


def drop_index(editor: "BaseDatabaseSchemaEditor", table: str) -> None:
    """Drop the full-text table and its triggers."""
    for name in ("added", "removed", "changed"):
        editor.execute(f"DROP TRIGGER IF EXISTS {table}_words_{name}", params=None)
    editor.execute(f"DROP TABLE IF EXISTS {table}_words", params=None)


def keys_with(table: str, column: str, words: Sequence[str]) -> tuple[str, list[object]]:  # noqa: ARG001 -- one column
    """Return a query for the keys of the rows that hold every word; each word is quoted, so none is an operator."""
    wanted = " ".join('"{}"'.format(word.replace('"', '""')) for word in words)
    return f"SELECT rowid FROM {table}_words WHERE {table}_words MATCH %s", [wanted]  # noqa: S608 -- names are ours
