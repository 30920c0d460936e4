"""Things laid down at a stage, each alone in its table."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import cast
from acts import coordination, dispatching, issuing, matters, planning, progress
from duban.coordination.decisions.carrying import DecisionReceived, DecisionReported, receive_decision, report_decision
from duban.coordination.decisions.confirming import DecisionReopened, reopen_decision
from duban.coordination.models import Decision, Dispatch, Problem, Proposal
from duban.coordination.problems.deciding import decide_problem
from duban.coordination.problems.raising import ProblemNoted, note_problem
from duban.coordination.problems.triage import triage_problem
from duban.coordination.proposals.filing import ProposalRouted, route_proposal
from duban.coordination.stages import ProblemStage
from duban.core import clock
from duban.ledger.issuing.receipt import Disputed, Received, dispute_assignment, receive_task
from duban.ledger.issuing.suspension import Suspended, suspend_task
from duban.ledger.matters.closing import MatterChecked, check_matter
from duban.ledger.matters.extending import ExtensionAnswered, answer_extension
from duban.ledger.matters.replying import ReplyReturned, return_reply
from duban.ledger.models import (
    Assignment,
    ChangeRequest,
    Claim,
    Dispute,
    Instruction,
    Matter,
    Milestone,
    Part,
    Task,
    WorkPlan,
)
from duban.ledger.planning.changing import ChangeAdvised, advise_change, ask_change
from duban.ledger.planning.review import PlanReturned, return_plan
from duban.ledger.services import adopt
from duban.orgs.acting.performing import By
from duban.orgs.ticking import tick
from duban.progress.asking.contributions import (
    ContributionFiled,
    ContributionReturned,
    file_contribution,
    return_contribution,
)
from duban.progress.models import Contribution, ProgressReport
from duban.progress.reporting.office import ReportReturned, return_report
from duban.progress.reporting.reports import ReportWritten, Waiting, wait_report, write_report

Lay = Callable[[cast.Cast], Any]


def at(level: ProblemStage) -> Lay:
    return lambda actors: coordination.at_level(actors, level)


def triaged(actors: cast.Cast) -> Problem:
    problem = coordination.raised(actors)
    triage_problem(by=By(actors.officer), about=problem, given=coordination.triaged_to("", actors))
    return Problem.objects.get()


def resolving(actors: cast.Cast) -> Problem:
    coordination.decision(actors)
    return Problem.objects.get()


def noted_by(who: str) -> Lay:
    def lay(actors: cast.Cast) -> Problem:
        given = ProblemNoted("界址不清", "两地界址不清。")
        note_problem(by=By(getattr(actors, who)), about=coordination.part(actors).task, given=given)
        asked = coordination.triaged_to(ProblemStage.LEADER_LEVEL, actors)
        triage_problem(by=By(actors.officer), about=Problem.objects.get(), given=asked)
        return reported(actors, "leader").problem

    return lay


def reported(actors: cast.Cast, decider: str) -> Any:
    problem = Problem.objects.get()
    decide_problem(by=By(getattr(actors, decider)), about=problem, given=coordination.decided_by(actors))
    report_decision(by=By(actors.head), about=Decision.objects.get(), given=DecisionReported("已办"))
    return Decision.objects.get()


def reported_at(level: ProblemStage, decider: str) -> Lay:
    def lay(actors: cast.Cast) -> Decision:
        coordination.at_level(actors, level)
        decision: Decision = reported(actors, decider)
        return decision

    return lay


def doing(actors: cast.Cast) -> Decision:
    receive_decision(by=By(actors.liaison), about=coordination.decision(actors), given=DecisionReceived())
    return Decision.objects.get()


def reopened(actors: cast.Cast) -> Decision:
    reopen_decision(by=By(actors.leader), about=coordination.reported(actors), given=DecisionReopened("缺一项"))
    return Decision.objects.get()


def in_signed_minutes(actors: cast.Cast) -> Decision:
    dispatching.minuted(actors)
    return Decision.objects.get()


def dispatch_of(_decision: Decision) -> Dispatch:
    return Dispatch.objects.get()


def routed_to_unit(actors: cast.Cast) -> Proposal:
    given = ProposalRouted(unit=dispatching.bureau(actors).uid)
    route_proposal(by=By(actors.officer), about=dispatching.filed(actors), given=given)
    return Proposal.objects.get()


def handed_on(actors: cast.Cast) -> Instruction:
    matters.registered(actors, instruction=matters.instruction(actors).uid)
    return Instruction.objects.get()


def matter_of(_instruction: Instruction) -> Matter:
    return Matter.objects.get()


def extended(actors: cast.Cast) -> Matter:
    given = ExtensionAnswered(is_granted=True)
    answer_extension(by=By(actors.officer), about=matters.extension(actors), given=given)
    return Matter.objects.get()


def matter_returned(actors: cast.Cast) -> Matter:
    return_reply(by=By(actors.officer), about=matters.replied(actors), given=ReplyReturned("缺清单"))
    return Matter.objects.get()


def checked_by_the_head(actors: cast.Cast) -> Matter:
    check_matter(by=By(actors.office_head), about=matters.replied(actors), given=MatterChecked("属实"))
    return Matter.objects.get()


def change(actors: cast.Cast) -> ChangeRequest:
    plan = planning.in_force(actors)
    ask_change(by=By(actors.head), about=plan, given=planning.asked(plan))
    return ChangeRequest.objects.get()


def advised(actors: cast.Cast) -> ChangeRequest:
    advise_change(by=By(actors.officer), about=change(actors), given=ChangeAdvised("同意"))
    return ChangeRequest.objects.get()


def dispute(actors: cast.Cast) -> Dispute:
    dispute_assignment(by=By(actors.head), about=issuing.part(actors), given=Disputed("不属本局职责"))
    return Dispute.objects.get()


def plan_returned(actors: cast.Cast) -> WorkPlan:
    plan = planning.filed(actors)
    return_plan(by=By(actors.leader), about=plan, given=PlanReturned("节点太少"))
    return WorkPlan.objects.get(pk=plan.pk)


def claim(actors: cast.Cast) -> Claim:
    progress.reported_done(actors)
    return Claim.objects.get()


def claim_in_verification(actors: cast.Cast) -> Claim:
    progress.in_verification(actors)
    return Claim.objects.get()


def contribution(actors: cast.Cast) -> Contribution:
    request = progress.request(actors)
    Assignment.objects.filter(pk=request.part.assignment_id).update(unit=request.part.unit)
    tick(actors.city)
    return Contribution.objects.get()


def contribution_filed(actors: cast.Cast) -> Contribution:
    file_contribution(by=By(actors.outsider), about=contribution(actors), given=ContributionFiled(is_nil=True))
    return Contribution.objects.get()


def contribution_returned(actors: cast.Cast) -> Contribution:
    given = ContributionReturned("缺金额")
    return_contribution(by=By(actors.liaison), about=contribution_filed(actors), given=given)
    return Contribution.objects.get()


def contribution_late(actors: cast.Cast) -> Contribution:
    contribution(actors)
    Contribution.objects.update(stage="late", was_late=True)
    return Contribution.objects.get()


def waiting(actors: cast.Cast) -> ProgressReport:
    contribution(actors)
    write_report(by=By(actors.liaison), about=ProgressReport.objects.get(), given=ReportWritten(text="清淤3公里"))
    wait_report(by=By(actors.liaison), about=ProgressReport.objects.get(), given=Waiting())
    return ProgressReport.objects.get()


def report_returned(actors: cast.Cast) -> ProgressReport:
    return_report(by=By(actors.officer), about=progress.filed(actors), given=ReportReturned("写清数量"))
    return ProgressReport.objects.get()


def task_checked(actors: cast.Cast) -> Task:
    adopt(viewer=actors.officer, plan_import=cast.in_review(actors.officer, issuing.NOTATION), version=0)
    return Task.objects.get()


def task_disputed(actors: cast.Cast) -> Task:
    dispute(actors)
    return Task.objects.get()


def task_planning(actors: cast.Cast) -> Task:
    receive_task(by=By(actors.liaison), about=issuing.part(actors), given=Received())
    return Task.objects.get()


def task_in_review(actors: cast.Cast) -> Task:
    planning.filed(actors)
    return Task.objects.get()


def task_running(actors: cast.Cast) -> Task:
    plan = planning.in_force(actors)
    Milestone.objects.filter(item__plan=plan).update(due_on=clock.today() + timedelta(days=5))
    return Task.objects.get()


def task_suspended(actors: cast.Cast) -> Task:
    given = Suspended("汛期停工", clock.today() + timedelta(days=30))
    suspend_task(by=By(actors.approver), about=issuing.running(actors), given=given)
    return Task.objects.get()


def plan_of(_task: Task) -> WorkPlan:
    return WorkPlan.objects.get(part__unit__name="市水利局")


def part_of(_task: Task) -> Part:
    return Part.objects.get(unit__name="市水利局")


def dispute_of(_task: Task) -> Dispute:
    return Dispute.objects.get()


def milestone_of(_task: Task) -> Milestone:
    return Milestone.objects.get()
