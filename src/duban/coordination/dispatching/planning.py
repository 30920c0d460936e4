"""A dispatch is planned: who leads, when, where, with whom; its agenda is drawn and set (domain 3.9)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Annotated

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from duban.coordination.dispatching import actions
from duban.coordination.dispatching.agenda import Line, drawn, with_open_decisions
from duban.coordination.dispatching.errors import NoSuchHour, NotALeader
from duban.coordination.models import AgendaLine, Attendance, Decision, Dispatch, Problem
from duban.coordination.moving import move_dispatch
from duban.coordination.problems.triage import require_day
from duban.coordination.stages import DispatchStage
from duban.core import clock
from duban.journal.records import Subject, Text
from duban.ledger.models import Task
from duban.ledger.wording import fitting, needed, reasoned
from duban.orgs import policies
from duban.orgs.acting.performing import Deed, Weight, performs
from duban.orgs.acting.wording import Titled
from duban.orgs.errors import NotYours, Stale
from duban.orgs.models import Holding, Jurisdiction, Person, Unit
from duban.orgs.people.seating import SERVED, seated_as
from duban.orgs.roles import Role

LONGEST_PLACE = 128
LONGEST_TITLE = 128
KINDS = dict(Dispatch.Kind.choices)


@dataclass(frozen=True)
class DispatchPlanned:
    """Who leads it, which kind, when, where, and which units come."""

    leader: Annotated[str, Titled(_("Leader"), names=Person)]
    kind: Annotated[str, Titled(_("Kind"), choices=KINDS)]
    title: Annotated[str, Titled(_("Title"))]
    on: Annotated[date, Titled(_("Day"))]
    at: Annotated[str, Titled(_("Hour"))]
    place: Annotated[str, Titled(_("Place"))]
    units: Annotated[tuple[str, ...], Titled(_("Units that come"), names=Unit)] = ()


@dataclass(frozen=True)
class DispatchMoved:
    """Another day, hour, and place."""

    on: Annotated[date, Titled(_("Day"))]
    at: Annotated[str, Titled(_("Hour"))]
    place: Annotated[str, Titled(_("Place"))]
    reason: Annotated[str, Titled(_("Reason"))]


@dataclass(frozen=True)
class LineWords:
    """A line of an agenda: a task, a problem, a decision by its uid, or words alone."""

    kind: Annotated[str, Titled(_("Kind"), choices=dict(AgendaLine.Kind.choices))]
    about: Annotated[str | None, Titled(_("About"))] = None
    words: Annotated[str, Titled(_("Words"))] = ""
    minutes: Annotated[int | None, Titled(_("Minutes"))] = None


@dataclass(frozen=True)
class AgendaSet:
    """The lines in their order, and the units that come; open decisions of the leader are never left out."""

    lines: Annotated[tuple[LineWords, ...], Titled(_("Agenda"))]
    units: Annotated[tuple[str, ...], Titled(_("Units that come"), names=Unit)] = ()


@dataclass(frozen=True)
class CalledOff:
    """Why it does not take place."""

    reason: Annotated[str, Titled(_("Reason"))]


@performs("coordination.plan_dispatch", about=Jurisdiction, given=DispatchPlanned)
def plan_dispatch(deed: Deed, city: Jurisdiction, given: DispatchPlanned) -> Dispatch:
    """Plan a dispatch; its agenda is drawn from what is open, late and stuck in the leader's field."""
    leader = _leader(city, given.leader)
    _require_own(deed, leader)
    require_day(given.on)
    dispatch = Dispatch.objects.create(
        jurisdiction=city,
        kind=Dispatch.Kind(given.kind),
        leader=leader,
        title=needed(given.title, longest=LONGEST_TITLE),
        planned_for=moment(given.on, given.at),
        place=needed(given.place, longest=LONGEST_PLACE),
        planned_at=deed.at,
    )
    lines = drawn(dispatch)
    write_lines(dispatch, lines)
    units = _units(city, given.units)
    invite(dispatch, units)
    deed.record(
        actions.DISPATCH_PLANNED.code,
        [*subjects_of(dispatch), *(Subject("unit", unit.uid) for unit in units)],
        {
            "leader": leader.name,
            "kind": dispatch.kind,
            "planned_for": given.on,
            "place": dispatch.place,
            "lines": len(lines),
        },
    )
    return dispatch


@performs("coordination.move_dispatch", about=Dispatch, given=DispatchMoved, weight=Weight.OWN)
def move_to_day(deed: Deed, dispatch: Dispatch, given: DispatchMoved) -> Dispatch:
    """Move a planned dispatch to another day, hour or place."""
    reason = reasoned(given.reason)
    _require_planned(dispatch)
    require_day(given.on)
    before = timezone.localdate(dispatch.planned_for)
    write(dispatch, planned_for=moment(given.on, given.at), place=needed(given.place, longest=LONGEST_PLACE))
    deed.record(
        actions.DISPATCH_MOVED.code,
        subjects_of(dispatch),
        {"before": before, "after": given.on, "place": dispatch.place},
        [Text("reason", reason)],
    )
    return dispatch


@performs("coordination.set_agenda", about=Dispatch, given=AgendaSet, weight=Weight.OWN)
def set_agenda(deed: Deed, dispatch: Dispatch, given: AgendaSet) -> Dispatch:
    """Set the lines of an agenda in their order; open decisions that were left out come back at its end."""
    _require_planned(dispatch)
    lines = with_open_decisions(dispatch, [_line(dispatch, each) for each in given.lines])
    AgendaLine.objects.filter(jurisdiction=deed.jurisdiction, dispatch=dispatch).delete()
    write_lines(dispatch, lines)
    Attendance.objects.filter(jurisdiction=deed.jurisdiction, dispatch=dispatch).delete()
    units = _units(dispatch.jurisdiction, given.units)
    invite(dispatch, units)
    write(dispatch)
    deed.record(
        actions.AGENDA_SET.code,
        [*subjects_of(dispatch), *(Subject("unit", unit.uid) for unit in units)],
        {"lines": [line.words for line in lines]},
    )
    return dispatch


@performs("coordination.call_off_dispatch", about=Dispatch, given=CalledOff, weight=Weight.OWN)
def call_off(deed: Deed, dispatch: Dispatch, given: CalledOff) -> Dispatch:
    """Call a dispatch off; what stood on its agenda is drawn again for the next one."""
    reason = reasoned(given.reason)
    if dispatch.stage != DispatchStage.PLANNED:
        raise Stale
    move_dispatch(dispatch, DispatchStage.CALLED_OFF, called_off_because=reason)
    deed.record(
        actions.DISPATCH_CALLED_OFF.code,
        subjects_of(dispatch),
        {"moves": [[DispatchStage.PLANNED.value, DispatchStage.CALLED_OFF.value]]},
        [Text("reason", reason)],
    )
    return dispatch


def moment(day: date, hour: str) -> datetime:
    """Return a moment of the city's day from an hour as people write it."""
    try:
        at = time.fromisoformat(hour.strip().replace("：", ":").zfill(5))
    except ValueError:
        raise NoSuchHour(hour=hour) from None
    return datetime.combine(day, at, tzinfo=timezone.get_current_timezone())


def write(dispatch: Dispatch, **columns: object) -> None:
    """Write columns of a dispatch that stays in its stage; raise Stale where it has moved on."""
    rows = Dispatch.objects.filter(pk=dispatch.pk, version=dispatch.version, stage=dispatch.stage)
    if rows.update(**columns, version=dispatch.version + 1) != 1:
        raise Stale
    dispatch.refresh_from_db()


def write_lines(dispatch: Dispatch, lines: Sequence[Line]) -> None:
    """Write the lines of an agenda in their order."""
    AgendaLine.objects.bulk_create(
        [
            AgendaLine(
                jurisdiction_id=dispatch.jurisdiction_id,
                dispatch=dispatch,
                position=place,
                kind=line.kind,
                task=line.task,
                problem=line.problem,
                decision=line.decision,
                words=line.words[:255],
                minutes_planned=line.minutes,
            )
            for place, line in enumerate(lines, 1)
        ]
    )


def invite(dispatch: Dispatch, units: Sequence[Unit]) -> None:
    """Write down the units that come."""
    Attendance.objects.bulk_create(
        [Attendance(jurisdiction_id=dispatch.jurisdiction_id, dispatch=dispatch, unit=unit) for unit in units]
    )


def subjects_of(dispatch: Dispatch) -> list[Subject]:
    """Return what an act on a dispatch touches."""
    return [Subject("dispatch", dispatch.uid), Subject("person", dispatch.leader.uid)]


def _line(dispatch: Dispatch, given: LineWords) -> Line:
    of_city = {"jurisdiction": dispatch.jurisdiction_id, "uid": given.about}
    words = fitting(given.words) or ""
    if given.kind == AgendaLine.Kind.TASK:
        task = Task.objects.filter(**of_city).first()
        found = Line(given.kind, words or _title(task), task=task, minutes=given.minutes)
        return _known(found, task)
    if given.kind == AgendaLine.Kind.PROBLEM:
        problem = Problem.objects.filter(**of_city).select_related("task").first()
        task = problem.task if problem is not None else None
        found = Line(given.kind, words or str(problem), task=task, problem=problem, minutes=given.minutes)
        return _known(found, problem)
    if given.kind == AgendaLine.Kind.DECISION:
        decision = Decision.objects.filter(**of_city).select_related("task").first()
        task = decision.task if decision is not None else None
        found = Line(given.kind, words or str(decision), task=task, decision=decision, minutes=given.minutes)
        return _known(found, decision)
    return Line(AgendaLine.Kind.WORDS, needed(given.words), minutes=given.minutes)


def _known(line: Line, about: object) -> Line:
    if about is None:
        raise Stale  # what stood on the page is not there any more
    return line


def _title(task: Task | None) -> str:
    return f"{task.numbers} {task.title}" if task is not None else ""


def _units(city: Jurisdiction, uids: Sequence[str]) -> list[Unit]:
    return list(
        Unit.objects.filter(jurisdiction=city, uid__in=uids).exclude(kind__in=Unit.GROUPS).order_by("position", "pk")
    )


def _leader(city: Jurisdiction, uid: str) -> Person:
    found = seated_as(city, SERVED, clock.today()).filter(uid=uid).first()
    if found is None:
        raise NotALeader
    return found


def _require_own(deed: Deed, leader: Person) -> None:
    """Raise NotYours where a leader plans for another one, or a secretary for one whom he does not serve."""
    if deed.decider.roles & {Role.OFFICER, Role.OFFICE_HEAD, Role.APPROVER}:
        return
    if deed.decider.person.pk == leader.pk:
        return
    today = clock.today()
    served = [seat.post.serves_id for seat in deed.decider.seats if seat.role is Role.SECRETARY]
    serves = Holding.objects.filter(jurisdiction=deed.jurisdiction, post__in=served, person=leader, since__lte=today)
    if not serves.exclude(until__lt=today).exists():
        asked = "coordination.plan_dispatch"
        raise NotYours(asked=asked, act=policies.act_of(asked).title)


def _require_planned(dispatch: Dispatch) -> None:
    if dispatch.stage != DispatchStage.PLANNED:
        raise Stale
