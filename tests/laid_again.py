"""What many tests lay down first, kept as rows: the second test that asks gets the same rows in a few statements.

The first test of a moment goes the way of the services, so what is kept is what they write, journal and chain with it.
Rows come back with the keys that they had: PostgreSQL never gives a key of a rolled-back transaction out again. The
second test has them made into statements, one a table; those after it only send these.

`goes_on` keeps what a further step writes, in the same way. It begins where nothing was written since rows were laid or
since another such step: a wrapper around all statements watches for that, and the heads of the journal tell one ground
from another. Seen for the first time a step is only noted, the second time compared; from then on its rows are sent.
"""

import pickle
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import wraps
from time import monotonic
from typing import Any, Concatenate, ParamSpec, TypeVar
from typing import cast as typed

from django.apps import apps
from django.conf import settings
from django.core.cache import cache
from django.db import connection, models, transaction

from duban.core import clock
from duban.journal.models import Head
from duban.orgs.models import Jurisdiction

T = TypeVar("T")
A = TypeVar("A")
P = ParamSpec("P")
Values = dict[str, object]
Heads = tuple[tuple[str, int, str], ...]

STARTED = datetime.now(UTC)
LONGEST_RUN = timedelta(hours=2)
SECONDS_KEPT = 600  # no session and no code of an invitation that was laid is out of date


@dataclass
class Difference:
    """The rows that a step added, changed and removed, by model."""

    added: list[list[models.Model]]
    changed: list[tuple[type[models.Model], object, Values]] = field(default_factory=list)
    removed: list[tuple[type[models.Model], list[object]]] = field(default_factory=list)


@dataclass
class Laid:
    """What was laid: since when, what was returned with the rows that were written, and the statements of these."""

    since: float
    kept: bytes = b""
    statements: list[tuple[str, Any]] = field(default_factory=list)

    @property
    def is_over(self) -> bool:
        """Say whether it was kept long enough."""
        return monotonic() - self.since > SECONDS_KEPT


@dataclass
class Ground:
    """What is known of the database: its heads when it was last laid, and whether anything was written since."""

    heads: Heads = ()
    is_touched: bool = True


_laid: dict[tuple[object, ...], Laid] = {}
_ground = Ground()


def laid_again(lay: Callable[[], T]) -> T:
    """Return what `lay` returns, with the rows that it wrote for this test or for an earlier one.

    The earlier one stood at the same moment and sealed with the same keys. Whatever is returned is the test's own: no
    object is shared. On a database that holds a government or a journal already the rows are always written anew.
    """
    if Jurisdiction.objects.exists() or Head.objects.exists():
        return lay()
    name = (lay.__module__, lay.__qualname__, _moment(), tuple(settings.DUBAN_FIELD_KEYS))
    laid = _laid.get(name)
    if laid is None or laid.is_over:
        found = lay()
        _laid[name] = Laid(monotonic(), pickle.dumps((found, Difference([*_rows().values()]))))
    else:
        found = typed("T", _sent(laid))
    _stand()
    return found


def goes_on(step: Callable[Concatenate[A, P], T]) -> Callable[Concatenate[A, P], T]:
    """Keep what a step on top of laid rows writes; its first argument is what was laid, the others tell steps apart."""

    @wraps(step)
    def take(actors: A, *given: P.args, **more: P.kwargs) -> T:
        heads = _heads()
        if _ground.is_touched or heads != _ground.heads:
            return step(actors, *given, **more)
        keys = tuple(settings.DUBAN_FIELD_KEYS)
        name = (heads, step.__module__, step.__qualname__, given, tuple(more.items()), _moment(), keys)
        laid = _laid.get(name)
        if laid is None or laid.is_over:
            _laid[name] = Laid(monotonic())
            found = step(actors, *given, **more)
        elif laid.kept:
            found = typed("T", _sent(laid))
        else:
            before = _rows()
            found = step(actors, *given, **more)
            laid.kept = pickle.dumps((found, _difference(before, _rows())))
        _stand()
        return found

    return take


def _rows() -> dict[type[models.Model], list[models.Model]]:
    """Return the rows of every table of ours that holds any."""
    ours = [model for model in apps.get_models() if model.__module__.startswith("duban.")]
    tables = {model: list(models.QuerySet(model).all()) for model in ours}
    return {model: rows for model, rows in tables.items() if rows}


def _difference(
    before: dict[type[models.Model], list[models.Model]], after: dict[type[models.Model], list[models.Model]]
) -> Difference:
    found = Difference([])
    for model in {**before, **after}:
        old, new = ({row.pk: row for row in rows.get(model, ())} for rows in (before, after))
        if added := [row for key, row in new.items() if key not in old]:
            found.added.append(added)
        if removed := [key for key in old if key not in new]:
            found.removed.append((model, removed))
        for key, row in new.items():
            was = _values(old[key]) if key in old else {}
            if changed := {name: value for name, value in _values(row).items() if was and was[name] != value}:
                found.changed.append((model, key, changed))
    return found


def _values(row: models.Model) -> Values:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if field.column}


def _sent(laid: Laid) -> object:
    """Write what was laid, and return what was returned then."""
    cache.clear()  # what another test read while the journal stood where it stands again
    found, difference = pickle.loads(laid.kept)  # noqa: S301 -- our own, of this process
    with transaction.atomic():  # foreign keys are looked at when it ends, so that any order of tables will do
        if laid.statements:
            with connection.cursor() as cursor:
                for statement, values in laid.statements:
                    cursor.execute(statement, values)
        else:
            with _overheard() as statements:
                _write(difference)
            laid.statements = statements
            laid.kept = pickle.dumps((found, None))
    return found


def _write(difference: Difference) -> None:
    for model, keys in difference.removed:
        models.QuerySet(model).filter(pk__in=keys)._raw_delete(connection.alias)
    for model, key, values in difference.changed:
        models.QuerySet(model).filter(pk=key).update(**values)
    for table in difference.added:
        models.QuerySet(type(table[0])).bulk_create(table)


@contextmanager
def _overheard() -> Iterator[list[tuple[str, Any]]]:
    """Yield a list that fills with what the block writes."""
    statements: list[tuple[str, Any]] = []

    def listen(execute: Callable[..., object], sql: str, values: Any, many: bool, context: object) -> object:
        if sql.startswith(("INSERT", "UPDATE", "DELETE")):
            statements.append((sql, values))
        return execute(sql, values, many, context)

    with connection.execute_wrapper(listen):
        yield statements


def _stand() -> None:
    """Note that the database stands as it was laid; from here on every statement that writes is seen."""
    if _watch not in connection.execute_wrappers:
        connection.execute_wrappers.insert(0, _watch)
    _ground.heads, _ground.is_touched = _heads(), False


def _heads() -> Heads:
    return tuple(Head.objects.order_by("jurisdiction").values_list("jurisdiction", "seq", "digest"))


def _watch(execute: Callable[..., object], sql: str, values: object, many: bool, context: object) -> object:
    if not sql.startswith(("SELECT", "SAVEPOINT", "RELEASE")):
        _ground.is_touched = True
    return execute(sql, values, many, context)


def _moment() -> datetime | None:
    """Return the moment at which time stands still; nothing where it runs, for then minutes make no difference."""
    now = clock.now()
    return None if STARTED <= now <= STARTED + LONGEST_RUN else now
