"""Rows of the acts on dispatches and proposals."""

from datetime import timedelta

import cast
from acts import ActRow, coordination
from duban.coordination.dispatching.minutes import (
    Held,
    MadeInDispatch,
    MinutesSent,
    MinutesSigned,
    MinutesTaken,
    Said,
    Struck,
    hold_dispatch,
    make_decision,
    sign_minutes,
    take_minutes,
)
from duban.coordination.dispatching.planning import (
    AgendaSet,
    CalledOff,
    DispatchMoved,
    DispatchPlanned,
    LineWords,
    plan_dispatch,
)
from duban.coordination.models import AgendaLine, Decision, Dispatch, Proposal
from duban.coordination.proposals.filing import (
    ProposalAnswered,
    ProposalFiled,
    ProposalFinished,
    ProposalRouted,
    ProposalTakenBack,
    answer_proposal,
    file_proposal,
    route_proposal,
)
from duban.core import clock
from duban.orgs.acting.performing import By
from duban.orgs.models import Unit


def bureau(actors: cast.Cast) -> Unit:
    """市水利局."""
    unit = actors.head.posts[0].unit
    assert unit is not None
    return unit


def planning(actors: cast.Cast) -> DispatchPlanned:
    """A meeting of the leader tomorrow."""
    day = clock.today() + timedelta(days=1)
    return DispatchPlanned(
        actors.leader.person.uid, "meeting", "三月调度会", day, "9:00", "第二会议室", (bureau(actors).uid,)
    )


def planned(actors: cast.Cast) -> Dispatch:
    """The same, with a problem on its agenda."""
    coordination.at_level(actors)
    plan_dispatch(by=By(actors.officer), about=actors.city, given=planning(actors))
    return Dispatch.objects.get()


def held(actors: cast.Cast) -> Dispatch:
    """The same, held."""
    dispatch = planned(actors)
    hold_dispatch(by=By(actors.secretary), about=dispatch, given=Held(clock.today(), (bureau(actors).uid,)))
    return Dispatch.objects.get()


def made(actors: cast.Cast) -> MadeInDispatch:
    """What was decided on the problem."""
    answer, line = coordination.decided_by(actors), AgendaLine.objects.get(kind=AgendaLine.Kind.PROBLEM)
    return MadeInDispatch(answer.text, answer.owner, answer.due_on, line.uid)


def with_decision(actors: cast.Cast) -> Decision:
    """A decision in minutes that are not signed."""
    outcome = make_decision(by=By(actors.officer), about=held(actors), given=made(actors))
    assert outcome.result is not None
    return outcome.result


def minuted(actors: cast.Cast) -> Dispatch:
    """Minutes with a decision, signed by the leader."""
    with_decision(actors)
    sign_minutes(by=By(actors.leader), about=Dispatch.objects.get(), given=MinutesSigned())
    return Dispatch.objects.get()


def written(actors: cast.Cast) -> Dispatch:
    """Minutes with words alone."""
    dispatch = held(actors)
    take_minutes(by=By(actors.officer), about=dispatch, given=MinutesTaken("会议听取了情况汇报。"))
    return Dispatch.objects.get()


def filed(actors: cast.Cast) -> Proposal:
    """A proposal of 市水利局."""
    given = ProposalFiled("统一界址标志", "建议统一河道界址标志。")
    outcome = file_proposal(by=By(actors.liaison), about=bureau(actors), given=given)
    assert outcome.result is not None
    return outcome.result


def routed(actors: cast.Cast) -> Proposal:
    """The same, before the leader."""
    proposal = filed(actors)
    given = ProposalRouted(leader=actors.leader.person.uid)
    route_proposal(by=By(actors.officer), about=proposal, given=given)
    return Proposal.objects.get()


def answered(actors: cast.Cast) -> Proposal:
    """The same, answered."""
    proposal = routed(actors)
    answer_proposal(by=By(actors.leader), about=proposal, given=ProposalAnswered("adopted", "同意，年内办理。"))
    return Proposal.objects.get()


def _moved(actors: cast.Cast) -> DispatchMoved:
    return DispatchMoved(clock.today() + timedelta(days=3), "14:30", "第一会议室", "冲突")


def _said() -> MinutesTaken:
    return MinutesTaken("会议听取了情况汇报。", (Said(AgendaLine.objects.earliest("position").uid, "同意"),))


ROWS = [
    ActRow(
        "coordination.plan_dispatch",
        "leader",
        lambda actors: actors.city,
        lambda actors, _about: planning(actors),
        "secretary",
    ),
    ActRow("coordination.move_dispatch", "officer", planned, lambda actors, _about: _moved(actors), None),
    ActRow(
        "coordination.set_agenda", "officer", planned, lambda *_: AgendaSet((LineWords("words", words="其他"),)), None
    ),
    ActRow("coordination.call_off_dispatch", "officer", planned, lambda *_: CalledOff("防汛"), None),
    ActRow(
        "coordination.hold_dispatch",
        "secretary",
        planned,
        lambda actors, _about: Held(clock.today(), (bureau(actors).uid,)),
        None,
    ),
    ActRow("coordination.take_minutes", "officer", held, lambda *_: _said(), None),
    ActRow("coordination.make_decision", "officer", held, lambda actors, _about: made(actors), None),
    ActRow("coordination.strike_decision", "officer", with_decision, lambda *_: Struck("重复"), None),
    ActRow("coordination.sign_minutes", "leader", written, lambda *_: MinutesSigned(), "secretary"),
    ActRow("coordination.send_minutes", "officer", minuted, lambda *_: MinutesSent(), None),
    ActRow(
        "coordination.file_proposal",
        "liaison",
        bureau,
        lambda *_: ProposalFiled("统一界址标志", "建议统一河道界址标志。"),
    ),
    ActRow(
        "coordination.route_proposal",
        "officer",
        filed,
        lambda actors, _about: ProposalRouted(unit=bureau(actors).uid),
        None,
    ),
    ActRow(
        "coordination.answer_proposal",
        "leader",
        routed,
        lambda *_: ProposalAnswered("not", "现有标志够用。"),
        "secretary",
    ),
    ActRow("coordination.finish_proposal", "officer", answered, lambda *_: ProposalFinished("已统一"), None),
    ActRow("coordination.withdraw_proposal", "head", filed, lambda *_: ProposalTakenBack("已另行办理")),
]
