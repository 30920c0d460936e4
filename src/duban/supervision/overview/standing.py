"""What stands still in the city: help asked and not given, what is over its day, tasks that are suspended."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from django.db.models import Count, QuerySet, Window

from duban.coordination.models import Decision, Problem
from duban.coordination.selectors.registers import late_decisions, undecided
from duban.core import clock
from duban.ledger.matters.selectors import late_matters
from duban.ledger.models import Matter, Suspension
from duban.orgs.models import Jurisdiction

SHOWN = 12
R = TypeVar("R")


@dataclass(frozen=True)
class Some(Generic[R]):
    """The first rows, and how many there are."""

    rows: Sequence[R]
    count: int


@dataclass(frozen=True)
class Standing:
    """Everything that stands still, each by its day."""

    help: Some[Problem]
    decisions: Some[Decision]
    matters: Some[Matter]
    suspensions: Some[Suspension]
    today: date


def standing_in(city: Jurisdiction, plan: int) -> Standing:
    """Return what stands still in the whole city, and the suspended tasks of a plan: four queries."""
    help_asked = Problem.objects.filter(undecided(), jurisdiction=city)
    decisions = Decision.objects.filter(late_decisions(), jurisdiction=city)
    matters = Matter.objects.filter(late_matters(), jurisdiction=city)
    suspended = Suspension.objects.filter(jurisdiction=city, ended_on__isnull=True, task__plan=plan)
    return Standing(
        help=_first(
            help_asked.select_related("unit", "raiser", "decider", "decider_unit", "task").order_by("decide_by", "pk")
        ),
        decisions=_first(decisions.select_related("owner", "leader", "task").order_by("due_on", "pk")),
        matters=_first(matters.select_related("lead", "leader").order_by("due_on", "pk")),
        suspensions=_first(suspended.select_related("task").order_by("review_on", "task__position")),
        today=clock.today(),
    )


def _first(rows: "QuerySet[Any]") -> Some[Any]:
    found = list(rows.annotate(in_all=Window(Count("pk")))[:SHOWN])
    return Some(found, found[0].in_all if found else 0)
