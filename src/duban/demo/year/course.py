"""A day of the simulated year: its people, its chance, its clock; and the acts that could not be done."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from typing import TypeVar

from django.db.models import Model

from duban.core.errors import DomainError
from duban.core.working_days import WorkingCalendar
from duban.demo.year import plot
from duban.demo.year.company import Company
from duban.ledger.models import Part, Task, WorkPlan
from duban.ledger.serving import LEADING
from duban.orgs.acting.performing import By, Outcome, Performed
from duban.orgs.models import Jurisdiction

T = TypeVar("T")
M = TypeVar("M", bound=Model)
G = TypeVar("G")
R = TypeVar("R")

LEADS_FIRST = ("-assignment__is_primary", "assignment__position", "unit__position", "pk")


@dataclass(frozen=True)
class Refusal:
    """An act of the plot that the system refused, which only somebody else's acts in between can bring about."""

    day: date
    about: str
    code: str


@dataclass
class Day:
    """One working day. Chance depends on the day and on the row alone, so that a year may be continued any time."""

    jurisdiction: Jurisdiction
    on: date
    calendar: WorkingCalendar
    company: Company
    advance: Callable[[timedelta], None]
    rng: random.Random
    refused: list[Refusal] = field(default_factory=list)
    _counted: dict[date, int] = field(default_factory=dict)
    _leads: dict[int, int] = field(default_factory=dict)

    def pause(self) -> None:
        """Let a little time pass."""
        self.advance(timedelta(seconds=self.rng.randint(5, 40)))

    def attempt(self, about: str, act: Callable[[], T]) -> T | None:
        """Do what the plot has, and keep what is refused."""
        self.pause()
        try:
            return act()
        except DomainError as error:
            self.refused.append(Refusal(self.on, about, error.code))
            return None

    def do(self, act: Performed[M, G, R], by: By | None, about: M, given: G) -> Outcome[R] | None:
        """Do an act, unless nobody is there to do it; what is refused is kept to be read, and the year goes on."""
        if by is None:
            return None
        return self.attempt(act.code, partial(act, by=by, about=about, given=given))

    def decide(self, leader: int | None, act: Performed[M, G, R], about: M, given: G) -> None:
        """Let the responsible leader decide, or the approver where no leader is given."""
        decided = partial(act, about=about, given=given)
        self.attempt(act.code, partial(self.company.decided, leader, decided, self.pause))

    def chance_of(self, *names: object) -> random.Random:
        """Return chance that belongs to a row and not to a day."""
        return random.Random("/".join(map(str, names)))  # noqa: S311 -- a story, not a secret

    def working_days_from(self, day: date) -> int:
        """Return how many working days today lies after a day; below 0 before it."""
        if day not in self._counted:
            is_past = day <= self.on
            self._counted[day] = (
                self.calendar.between(day, self.on) if is_past else -self.calendar.between(self.on, day)
            )
        return self._counted[day]

    def name_of(self, unit: int) -> str:
        """Return the short name of a unit."""
        return self.company.short_names[unit]

    def task(self, number: str) -> Task:
        """Return the task with a printed number."""
        rows = Task.objects.filter(jurisdiction=self.jurisdiction, numbers=number)
        return rows.select_related("leader").order_by("pk")[0]

    def lead(self, number: str) -> Part:
        """Return the part of the coordinating lead."""
        return leads_of(self.task(number))[0]

    def is_coordinating(self, part: int, task: int) -> bool:
        """Say whether a part is that of the coordinating lead, by their keys."""
        if task not in self._leads:
            rows = Part.objects.filter(jurisdiction=self.jurisdiction, role__in=LEADING)
            for lead, of in rows.order_by(*LEADS_FIRST).values_list("pk", "task"):
                self._leads.setdefault(of, lead)
        return self._leads[task] == part

    def part(self, number: str, unit: str) -> Part:
        """Return the part of a unit in a task."""
        return Part.objects.select_related("unit", "task").get(task=self.task(number), unit=self.company.units[unit])

    def plan(self, number: str) -> WorkPlan:
        """Return the work plan of the coordinating lead."""
        return WorkPlan.objects.select_related("task", "part__unit").get(part=self.lead(number))

    def character(self, unit: int) -> str:
        """Say whether a unit is diligent, slow or silent."""
        name = self.name_of(unit)
        if name in plot.SILENT:
            return "silent"
        return "slow" if name in plot.SLOW else "diligent"


def leads_of(task: Task) -> list[Part]:
    """Return the leads' parts of a task, the coordinating one first."""
    rows = Part.objects.filter(task=task, role__in=LEADING).select_related("unit", "task")
    return list(rows.order_by(*LEADS_FIRST))
