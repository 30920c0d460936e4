"""The part of every single unit: groups by the day of the plan, open ends by whom the lead unit names."""

from datetime import date

import pytest

import cast
from duban.ledger.models import Assignment, OpenEnd, Part, Task
from duban.ledger.services import adopt
from duban.orgs.models import GroupMember, Unit
from duban.orgs.register.members import name_members
from duban.plans.models import Plan

pytestmark = pytest.mark.django_db

NOTATION = """
# 一 发展改革工作 @顾怀舟 =4
1 新建粮库。 > 市发改委 & 市财政局、各县市区政府、青浒区政府
2 清理欠款。 > 市财政局、各县市区政府 & 市直有关部门
3 建设充电桩。 > 市发改委 & 市财政局、市水利局等
4 美化街道。 ? 市城管局、市公安局等
"""


@pytest.fixture
def actors() -> cast.Cast:
    return cast.assemble()


def _counties(actors: cast.Cast) -> dict[str, Unit]:
    """Return a group of three counties, of which one left before the day of the plan and one came after it."""
    group = cast.unit_of(actors.city, "各县市区政府", "ge xian shi qu zheng fu", Unit.Kind.COLLECTIVE_ALL)
    members = {
        "青浒区政府": (None, None),
        "泽阳区政府": (None, None),
        "云壑县政府": (None, date(2026, 2, 26)),
        "石濑县政府": (date(2026, 2, 28), None),
    }
    units = {name: cast.unit_of(actors.city, name, "x", Unit.Kind.COUNTY) for name in members}
    for name, (since, until) in members.items():
        GroupMember.objects.create(jurisdiction=actors.city, group=group, unit=units[name], since=since, until=until)
    return units | {"group": group}


def _adopted(actors: cast.Cast) -> Plan:
    incoming = cast.in_review(actors.officer, NOTATION)
    cast_plan = adopt(viewer=actors.officer, plan_import=incoming, version=0)
    assert cast_plan.issued_on == date(2026, 2, 27)
    return cast_plan


def _parts(numbers: str) -> dict[str, tuple[str, str]]:
    """Return unit → role and way of the parts in a task."""
    rows = Part.objects.filter(task__numbers=numbers).select_related("unit", "group", "open_end")
    return {
        row.unit.name: (row.role, row.group.name if row.group else "named" if row.open_end else "printed")
        for row in rows
    }


def test_a_group_counts_as_its_members_on_the_day_of_the_plan(actors: cast.Cast) -> None:
    _counties(actors)
    _adopted(actors)
    assert _parts("1") == {
        "市发改委": ("lead", "printed"),
        "市财政局": ("cooperating", "printed"),
        # printed and a member: what is printed comes first
        "青浒区政府": ("cooperating", "printed"),
        "泽阳区政府": ("cooperating", "各县市区政府"),
    }


def test_members_of_a_leading_group_lead(actors: cast.Cast) -> None:
    _counties(actors)
    _adopted(actors)
    assert _parts("2")["青浒区政府"] == ("lead", "各县市区政府")


def test_members_named_later_get_their_parts_and_keep_them(actors: cast.Cast) -> None:
    group = cast.unit_of(actors.city, "各县市区政府", "ge xian shi qu zheng fu", Unit.Kind.COLLECTIVE_ALL)
    county = cast.unit_of(actors.city, "云壑县政府", "yun he xian zheng fu", Unit.Kind.COUNTY)
    other = cast.unit_of(actors.city, "石濑县政府", "shi lai xian zheng fu", Unit.Kind.COUNTY)
    _adopted(actors)
    assert "云壑县政府" not in _parts("1")
    name_members(viewer=actors.officer, group=group, units=[county])
    assert _parts("1")["云壑县政府"] == ("cooperating", "各县市区政府")
    kept = Part.objects.get(task__numbers="1", unit=county).uid
    # Named anew from today: on the day of the plan the county was a member, the other was not.
    name_members(viewer=actors.officer, group=group, units=[other])
    assert Part.objects.get(task__numbers="1", unit=county).uid == kept
    assert "石濑县政府" not in _parts("1")


def test_every_open_end_has_a_row_and_a_day(actors: cast.Cast) -> None:
    _adopted(actors)
    rows = OpenEnd.objects.order_by("task__position").select_related("assignment", "task")
    assert [(row.task.numbers, row.assignment.surface, row.form, row.stage) for row in rows] == [
        ("2", "市直有关部门", "related", "open"),
        ("3", "市水利局", "others", "open"),
        ("4", "市公安局", "others", "open"),
    ]
    assert "市直有关部门" not in _parts("2")
    assert {row.due_on for row in rows} == {due_on(rows[0])}


def due_on(row: OpenEnd) -> date:
    """Return the tenth working day after adoption, counted by hand over weekends alone."""
    from datetime import timedelta

    from django.utils import timezone

    day, left = timezone.localdate(row.task.plan.adopted_at), 10
    while left:
        day += timedelta(days=1)
        left -= day.weekday() < 5
    return day


def test_a_unit_has_one_part_in_its_weightiest_role(actors: cast.Cast) -> None:
    _counties(actors)
    _adopted(actors)
    tasks = Task.objects.count()
    assert Part.objects.values("task", "unit").distinct().count() == Part.objects.count()
    assert tasks == 4
    assert not Part.objects.filter(unit__kind__in=Unit.GROUPS).exists()
    assert set(Part.objects.filter(task__numbers="4").values_list("role", flat=True)) == {Assignment.Role.RESPONSIBLE}
