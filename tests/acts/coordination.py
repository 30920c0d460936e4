"""Rows of the acts on problems and decisions."""

from datetime import timedelta

import cast
from acts import ActRow, planning
from duban.coordination.decisions.carrying import DecisionReceived, DecisionReported, report_decision
from duban.coordination.decisions.confirming import (
    DecisionConfirmed,
    DecisionDropped,
    DecisionExtended,
    DecisionReopened,
)
from duban.coordination.decisions.making import Made
from duban.coordination.models import Decision, Problem
from duban.coordination.problems.deciding import ProblemDecided, Unsolvable, decide_problem
from duban.coordination.problems.ending import ProblemTakenBack, Solved, Unsolved
from duban.coordination.problems.raising import ProblemNoted, ProblemRaised, raise_problem
from duban.coordination.problems.triage import ForMeeting, ProblemTriaged, SentUp, triage_problem
from duban.coordination.stages import ProblemStage
from duban.core import clock
from duban.ledger.models import Part
from duban.orgs.acting.performing import By
from duban.progress.models import SpecialReport
from duban.progress.upward.special import SpecialDrafted, SpecialSent, draft_special, send_special

WORDS = ProblemRaised("用地未批", "取土场用地手续未办结，已与自然资源部门会商两次。", "请协调用地")


def part(actors: cast.Cast) -> Part:
    """The part of 市水利局 in a running task."""
    return planning.in_force(actors).part


def raised(actors: cast.Cast) -> Problem:
    """A problem of that part."""
    outcome = raise_problem(by=By(actors.liaison), about=part(actors), given=WORDS)
    assert outcome.result is not None
    return outcome.result


def triaged_to(level: str, actors: cast.Cast) -> ProblemTriaged:
    """The words that send it to a level."""
    unit = actors.head.posts[0].unit
    assert unit is not None
    return ProblemTriaged(
        "取土场用地批不批",
        clock.today() + timedelta(days=7),
        level,
        unit.uid,
        actors.leader.person.uid,
        "*同意先行用地｜自然资源部门意见\n另选场址",
    )


def at_level(actors: cast.Cast, level: str = ProblemStage.LEADER_LEVEL) -> Problem:
    """The same, at a level."""
    problem = raised(actors)
    triage_problem(by=By(actors.officer), about=problem, given=triaged_to(level, actors))
    return Problem.objects.get()


def decided_by(actors: cast.Cast) -> ProblemDecided:
    """The leader's answer, which 市水利局 carries out."""
    unit = actors.head.posts[0].unit
    assert unit is not None
    return ProblemDecided("先行用地，月底前补齐手续", unit.uid, clock.today() + timedelta(days=10))


def decision(actors: cast.Cast) -> Decision:
    """A decision on the desk of its owner."""
    problem = at_level(actors)
    outcome = decide_problem(by=By(actors.leader), about=problem, given=decided_by(actors))
    assert outcome.result is not None
    return outcome.result


def reported(actors: cast.Cast) -> Decision:
    """The same, reported done."""
    found = decision(actors)
    report_decision(by=By(actors.head), about=found, given=DecisionReported("手续已补齐"))
    return Decision.objects.get()


def resolved(actors: cast.Cast) -> Problem:
    """The problem, reported solved."""
    reported(actors)
    return Problem.objects.get()


def special(actors: cast.Cast) -> SpecialReport:
    """A special report on its way to the leader."""
    outcome = draft_special(by=By(actors.liaison), about=part(actors), given=SpecialDrafted("专报", "情况如下。"))
    assert outcome.result is not None
    send_special(by=By(actors.head), about=outcome.result, given=SpecialSent())
    return SpecialReport.objects.get()


def _made(actors: cast.Cast) -> Made:
    answer = decided_by(actors)
    return Made(answer.text, answer.owner, answer.due_on)


def _later(_actors: cast.Cast, about: object) -> DecisionExtended:
    assert isinstance(about, Decision)
    return DecisionExtended(about.due_on + timedelta(days=5), "汛期")


ROWS = [
    ActRow("coordination.raise_problem", "liaison", part, lambda _actors, _about: WORDS),
    ActRow(
        "coordination.note_problem",
        "leader",
        lambda actors: part(actors).task,
        lambda _actors, _about: ProblemNoted("界址不清", "两地界址不清。"),
        "secretary",
    ),
    ActRow(
        "coordination.triage_problem",
        "officer",
        raised,
        lambda actors, _about: triaged_to(ProblemStage.LEADER_LEVEL, actors),
        None,
    ),
    ActRow(
        "coordination.send_up_problem",
        "leader",
        at_level,
        lambda _actors, _about: SentUp("须市政府定", clock.today() + timedelta(days=5)),
        "secretary",
    ),
    ActRow("coordination.put_on_agenda", "leader", at_level, lambda _actors, _about: ForMeeting(), "secretary"),
    ActRow("coordination.decide_problem", "leader", at_level, lambda actors, _about: decided_by(actors), "secretary"),
    ActRow("coordination.confirm_solved", "liaison", resolved, lambda _actors, _about: Solved()),
    ActRow("coordination.say_unsolved", "head", resolved, lambda _actors, _about: Unsolved("手续仍缺一项")),
    ActRow("coordination.withdraw_problem", "liaison", raised, lambda _actors, _about: ProblemTakenBack("已自行解决")),
    ActRow(
        "coordination.declare_unsolvable",
        "approver",
        lambda actors: at_level(actors, ProblemStage.CITY_LEVEL),
        lambda _actors, _about: Unsolvable("红线内无地可调，任务另行调整"),
        "registrar",
    ),
    ActRow("coordination.instruct_special", "leader", special, lambda actors, _about: _made(actors), "secretary"),
    ActRow("coordination.receive_decision", "liaison", decision, lambda _actors, _about: DecisionReceived()),
    ActRow("coordination.report_decision", "head", decision, lambda _actors, _about: DecisionReported("手续已补齐")),
    ActRow(
        "coordination.confirm_decision", "leader", reported, lambda _actors, _about: DecisionConfirmed(), "secretary"
    ),
    ActRow(
        "coordination.reopen_decision",
        "leader",
        reported,
        lambda _actors, _about: DecisionReopened("缺一项"),
        "secretary",
    ),
    ActRow("coordination.extend_decision", "leader", decision, _later, "secretary"),
    ActRow(
        "coordination.drop_decision",
        "leader",
        decision,
        lambda _actors, _about: DecisionDropped("另有安排"),
        "secretary",
    ),
]
