"""Copies of the test database, for tests that commit and for installations of their own."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import psycopg
from django.db import connection, connections

OWN = "own_copy"


@contextmanager
def own_database(folder: Path) -> Iterator[str]:
    """Point Django at a fresh copy and give its address in the form of DUBAN_DATABASE_URL."""
    connections.close_all()  # the original is complete on disk, and PostgreSQL copies only what nobody uses
    original = str(connection.settings_dict["NAME"])
    copied, address = _copied_file(original, folder) if connection.vendor == "sqlite" else _copied_database(original)
    connection.settings_dict["NAME"] = copied
    try:
        yield address
    finally:
        connections.close_all()
        connection.settings_dict["NAME"] = original
        if connection.vendor == "postgresql":
            _administer(f"DROP DATABASE {OWN} WITH (FORCE)")


def file_of_tables(folder: Path) -> Path:
    """Return a copy of the test database of SQLite: every table, and nothing in them."""
    connections.close_all()
    copied, _address = _copied_file(str(connection.settings_dict["NAME"]), folder)
    return Path(copied)


def _copied_file(original: str, folder: Path) -> tuple[str, str]:
    copied = str(shutil.copy(original, folder / f"{OWN}.sqlite3"))
    return copied, f"sqlite:///{copied}"


def _copied_database(original: str) -> tuple[str, str]:
    _administer(f"DROP DATABASE IF EXISTS {OWN} WITH (FORCE)")
    _administer(f'CREATE DATABASE {OWN} TEMPLATE "{original}"')
    known = connection.settings_dict
    return OWN, f"postgresql://{known['USER']}@{quote(known['HOST'], safe='')}/{OWN}"


def _administer(statement: str) -> None:
    known = connection.settings_dict
    with psycopg.connect(host=known["HOST"], user=known["USER"], dbname="postgres", autocommit=True) as server:
        server.execute(statement)  # the names are our own constants
