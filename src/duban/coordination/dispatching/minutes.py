"""A dispatch is held, its minutes are written, signed by the leader, and sent; decisions go to their owners."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from django.utils.translation import gettext_lazy as _

from duban.coordination.decisions import actions as decision_actions
from duban.coordination.decisions.confirming import announce
from duban.coordination.decisions.confirming import subjects_of as decision_subjects
from duban.coordination.decisions.making import Made, make, receive_by
from duban.coordination.dispatching import actions
from duban.coordination.dispatching.errors import HeldInFuture, MinutesEmpty, NobodyPresent
from duban.coordination.dispatching.planning import subjects_of, write
from duban.coordination.models import AgendaLine, Attendance, Decision, Dispatch
from duban.coordination.moving import move_decision, move_dispatch, move_problem
from duban.coordination.stages import LEVELS, DecisionStage, DispatchStage, ProblemStage
from duban.core import clock
from duban.journal.records import Subject, Text
from duban.ledger.wording import reasoned
from duban.orgs.acting.performing import Deed, Weight, performs
from duban.orgs.acting.wording import Titled
from duban.orgs.errors import Stale
from duban.orgs.models import Unit


@dataclass(frozen=True)
class Held:
    """The day, and which of the units were there."""

    held_on: Annotated[date, Titled(_("Held on"))]
    present: Annotated[tuple[str, ...], Titled(_("Units present"), names=Unit)]


@dataclass(frozen=True)
class Said:
    """What was said of a line."""

    line: Annotated[str, Titled(_("Line"), names=AgendaLine)]
    words: Annotated[str, Titled(_("What was said"))]


@dataclass(frozen=True)
class MinutesTaken:
    """What was said as a whole and of each line; written as often as needed before it is signed."""

    minutes: Annotated[str, Titled(_("Minutes"))] = ""
    said: Annotated[tuple[Said, ...], Titled(_("What was said"))] = ()
    version: Annotated[int | None, Titled(_("Version"))] = None


@dataclass(frozen=True)
class MadeInDispatch(Made):
    """What was decided, and on which line of the agenda."""

    line: Annotated[str | None, Titled(_("Line"), names=AgendaLine)] = None


@dataclass(frozen=True)
class Struck:
    """Why it is struck."""

    reason: Annotated[str, Titled(_("Reason"))]


@dataclass(frozen=True)
class MinutesSigned:
    """The version that is signed."""

    version: Annotated[int | None, Titled(_("Version"))] = None


@dataclass(frozen=True)
class MinutesSent:
    """Nothing more than that they are sent."""


@performs("coordination.hold_dispatch", about=Dispatch, given=Held, weight=Weight.OWN)
def hold_dispatch(deed: Deed, dispatch: Dispatch, given: Held) -> Dispatch:
    """Record that a dispatch was held, and who was there."""
    if dispatch.stage != DispatchStage.PLANNED:
        raise Stale
    if given.held_on > clock.today():
        raise HeldInFuture
    present = list(
        Unit.objects.filter(jurisdiction=deed.jurisdiction, uid__in=given.present)
        .exclude(kind__in=Unit.GROUPS)
        .order_by("position")
    )
    if not present:
        raise NobodyPresent
    rows = Attendance.objects.filter(jurisdiction=deed.jurisdiction, dispatch=dispatch)
    rows.update(was_present=False)
    rows.filter(unit__in=present).update(was_present=True)
    invited = set(rows.values_list("unit", flat=True))
    Attendance.objects.bulk_create(
        [
            Attendance(jurisdiction=deed.jurisdiction, dispatch=dispatch, unit=unit, was_present=True)
            for unit in present
            if unit.pk not in invited
        ]
    )
    move_dispatch(dispatch, DispatchStage.HELD, held_on=given.held_on)
    deed.record(
        actions.DISPATCH_HELD.code,
        [*subjects_of(dispatch), *(Subject("unit", unit.uid) for unit in present)],
        {
            "held_on": given.held_on,
            "moves": [[DispatchStage.PLANNED.value, DispatchStage.HELD.value]],
            "present": [unit.name for unit in present],
        },
    )
    return dispatch


@performs("coordination.take_minutes", about=Dispatch, given=MinutesTaken, weight=Weight.OWN)
def take_minutes(deed: Deed, dispatch: Dispatch, given: MinutesTaken) -> Dispatch:
    """Write the minutes, or what is known of them so far."""
    if dispatch.stage != DispatchStage.HELD or (given.version is not None and given.version != dispatch.version):
        raise Stale
    lines = {line.uid: line for line in AgendaLine.objects.filter(jurisdiction=deed.jurisdiction, dispatch=dispatch)}
    for said in given.said:
        if said.line in lines:
            AgendaLine.objects.filter(pk=lines[said.line].pk).update(said=said.words.strip() or None)
    write(dispatch, minutes=given.minutes.strip() or None)
    deed.record(
        actions.MINUTES_WRITTEN.code,
        subjects_of(dispatch),
        {"lines": sum(bool(said.words.strip()) for said in given.said)},
        [
            Text("minutes", given.minutes.strip()),
            *(
                Text(f"line_{lines[said.line].position}", said.words.strip())
                for said in given.said
                if said.line in lines and said.words.strip()
            ),
        ],
    )
    return dispatch


@performs("coordination.make_decision", about=Dispatch, given=MadeInDispatch, weight=Weight.OWN)
def make_decision(deed: Deed, dispatch: Dispatch, given: MadeInDispatch) -> Decision:
    """Write down what was decided; it becomes the leader's decision when he signs the minutes."""
    if dispatch.stage != DispatchStage.HELD:
        raise Stale
    line = (
        AgendaLine.objects.filter(jurisdiction=deed.jurisdiction, dispatch=dispatch, uid=given.line).first()
        if given.line
        else None
    )
    decision = make(
        deed,
        given,
        is_sent=False,
        source=Decision.Source.DISPATCH,
        dispatch=dispatch,
        problem=line.problem if line is not None else None,
        task=line.task if line is not None else None,
        leader=dispatch.leader,
    )
    deed.record(
        decision_actions.DECISION_MADE.code,
        [*subjects_of(dispatch), *decision_subjects(decision)],
        {"owner": decision.owner.name, "due_on": decision.due_on},
        [Text("decision", decision.text)],
    )
    return decision


@performs("coordination.strike_decision", about=Decision, given=Struck, weight=Weight.OWN)
def strike_decision(deed: Deed, decision: Decision, given: Struck) -> Decision:
    """Strike from the minutes what was not decided so; possible until they are signed."""
    reason = reasoned(given.reason)
    dispatch = decision.dispatch
    if decision.stage != DecisionStage.MADE or dispatch is None or dispatch.stage != DispatchStage.HELD:
        raise Stale
    move_decision(decision, DecisionStage.DROPPED, ended_at=deed.at, dropped_because=reason)
    deed.record(
        decision_actions.DECISION_STRUCK.code,
        [*subjects_of(dispatch), *decision_subjects(decision)],
        {"owner": decision.owner.name, "moves": [[DecisionStage.MADE.value, DecisionStage.DROPPED.value]]},
        [Text("reason", reason)],
    )
    return decision


@performs("coordination.sign_minutes", about=Dispatch, given=MinutesSigned, weight=Weight.DECISION)
def sign_minutes(deed: Deed, dispatch: Dispatch, given: MinutesSigned) -> Dispatch:
    """Sign the minutes: what they hold is decided."""
    if dispatch.stage != DispatchStage.HELD or (given.version is not None and given.version != dispatch.version):
        raise Stale
    decisions = _made(dispatch)
    if not decisions and not dispatch.minutes:
        raise MinutesEmpty
    move_dispatch(dispatch, DispatchStage.MINUTED, minuted_at=deed.at)
    deed.record(
        actions.MINUTES_SIGNED.code,
        [*subjects_of(dispatch), *(Subject("decision", each.uid) for each in decisions)],
        {"moves": [[DispatchStage.HELD.value, DispatchStage.MINUTED.value]], "decisions": len(decisions)},
        [Text("minutes", dispatch.minutes or "")],
    )
    return dispatch


@performs("coordination.send_minutes", about=Dispatch, given=MinutesSent, weight=Weight.OWN)
def send_minutes(deed: Deed, dispatch: Dispatch, _given: MinutesSent) -> Dispatch:
    """Send the minutes: every decision lies on the desk of its owner, and a problem that was decided is under way."""
    if dispatch.stage != DispatchStage.MINUTED:
        raise Stale
    decisions = _made(dispatch)
    solved = []
    for decision in decisions:
        move_decision(decision, DecisionStage.ASSIGNED, assigned_at=deed.at, receive_by=receive_by(deed))
        problem = decision.problem
        if problem is not None:
            problem.refresh_from_db()
            if problem.stage in LEVELS:
                solved.append([problem.stage, ProblemStage.RESOLVING.value])
                move_problem(problem, ProblemStage.RESOLVING, is_for_meeting=False, rise_proposed_on=None)
        announce(decision)
    move_dispatch(dispatch, DispatchStage.SENT, sent_at=deed.at)
    deed.record(
        actions.MINUTES_SENT.code,
        list(
            dict.fromkeys(
                [*subjects_of(dispatch), *(each for decision in decisions for each in decision_subjects(decision))]
            )
        ),
        {
            "moves": [
                [DispatchStage.MINUTED.value, DispatchStage.SENT.value],
                *([DecisionStage.MADE.value, DecisionStage.ASSIGNED.value] for _each in decisions),
                *solved,
            ],
        },
    )
    return dispatch


def _made(dispatch: Dispatch) -> list[Decision]:
    rows = Decision.objects.select_for_update(of=("self",)).filter(
        jurisdiction=dispatch.jurisdiction_id, dispatch=dispatch, stage=DecisionStage.MADE
    )
    return list(rows.select_related("owner", "problem", "task").order_by("pk"))
