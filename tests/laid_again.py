"""What many tests lay down first, kept as rows: the second test that asks gets the same rows in a few statements.

The first test of a moment goes the way of the services, so what is kept is what they write, journal and chain with it.
Rows come back with the keys that they had: PostgreSQL never gives a key of a rolled-back transaction out again. The
second test has them made into statements, one a table; those after it only send these.
"""

import pickle
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from time import monotonic
from typing import Any, TypeVar
from typing import cast as typed

from django.apps import apps
from django.conf import settings
from django.core.cache import cache
from django.db import connection, models, transaction

from duban.core import clock
from duban.journal.models import Head
from duban.orgs.models import Jurisdiction

T = TypeVar("T")

STARTED = datetime.now(UTC)
LONGEST_RUN = timedelta(hours=2)
SECONDS_KEPT = 600  # no session and no code of an invitation that was laid is out of date


@dataclass
class Laid:
    """What was laid: since when, what `lay` returned, the rows that it wrote, and the statements that write them."""

    since: float
    found: bytes
    rows: bytes
    statements: list[tuple[str, Any]] = field(default_factory=list)


_kept: dict[tuple[object, ...], Laid] = {}


def laid_again(lay: Callable[[], T]) -> T:
    """Return what `lay` returns, with the rows that it wrote for this test or for an earlier one.

    The earlier one stood at the same moment and sealed with the same keys. Whatever is returned is the test's own: no
    object is shared. On a database that holds a government or a journal already the rows are always written anew.
    """
    if Jurisdiction.objects.exists() or Head.objects.exists():
        return lay()
    name = (lay.__module__, lay.__qualname__, _moment(), tuple(settings.DUBAN_FIELD_KEYS))
    kept = _kept.get(name)
    if kept is None or monotonic() - kept.since > SECONDS_KEPT:
        found = lay()
        _kept[name] = Laid(monotonic(), pickle.dumps(found), pickle.dumps(_rows()))
        return found
    cache.clear()  # what another test read while the journal stood where it stands again
    with transaction.atomic():  # foreign keys are looked at when it ends, so that any order of tables will do
        _write(kept)
    return typed("T", pickle.loads(kept.found))  # noqa: S301 -- our own, of this process


def _rows() -> list[list[models.Model]]:
    """Return the rows of every table of ours that holds any."""
    tables = (
        list(model._default_manager.all()) for model in apps.get_models() if model.__module__.startswith("duban.")
    )
    return [table for table in tables if table]


def _write(kept: Laid) -> None:
    if kept.statements:
        with connection.cursor() as cursor:
            for statement, values in kept.statements:
                cursor.execute(statement, values)
        return
    with _overheard() as statements:
        for table in pickle.loads(kept.rows):  # noqa: S301 -- our own, of this process
            type(table[0])._default_manager.bulk_create(table)
    kept.statements = statements


@contextmanager
def _overheard() -> Iterator[list[tuple[str, Any]]]:
    """Yield a list that fills with what the block inserts."""
    statements: list[tuple[str, Any]] = []

    def listen(execute: Callable[..., object], sql: str, values: Any, many: bool, context: object) -> object:
        if sql.startswith("INSERT"):
            statements.append((sql, values))
        return execute(sql, values, many, context)

    with connection.execute_wrapper(listen):
        yield statements


def _moment() -> datetime | None:
    """Return the moment at which time stands still; nothing where it runs, for then minutes make no difference."""
    now = clock.now()
    return None if STARTED <= now <= STARTED + LONGEST_RUN else now
