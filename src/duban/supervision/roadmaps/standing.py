"""How something with a day stands: done and when, late and since when."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from duban.ledger.measuring import models as measured
from duban.ledger.measuring.indicators import is_by_degrees, way_to
from duban.ledger.measuring.weights import ALL
from duban.ledger.models import Milestone, Task
from duban.ledger.stages import TaskStage
from duban.supervision.charts.models import Mark, State, Stretch
from duban.supervision.gathering.plans import year_of


class Standing(NamedTuple):
    """When it was done; since when it is late, until today; by how much it was late when it was done."""

    done_on: date | None = None
    late: Stretch | None = None
    was_late: Stretch | None = None


def standing(due_on: date, done_on: date | None, until: date, *, missed: Iterable[date] = ()) -> Standing:
    """Return how something stands; `missed` are days within it that passed in vain, `until` ends what can be late."""
    days = [*missed, *([due_on] if done_on is None and due_on < until else [])]
    if days:
        return Standing(done_on, late=Stretch(min(days), until))
    was_late = Stretch(due_on, done_on) if done_on is not None and due_on < done_on else None
    return Standing(done_on, was_late=was_late)


def over_on(task: Task, today: date) -> date:
    """Return until when something of a task can be late: today, unless its life or its year ended before."""
    if task.closed_on is not None:
        return min(today, task.closed_on)
    ended = task.stage in (TaskStage.YEAR_CLOSED, TaskStage.CARRIED_OVER, TaskStage.CANCELLED)
    return min(today, date(year_of(task), 12, 31)) if ended else today


def done_on(task: Task, item: measured.Item, milestones: Sequence[Milestone], *, is_whole: bool) -> date | None:
    """Return when an item was done: with its last milestone, with its figure, or with its task.

    What is held or not held each period is never done before its task is closed.
    """
    if task.closed_on is not None or not is_whole:
        return task.closed_on
    if item.basis != measured.Basis.INDICATOR or item.indicator is None:
        return max((each.done_on for each in milestones if each.done_on is not None), default=None)
    if not is_by_degrees(item.indicator):
        return None
    reached = (figure.on for figure in item.indicator.figures if way_to(item.indicator, figure.value) == ALL)
    return min(reached, default=None)


def mark_of(row: Milestone, task: Task, *, today: date, is_gone: bool) -> Mark:
    """Return the mark of a milestone; with its task everything in it is done."""
    if is_gone or (row.cancelled_on is not None and row.cancelled_on <= today):
        return Mark(row.uid, row.due_on, State.GONE)
    first_on = row.first_due_on if row.first_due_on != row.due_on else None
    done = row.done_on or task.closed_on
    if done is not None:
        return Mark(row.uid, done, State.DONE, first_on)
    return Mark(row.uid, row.due_on, State.LATE if row.due_on < over_on(task, today) else State.DUE, first_on)
