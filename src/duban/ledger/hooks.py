"""What the ledger tells the packages above."""

from dataclasses import dataclass

from duban.core.hooks import Event


@dataclass(frozen=True)
class TasksChanged:
    """Tasks of a government of which something changed that a light or a summary may rest on, by their keys."""

    jurisdiction: int
    tasks: frozenset[int]


tasks_changed: Event[TasksChanged] = Event("ledger.tasks_changed")


def announce(jurisdiction: int, *tasks: int) -> None:
    """Tell the packages above that these tasks changed; before the entry of the act is recorded."""
    tasks_changed.announce(TasksChanged(jurisdiction, frozenset(tasks)))
