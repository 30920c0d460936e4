"""What leaders settle in the simulated year: problems, dispatches, decisions, proposals, each step on its day."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import partial

from duban.coordination.decisions.carrying import (
    DecisionReceived,
    DecisionReported,
    receive_decision,
    report_decision,
)
from duban.coordination.decisions.confirming import (
    DecisionConfirmed,
    DecisionDropped,
    DecisionReopened,
    confirm_decision,
    drop_decision,
    reopen_decision,
)
from duban.coordination.decisions.making import Made, instruct_special
from duban.coordination.dispatching.minutes import (
    Held,
    MadeInDispatch,
    MinutesSent,
    MinutesSigned,
    MinutesTaken,
    Struck,
    hold_dispatch,
    make_decision,
    send_minutes,
    sign_minutes,
    strike_decision,
    take_minutes,
)
from duban.coordination.dispatching.planning import CalledOff, DispatchPlanned, call_off, plan_dispatch
from duban.coordination.models import AgendaLine, Decision, Dispatch, Problem, Proposal
from duban.coordination.problems.deciding import ProblemDecided, Unsolvable, decide_problem, declare_unsolvable
from duban.coordination.problems.ending import (
    ProblemTakenBack,
    Solved,
    Unsolved,
    confirm_solved,
    say_unsolved,
    withdraw_problem,
)
from duban.coordination.problems.raising import ProblemNoted, ProblemRaised, note_problem, raise_problem
from duban.coordination.problems.triage import (
    ForMeeting,
    ProblemTriaged,
    SentUp,
    put_on_agenda,
    send_up_problem,
    triage_problem,
)
from duban.coordination.proposals.filing import (
    ProposalAnswered,
    ProposalFiled,
    ProposalFinished,
    ProposalRouted,
    ProposalTakenBack,
    answer_proposal,
    file_proposal,
    finish_proposal,
    route_proposal,
    withdraw_proposal,
)
from duban.coordination.stages import DecisionStage, ProblemStage
from duban.demo.year import troubles
from duban.demo.year.company import OFFICER
from duban.demo.year.course import Day
from duban.demo.year.troubles import IDEAS, MEETINGS, TROUBLES, Idea, Meeting, Trouble
from duban.orgs.acting.performing import By
from duban.orgs.models import Post
from duban.progress.models import SpecialReport
from duban.progress.stages import SpecialStage

SPECIAL = "请牵头单位按专报所提建议抓好落实，下月调度会上报告。"
UNIT = (Post.Kind.LIAISON, Post.Kind.DEPUTY, Post.Kind.HEAD)


def settle(day: Day) -> None:
    """Take everything whose day it is one step on."""
    for trouble, step in _TROUBLES.get(day.on, ()):
        _STEPS[step](day, trouble)
    for meeting, step in _MEETINGS.get(day.on, ()):
        _MEETING_STEPS[step](day, meeting)
    for idea, step in _IDEAS.get(day.on, ()):
        _IDEA_STEPS[step](day, idea)


def instruct_on_reports(day: Day) -> None:
    """Let a leader instruct on a special report that he has read, and on one that has just come; once each."""
    if day.on < troubles.SPECIALS_FROM:
        return
    for stage in (SpecialStage.READ, SpecialStage.SENT):
        before = Decision.objects.filter(jurisdiction=day.jurisdiction, source=Decision.Source.SPECIAL).count()
        if before != (stage == SpecialStage.SENT):
            continue
        report = SpecialReport.objects.filter(jurisdiction=day.jurisdiction, stage=stage).order_by("pk").first()
        if report is not None:
            given = Made(SPECIAL, report.part.unit.uid, day.calendar.after(day.on, 15))
            day.decide(report.task.leader_id, instruct_special, report, given)


def carry_out(day: Day) -> None:
    """Carry out what was decided outside the plot of problems: received, reported, confirmed by the leader."""
    rows = Decision.objects.filter(jurisdiction=day.jurisdiction, problem__isnull=True).select_related("owner")
    for decision in rows.filter(stage=DecisionStage.ASSIGNED).order_by("pk"):
        day.do(receive_decision, day.company.by(decision.owner_id, *UNIT), decision, DecisionReceived())
    for decision in rows.filter(stage=DecisionStage.DOING, due_on__lte=day.on + timedelta(days=3)).order_by("pk"):
        given = DecisionReported("已按要求办结，情况见专题报告。")
        day.do(report_decision, day.company.by(decision.owner_id, Post.Kind.HEAD), decision, given)
    for decision in rows.filter(stage=DecisionStage.REPORTED).order_by("pk"):
        if decision.reported_at is not None and decision.reported_at.date() < day.on:
            day.decide(decision.leader_id, confirm_decision, decision, DecisionConfirmed())


def _raise(day: Day, trouble: Trouble) -> None:
    part = day.lead(trouble.number)
    given = ProblemRaised(trouble.title, trouble.text, f"请协调解决：{trouble.asked}。")
    day.do(raise_problem, day.company.by(part.unit_id, *UNIT), part, given)


def _note(day: Day, trouble: Trouble) -> None:
    task = day.task(trouble.number)
    day.decide(task.leader_id, note_problem, task, ProblemNoted(trouble.title, trouble.text))


def _triage(day: Day, trouble: Trouble, *, level: str = "") -> None:
    problem, part = _problem(day, trouble), day.lead(trouble.number)
    given = ProblemTriaged(
        trouble.asked,
        day.calendar.after(day.on, 10),
        level,
        part.unit.uid,
        part.task.leader.uid if part.task.leader is not None else None,
        trouble.answers,
        "如不及时解决，将影响节点任务按期完成。",
    )
    day.do(triage_problem, By(day.company.office(OFFICER)), problem, given)


def _send_up(day: Day, trouble: Trouble) -> None:
    problem = _problem(day, trouble)
    given = SentUp("本级多次协调未果，请上一级研究。", day.calendar.after(day.on, 5))
    if problem.stage == ProblemStage.LEADER_LEVEL:
        day.decide(problem.decider_id, send_up_problem, problem, given)
    else:
        day.do(send_up_problem, By(day.company.office(OFFICER)), problem, given)


def _to_agenda(day: Day, trouble: Trouble) -> None:
    problem = _problem(day, trouble)
    day.decide(problem.decider_id, put_on_agenda, problem, ForMeeting())


def _decide(day: Day, trouble: Trouble) -> None:
    problem, part = _problem(day, trouble), day.lead(trouble.number)
    given = ProblemDecided(trouble.decided, part.unit.uid, day.calendar.after(day.on, 10))
    if problem.stage == ProblemStage.UNIT_LEVEL:
        day.do(decide_problem, day.company.by(part.unit_id, Post.Kind.HEAD), problem, given)
    else:
        leader = None if problem.stage == ProblemStage.CITY_LEVEL else problem.decider_id
        day.decide(leader, decide_problem, problem, given)


def _receive(day: Day, trouble: Trouble) -> None:
    decision = _decision(day, trouble)
    day.do(receive_decision, day.company.by(decision.owner_id, *UNIT), decision, DecisionReceived())


def _report(day: Day, trouble: Trouble) -> None:
    decision = _decision(day, trouble)
    by = day.company.by(decision.owner_id, Post.Kind.HEAD)
    day.do(report_decision, by, decision, DecisionReported(trouble.reported))


def _reopen(day: Day, trouble: Trouble) -> None:
    _by_decider(day, trouble, reopen_decision, DecisionReopened(trouble.why))


def _drop(day: Day, trouble: Trouble) -> None:
    _by_decider(day, trouble, drop_decision, DecisionDropped("原议定事项不再适用，另行议定。"))


def _confirm_decision(day: Day, trouble: Trouble) -> None:
    _by_decider(day, trouble, confirm_decision, DecisionConfirmed())


def _by_decider(day: Day, trouble: Trouble, act: object, given: object) -> None:
    """Let whoever decided a problem act on its decision: the head of a unit, the leader, the approver."""
    decision, problem = _decision(day, trouble), _problem(day, trouble)
    if decision.leader_id is None and problem.decider_unit_id is not None:
        day.do(act, day.company.by(problem.decider_unit_id, Post.Kind.HEAD), decision, given)  # type: ignore[arg-type]
    else:
        leader = None if problem.level == ProblemStage.CITY_LEVEL else decision.leader_id
        day.decide(leader, act, decision, given)  # type: ignore[arg-type]


def _confirm(day: Day, trouble: Trouble) -> None:
    problem = _problem(day, trouble)
    if problem.unit_id is None:
        day.decide(problem.raiser_id, confirm_solved, problem, Solved())
    else:
        day.do(confirm_solved, day.company.by(problem.unit_id, *UNIT), problem, Solved())


def _unsolved(day: Day, trouble: Trouble) -> None:
    problem = _problem(day, trouble)
    if problem.unit_id is not None:
        day.do(say_unsolved, day.company.by(problem.unit_id, *UNIT), problem, Unsolved(trouble.why))


def _withdraw(day: Day, trouble: Trouble) -> None:
    problem = _problem(day, trouble)
    if problem.unit_id is not None:
        day.do(withdraw_problem, day.company.by(problem.unit_id, *UNIT), problem, ProblemTakenBack(trouble.why))


def _give_up(day: Day, trouble: Trouble) -> None:
    given = Unsolvable("管线权属争议须待司法裁定，相应节点另行调整。")
    day.decide(None, declare_unsolvable, _problem(day, trouble), given)


def _plan(day: Day, meeting: Meeting) -> None:
    task, part = day.task(meeting.number), day.lead(meeting.number)
    kind = Dispatch.Kind.ON_SITE if meeting.is_on_site else Dispatch.Kind.MEETING
    given = DispatchPlanned(
        task.leader.uid if task.leader is not None else "",
        kind.value,
        meeting.title,
        meeting.on,
        "9:00",
        meeting.place,
        (part.unit.uid,),
    )
    day.do(plan_dispatch, By(day.company.office(OFFICER)), day.jurisdiction, given)


def _off(day: Day, meeting: Meeting) -> None:
    day.do(call_off, By(day.company.office(OFFICER)), _dispatch(day, meeting), CalledOff("改为现场办公。"))


def _hold(day: Day, meeting: Meeting) -> None:
    given = Held(day.on, (day.lead(meeting.number).unit.uid,))
    day.do(hold_dispatch, By(day.company.office(OFFICER)), _dispatch(day, meeting), given)


def _write(day: Day, meeting: Meeting) -> None:
    dispatch, by = _dispatch(day, meeting), By(day.company.office(OFFICER))
    day.do(take_minutes, by, dispatch, MinutesTaken(meeting.words))
    line = AgendaLine.objects.filter(dispatch=dispatch, kind=AgendaLine.Kind.PROBLEM).order_by("position").first()
    unit = day.lead(meeting.number).unit.uid
    for place, words in enumerate(meeting.decided):
        on = line.uid if line is not None and place == 0 and meeting.is_on_site else None
        day.do(make_decision, by, dispatch, MadeInDispatch(words, unit, day.calendar.after(day.on, 8), on))


def _strike(day: Day, meeting: Meeting) -> None:
    last = Decision.objects.filter(dispatch=_dispatch(day, meeting), stage=DecisionStage.MADE).order_by("pk").last()
    if last is not None:
        day.do(strike_decision, By(day.company.office(OFFICER)), last, Struck("会上未议定，属施工单位自行安排。"))


def _sign(day: Day, meeting: Meeting) -> None:
    dispatch = _dispatch(day, meeting)
    day.decide(dispatch.leader_id, sign_minutes, dispatch, MinutesSigned())


def _send(day: Day, meeting: Meeting) -> None:
    day.do(send_minutes, By(day.company.office(OFFICER)), _dispatch(day, meeting), MinutesSent())


def _file(day: Day, idea: Idea) -> None:
    part = day.lead(idea.number)
    given = ProposalFiled(idea.title, idea.text, part.task.uid)
    day.do(file_proposal, day.company.by(part.unit_id, *UNIT), part.unit, given)


def _route(day: Day, idea: Idea, *, to_leader: bool) -> None:
    proposal, task = _proposal(day, idea), day.task(idea.number)
    leader = task.leader.uid if to_leader and task.leader is not None else None
    unit = None if leader is not None else day.company.units["市发改委"].uid
    day.do(route_proposal, By(day.company.office(OFFICER)), proposal, ProposalRouted(unit, leader))


def _answer(day: Day, idea: Idea) -> None:
    proposal = _proposal(day, idea)
    given = ProposalAnswered(idea.answer, idea.words)
    if proposal.answerer_id is not None:
        day.decide(proposal.answerer_id, answer_proposal, proposal, given)
    elif proposal.answerer_unit_id is not None:
        day.do(answer_proposal, day.company.by(proposal.answerer_unit_id, Post.Kind.HEAD), proposal, given)


def _finish(day: Day, idea: Idea) -> None:
    given = ProposalFinished("已按答复办理。" if idea.answer != "not" else "已向建议单位说明。")
    day.do(finish_proposal, By(day.company.office(OFFICER)), _proposal(day, idea), given)


def _take_back(day: Day, idea: Idea) -> None:
    proposal = _proposal(day, idea)
    day.do(withdraw_proposal, day.company.by(proposal.unit_id, *UNIT), proposal, ProposalTakenBack("已另行沟通。"))


_STEPS: Mapping[str, Callable[[Day, Trouble], None]] = {
    "raise": _raise,
    "note": _note,
    "triage": _triage,
    "to_unit": partial(_triage, level=ProblemStage.UNIT_LEVEL.value),
    "to_leader": partial(_triage, level=ProblemStage.LEADER_LEVEL.value),
    "to_city": partial(_triage, level=ProblemStage.CITY_LEVEL.value),
    "send_up": _send_up,
    "agenda": _to_agenda,
    "decide": _decide,
    "receive": _receive,
    "report": _report,
    "reopen": _reopen,
    "drop": _drop,
    "confirm_decision": _confirm_decision,
    "confirm": _confirm,
    "unsolved": _unsolved,
    "withdraw": _withdraw,
    "unsolvable": _give_up,
}
_MEETING_STEPS: Mapping[str, Callable[[Day, Meeting], None]] = {
    "plan": _plan,
    "off": _off,
    "hold": _hold,
    "write": _write,
    "strike": _strike,
    "sign": _sign,
    "send": _send,
}
_IDEA_STEPS: Mapping[str, Callable[[Day, Idea], None]] = {
    "file": _file,
    "route_unit": partial(_route, to_leader=False),
    "route_leader": partial(_route, to_leader=True),
    "answer": _answer,
    "finish": _finish,
    "withdraw": _take_back,
}
_TROUBLES: dict[date, list[tuple[Trouble, str]]] = defaultdict(list)
_MEETINGS: dict[date, list[tuple[Meeting, str]]] = defaultdict(list)
_IDEAS: dict[date, list[tuple[Idea, str]]] = defaultdict(list)
for _trouble in TROUBLES:
    for _on, _step in _trouble.course:
        _TROUBLES[_on].append((_trouble, _step))
for _meeting in MEETINGS:
    for _on, _step in _meeting.course:
        _MEETINGS[_on].append((_meeting, _step))
for _idea in IDEAS:
    for _on, _step in _idea.course:
        _IDEAS[_on].append((_idea, _step))


def _problem(day: Day, trouble: Trouble) -> Problem:
    return Problem.objects.select_related("task").get(jurisdiction=day.jurisdiction, title=trouble.title)


def _decision(day: Day, trouble: Trouble) -> Decision:
    """Return the last decision on a problem."""
    rows = Decision.objects.filter(jurisdiction=day.jurisdiction, problem=_problem(day, trouble))
    return rows.select_related("owner").order_by("-pk")[0]


def _dispatch(day: Day, meeting: Meeting) -> Dispatch:
    return Dispatch.objects.select_related("leader").get(jurisdiction=day.jurisdiction, title=meeting.title)


def _proposal(day: Day, idea: Idea) -> Proposal:
    return Proposal.objects.get(jurisdiction=day.jurisdiction, title=idea.title)
