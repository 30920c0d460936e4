"""A problem is decided by whom it lies with: action, owner, date; or declared without solution (domain 3.3)."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from django.utils.translation import gettext_lazy as _

from duban.coordination.decisions.making import Made, make
from duban.coordination.models import Decision, Problem
from duban.coordination.moving import move_problem
from duban.coordination.problems import actions
from duban.coordination.problems.raising import announce, subjects_of
from duban.coordination.stages import LEVELS, ProblemStage
from duban.journal.records import Subject, Text
from duban.ledger.wording import reasoned
from duban.orgs.acting.performing import Deed, Weight, performs
from duban.orgs.acting.wording import Titled
from duban.orgs.errors import Stale
from duban.orgs.models import Unit


@dataclass(frozen=True)
class ProblemDecided:
    """What is to be done, by which unit, by when; the version guards against a problem that moved on."""

    text: Annotated[str, Titled(_("What is decided"))]
    owner: Annotated[str, Titled(_("Unit that does it"), names=Unit)]
    due_on: Annotated[date, Titled(_("By"))]
    version: Annotated[int | None, Titled(_("Version"))] = None


@dataclass(frozen=True)
class Unsolvable:
    """Why it cannot be solved, and what follows for the task."""

    reason: Annotated[str, Titled(_("Reason, and what follows for the task"))]


@performs("coordination.decide_problem", about=Problem, given=ProblemDecided)
def decide_problem(deed: Deed, problem: Problem, given: ProblemDecided) -> Decision:
    """Decide a problem: its owner has it on his desk at once."""
    if problem.stage not in LEVELS or (given.version is not None and given.version != problem.version):
        raise Stale
    is_of_unit = problem.stage == ProblemStage.UNIT_LEVEL
    decision = make(
        deed,
        Made(given.text, given.owner, given.due_on),
        source=Decision.Source.PROBLEM,
        problem=problem,
        task=problem.task,
        leader=None if is_of_unit else deed.decider.person,
        is_sent=True,
    )
    source = problem.stage
    move_problem(problem, ProblemStage.RESOLVING, is_for_meeting=False, rise_proposed_on=None)
    announce(problem)
    deed.record(
        actions.PROBLEM_DECIDED.code,
        [Subject("decision", decision.uid), *subjects_of(problem), Subject("unit", decision.owner.uid)],
        {
            "moves": [[source, ProblemStage.RESOLVING.value]],
            "owner": decision.owner.name,
            "due_on": decision.due_on,
        },
        [Text("decision", decision.text)],
    )
    return decision


@performs("coordination.declare_unsolvable", about=Problem, given=Unsolvable, weight=Weight.DECISION)
def declare_unsolvable(deed: Deed, problem: Problem, given: Unsolvable) -> Problem:
    """Declare a problem without solution; it leads to a change or a suspension and does not count against the unit."""
    reason = reasoned(given.reason)
    if problem.stage != ProblemStage.CITY_LEVEL:
        raise Stale
    move_problem(problem, ProblemStage.UNSOLVABLE, ended_at=deed.at, ended_because=reason)
    announce(problem)
    deed.record(
        actions.PROBLEM_UNSOLVABLE.code,
        subjects_of(problem),
        {"moves": [[ProblemStage.CITY_LEVEL.value, ProblemStage.UNSOLVABLE.value]]},
        [Text("reason", reason)],
    )
    return problem
