"""Work plans: the first draft from the clause, filing, review, changes, milestones (domain 3.1, 4.4)."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.utils import translation

import cast
from duban.core import clock
from duban.journal.models import Entry
from duban.ledger.issuing.errors import WordsNeeded
from duban.ledger.issuing.issue import TasksIssued, issue_tasks
from duban.ledger.models import Baseline, ChangeRequest, Milestone, Task, WorkPlan
from duban.ledger.planning.changing import (
    ChangeAdvised,
    ChangeAnswered,
    ChangeAsked,
    ChangeForced,
    ChangeWithdrawn,
    advise_change,
    answer_change,
    ask_change,
    differences_of,
    force_change,
    withdraw_change,
)
from duban.ledger.planning.content import (
    IndicatorWords,
    ItemWords,
    MilestoneWords,
    ShareWords,
    differences,
    items_of,
    text_of,
)
from duban.ledger.planning.errors import (
    ChangedSince,
    ChangeOpen,
    DoneInFuture,
    NothingDiffers,
    NotYetDue,
    PlanIncomplete,
    PlanWrong,
    ReturnedTwice,
)
from duban.ledger.planning.filing import PlanFiled, PlanWritten, file_plan, write_plan
from duban.ledger.planning.first_draft import first_draft
from duban.ledger.planning.keeping import content_of
from duban.ledger.planning.milestones import MilestoneDone, MilestoneOpen, reopen_milestone, report_milestone
from duban.ledger.planning.review import (
    PlanApproved,
    PlanForced,
    PlanReturned,
    approve_plan,
    approve_plans,
    force_plan,
    return_plan,
)
from duban.ledger.selectors.changes import change_lines
from duban.ledger.services import adopt
from duban.ledger.stages import ChangeStage, PlanStage, TaskStage
from duban.orgs.acting.performing import By
from duban.orgs.errors import NotYours, Stale
from duban.orgs.models import Unit

MONDAY = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
NOTATION = """
# 一 水利工作 @沈砚 =4
1 新建改造管网{160公里 =160公里}，{6月底前 2026-06-30/month}完成。 > 市水利局 & 市财政局
2 {10月底前 2026-10-31/month}建成水库。 > 市水利局、市民政局
3 持续推进河湖管护。 > 市水利局
4 能耗控制在{3%以内 <=3%}。 > 市水利局
"""


@pytest.fixture
def actors(db: None) -> cast.Cast:
    return cast.assemble()


@pytest.fixture
def plans(actors: cast.Cast) -> dict[str, WorkPlan]:
    """The work plans of 市水利局 by the number of their task, issued on a Monday."""
    plan = adopt(viewer=actors.officer, plan_import=cast.in_review(actors.officer, NOTATION), version=0)
    with clock.frozen(MONDAY):
        issue_tasks(by=By(actors.office_head), about=plan, given=TasksIssued(clock.today()))
    own = WorkPlan.objects.filter(part__unit=actors.head.posts[0].unit)
    return {each.task.numbers: each for each in own.select_related("task", "part__unit")}


def again(plan: WorkPlan) -> WorkPlan:
    return WorkPlan.objects.select_related("task", "part__unit").get(pk=plan.pk)


def unit_uid(name: str = "市水利局") -> str:
    return Unit.objects.get(name=name).uid


def one_item(*milestones: MilestoneWords, **columns: object) -> ItemWords:
    item = ItemWords("疏浚", unit_uid(), date(2026, 10, 31), person="丁一舟", milestones=milestones)
    return replace(item, **columns)  # type: ignore[arg-type]


HALF = MilestoneWords("过半", date(2026, 6, 30))
ALL = MilestoneWords("完成", date(2026, 10, 31))


def in_force(actors: cast.Cast, plan: WorkPlan, *items: ItemWords) -> WorkPlan:
    if items:
        write_plan(by=By(actors.liaison), about=plan, given=PlanWritten(items))
    file_plan(by=By(actors.head), about=again(plan), given=PlanFiled())
    approve_plan(by=By(actors.leader), about=again(plan), given=PlanApproved())
    return again(plan)


def test_the_first_draft_is_made_from_the_clause(actors: cast.Cast, plans: dict[str, WorkPlan]) -> None:
    (measured,) = first_draft(plans["1"])
    assert measured.indicator is not None
    assert (measured.indicator.target, measured.indicator.measured_in) == (Decimal(160), "公里")
    assert [each.due_on for each in measured.milestones] == [date(2026, 6, 30)]
    (dated,) = first_draft(plans["2"])
    assert (dated.basis, [each.due_on for each in dated.milestones]) == ("milestones", [date(2026, 10, 31)])
    (ongoing,) = first_draft(plans["3"])
    assert (ongoing.basis, len(ongoing.milestones)) == ("checklist", 4)
    (kept_within,) = first_draft(plans["4"])
    assert kept_within.indicator is not None
    assert (kept_within.indicator.direction, kept_within.due_on) == ("ceiling", date(2026, 12, 31))
    assert {item.person for item in (measured, dated, ongoing)} == {actors.deputy.name}


def test_a_simple_task_is_filed_with_one_key(actors: cast.Cast, plans: dict[str, WorkPlan]) -> None:
    file_plan(by=By(actors.head), about=plans["2"], given=PlanFiled(version=0))
    plan = again(plans["2"])
    assert plan.stage == PlanStage.FILED
    assert plan.task.stage == TaskStage.PLAN_REVIEW
    assert plan.part.received_at is not None
    assert content_of(plan)[0].milestones[0].due_on == date(2026, 10, 31)


def test_what_a_plan_lacks_is_said_all_at_once(actors: cast.Cast, plans: dict[str, WorkPlan]) -> None:
    write_plan(by=By(actors.liaison), about=plans["2"], given=PlanWritten((one_item(person=None),)))
    with pytest.raises(PlanIncomplete) as raised:
        file_plan(by=By(actors.head), about=again(plans["2"]), given=PlanFiled())
    assert str(raised.value.params["missing"]).count("；") == 2


def test_only_the_head_of_the_unit_files(actors: cast.Cast, plans: dict[str, WorkPlan]) -> None:
    with pytest.raises(NotYours):
        write_plan(by=By(actors.outsider), about=plans["2"], given=PlanWritten(()))


@pytest.mark.parametrize(
    "changed",
    [
        {"due_on": date(2026, 11, 1)},  # after the printed date
        {"starts_on": date(2026, 12, 1), "milestones": ()},  # ends before it begins
        {"weight": 10_001},
        {"basis": "guess"},
        {"basis": "indicator"},  # has none
        {"unit": "nobody"},
        {"title": " "},
        {"milestones": (replace(HALF, weight=6_000), replace(ALL, weight=5_000))},
        {"milestones": (replace(ALL, due_on=date(2026, 12, 1)),)},
        {"needs": ("nothing",)},
    ],
)
def test_what_cannot_be_is_refused_and_nothing_kept(
    actors: cast.Cast, plans: dict[str, WorkPlan], changed: dict[str, object]
) -> None:
    with pytest.raises(PlanWrong):
        write_plan(by=By(actors.liaison), about=plans["2"], given=PlanWritten((one_item(ALL, **changed),)))
    assert content_of(again(plans["2"])) == ()


def test_two_writers_do_not_mix(actors: cast.Cast, plans: dict[str, WorkPlan]) -> None:
    write_plan(by=By(actors.liaison), about=plans["2"], given=PlanWritten((one_item(ALL),), version=0))
    with pytest.raises(Stale):
        write_plan(by=By(actors.deputy), about=plans["2"], given=PlanWritten((one_item(HALF),), version=0))
    assert [each.title for each in content_of(again(plans["2"]))[0].milestones] == ["完成"]


def test_a_document_comes_back_as_it_was_written(actors: cast.Cast, plans: dict[str, WorkPlan]) -> None:
    indicator = IndicatorWords(
        "管网",
        Decimal(160),
        base=Decimal(20),
        measured_in="公里",
        path=(("2026-06", Decimal(80)),),
        shares=(ShareWords(unit_uid("市财政局"), Decimal(60)), ShareWords(unit_uid(), Decimal(100), Decimal(20))),
    )
    item = one_item(HALF, due_on=date(2026, 6, 30), basis="indicator", indicator=indicator)
    write_plan(by=By(actors.liaison), about=plans["1"], given=PlanWritten((item,)))
    written = content_of(again(plans["1"]))
    assert items_of(text_of(written)) == written
    write_plan(by=By(actors.liaison), about=again(plans["1"]), given=PlanWritten(written))
    assert content_of(again(plans["1"])) == written
    assert differences(written, written) == []


def test_returned_twice_and_then_settled_by_the_leader(actors: cast.Cast, plans: dict[str, WorkPlan]) -> None:
    for _time in range(2):
        file_plan(by=By(actors.head), about=again(plans["2"]), given=PlanFiled())
        with pytest.raises(WordsNeeded):
            return_plan(by=By(actors.officer), about=again(plans["2"]), given=PlanReturned(""))
        return_plan(by=By(actors.officer), about=again(plans["2"]), given=PlanReturned("节点太少"))
        assert again(plans["2"]).task.stage == TaskStage.PLANNING
    file_plan(by=By(actors.head), about=again(plans["2"]), given=PlanFiled())
    with pytest.raises(ReturnedTwice):
        return_plan(by=By(actors.officer), about=again(plans["2"]), given=PlanReturned("还是太少"))
    approve_plan(by=By(actors.leader), about=again(plans["2"]), given=PlanApproved())
    assert again(plans["2"]).task.stage == TaskStage.RUNNING


def test_a_section_is_put_in_force_in_one_batch(actors: cast.Cast, plans: dict[str, WorkPlan]) -> None:
    for plan in plans.values():
        file_plan(by=By(actors.head), about=plan, given=PlanFiled())
    approve_plans(by=By(actors.leader), plans=[again(plan) for plan in plans.values()])
    entries = Entry.objects.filter(kind="ledger.plan_in_force")
    assert entries.count() == 4
    assert len(set(entries.values_list("batch", flat=True))) == 1
    assert set(Task.objects.values_list("stage", flat=True)) == {TaskStage.RUNNING}
    assert Milestone.objects.filter(first_due_on__isnull=True).count() == 0


def test_the_office_puts_in_force_only_after_the_leaders_days(actors: cast.Cast, plans: dict[str, WorkPlan]) -> None:
    with clock.frozen(MONDAY):
        file_plan(by=By(actors.head), about=plans["2"], given=PlanFiled())
    with clock.frozen(MONDAY + timedelta(days=7)), pytest.raises(NotYetDue):  # the fifth working day
        force_plan(by=By(actors.office_head), about=again(plans["2"]), given=PlanForced())
    with clock.frozen(MONDAY + timedelta(days=8)):
        force_plan(by=By(actors.office_head), about=again(plans["2"]), given=PlanForced())
        assert again(plans["2"]).is_provisional
        approve_plan(by=By(actors.leader), about=again(plans["2"]), given=PlanApproved())
    assert not again(plans["2"]).is_provisional
    assert Baseline.objects.filter(plan=plans["2"]).count() == 1


def test_the_plan_of_another_lead_moves_no_task(actors: cast.Cast, plans: dict[str, WorkPlan]) -> None:
    other = WorkPlan.objects.get(task=plans["2"].task, part__unit__name="市民政局")
    assert other.stage == PlanStage.DRAFT
    in_force(actors, plans["2"])
    assert again(other).stage == PlanStage.DRAFT
    assert again(other).task.stage == TaskStage.RUNNING


def with_first_moved(items: tuple[ItemWords, ...]) -> tuple[ItemWords, ...]:
    first, *others = items[0].milestones
    return (replace(items[0], milestones=(replace(first, due_on=date(2026, 8, 31)), *others)),)


def test_an_extension_keeps_both_days(actors: cast.Cast, plans: dict[str, WorkPlan]) -> None:
    plan = in_force(actors, plans["2"], one_item(HALF, ALL))
    before = content_of(plan)
    later = (
        replace(
            before[0],
            milestones=(replace(before[0].milestones[0], due_on=date(2026, 8, 31)), *before[0].milestones[1:]),
        ),
    )
    with clock.frozen(MONDAY):
        with pytest.raises(NothingDiffers):
            ask_change(by=By(actors.head), about=plan, given=ChangeAsked(before, "不改"))
        change = ask_change(by=By(actors.head), about=plan, given=ChangeAsked(later, "汛期无法施工")).result
        assert change is not None
        with pytest.raises(ChangeOpen):
            ask_change(by=By(actors.head), about=plan, given=ChangeAsked(later, "再提"))
    assert (change.kind, change.is_late) == (ChangeRequest.Kind.EXTENSION, False)
    assert [(each.before, each.after) for each in differences_of(change)] == [("2026-06-30", "2026-08-31")]
    advise_change(by=By(actors.officer), about=change, given=ChangeAdvised("同意"))
    answer_change(by=By(actors.leader), about=change, given=ChangeAnswered(is_granted=True))
    milestone = Milestone.objects.get(title="过半")
    assert (milestone.first_due_on, milestone.due_on, milestone.shifts) == (date(2026, 6, 30), date(2026, 8, 31), 1)
    assert list(Baseline.objects.filter(plan=plan).order_by("number").values_list("number", flat=True)) == [1, 2]


def test_an_extension_asked_for_four_days_before_is_late(actors: cast.Cast, plans: dict[str, WorkPlan]) -> None:
    plan = in_force(actors, plans["2"], one_item(HALF, ALL))
    before = content_of(plan)
    later = (
        replace(
            before[0],
            milestones=(replace(before[0].milestones[0], due_on=date(2026, 8, 31)), *before[0].milestones[1:]),
        ),
    )
    for day, is_late in (((6, 23), False), ((6, 24), True)):  # 30 June is a Tuesday
        with clock.frozen(datetime(2026, *day, 1, tzinfo=UTC)):
            change = ask_change(by=By(actors.head), about=again(plan), given=ChangeAsked(later, "晚")).result
            assert change is not None
            withdraw_change(by=By(actors.head), about=change, given=ChangeWithdrawn("撤回"))
        assert change.is_late is is_late


def test_a_change_is_refused_or_granted_provisionally(actors: cast.Cast, plans: dict[str, WorkPlan]) -> None:
    plan = in_force(actors, plans["2"], one_item(HALF, ALL))
    fewer = (replace(content_of(plan)[0], milestones=content_of(plan)[0].milestones[1:]),)
    with clock.frozen(MONDAY):
        change = ask_change(by=By(actors.head), about=plan, given=ChangeAsked(fewer, "合并")).result
        assert change is not None
        with pytest.raises(WordsNeeded):
            answer_change(by=By(actors.leader), about=change, given=ChangeAnswered(is_granted=False))
        answer_change(by=By(actors.leader), about=change, given=ChangeAnswered(is_granted=False, answer="不合并"))
        change = ask_change(by=By(actors.head), about=again(plan), given=ChangeAsked(fewer, "再议")).result
        assert change is not None
        advise_change(by=By(actors.officer), about=change, given=ChangeAdvised("可以"))
        with pytest.raises(NotYetDue):
            force_change(by=By(actors.office_head), about=change, given=ChangeForced())
    with clock.frozen(MONDAY + timedelta(days=4)):
        force_change(by=By(actors.office_head), about=change, given=ChangeForced())
    change.refresh_from_db()
    assert (change.stage, change.is_provisional) == (ChangeStage.GRANTED, True)
    assert Milestone.objects.get(title="过半").cancelled_on is not None
    assert [each.title for each in content_of(again(plan))[0].milestones] == ["完成"]


def forced(actors: cast.Cast, plan: WorkPlan, *items: ItemWords) -> ChangeRequest:
    """A change that the office granted because the leader let his days pass."""
    with clock.frozen(MONDAY):
        change = ask_change(by=By(actors.head), about=plan, given=ChangeAsked(items, "合并")).result
        assert change is not None
        advise_change(by=By(actors.officer), about=change, given=ChangeAdvised("可以"))
    with clock.frozen(MONDAY + timedelta(days=4)):
        force_change(by=By(actors.office_head), about=change, given=ChangeForced())
    return ChangeRequest.objects.get(pk=change.pk)


def test_the_leader_confirms_what_was_granted_provisionally(actors: cast.Cast, plans: dict[str, WorkPlan]) -> None:
    plan = in_force(actors, plans["2"], one_item(HALF, ALL))
    change = forced(actors, plan, replace(content_of(plan)[0], person="韩知远"))
    answer_change(by=By(actors.leader), about=change, given=ChangeAnswered(is_granted=True))
    change.refresh_from_db()
    assert (change.stage, change.is_provisional, change.baseline) == (ChangeStage.GRANTED, False, 2)
    assert Baseline.objects.filter(plan=plan).count() == 2
    with pytest.raises(Stale):
        answer_change(by=By(actors.leader), about=change, given=ChangeAnswered(is_granted=False, answer="不行"))


def test_the_leader_revokes_it_to_the_baseline_before(actors: cast.Cast, plans: dict[str, WorkPlan]) -> None:
    plan = in_force(actors, plans["2"], one_item(HALF, ALL))
    before = content_of(plan)
    milestone = Milestone.objects.get(title="过半")
    report_milestone(by=By(actors.liaison), about=milestone, given=MilestoneDone(clock.today()))
    change = forced(actors, plan, one_item(ALL, MilestoneWords("验收", date(2026, 9, 1))))
    assert content_of(again(plan)) != before
    with pytest.raises(WordsNeeded):
        answer_change(by=By(actors.leader), about=change, given=ChangeAnswered(is_granted=False))
    answer_change(by=By(actors.leader), about=change, given=ChangeAnswered(is_granted=False, answer="节点不能合并"))
    change.refresh_from_db()
    assert (change.stage, change.answer) == (ChangeStage.REFUSED, "节点不能合并")
    assert content_of(again(plan)) == before  # rows and their uids come back, and what was done stays done
    assert Milestone.objects.get(pk=milestone.pk).done_on == clock.today()
    baselines = list(Baseline.objects.filter(plan=plan).order_by("number").values_list("reason", "is_provisional"))
    assert baselines == [(None, False), ("合并", True), ("节点不能合并", False)]


def test_nothing_is_revoked_on_which_another_change_was_built(actors: cast.Cast, plans: dict[str, WorkPlan]) -> None:
    plan = in_force(actors, plans["2"], one_item(HALF, ALL))
    change = forced(actors, plan, replace(content_of(plan)[0], person="韩知远"))
    more = replace(content_of(plan)[0], measure="每周调度")
    later = ask_change(by=By(actors.head), about=again(plan), given=ChangeAsked((more,), "补充措施")).result
    assert later is not None
    answer_change(by=By(actors.leader), about=later, given=ChangeAnswered(is_granted=True))
    with pytest.raises(ChangedSince):
        answer_change(by=By(actors.leader), about=change, given=ChangeAnswered(is_granted=False, answer="恢复"))


def test_what_a_change_changes_is_said_in_words(actors: cast.Cast, plans: dict[str, WorkPlan]) -> None:
    plan = in_force(actors, plans["2"], one_item(HALF, ALL))
    (item,) = content_of(plan)
    half = replace(item.milestones[0], due_on=date(2026, 7, 31), weight=4_000)
    new = replace(item, unit=unit_uid("市民政局"), milestones=(half, MilestoneWords("验收", date(2026, 9, 1))))
    change = ask_change(by=By(actors.head), about=plan, given=ChangeAsked((new,), "调整")).result
    assert change is not None
    with translation.override("en"):
        assert change_lines(change) == [
            ("疏浚", "Unit: 市水利局 → 市民政局"),
            ("过半", "Due: 30 Jun 2026 → 31 Jul 2026"),
            ("过半", "Weight: — → 40%"),
            ("验收", "is new"),
            ("完成", "is dropped"),
        ]


def test_a_milestone_is_reported_once_and_taken_back(actors: cast.Cast, plans: dict[str, WorkPlan]) -> None:
    plan = in_force(actors, plans["2"], one_item(HALF, ALL))
    milestone = Milestone.objects.get(item__plan=plan, title="过半")
    for wrong in (date(2026, 3, 1), clock.today() + timedelta(days=1)):
        with pytest.raises(DoneInFuture):
            report_milestone(by=By(actors.liaison), about=milestone, given=MilestoneDone(wrong))
    report_milestone(by=By(actors.liaison), about=milestone, given=MilestoneDone(clock.today()))
    with pytest.raises(Stale):
        report_milestone(by=By(actors.deputy), about=milestone, given=MilestoneDone(clock.today()))
    reopen_milestone(by=By(actors.liaison), about=milestone, given=MilestoneOpen("数字有误"))
    assert Milestone.objects.get(pk=milestone.pk).done_on is None
