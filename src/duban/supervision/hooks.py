"""What supervision asks of the packages above."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from duban.core.hooks import Question
from duban.orgs.models import Jurisdiction


@dataclass(frozen=True)
class OwedAsked:
    """What units of a government owed by a day and still owe: those named by their keys, or all."""

    jurisdiction: Jurisdiction
    by: date
    units: frozenset[int]


@dataclass(frozen=True)
class Owed:
    """A thing that a unit owes, as its desk has it: known by kind and uid, of some tasks, due on a day."""

    kind: str
    uid: str
    title: str
    words: str
    due_on: date
    unit: int
    tasks: frozenset[int]


owed_by_units: Question[OwedAsked, Sequence[Owed]] = Question("supervision.owed_by_units")
"""What stands on the desks of units over its day; only what can be asked for again."""
