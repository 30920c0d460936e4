"""What a leader has before him: what needs his word, what comes next by node and time, who waits for whom."""

from dataclasses import dataclass, replace
from datetime import date

from duban.coordination.dispatching.agenda import (
    TaskInOrder,
    by_node_and_time,
    open_decisions,
    worst_lights,
)
from duban.coordination.models import Decision, Dispatch
from duban.coordination.selectors.asks import Ask, asks_of
from duban.coordination.selectors.waits import Wait, waits_of
from duban.coordination.stages import DispatchStage
from duban.orgs.calendar import calendar_of
from duban.orgs.models import Jurisdiction, Person

SHOWN = 3  # things that a leader sees at once; the rest stands below in a line each


@dataclass(frozen=True)
class LeaderBoard:
    """Everything of a leader's page; one query for each kind of thing, however many there are."""

    leader: Person
    asks: tuple[Ask, ...]
    order: tuple[TaskInOrder, ...]
    waits: tuple[Wait, ...]
    decisions: tuple[Decision, ...]
    meetings: tuple[Dispatch, ...]

    @property
    def first(self) -> tuple[Ask, ...]:
        """Return the things that come first."""
        return self.asks[:SHOWN]

    @property
    def others(self) -> tuple[Ask, ...]:
        """Return the things that stand below them."""
        return self.asks[SHOWN:]

    @property
    def behind(self) -> tuple[TaskInOrder, ...]:
        """Return the tasks that are red or yellow, the red ones first."""
        return tuple(
            sorted((row for row in self.order if row.light in ("red", "yellow")), key=lambda row: row.light != "red")
        )

    @property
    def unanswered(self) -> tuple[Ask, ...]:
        """Return the help that was asked and not given."""
        return tuple(ask for ask in self.asks if ask.kind == "problem")


def board_of(city: Jurisdiction, leader: Person) -> LeaderBoard:
    """Return what a leader has before him today."""
    order, decisions = by_node_and_time(city, leader), open_decisions(city, leader)
    asks = sorted(asks_of(city, leader, calendar_of(city)), key=lambda ask: (ask.day or date.max, -ask.waited, ask.uid))
    lights = {row.task.pk: row.light for row in order}
    missing = [ask.task.pk for ask in asks if ask.task is not None and ask.task.pk not in lights]
    lights |= worst_lights(city, missing) if missing else {}
    meetings = Dispatch.objects.filter(jurisdiction=city, leader=leader).exclude(stage=DispatchStage.CALLED_OFF)
    return LeaderBoard(
        leader=leader,
        asks=tuple(_lit(ask, lights) for ask in asks),
        order=tuple(order),
        waits=tuple(waits_of(city, leader, decisions)),
        decisions=tuple(decisions),
        meetings=tuple(meetings.prefetch_related("lines").order_by("-planned_for", "-pk")[:6]),
    )


def _lit(ask: Ask, lights: dict[int, str]) -> Ask:
    if ask.task is None or ask.task.pk not in lights:
        return ask
    return replace(ask, light=lights[ask.task.pk])
