"""What the ledger tells the packages above, and what it asks them."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from duban.core.hooks import Event, Question

if TYPE_CHECKING:
    from django.db.models import QuerySet


@dataclass(frozen=True)
class TasksChanged:
    """Tasks of a government of which something changed that a light or a summary may rest on, by their keys."""

    jurisdiction: int
    tasks: frozenset[int]


tasks_changed: Event[TasksChanged] = Event("ledger.tasks_changed")


def announce(jurisdiction: int, *tasks: int) -> None:
    """Tell the packages above that these tasks changed; before the entry of the act is recorded."""
    tasks_changed.announce(TasksChanged(jurisdiction, frozenset(tasks)))


@dataclass(frozen=True)
class LightWanted:
    """Tasks of a government of a light, or whose light turned since a day, or both.

    With a unit (by its key) the light is that of the unit's own part, in one of the roles where any are given.
    """

    jurisdiction: int
    light: str = ""
    turned_since: date | None = None
    unit: int | None = None
    roles: tuple[str, ...] = ()


tasks_of_light: Question[LightWanted, "QuerySet[Any, Any]"] = Question("ledger.tasks_of_light")
"""The keys of the tasks."""
