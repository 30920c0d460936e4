"""The injected clock: the only place that asks what time it is."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta

from django.utils import timezone

_frozen: ContextVar[datetime | None] = ContextVar("frozen", default=None)


def now() -> datetime:
    """Return the present moment, aware, in UTC."""
    return _frozen.get() or datetime.now(UTC)


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
