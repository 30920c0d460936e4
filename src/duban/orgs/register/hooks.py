"""What the register asks of packages above: what a unit still has to do, and who takes it over."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from duban.core.hooks import Event, Question
from duban.orgs.models import Unit


@dataclass(frozen=True)
class Duty:
    """Something that a unit still has to do, named as pages name it."""

    kind: str
    uid: str
    words: str


@dataclass(frozen=True)
class DutiesMoved:
    """The open duties of a unit pass to its successor, from a day on."""

    from_unit: Unit
    to_unit: Unit
    day: date


open_duties_of_unit: Question[Unit, Sequence[Duty]] = Question("orgs.open_duties_of_unit")
duties_moved: Event[DutiesMoved] = Event("orgs.duties_moved")
group_members_named: Event[Unit] = Event("orgs.group_members_named")


def open_duties(unit: Unit) -> tuple[Duty, ...]:
    """Return what a unit still has to do, whoever knows of it."""
    return tuple(duty for duties in open_duties_of_unit.ask(unit) for duty in duties)
