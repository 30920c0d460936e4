"""Kept lights: judged in the act, when days pass, part by part (domain 4.2; acceptance 5 of the year of work)."""

from datetime import UTC, date, datetime, timedelta

import pytest

import cast
from duban.core import clock
from duban.ledger.issuing.issue import TasksIssued, issue_tasks
from duban.ledger.issuing.receipt import Received, receive_task
from duban.ledger.models import Milestone, Part, Task, WorkPlan
from duban.ledger.planning.content import ItemWords, MilestoneWords
from duban.ledger.planning.keeping import units_of, write
from duban.ledger.planning.milestones import MilestoneDone, report_milestone
from duban.ledger.planning.review import put_in_force
from duban.ledger.services import adopt
from duban.ledger.stages import PlanStage, TaskStage
from duban.orgs.acting.performing import By
from duban.orgs.models import GroupMember, Unit
from duban.orgs.ticking import tick
from duban.supervision.keeping import keep
from duban.supervision.models import KeptLight, LightChange
from duban.supervision.rules.facts import PartFacts
from duban.supervision.rules.lights import judge
from duban.supervision.rules.parameters import in_force
from duban.supervision.rules.wire import facts_of_json, reasons_of_json

MONDAY = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
REGIONS = [f"{name}县" for name in "甲乙丙丁戊己庚辛壬"]
NOTATION = """
# 一 水利工作 @沈砚 =1
1 {10月底前 2026-10-31/month}建成水库。 > 市水利局、市民政局、市财政局、市住建局、各县区政府 & 市统计局
"""


@pytest.fixture
def actors(db: None) -> cast.Cast:
    return cast.assemble()


@pytest.fixture
def task(actors: cast.Cast) -> Task:
    """One task with four leads and nine regions, issued on a Monday."""
    plan = adopt(viewer=actors.officer, plan_import=cast.in_review(actors.officer, NOTATION), version=0)
    group = Unit.objects.get(name="各县区政府")
    regions = [cast.unit_of(actors.city, name, "xian", Unit.Kind.COUNTY) for name in REGIONS]
    GroupMember.objects.bulk_create(GroupMember(jurisdiction=actors.city, group=group, unit=each) for each in regions)
    from duban.ledger.parts import expand

    expand(actors.city.pk, [Task.objects.get().pk])
    with clock.frozen(MONDAY):
        issue_tasks(by=By(actors.office_head), about=plan, given=TasksIssued(clock.today()))
    return Task.objects.get()


def planned(task: Task, *days: date) -> None:
    """Put a work plan with these milestones in force for every lead, as the acts would."""
    for plan in WorkPlan.objects.filter(task=task).select_related("part__unit", "task"):
        milestones = tuple(MilestoneWords(day.isoformat(), day) for day in days)
        item = ItemWords("建设", plan.part.unit.uid, days[-1], person="某人", milestones=milestones)
        write(plan, [item], units_of(plan))
        WorkPlan.objects.filter(pk=plan.pk).update(stage=PlanStage.FILED, filed_at=MONDAY)
        plan.refresh_from_db()
        with clock.frozen(MONDAY):
            put_in_force(plan, by="沈砚", is_provisional=False)
    Task.objects.filter(pk=task.pk).update(stage=TaskStage.RUNNING)


def lights(task: Task) -> dict[str, str]:
    rows = KeptLight.objects.filter(task=task, part__isnull=False).select_related("unit")
    return {row.unit.name: row.light for row in rows if row.unit is not None}


def light_of_task(task: Task) -> str:
    return KeptLight.objects.get(task=task, part__isnull=True).light


def on(actors: cast.Cast, day: date) -> None:
    with clock.frozen(datetime(day.year, day.month, day.day, 4, tzinfo=UTC)):
        tick(actors.city)


def test_issue_judges_every_part(actors: cast.Cast, task: Task) -> None:
    assert len(lights(task)) == 14
    assert set(lights(task).values()) == {"green"}
    assert light_of_task(task) == "green"


@pytest.mark.parametrize(
    ("day", "light", "reason"),
    [
        (date(2026, 3, 5), "green", None),  # the last day of receipt
        (date(2026, 3, 6), "yellow", "receipt_overdue"),  # the day after
        (date(2026, 3, 23), "yellow", "receipt_overdue"),  # the last day of the work plan
        (date(2026, 3, 24), "yellow", "work_plan_overdue"),
        (date(2026, 4, 6), "yellow", "work_plan_overdue"),  # ten working days over
        (date(2026, 4, 7), "red", "work_plan_long_overdue"),
    ],
)
def test_who_signs_and_files_nothing_turns_yellow_then_red(
    actors: cast.Cast, task: Task, day: date, light: str, reason: str | None
) -> None:
    on(actors, day)
    assert lights(task)["市水利局"] == light
    kept = KeptLight.objects.get(task=task, unit__name="市水利局")
    codes = [each.code for each in reasons_of_json(kept.reasons)]
    assert (reason in codes) if reason else codes == []


def test_one_region_behind_is_red_alone(actors: cast.Cast, task: Task) -> None:
    Part.objects.filter(task=task).update(received_at=MONDAY)
    planned(task, date(2026, 6, 30), date(2026, 10, 31))
    Milestone.objects.filter(due_on=date(2026, 6, 30)).exclude(item__unit__name="戊县").update(
        done_on=date(2026, 6, 29), done_at=datetime(2026, 6, 29, tzinfo=UTC)
    )
    on(actors, date(2026, 7, 15))  # the eleventh working day
    found = lights(task)
    assert found.pop("戊县") == "red"
    assert {name: light for name, light in found.items() if light != "green"} == {}
    assert light_of_task(task) == "red"


def test_a_receipt_changes_the_light_in_its_act(actors: cast.Cast, task: Task) -> None:
    on(actors, date(2026, 3, 6))
    assert lights(task)["市水利局"] == "yellow"
    with clock.frozen(MONDAY + timedelta(days=4)):
        part = Part.objects.get(task=task, unit__name="市水利局")
        receive_task(by=By(actors.liaison), about=part, given=Received())
    assert lights(task)["市水利局"] == "green"


def test_a_milestone_changes_progress_in_its_act(actors: cast.Cast, task: Task) -> None:
    Part.objects.filter(task=task).update(received_at=MONDAY)
    planned(task, date(2026, 6, 30), date(2026, 10, 31))
    milestone = Milestone.objects.get(item__unit__name="市水利局", due_on=date(2026, 6, 30))
    report_milestone(by=By(actors.liaison), about=milestone, given=MilestoneDone(clock.today()))
    kept = KeptLight.objects.get(task=task, unit__name="市水利局")
    assert kept.progress == 5000
    assert KeptLight.objects.get(task=task, part__isnull=True).progress == 384  # half of one in thirteen


def test_a_light_is_recomputed_from_its_facts(actors: cast.Cast, task: Task) -> None:
    on(actors, date(2026, 4, 7))
    for kept in KeptLight.objects.filter(task=task, part__isnull=False):
        facts = facts_of_json(kept.facts)
        assert isinstance(facts, PartFacts)
        verdict = judge(facts, in_force(facts.on))
        assert (verdict.light.value, verdict.version) == (kept.light, kept.rules)
        assert verdict.reasons == reasons_of_json(kept.reasons)


def test_the_queries_do_not_grow_with_the_tasks(
    actors: cast.Cast, task: Task, django_assert_max_num_queries: object
) -> None:
    with django_assert_max_num_queries(24):  # type: ignore[operator]
        keep(actors.city, list(Task.objects.values_list("pk", flat=True)))


def test_since_is_the_day_on_which_the_light_changed(actors: cast.Cast, task: Task) -> None:
    for day in (date(2026, 3, 6), date(2026, 3, 9)):
        on(actors, day)
    kept = KeptLight.objects.get(task=task, unit__name="市水利局")
    assert (kept.light, kept.since, kept.day) == ("yellow", date(2026, 3, 6), date(2026, 3, 9))


def test_every_turn_of_a_light_is_kept_and_the_first_light_is_none(actors: cast.Cast, task: Task) -> None:
    assert not LightChange.objects.exists()
    for day in (date(2026, 3, 6), date(2026, 3, 9), date(2026, 4, 7)):
        on(actors, day)
    unit = Unit.objects.get(name="市水利局")
    turns = LightChange.objects.filter(task=task, unit=unit).order_by("pk")
    assert list(turns.values_list("day", "before", "after", "worst")) == [
        (date(2026, 3, 6), "green", "yellow", "receipt_overdue"),
        (date(2026, 4, 7), "yellow", "red", "work_plan_long_overdue"),
    ]
    of_task = LightChange.objects.filter(task=task, part__isnull=True).order_by("pk")
    assert list(of_task.values_list("before", "after")) == [("green", "yellow"), ("yellow", "red")]
