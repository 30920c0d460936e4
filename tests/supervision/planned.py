"""One work plan in force, from 2 March to 30 June, with one milestone on its last day: what road maps are drawn of."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, date, datetime

import cast
from acts import planning
from duban.core import clock
from duban.ledger.models import Baseline, Item, Milestone, WorkPlan
from duban.ledger.planning.content import ItemWords, items_of, text_of

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
BEGINS, DUE = date(2026, 3, 2), date(2026, 6, 30)  # a Monday, a Tuesday


def on(day: date) -> AbstractContextManager[None]:
    """Let it be noon of a day."""
    return clock.frozen(datetime(day.year, day.month, day.day, 4, tzinfo=UTC))


def in_force(actors: cast.Cast) -> WorkPlan:
    """Return the work plan of 市水利局."""
    with clock.frozen(NOW):
        found = planning.in_force(actors)
    Item.objects.update(due_on=DUE, starts_on=BEGINS)
    Milestone.objects.update(due_on=DUE, first_due_on=DUE)
    frozen(lambda item: replace(item, due_on=DUE, starts_on=BEGINS))
    return found


def frozen(change: Callable[[ItemWords], ItemWords]) -> None:
    """Let its first baseline have been another."""
    baseline = Baseline.objects.get()
    Baseline.objects.update(content=text_of([change(item) for item in items_of(baseline.content)]))
