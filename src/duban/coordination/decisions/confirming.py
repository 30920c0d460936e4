"""The decider's side confirms a decision, reopens it, moves its day, or drops it (domain 3.9)."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Annotated

from django.utils.translation import gettext_lazy as _

from duban.coordination.decisions import actions
from duban.coordination.decisions.errors import NotLater
from duban.coordination.models import Decision, Problem
from duban.coordination.moving import move_decision, move_problem
from duban.coordination.stages import OPEN_DECISION, DecisionStage, ProblemStage
from duban.core.digests import JSON
from duban.journal.records import Subject, Text
from duban.ledger import hooks
from duban.ledger.wording import reasoned
from duban.orgs.acting.performing import Deed, performs
from duban.orgs.acting.wording import Titled
from duban.orgs.errors import Stale

UNDER_WAY = (DecisionStage.MADE, DecisionStage.ASSIGNED, DecisionStage.DOING, DecisionStage.REOPENED)


@dataclass(frozen=True)
class DecisionConfirmed:
    """Nothing more than that it is done."""


@dataclass(frozen=True)
class DecisionReopened:
    """What is missing."""

    reason: Annotated[str, Titled(_("What is missing"))]


@dataclass(frozen=True)
class DecisionExtended:
    """The later day, and why."""

    due_on: Annotated[date, Titled(_("New day"))]
    reason: Annotated[str, Titled(_("Reason"))]


@dataclass(frozen=True)
class DecisionDropped:
    """Why it is not carried out."""

    reason: Annotated[str, Titled(_("Reason"))]


@dataclass
class Carried:
    """What came of the decisions of a problem with an act on it: whom it touched, from which stage to which."""

    subjects: list[Subject] = field(default_factory=list)
    moves: list[JSON] = field(default_factory=list)


@performs("coordination.confirm_decision", about=Decision, given=DecisionConfirmed)
def confirm_decision(deed: Deed, decision: Decision, _given: DecisionConfirmed) -> Decision:
    """Confirm that a decision was carried out; it leaves the agenda."""
    if decision.stage != DecisionStage.REPORTED:
        raise Stale
    move_decision(decision, DecisionStage.CONFIRMED, ended_at=deed.at)
    announce(decision)
    deed.record(
        actions.DECISION_CONFIRMED.code,
        subjects_of(decision),
        {"owner": decision.owner.name, "moves": [[DecisionStage.REPORTED.value, DecisionStage.CONFIRMED.value]]},
    )
    return decision


@performs("coordination.reopen_decision", about=Decision, given=DecisionReopened)
def reopen_decision(deed: Deed, decision: Decision, given: DecisionReopened) -> Decision:
    """Give a decision back to its owner with what is missing; a problem that was reported solved is under way again."""
    reason = reasoned(given.reason)
    if decision.stage != DecisionStage.REPORTED:
        raise Stale
    problem = locked_problem(decision)
    _reopen(decision, reason)
    again: list[JSON] = []
    if problem is not None and problem.stage == ProblemStage.RESOLVED:
        again.append([problem.stage, ProblemStage.RESOLVING.value])
        move_problem(problem, ProblemStage.RESOLVING, resolved_at=None, confirm_by=None)
    announce(decision)
    deed.record(
        actions.DECISION_REOPENED.code,
        subjects_of(decision),
        {
            "owner": decision.owner.name,
            "moves": [[DecisionStage.REPORTED.value, DecisionStage.REOPENED.value], *again],
        },
        [Text("reason", reason)],
    )
    return decision


@performs("coordination.extend_decision", about=Decision, given=DecisionExtended)
def extend_decision(deed: Deed, decision: Decision, given: DecisionExtended) -> Decision:
    """Move the day of a decision; the first day stays beside it."""
    reason = reasoned(given.reason)
    if decision.stage not in UNDER_WAY:
        raise Stale
    if given.due_on <= decision.due_on:
        raise NotLater(day=decision.due_on)
    before = decision.due_on
    rows = Decision.objects.filter(pk=decision.pk, version=decision.version)
    if rows.update(due_on=given.due_on, version=decision.version + 1) != 1:
        raise Stale
    decision.refresh_from_db()
    announce(decision)
    deed.record(
        actions.DECISION_EXTENDED.code,
        subjects_of(decision),
        {"owner": decision.owner.name, "before": before, "after": given.due_on},
        [Text("reason", reason)],
    )
    return decision


@performs("coordination.drop_decision", about=Decision, given=DecisionDropped)
def drop_decision(deed: Deed, decision: Decision, given: DecisionDropped) -> Decision:
    """Drop a decision; a problem without any other returns to the level at which it was decided."""
    reason = reasoned(given.reason)
    if decision.stage not in OPEN_DECISION:
        raise Stale
    problem = locked_problem(decision)
    source = decision.stage
    move_decision(decision, DecisionStage.DROPPED, ended_at=deed.at, dropped_because=reason)
    returned: list[JSON] = []
    if problem is not None and problem.stage == ProblemStage.RESOLVING and problem.level and not _has_any(problem):
        returned.append([problem.stage, problem.level])
        move_problem(problem, problem.level)
    announce(decision)
    deed.record(
        actions.DECISION_DROPPED.code,
        subjects_of(decision),
        {
            "owner": decision.owner.name,
            "moves": [[source, DecisionStage.DROPPED.value], *returned],
        },
        [Text("reason", reason)],
    )
    return decision


def confirm_all(problem: Problem, *, at: datetime) -> Carried:
    """Confirm what was decided on a problem that is solved."""
    return _carried(
        problem,
        (DecisionStage.REPORTED,),
        lambda decision: move_decision(decision, DecisionStage.CONFIRMED, ended_at=at),
    )


def reopen_all(problem: Problem, *, because: str) -> Carried:
    """Give what was decided on an unsolved problem back to its owners."""
    return _carried(problem, (DecisionStage.REPORTED,), lambda decision: _reopen(decision, because))


def drop_all(problem: Problem, *, because: str, at: datetime) -> Carried:
    """Drop what was decided on a problem that goes another way."""
    return _carried(
        problem,
        OPEN_DECISION,
        lambda decision: move_decision(decision, DecisionStage.DROPPED, ended_at=at, dropped_because=because),
    )


def is_under_way(problem: Problem) -> bool:
    """Say whether anything that was decided on a problem is still to be done."""
    return Decision.objects.filter(jurisdiction=problem.jurisdiction_id, problem=problem, stage__in=UNDER_WAY).exists()


def announce(decision: Decision) -> None:
    """Tell the packages above that the light of the task may change."""
    if decision.task_id is not None:
        hooks.announce(decision.jurisdiction_id, decision.task_id)


def subjects_of(decision: Decision) -> list[Subject]:
    """Return what an act on a decision touches."""
    found = [Subject("decision", decision.uid), Subject("unit", decision.owner.uid)]
    if decision.problem is not None:
        found.append(Subject("problem", decision.problem.uid))
    if decision.task is not None:
        found.append(Subject("task", decision.task.uid))
    return found


def _carried(problem: Problem, stages: tuple[str, ...], carry: Callable[[Decision], object]) -> Carried:
    carried = Carried()
    rows = Decision.objects.select_for_update(of=("self",)).filter(
        jurisdiction=problem.jurisdiction_id, problem=problem, stage__in=stages
    )
    for decision in rows.order_by("pk"):
        source = decision.stage
        carry(decision)
        carried.subjects.append(Subject("decision", decision.uid))
        carried.moves.append([source, decision.stage])
    return carried


def _reopen(decision: Decision, because: str) -> None:
    move_decision(
        decision,
        DecisionStage.REOPENED,
        reopened_because=because,
        times_reopened=decision.times_reopened + 1,
    )


def locked_problem(decision: Decision) -> Problem | None:
    """Return the problem under its lock: another of its decisions may move this very moment."""
    if decision.problem_id is None:
        return None
    return Problem.objects.select_for_update().get(pk=decision.problem_id)


def _has_any(problem: Problem) -> bool:
    rows = Decision.objects.filter(jurisdiction=problem.jurisdiction_id, problem=problem)
    return rows.exclude(stage__in=[DecisionStage.DROPPED, DecisionStage.MADE]).exists()
