"""Whoever raised a problem says whether it is solved, or takes it back (domain 3.3)."""

from dataclasses import dataclass
from typing import Annotated

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from duban.coordination.decisions.confirming import confirm_all, drop_all, reopen_all
from duban.coordination.models import Problem
from duban.coordination.moving import move_problem
from duban.coordination.problems import actions
from duban.coordination.problems.errors import NotTheRaiser
from duban.coordination.problems.raising import announce, subjects_of
from duban.coordination.problems.triage import leader_of, level_above, rise
from duban.coordination.stages import OPEN_PROBLEM, ProblemStage
from duban.journal.records import Text
from duban.ledger.wording import reasoned
from duban.orgs.acting.performing import Deed, performs
from duban.orgs.acting.wording import Titled
from duban.orgs.calendar import calendar_of
from duban.orgs.errors import Stale

DECIDE_WITHIN = 5  # working days at the level to which an unsolved problem goes


@dataclass(frozen=True)
class Solved:
    """Nothing more than that it is solved."""


@dataclass(frozen=True)
class Unsolved:
    """What is still in the way."""

    reason: Annotated[str, Titled(_("What is still in the way"))]


@dataclass(frozen=True)
class ProblemTakenBack:
    """Why it is none any more."""

    reason: Annotated[str, Titled(_("Reason"))]


@performs("coordination.confirm_solved", about=Problem, given=Solved)
def confirm_solved(deed: Deed, problem: Problem, _given: Solved) -> Problem:
    """Confirm that a problem is solved; its decisions are confirmed with it."""
    _require_raiser(deed, problem)
    if problem.stage != ProblemStage.RESOLVED:
        raise Stale
    move_problem(problem, ProblemStage.CONFIRMED, ended_at=deed.at)
    decisions = confirm_all(problem, at=deed.at)
    announce(problem)
    deed.record(
        actions.SOLUTION_CONFIRMED.code,
        [*subjects_of(problem), *decisions.subjects],
        {"moves": [[ProblemStage.RESOLVED.value, ProblemStage.CONFIRMED.value], *decisions.moves]},
    )
    return problem


@performs("coordination.say_unsolved", about=Problem, given=Unsolved)
def say_unsolved(deed: Deed, problem: Problem, given: Unsolved) -> Problem:
    """Say that a problem is not solved: once back to its owners, the second time one level up."""
    reason = reasoned(given.reason)
    _require_raiser(deed, problem)
    if problem.stage != ProblemStage.RESOLVED:
        raise Stale
    today = timezone.localdate(deed.at)
    if problem.times_unsolved == 0:
        target = ProblemStage.RESOLVING.value
        move_problem(problem, target, times_unsolved=1, resolved_at=None, confirm_by=None)
        decisions = reopen_all(problem, because=reason)
    else:
        target = level_above(problem.level or ProblemStage.UNIT_LEVEL)
        decide_by = calendar_of(deed.jurisdiction).after(today, DECIDE_WITHIN)
        rise(problem, target, on=today, decide_by=decide_by, decider=leader_of(problem))
        Problem.objects.filter(pk=problem.pk).update(
            times_unsolved=problem.times_unsolved + 1, resolved_at=None, confirm_by=None
        )
        decisions = drop_all(problem, because=reason, at=deed.at)
    problem.refresh_from_db()
    announce(problem)
    deed.record(
        actions.NOT_SOLVED.code,
        [*subjects_of(problem), *decisions.subjects],
        {"moves": [[ProblemStage.RESOLVED.value, target], *decisions.moves]},
        [Text("reason", reason)],
    )
    return problem


@performs("coordination.withdraw_problem", about=Problem, given=ProblemTakenBack)
def withdraw_problem(deed: Deed, problem: Problem, given: ProblemTakenBack) -> Problem:
    """Take a problem back; what was decided on it and is open is dropped."""
    reason = reasoned(given.reason)
    _require_raiser(deed, problem)
    if problem.stage not in OPEN_PROBLEM:
        raise Stale
    source = problem.stage
    move_problem(problem, ProblemStage.WITHDRAWN, ended_at=deed.at, ended_because=reason)
    decisions = drop_all(problem, because=reason, at=deed.at)
    announce(problem)
    deed.record(
        actions.PROBLEM_WITHDRAWN.code,
        [*subjects_of(problem), *decisions.subjects],
        {"moves": [[source, ProblemStage.WITHDRAWN.value], *decisions.moves]},
        [Text("reason", reason)],
    )
    return problem


def _require_raiser(deed: Deed, problem: Problem) -> None:
    """Raise NotTheRaiser where a person of the office speaks for a unit or a leader in his own name."""
    if problem.unit_id is not None:
        if problem.unit_id not in deed.decider.unit_ids:
            raise NotTheRaiser(raiser=str(problem.unit))
    elif problem.raiser_id != deed.decider.person.pk:
        raise NotTheRaiser(raiser=problem.raiser.name)
