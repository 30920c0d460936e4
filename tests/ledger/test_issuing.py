"""Issue of the tasks, receipt, objection, suspension, and what the clock does meanwhile (domain 3.1)."""

from datetime import UTC, date, datetime, timedelta

import pytest

import cast
from duban.core import clock
from duban.journal.models import Entry
from duban.ledger.issuing import lapsing
from duban.ledger.issuing.errors import (
    DisputedAlready,
    DisputeTooLate,
    IssuedInFuture,
    NothingToIssue,
    ReceivedAlready,
    SuspendedTooLong,
    WordsNeeded,
)
from duban.ledger.issuing.issue import TaskMarked, TasksIssued, issue_tasks, mark_task
from duban.ledger.issuing.receipt import (
    DisputeAnswered,
    Disputed,
    Received,
    answer_dispute,
    dispute_assignment,
    receive_task,
)
from duban.ledger.issuing.suspension import Resumed, Suspended, months_after, resume_task, suspend_task
from duban.ledger.models import Part, Task, WorkPlan
from duban.ledger.services import adopt
from duban.ledger.stages import (
    CHANGE,
    CLAIM,
    DISPUTE,
    TASK,
    WORK_PLAN,
    ChangeStage,
    ClaimStage,
    DisputeStage,
    PlanStage,
    TaskStage,
)
from duban.orgs.acting.performing import By
from duban.orgs.errors import NotAllowed, NotYours, Stale
from duban.plans.models import Plan

MONDAY = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
NOTATION = """
# 一 水利工作 @沈砚 =2
1 疏浚河道。 > 市水利局 & 市财政局
2 修建水库。 > 市水利局、市民政局
"""


@pytest.fixture
def actors(db: None) -> cast.Cast:
    return cast.assemble()


@pytest.fixture
def plan(actors: cast.Cast) -> Plan:
    return adopt(viewer=actors.officer, plan_import=cast.in_review(actors.officer, NOTATION), version=0)


def issued(actors: cast.Cast, plan: Plan) -> list[Task]:
    outcome = issue_tasks(by=By(actors.office_head), about=plan, given=TasksIssued(clock.today()))
    assert outcome.result is not None
    return list(outcome.result.issued)


def part_of(task: Task, actors: cast.Cast) -> Part:
    return Part.objects.select_related("unit").get(task=task, unit=actors.head.posts[0].unit)


@pytest.mark.parametrize(
    ("table", "stages"),
    [
        (TASK, TaskStage),
        (WORK_PLAN, PlanStage),
        (CHANGE, ChangeStage),
        (CLAIM, ClaimStage),
        (DISPUTE, DisputeStage),
    ],
)
def test_every_stage_is_reached_and_left(table: object, stages: type[TaskStage]) -> None:
    assert table.defects(stages) == []  # type: ignore[attr-defined]


def test_issue_starts_the_clocks_of_every_part(actors: cast.Cast, plan: Plan) -> None:
    with clock.frozen(MONDAY):
        tasks = issued(actors, plan)
    assert {task.stage for task in Task.objects.all()} == {TaskStage.ISSUED}
    assert len(tasks) == 2
    assert set(Part.objects.values_list("served_on", "receive_by")) == {(date(2026, 3, 2), date(2026, 3, 5))}
    plans = WorkPlan.objects.all()
    assert {(each.part.unit.name, each.due_on) for each in plans} == {
        ("市水利局", date(2026, 3, 23)),
        ("市民政局", date(2026, 3, 23)),
    }
    assert plans.count() == 3


def test_only_the_head_of_the_office_issues_and_not_ahead(actors: cast.Cast, plan: Plan) -> None:
    with pytest.raises(NotAllowed):
        issue_tasks(by=By(actors.officer), about=plan, given=TasksIssued(clock.today()))
    with pytest.raises(IssuedInFuture):
        issue_tasks(by=By(actors.office_head), about=plan, given=TasksIssued(clock.today() + timedelta(days=1)))
    issued(actors, plan)
    with pytest.raises(NothingToIssue):
        issued(actors, plan)


def test_an_urgent_task_is_received_within_a_day(actors: cast.Cast, plan: Plan) -> None:
    task = Task.objects.get(numbers="1")
    mark_task(
        by=By(actors.officer),
        about=Task.objects.get(pk=task.pk),
        given=TaskMarked(is_urgent=True, version=task.version),
    )
    with clock.frozen(MONDAY):
        issued(actors, plan)
    assert part_of(task, actors).receive_by == date(2026, 3, 3)


def test_a_mark_is_set_on_what_was_seen(actors: cast.Cast, plan: Plan) -> None:
    task = Task.objects.get(numbers="1")
    mark_task(
        by=By(actors.officer),
        about=Task.objects.get(pk=task.pk),
        given=TaskMarked(is_firm=True, is_strive=False, version=0),
    )
    with pytest.raises(Stale):
        mark_task(by=By(actors.officer), about=Task.objects.get(pk=task.pk), given=TaskMarked(is_firm=False, version=0))
    assert Task.objects.get(pk=task.pk).is_firm


def test_receipt_of_the_coordinating_lead_starts_the_work_plan(actors: cast.Cast, plan: Plan) -> None:
    task = issued(actors, plan)[0]
    receive_task(by=By(actors.liaison), about=part_of(task, actors), given=Received())
    task.refresh_from_db()
    assert task.stage == TaskStage.PLANNING
    with pytest.raises(ReceivedAlready):
        receive_task(by=By(actors.liaison), about=part_of(task, actors), given=Received())


def test_receipt_of_another_unit_moves_nothing(actors: cast.Cast, plan: Plan) -> None:
    task = issued(actors, plan)[1]
    other = Part.objects.get(task=task, unit__name="市民政局")
    receive_task(by=By(actors.outsider), about=other, given=Received())
    task.refresh_from_db()
    assert task.stage == TaskStage.ISSUED
    with pytest.raises(NotYours):
        receive_task(by=By(actors.outsider), about=part_of(task, actors), given=Received())


def test_receipt_lapses_once_objection_has_passed(actors: cast.Cast, plan: Plan) -> None:
    with clock.frozen(MONDAY):
        task = issued(actors, plan)[0]
    with clock.frozen(MONDAY + timedelta(days=7)):  # the fifth working day is still open
        lapsing.lapse(actors.city)
    task.refresh_from_db()
    assert task.stage == TaskStage.ISSUED
    with clock.frozen(MONDAY + timedelta(days=8)):
        lapsing.lapse(actors.city)
        lapsing.lapse(actors.city)
    task.refresh_from_db()
    assert task.stage == TaskStage.PLANNING
    assert part_of(task, actors).is_received_by_lapse
    assert Entry.objects.filter(kind="ledger.receipt_lapsed").count() == 1
    receive_task(by=By(actors.liaison), about=part_of(task, actors), given=Received())  # late, and still wanted


def test_an_objection_is_made_once_in_time_and_answered_by_the_leader(actors: cast.Cast, plan: Plan) -> None:
    with clock.frozen(MONDAY):
        task, later = issued(actors, plan)
        part = part_of(task, actors)
        with pytest.raises(WordsNeeded):
            dispute_assignment(by=By(actors.head), about=part, given=Disputed(" "))
        dispute = dispute_assignment(by=By(actors.head), about=part, given=Disputed("河道属市住建局")).result
        assert dispute is not None
        with pytest.raises(DisputedAlready):
            dispute_assignment(by=By(actors.head), about=part, given=Disputed("再次"))
    task.refresh_from_db()
    assert task.stage == TaskStage.DISPUTED
    with clock.frozen(MONDAY + timedelta(days=8)), pytest.raises(DisputeTooLate):
        dispute_assignment(by=By(actors.head), about=part_of(later, actors), given=Disputed("迟了"))
    with pytest.raises(NotAllowed):
        answer_dispute(by=By(actors.officer), about=dispute, given=DisputeAnswered(is_adjusted=False, answer="不"))
    answer_dispute(by=By(actors.leader), about=dispute, given=DisputeAnswered(is_adjusted=False, answer="仍由你局牵头"))
    task.refresh_from_db()
    assert task.stage == TaskStage.ISSUED


def running(actors: cast.Cast, plan: Plan) -> Task:
    task = issued(actors, plan)[0]
    Task.objects.filter(pk=task.pk).update(stage=TaskStage.RUNNING)
    task.refresh_from_db()
    return task


def test_a_suspension_ends_on_its_day_of_review(actors: cast.Cast, plan: Plan) -> None:
    with clock.frozen(MONDAY):
        task = running(actors, plan)
        for wrong in (date(2026, 3, 2), date(2026, 6, 3)):
            with pytest.raises(SuspendedTooLong):
                suspend_task(by=By(actors.approver), about=task, given=Suspended("汛期", wrong))
        suspend_task(by=By(actors.approver), about=task, given=Suspended("汛期", date(2026, 6, 2)))
        lapsing.lapse(actors.city)
    task.refresh_from_db()
    assert task.stage == TaskStage.SUSPENDED
    with clock.frozen(datetime(2026, 6, 2, 1, tzinfo=UTC)):
        lapsing.lapse(actors.city)
    task.refresh_from_db()
    assert task.stage == TaskStage.RUNNING
    assert task.suspensions.get().ended_on == date(2026, 6, 2)


def test_the_approver_lets_a_suspended_task_go_on(actors: cast.Cast, plan: Plan) -> None:
    task = running(actors, plan)
    suspend_task(by=By(actors.approver), about=task, given=Suspended("用地未批", months_after(clock.today(), 1)))
    resume_task(by=By(actors.approver), about=task, given=Resumed("用地已批"))
    task.refresh_from_db()
    assert task.stage == TaskStage.RUNNING


def test_a_part_that_was_served_ends_instead_of_vanishing(actors: cast.Cast, plan: Plan) -> None:
    from duban.ledger.models import Assignment
    from duban.ledger.parts import expand

    task = issued(actors, plan)[0]
    gone = Part.objects.get(task=task, unit__name="市财政局")
    Assignment.objects.filter(task=task, unit__name="市财政局").update(unit=actors.outsider.posts[0].unit)
    expand(actors.city.pk, [task.pk])
    assert not Part.objects.filter(pk=gone.pk).exists()
    assert Part.ever.get(pk=gone.pk).ended_on == clock.today()
    assert Part.objects.get(task=task, unit=actors.outsider.posts[0].unit).served_on == clock.today()
