"""No sequence of acts on a task reaches a stage that its table forbids (acceptance 3); the tables themselves."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db.models import TextChoices
from hypothesis import strategies as st
from hypothesis.stateful import rule

import cast
from duban.core import clock
from duban.core.stages import Table
from duban.ledger import stages as ledger
from duban.ledger.issuing.issue import TaskMarked
from duban.ledger.issuing.receipt import DisputeAnswered, Disputed, Received
from duban.ledger.issuing.suspension import Resumed, Suspended
from duban.ledger.models import ChangeRequest, Claim, Dispute, Milestone, Part, Reopening, Task, WorkPlan
from duban.ledger.planning.changing import (
    ChangeAdvised,
    ChangeAnswered,
    ChangeAsked,
    ChangeForced,
    ChangeWithdrawn,
)
from duban.ledger.planning.content import ItemWords, MilestoneWords
from duban.ledger.planning.filing import PlanFiled, PlanWritten
from duban.ledger.planning.keeping import content_of
from duban.ledger.planning.milestones import MilestoneDone, MilestoneOpen
from duban.ledger.planning.review import PlanApproved, PlanForced, PlanReturned
from duban.progress import stages as progress
from duban.progress.closing.claiming import ClaimWithdrawn, DoneClaimed
from duban.progress.closing.verifying import (
    ClaimsReturned,
    ClaimVerified,
    DoneConfirmed,
    ReopeningAnswered,
    ReopeningProposed,
    TaskClosed,
    VerifyingBegun,
)
from progress import year
from progress.machine import Act, Machine, doers_of, run

UNIT = ("liaison", "deputy", "head", "outsider")
OFFICE = ("officer", "office_head")


def _parts() -> list[Part]:
    return list(Part.objects.order_by("pk"))


def _own_part() -> list[Part]:
    return list(Part.objects.filter(unit__name="市水利局"))


def _tasks() -> list[Task]:
    return list(Task.objects.all())


def _plans() -> list[WorkPlan]:
    return list(WorkPlan.objects.select_related("task", "part__unit"))


def _document(plan: object) -> list[PlanWritten]:
    assert isinstance(plan, WorkPlan)
    unit, first = plan.part.unit.uid, MilestoneWords("过半", clock.today() + timedelta(days=9))
    last = MilestoneWords("完成", year.ALL)
    return [
        PlanWritten((ItemWords("建设", unit, year.ALL, person="丁一舟", milestones=(last,)),)),
        PlanWritten((ItemWords("建设", unit, year.ALL, person="丁一舟", milestones=(first, last)),)),
        PlanWritten((ItemWords("建设", unit, year.ALL, milestones=(last,)),)),
        PlanWritten((ItemWords("建设", "nobody", year.ALL, person="丁一舟"),), version=99),
    ]


def _changes(plan: object) -> list[ChangeAsked]:
    assert isinstance(plan, WorkPlan)
    items = content_of(plan)
    return [
        ChangeAsked(tuple(each.items), "分工调整") for each in _document(plan) if each.items and each.version is None
    ] + [ChangeAsked(items, "没有变化"), ChangeAsked(items[:0], "全部取消")]


ACTS = [
    Act("ledger.receive_task", UNIT, _parts, lambda _about: [Received()]),
    Act("ledger.dispute_assignment", ("head",), _own_part, lambda _about: [Disputed("不属本局"), Disputed("")]),
    Act(
        "ledger.answer_dispute",
        ("leader",),
        lambda: list(Dispute.objects.all()),
        lambda _about: [DisputeAnswered(is_adjusted=False, answer="仍由你局"), DisputeAnswered(True, "调整")],
    ),
    Act("ledger.mark_task", OFFICE, _tasks, lambda _about: [TaskMarked(is_firm=True), TaskMarked(is_urgent=True)]),
    Act("ledger.write_plan", UNIT[:3], _plans, _document),
    Act("ledger.file_plan", ("head",), _plans, lambda _about: [PlanFiled()]),
    Act("ledger.return_plan", ("officer", "leader"), _plans, lambda _about: [PlanReturned("节点太少")]),
    Act("ledger.approve_plan", ("leader",), _plans, lambda _about: [PlanApproved()]),
    Act("ledger.force_plan", ("office_head",), _plans, lambda _about: [PlanForced()]),
    Act("ledger.ask_change", ("head",), _plans, _changes),
    Act(
        "ledger.withdraw_change",
        ("head",),
        lambda: list(ChangeRequest.objects.all()),
        lambda _a: [ChangeWithdrawn("不需要")],
    ),
    Act("ledger.advise_change", OFFICE, lambda: list(ChangeRequest.objects.all()), lambda _a: [ChangeAdvised("同意")]),
    Act(
        "ledger.answer_change",
        ("leader",),
        lambda: list(ChangeRequest.objects.order_by("-pk")),
        lambda _about: [ChangeAnswered(is_granted=True), ChangeAnswered(is_granted=False, answer="不同意")],
    ),
    Act(
        "ledger.force_change", ("office_head",), lambda: list(ChangeRequest.objects.all()), lambda _a: [ChangeForced()]
    ),
    Act(
        "ledger.report_milestone",
        UNIT[:3],
        lambda: list(Milestone.objects.order_by("pk")),
        lambda _about: [MilestoneDone(clock.today()), MilestoneDone(year.ISSUED), MilestoneDone(date(2030, 1, 1))],
    ),
    Act("ledger.reopen_milestone", UNIT[:3], lambda: list(Milestone.objects.all()), lambda _a: [MilestoneOpen("有误")]),
    Act(
        "ledger.suspend_task",
        ("approver",),
        _tasks,
        lambda _about: [Suspended("汛期", clock.today() + timedelta(days=days)) for days in (5, 60, 400)],
    ),
    Act("ledger.resume_task", ("approver",), _tasks, lambda _about: [Resumed("复工")]),
    Act(
        "progress.claim_done",
        ("head",),
        _own_part,
        lambda _about: [DoneClaimed("全部完成", without_evidence="现场可查"), DoneClaimed("全部完成")],
    ),
    Act("progress.withdraw_claim", ("head",), lambda: list(Claim.objects.all()), lambda _a: [ClaimWithdrawn("尾工")]),
    Act("progress.begin_verifying", OFFICE, _tasks, lambda _about: [VerifyingBegun()]),
    Act(
        "progress.verify_claim", OFFICE, lambda: list(Claim.objects.order_by("-pk")), lambda _a: [ClaimVerified("属实")]
    ),
    Act("progress.return_claims", OFFICE, _tasks, lambda _about: [ClaimsReturned("缺验收单")]),
    Act("progress.confirm_done", ("leader",), _tasks, lambda _about: [DoneConfirmed()]),
    Act("progress.close_task", ("office_head", "approver"), _tasks, lambda _about: [TaskClosed()]),
    Act("progress.propose_reopening", ("office_head",), _tasks, lambda _about: [ReopeningProposed("未完工")]),
    Act(
        "progress.answer_reopening",
        ("leader",),
        lambda: list(Reopening.objects.order_by("-pk")),
        lambda _about: [ReopeningAnswered(is_granted=True), ReopeningAnswered(is_granted=False, answer="不")],
    ),
]
BY_CODE = {act.code: act for act in ACTS}

# What brings a task on from each of its stages: without it no sequence of so few acts would reach the end.
ONWARD = {
    "issued": ("ledger.file_plan",),
    "planning": ("ledger.file_plan",),
    "plan_review": ("ledger.approve_plan",),
    "running": ("ledger.report_milestone", "progress.claim_done"),
    "suspended": ("ledger.resume_task",),
    "disputed": ("ledger.answer_dispute",),
    "done_claimed": ("progress.begin_verifying",),
    "verifying": ("progress.verify_claim", "progress.close_task"),
    "closed": ("progress.propose_reopening", "progress.answer_reopening"),
}


class TaskMachine(Machine):
    """A task with a lead and a unit that helps, from its issue on."""

    @rule(
        act=st.sampled_from(ACTS).flatmap(lambda act: st.tuples(st.just(act), doers_of(act))),
        choice=st.integers(0, 5),
        behalf=st.sampled_from([False, False, True]),
        twice=st.sampled_from([False, False, True]),
        hours=st.sampled_from([0, 1, 30, 200]),
    )
    def anything(self, act: tuple[Act, str], choice: int, *, behalf: bool, twice: bool, hours: int) -> None:
        self.perform(*act, choice=choice, behalf=behalf, twice=twice, hours=hours)

    @rule(choices=st.lists(st.sampled_from([0, 0, 1]), min_size=1, max_size=3))
    def onward(self, choices: list[int]) -> None:
        for choice in choices:
            for code in ONWARD.get(Task.objects.get().stage, ()):
                act = BY_CODE[code]
                self.perform(act, act.doers[0], choice=choice, behalf=False, twice=False, hours=0)

    @rule(days=st.sampled_from([1, 1, 4, 9, 30]))
    def days_pass(self, days: int) -> None:
        self.pass_days(days)


def lay() -> tuple[cast.Cast, datetime]:
    """The task on the day of its issue."""
    actors = cast.assemble()
    from duban.ledger.issuing.issue import TasksIssued, issue_tasks
    from duban.ledger.services import adopt
    from duban.orgs.acting.performing import By

    with year.at(year.ISSUED):
        plan = adopt(viewer=actors.officer, plan_import=cast.in_review(actors.officer, year.NOTATION), version=0)
        issue_tasks(by=By(actors.office_head), about=plan, given=TasksIssued(year.ISSUED))
    return actors, datetime(2026, 3, 2, 6, tzinfo=UTC)


@pytest.mark.django_db
def test_no_acts_bring_a_task_where_its_table_does_not(pytestconfig: pytest.Config) -> None:
    reached = run(TaskMachine, lay, of=Task, steps=25 if pytestconfig.getoption("--deep") else 6)
    assert reached >= {"issued", "planning", "plan_review", "running", "done_claimed", "verifying", "closed"}


ALL_TABLES = [
    (ledger.TASK, ledger.TaskStage),
    (ledger.WORK_PLAN, ledger.PlanStage),
    (ledger.CHANGE, ledger.ChangeStage),
    (ledger.DISPUTE, ledger.DisputeStage),
    (ledger.CLAIM, ledger.ClaimStage),
    (ledger.INSTRUCTION, ledger.InstructionStage),
    (ledger.MATTER, ledger.MatterStage),
    (ledger.EXTENSION, ledger.ExtensionStage),
    (progress.REPORT, progress.ReportStage),
    (progress.CONTRIBUTION, progress.ContributionStage),
    (progress.DOCKING, progress.DockingStage),
]


@pytest.mark.parametrize(("table", "stages"), ALL_TABLES)
def test_every_stage_is_reached_left_and_waited_for_by_somebody(table: Table, stages: type[TextChoices]) -> None:
    assert table.defects(stages.values) == []
    for stage in stages.values:
        waited_for = {move.by for move in table.transitions if move.source == stage}
        assert waited_for or stage in table.final, stage
        assert all(waited_for), stage  # a clock or a person, never nobody
    assert {str(move.source) for move in table.transitions} <= set(stages.values)
    assert table.initial in stages.values


KNOWN = {"clock", "liaison", "head", "lead", "cooperating unit", "office", "office_head", "leader", "approver"}


@pytest.mark.parametrize(("table", "stages"), ALL_TABLES)
def test_who_moves_is_a_clock_or_a_role_of_the_house(table: Table, stages: type[TextChoices]) -> None:
    said = {move.by for move in table.transitions}
    words = {word for by in said for word in by.replace(" and ", "|").replace(" or ", "|").split("|")}
    assert {word.removesuffix(" of the cooperating unit") for word in words} <= KNOWN


@pytest.mark.parametrize(
    ("table", "source", "target"),
    [
        # what domain 3.1 and 3.2 do not have
        (ledger.TASK, "issued", "running"),
        (ledger.TASK, "running", "closed"),
        (ledger.TASK, "closed", "cancelled"),
        (ledger.TASK, "carried_over", "running"),
        (progress.REPORT, "missing", "accepted"),
        (progress.REPORT, "accepted", "returned"),
        (progress.REPORT, "submitted", "exempt"),
        (progress.REPORT, "exempt", "missing"),
    ],
)
def test_what_a_table_does_not_have_is_forbidden(table: Table, source: str, target: str) -> None:
    assert not table.allows(source, target)
