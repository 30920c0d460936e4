"""The desk: what each owes by when, one step from it, and nothing any more once it is done."""

import pytest

import cast
from acts import issuing, planning
from duban.core import clock
from duban.ledger.models import Part, WorkPlan
from duban.ledger.planning.filing import PlanFiled, file_plan
from duban.orgs.acting.performing import By
from duban.progress.models import ProgressReport
from duban.reminders.duties.models import Duty, by_time
from web import busy
from web.adopted import seen, signed_in

pytestmark = pytest.mark.django_db

EVERYBODY = ("officer", "office_head", "registrar", "approver", "leader", "secretary", "head", "deputy", "liaison")


@pytest.fixture
def actors() -> cast.Cast:
    return cast.assemble()


def test_the_office_issues_from_its_desk(actors: cast.Cast) -> None:
    plan = issuing._checked(actors)
    assert f"/acts/ledger.issue_tasks/{plan.uid}/" in seen(signed_in(actors.office_head), "/")
    assert "/acts/ledger.issue_tasks/" not in seen(signed_in(actors.liaison), "/")


def test_a_unit_acknowledges_and_writes_its_plan(actors: cast.Cast) -> None:
    part = issuing.part(actors)
    desk = seen(signed_in(actors.liaison), "/")
    assert f"/acts/ledger.receive_task/{part.uid}/" in desk
    assert f"/work-plans/{WorkPlan.objects.get(part=part).uid}/" in desk


def test_a_filed_plan_leaves_one_desk_for_another(actors: cast.Cast) -> None:
    plan = planning.draft(actors)
    assert f'href="/work-plans/{plan.uid}/"' in seen(signed_in(actors.head), "/")
    file_plan(by=By(actors.head), about=plan, given=PlanFiled())
    own, leader = seen(signed_in(actors.head), "/"), seen(signed_in(actors.leader), "/")
    assert f'href="/work-plans/{plan.uid}/"' not in own
    assert f'href="/tasks/{plan.task.uid}/progress/"' in own  # he waits for it
    assert 'href="/work-plans/"' in leader


def test_reports_of_a_month_are_one_duty(actors: cast.Cast) -> None:
    busy.reports(actors, 3)
    month = ProgressReport.objects.values_list("period__month", flat=True)[0]
    assert seen(signed_in(actors.head), "/").count(f"/reports/?month={month}") == 1


def test_what_is_over_its_day_stands_first(actors: cast.Cast) -> None:
    Part.objects.filter(pk=issuing.part(actors).pk).update(receive_by=clock.today().replace(year=2020))
    desk = seen(signed_in(actors.liaison), "/")
    assert desk.index("Over its day") < desk.index("ledger.receive_task")


def test_days_sort_duties_into_stretches() -> None:
    with clock.frozen(cast.NOON):  # a Thursday
        days = [None, "2026-03-04", "2026-03-05", "2026-03-08", "2026-03-09"]
        duties = [
            Duty("k", str(day), "/", "a", None if day is None else clock.today().fromisoformat(day)) for day in days
        ]
        assert [[duty.words for duty in group.duties] for group in by_time(duties)] == [
            [day] for day in [*days[1:], "None"]
        ]


@pytest.mark.parametrize("who", EVERYBODY)
def test_every_desk_asks_little_however_much_is_owed(actors: cast.Cast, who: str) -> None:
    busy.filed_reports(actors, 4)
    assert busy.queries(signed_in(getattr(actors, who)), "/") <= 15
