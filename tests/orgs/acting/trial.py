"""Acts that exist for the tests of the machinery alone, in and out of its tables."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated

from duban.journal.records import Subject
from duban.orgs import actions, policies
from duban.orgs.acting import performing
from duban.orgs.acting.performing import Deed, Weight, performs
from duban.orgs.acting.wording import Titled
from duban.orgs.errors import Stale
from duban.orgs.models import Unit
from duban.orgs.roles import Link, Relation, Role, anybody, linked

SOFT, DECIDED, OWN, TWICE, NEVER = (
    f"trial.{name}" for name in ("soft", "decided", "own", "recorded_twice", "never_recorded")
)
BY_LEADERS, BY_APPROVER = "trial.by_leaders", "trial.by_approver"
GONE = "gone"


@dataclass(frozen=True)
class Given:
    """What the trial acts are given: one of every plain type."""

    name: Annotated[str, Titled("Name")]
    count: Annotated[int, Titled("Count")] = 0
    share: Annotated[Decimal, Titled("Share")] = Decimal(0)
    on: Annotated[date | None, Titled("Day")] = None
    lines: Annotated[tuple[str, ...], Titled("Lines")] = ()
    is_firm: Annotated[bool, Titled("Firm")] = False


def renamed(deed: Deed, unit: Unit, given: Given) -> Unit:
    """Write one entry; the other parts of a real handler would stand before it."""
    if given.name == GONE:
        raise Stale
    unit.pinyin = given.name
    unit.save(update_fields=["pinyin"])
    deed.record(actions.ALIAS_REMEMBERED.code, [Subject("unit", unit.uid)], {"name": given.name})
    return unit


def _twice(deed: Deed, unit: Unit, given: Given) -> Unit:
    renamed(deed, unit, given)
    return renamed(deed, unit, given)


def _never(_deed: Deed, unit: Unit, _given: Given) -> Unit:
    return unit


_OF_THE_UNIT = linked(Link.OWN_UNIT, Role.HEAD, Role.DEPUTY, Role.LIAISON)
_TABLE: tuple[tuple[str, frozenset[Relation], Weight, Callable[[Deed, Unit, Given], Unit]], ...] = (
    (SOFT, _OF_THE_UNIT, Weight.SOFT, renamed),
    (DECIDED, _OF_THE_UNIT, Weight.DECISION, renamed),
    (OWN, _OF_THE_UNIT, Weight.OWN, renamed),
    (TWICE, _OF_THE_UNIT, Weight.SOFT, _twice),
    (NEVER, _OF_THE_UNIT, Weight.SOFT, _never),
    (BY_LEADERS, anybody(Role.LEADER), Weight.SOFT, renamed),
    (BY_APPROVER, anybody(Role.APPROVER), Weight.SOFT, renamed),
)


@contextmanager
def trial_acts() -> Iterator[None]:
    """Let the trial acts exist while a test runs."""
    for code, relations, weight, handler in _TABLE:
        policies.declare(policies.Act(code, code, relations))
        performs(code, about=Unit, given=Given, weight=weight)(handler)
    try:
        yield
    finally:
        for code, *_rest in _TABLE:
            del policies._tables.acts[code], performing._performed[code]
