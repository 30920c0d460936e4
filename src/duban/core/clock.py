"""The injected clock: the only place that asks what time it is.

A demonstration lives at its own time: its clock goes on from the moment at which its simulated year ended. How far that
lies from real time is kept in its home, and counts in no other mode.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils import timezone

KEPT_IN = "demonstration.clock"

_frozen: ContextVar[datetime | None] = ContextVar("frozen", default=None)


def now() -> datetime:
    """Return the present moment, aware, in UTC; in a demonstration that of its city."""
    return _frozen.get() or datetime.now(UTC) + _ahead()


def actual() -> datetime:
    """Return the present moment as other clocks have it, a telephone that counts out codes among them."""
    return _frozen.get() or datetime.now(UTC)


def go_on_from(moment: datetime) -> None:
    """Let the time of this demonstration go on from a moment, beginning now; without effect in any other mode."""
    if settings.DUBAN_MODE == "demonstration":
        ahead = moment - datetime.now(UTC)
        (Path(settings.DUBAN_HOME) / KEPT_IN).write_text(str(ahead.total_seconds()), encoding="ascii")
        _kept.cache_clear()


def today() -> date:
    """Return the present day where the government sits (the time zone of the settings)."""
    return timezone.localdate(now())


@contextmanager
def frozen(at: datetime) -> Iterator[None]:
    """Let time stand still at a moment; the demonstration and the tests run by it."""
    token = _frozen.set(at.astimezone(UTC))
    try:
        yield
    finally:
        _frozen.reset(token)


@contextmanager
def moved_by_hand(start: datetime) -> Iterator[Callable[[timedelta], None]]:
    """Let time stand still at a moment, and give the one act that moves it on."""
    token = _frozen.set(start.astimezone(UTC))

    def advance(by: timedelta) -> None:
        _frozen.set(now() + by)

    try:
        yield advance
    finally:
        _frozen.reset(token)


def _ahead() -> timedelta:
    return _kept(Path(settings.DUBAN_HOME)) if settings.DUBAN_MODE == "demonstration" else timedelta()


@cache
def _kept(home: Path) -> timedelta:
    """Return by how much the city's time is ahead of real time; before it, below nothing."""
    path = home / KEPT_IN
    return timedelta(seconds=float(path.read_text(encoding="ascii"))) if path.is_file() else timedelta()
