"""A problem from its raiser to whom it lies with and back, by its table of stages (domain 3.3)."""

from datetime import date, timedelta

import pytest

import cast
from acts import coordination as rows
from duban.coordination.decisions.carrying import DecisionReported, report_decision
from duban.coordination.decisions.confirming import DecisionDropped, DecisionReopened, drop_decision, reopen_decision
from duban.coordination.models import Decision, Problem
from duban.coordination.problems.deciding import decide_problem
from duban.coordination.problems.ending import (
    ProblemTakenBack,
    Solved,
    Unsolved,
    confirm_solved,
    say_unsolved,
    withdraw_problem,
)
from duban.coordination.problems.errors import DayPassed, DeciderMissing, HighestLevel, NotTheRaiser
from duban.coordination.problems.raising import ProblemRaised, raise_problem
from duban.coordination.problems.triage import ProblemTriaged, SentUp, options_of, send_up_problem, triage_problem
from duban.coordination.stages import (
    DECISION,
    DISPATCH,
    PROBLEM,
    PROPOSAL,
    DecisionStage,
    DispatchStage,
    ProblemStage,
    ProposalStage,
)
from duban.core import clock
from duban.core.stages import Table
from duban.journal.models import Entry
from duban.orgs.acting.performing import By
from duban.orgs.calendar import calendar_of
from duban.orgs.errors import NotYours, Stale
from duban.orgs.ticking import tick
from progress import year

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("table", "stages"),
    [(PROBLEM, ProblemStage), (DISPATCH, DispatchStage), (DECISION, DecisionStage), (PROPOSAL, ProposalStage)],
)
def test_every_stage_is_reached_and_left(table: Table, stages: type[ProblemStage]) -> None:
    assert table.defects(stages.values) == []


def test_a_problem_is_numbered_by_the_year_and_looked_through_in_three_working_days() -> None:
    actors = cast.assemble()
    with clock.frozen(cast.NOON):
        first = rows.raised(actors)
        second = raise_problem(by=By(actors.head), about=first.part, given=rows.WORDS).result
        assert second is not None
        assert [first.number, second.number, first.year] == [1, 2, 2026]
        assert first.triage_by == date(2026, 3, 10)  # Thursday and three working days


@pytest.mark.parametrize(("late", "in_time"), [(0, True), (1, False)])
def test_a_difficulty_before_the_day_that_it_endangers_counts_as_reported_in_time(late: int, in_time: bool) -> None:
    actors = cast.assemble()
    with clock.frozen(cast.NOON):
        part = rows.part(actors)
        milestone = part.work_plans.get().items.get().milestones.get()
    with year.at(milestone.due_on + timedelta(days=late)):
        given = ProblemRaised("用地未批", "手续未办结。", milestone=milestone.uid)
        raise_problem(by=By(actors.liaison), about=part, given=given)
    assert Problem.objects.get().is_in_time is in_time


def test_the_advised_answer_and_its_note_are_kept_apart() -> None:
    actors = cast.assemble()
    with clock.frozen(cast.NOON):
        problem = rows.at_level(actors)
    assert options_of(problem) == [("同意先行用地", "自然资源部门意见", True), ("另选场址", "", False)]


def test_a_level_needs_somebody_who_decides_and_a_day_to_come() -> None:
    actors = cast.assemble()
    with clock.frozen(cast.NOON):
        problem = rows.raised(actors)
        tomorrow = clock.today() + timedelta(days=1)
        nobody = ProblemTriaged("批不批", tomorrow, ProblemStage.UNIT_LEVEL)
        with pytest.raises(DeciderMissing):
            triage_problem(by=By(actors.officer), about=problem, given=nobody)
        yesterday = ProblemTriaged("批不批", clock.today() - timedelta(days=1))
        with pytest.raises(DayPassed):
            triage_problem(by=By(actors.officer), about=problem, given=yesterday)
    assert Problem.objects.get().stage == ProblemStage.RAISED


def test_the_answer_lies_on_the_owners_desk_and_the_last_report_solves_the_problem() -> None:
    actors = cast.assemble()
    with clock.frozen(cast.NOON):
        decision = rows.decision(actors)
        assert (decision.stage, decision.leader, decision.first_due_on) == (
            DecisionStage.ASSIGNED,
            actors.leader.person,
            decision.due_on,
        )
        assert Problem.objects.get().stage == ProblemStage.RESOLVING
        report_decision(by=By(actors.head), about=decision, given=DecisionReported("已办"))
        problem = Problem.objects.get()
        assert problem.stage == ProblemStage.RESOLVED
        assert problem.confirm_by == calendar_of(actors.city).after(clock.today(), 5)
        confirm_solved(by=By(actors.liaison), about=problem, given=Solved())
    assert Decision.objects.get().stage == DecisionStage.CONFIRMED
    assert Problem.objects.get().stage == ProblemStage.CONFIRMED


def test_not_solved_goes_back_once_and_then_one_level_up() -> None:
    actors = cast.assemble()
    with clock.frozen(cast.NOON):
        problem = rows.resolved(actors)
        say_unsolved(by=By(actors.liaison), about=problem, given=Unsolved("缺一项"))
        problem.refresh_from_db()
        assert (problem.stage, Decision.objects.get().stage) == (ProblemStage.RESOLVING, DecisionStage.REOPENED)
        report_decision(by=By(actors.head), about=Decision.objects.get(), given=DecisionReported("已补"))
        say_unsolved(by=By(actors.liaison), about=Problem.objects.get(), given=Unsolved("仍缺"))
        problem.refresh_from_db()
    assert (problem.stage, problem.level) == (ProblemStage.CITY_LEVEL, ProblemStage.CITY_LEVEL)
    assert Decision.objects.get().stage == DecisionStage.DROPPED


def test_a_decision_reopened_by_the_leader_opens_its_problem_and_a_dropped_one_returns_it() -> None:
    actors = cast.assemble()
    with clock.frozen(cast.NOON):
        decision = rows.reported(actors)
        reopen_decision(by=By(actors.leader), about=decision, given=DecisionReopened("缺一项"))
        assert Problem.objects.get().stage == ProblemStage.RESOLVING
        drop_decision(by=By(actors.leader), about=Decision.objects.get(), given=DecisionDropped("另有安排"))
    assert Problem.objects.get().stage == ProblemStage.LEADER_LEVEL


@pytest.mark.parametrize(("over", "proposed"), [(0, False), (1, True)])
def test_the_next_level_is_proposed_the_day_after_the_days_have_run_out(over: int, proposed: bool) -> None:
    actors = cast.assemble()
    with clock.frozen(cast.NOON):
        problem = rows.at_level(actors)
        assert problem.level_since is not None
    last = calendar_of(actors.city).after(problem.level_since, 15)
    year.on(actors, last + timedelta(days=over))
    problem.refresh_from_db()
    assert (problem.rise_proposed_on is not None) is proposed
    assert problem.stage == ProblemStage.LEADER_LEVEL  # a person sends it


@pytest.mark.parametrize(("over", "stage"), [(0, ProblemStage.RESOLVED), (1, ProblemStage.CONFIRMED)])
def test_silence_of_the_raiser_is_his_word_the_day_after_his_days(over: int, stage: str) -> None:
    actors = cast.assemble()
    with clock.frozen(cast.NOON):
        problem = rows.resolved(actors)
        assert problem.confirm_by is not None
    year.on(actors, problem.confirm_by + timedelta(days=over))
    problem.refresh_from_db()
    assert problem.stage == stage


def test_the_clock_does_it_once_and_writes_it_down() -> None:
    actors = cast.assemble()
    with clock.frozen(cast.NOON):
        problem = rows.resolved(actors)
        assert problem.confirm_by is not None
    with year.at(problem.confirm_by + timedelta(days=1)):
        tick(actors.city)
        tick(actors.city)
    assert Entry.objects.filter(kind="coordination.solutions_lapsed").count() == 1


def test_nobody_else_speaks_for_the_raiser_and_nobody_decides_out_of_turn() -> None:
    actors = cast.assemble()
    with clock.frozen(cast.NOON):
        problem = rows.at_level(actors, ProblemStage.CITY_LEVEL)
        with pytest.raises(HighestLevel):
            send_up_problem(by=By(actors.officer), about=problem, given=SentUp("更高", clock.today()))
        with pytest.raises(NotYours):
            decide_problem(by=By(actors.head), about=_of_unit(problem), given=rows.decided_by(actors))
        with pytest.raises(NotTheRaiser):
            withdraw_problem(by=By(actors.officer), about=problem, given=ProblemTakenBack("撤"))
        with pytest.raises(Stale):
            confirm_solved(by=By(actors.liaison), about=problem, given=Solved())


def _of_unit(problem: Problem) -> Problem:
    """The same problem with another unit to decide: the head of 市水利局 has no say then."""
    Problem.objects.filter(pk=problem.pk).update(decider_unit=None)
    problem.refresh_from_db()
    return problem
