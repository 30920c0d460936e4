"""What a leader has before him: what needs his word, what comes next by node and time, who waits for whom."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from duban.coordination.dispatching.agenda import (
    TaskInOrder,
    by_node_and_time,
    is_approver,
    open_decisions,
    waiting_problems,
    worst_lights,
)
from duban.coordination.models import Decision, Dispatch, Problem
from duban.coordination.problems.triage import options_of
from duban.coordination.selectors.waits import MOST, Wait, waits_of
from duban.coordination.stages import DispatchStage
from duban.core import clock
from duban.core.working_days import WorkingCalendar
from duban.ledger.models import ChangeRequest, Dispute, Task
from duban.ledger.planning.changing import differences_of
from duban.ledger.stages import ChangeStage, DisputeStage
from duban.orgs.calendar import calendar_of
from duban.orgs.models import Jurisdiction, Person
from duban.progress.models import SpecialReport
from duban.progress.stages import SpecialStage

SHOWN = 3  # things that a leader sees at once; the rest stands below in a line each


@dataclass(frozen=True)
class Choice:
    """A possible answer: its words, a note, whether it is advised."""

    words: str
    note: str = ""
    is_advised: bool = False


@dataclass(frozen=True)
class Ask:
    """Something that needs the leader: the decision asked, who waits since when, and what follows."""

    kind: str
    act: str
    uid: str
    question: str
    unit: str
    waited: int
    day: date | None
    lines: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    task: Task | None = None
    light: str = ""
    source: str = ""
    owner: str = ""
    version: int | None = None


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
    asks = sorted(_asks(city, leader, calendar_of(city)), key=lambda ask: (ask.day or date.max, -ask.waited, ask.uid))
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


def _asks(city: Jurisdiction, leader: Person, calendar: WorkingCalendar) -> Iterator[Ask]:
    for problem in waiting_problems(city, leader):
        yield _of_problem(calendar, problem)
    whose = Q(plan__task__leader=leader)
    if is_approver(city, leader):
        whose |= Q(plan__task__leader__isnull=True)
    changes = ChangeRequest.objects.filter(whose, jurisdiction=city, stage__in=[ChangeStage.FILED, ChangeStage.ADVISED])
    for change in changes.select_related("plan__task", "plan__part__unit").order_by("answer_by")[:MOST]:
        yield _of_change(calendar, change)
    specials = SpecialReport.objects.filter(jurisdiction=city, stage=SpecialStage.SENT, task__leader=leader)
    for report in specials.select_related("task", "part__unit").order_by("sent_at")[:MOST]:
        yield Ask(
            kind="special",
            act="coordination.instruct_special",
            uid=report.uid,
            question=_("Special report: %(title)s") % {"title": report.title},
            unit=report.part.unit.name,
            waited=_waited(calendar, report.sent_at),
            day=None,
            lines=tuple(report.text.splitlines()[:2]),
            task=report.task,
        )
    disputes = Dispute.objects.filter(jurisdiction=city, stage=DisputeStage.FILED, task__leader=leader)
    for dispute in disputes.select_related("task", "part__unit").order_by("filed_at")[:MOST]:
        yield Ask(
            kind="dispute",
            act="ledger.answer_dispute",
            uid=dispute.uid,
            question=_("%(unit)s objects to its part in %(task)s")
            % {"unit": dispute.part.unit.name, "task": dispute.task.title},
            unit=dispute.part.unit.name,
            waited=_waited(calendar, dispute.filed_at),
            day=None,
            lines=(dispute.reason,),
            task=dispute.task,
        )


def _of_problem(calendar: WorkingCalendar, problem: Problem) -> Ask:
    return Ask(
        kind="problem",
        act="coordination.decide_problem",
        uid=problem.uid,
        question=problem.asked or problem.title,
        unit=problem.unit.name if problem.unit is not None else problem.raiser.name,
        waited=_waited(calendar, problem.raised_at),
        day=problem.decide_by,
        lines=tuple(line for line in (problem.text, problem.consequence) if line),
        choices=tuple(Choice(text, note, advised) for text, note, advised in options_of(problem)),
        task=problem.task,
        source=f"P{problem.year}-{problem.number:03d}",
        owner=problem.unit.uid if problem.unit is not None else "",
        version=problem.version,
    )


def _of_change(calendar: WorkingCalendar, change: ChangeRequest) -> Ask:
    task = change.plan.task
    rows = [
        _("%(what)s: %(before)s → %(after)s")
        % {"what": each.title, "before": each.before or "—", "after": each.after or "—"}
        for each in differences_of(change)[:3]
    ]
    advice = [_("Advice of the office: %(advice)s") % {"advice": change.advice}] if change.advice else []
    return Ask(
        kind="change",
        act="ledger.answer_change",
        uid=change.uid,
        question=_("%(kind)s asked for %(task)s") % {"kind": change.get_kind_display(), "task": task.title},
        unit=change.plan.part.unit.name,
        waited=_waited(calendar, change.filed_at),
        day=change.answer_by,
        lines=(change.reason, *rows, *advice),
        task=task,
    )


def _waited(calendar: WorkingCalendar, since: datetime | None) -> int:
    if since is None:
        return 0
    return calendar.between(timezone.localdate(since), clock.today())
