"""What a road map shows, as plain records: groups, items, milestones, with the days planned and those that came.

Nothing here knows a database or a language: names, words beside a bar and what a link says come with the records.
"""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """What a line of a road map stands for."""

    GROUP = "group"
    ITEM = "item"
    MILESTONE = "milestone"


class State(StrEnum):
    """How a milestone stands; each has a shape of its own."""

    DONE = "done"
    DUE = "due"
    LATE = "late"
    GONE = "gone"


class Stretch(NamedTuple):
    """Days from one to another, both of them included."""

    begins_on: date
    ends_on: date


class Mark(NamedTuple):
    """A milestone: the day it stands on (done: when that was; else when it is due), and the day it had first."""

    key: str
    on: date
    state: State
    first_on: date | None = None


class Line(NamedTuple):
    """One line: what is planned now beside the baseline, how much of it is done, what is late.

    `late` is what has passed since a day that was missed and still is, `was_late` what had passed when it was done.
    `rests` are the days on which the task was suspended. `waits_for` are the keys of milestones. The plan of a
    group is a bracket over its lines, unless the clause itself is drawn for want of them (`is_printed`).
    """

    key: str
    kind: Kind
    name: str
    number: str = ""
    plan: Stretch | None = None
    base: Stretch | None = None
    is_printed: bool = False
    done: float = 0
    late: Stretch | None = None
    was_late: Stretch | None = None
    marks: Sequence[Mark] = ()
    rests: Sequence[Stretch] = ()
    waits_for: Sequence[str] = ()
    words: str = ""
    label: str = ""
    url: str = ""
    light: str = ""
