"""The real notice against a register with full names: every unit resolves without a question."""

import csv
import io
from dataclasses import dataclass

import pytest

import cast
import requires
from duban.ledger.models import Assignment, OpenEnd, Part, Task
from duban.ledger.selectors.unit_tasks import own_tasks
from duban.ledger.services import adopt
from duban.ledger.unit_exports import export_unit_tasks
from duban.orgs.models import Unit
from duban.plans.models import PlanImport
from duban.plans.selectors.drafts import reviewed
from duban.plans.services import correct, read_import, receive_file
from ledger.notice_register import enter
from reading.test_notice import REST
from reading.test_notice import UNITS as BY_HAND

pytestmark = [pytest.mark.shared, pytest.mark.django_db]

ABOUT_UNITS = ("names_", "name_", "prefix_missing", "unit_unknown", "unit_ambiguous")
# Counted by hand in the table of test_notice: tasks in which the unit stands, as a member of the group too.
OWN_TASKS = {"市发改委": 16, "科尔沁区政府": 56, "开发区管委会": 59}


@dataclass(frozen=True)
class Adopted:
    """The adopted notice and what it took."""

    actors: cast.Cast
    units: dict[str, Unit]
    findings: list[str]
    incoming: PlanImport


@pytest.fixture
def adopted() -> Adopted:
    actors = cast.assemble()
    units = enter(actors.city)
    data = (requires.SHARED / "plans" / "tongliao-2019.txt").read_bytes()
    incoming = read_import(plan_import=receive_file(viewer=actors.officer, name="notice.txt", data=data))
    draft = reviewed(incoming).draft
    lost = next(finding for finding in draft.findings if finding.code == "leader_name_incomplete")
    place = next(leader.id for section in draft.sections for leader in section.leaders if leader.span == lost.span)
    correct(
        viewer=actors.officer,
        plan_import=incoming,
        kind="leader_named",
        body={"place": place, "name": "于某", "finding": lost.index},
        version=incoming.version,
    )
    incoming.refresh_from_db()
    adopt(viewer=actors.officer, plan_import=incoming, version=incoming.version)
    return Adopted(actors, units, [finding.code for finding in draft.findings], incoming)


def _tasks_by_hand(unit: str) -> set[str]:
    """Return the clauses that name a unit in the table written by hand; a county stands in every 各旗县市区政府."""
    found = set()
    for line in BY_HAND.replace("\\\n", "").splitlines():
        number, _, lists = line.partition(" ")
        names = lists.replace("@", REST).replace("+", "、").split("、")
        bare = {name.removesuffix("等") for name in names}
        is_member = unit == "科尔沁区政府" and "各旗县市区政府" in bare
        is_department = unit.startswith("市") and "市直各部门" in bare
        if unit in bare or unit.removeprefix("市") in bare or is_member or is_department:
            found.add(number)
    return found


def test_no_unit_is_asked_about_and_none_is_new(adopted: Adopted) -> None:
    assert [code for code in adopted.findings if code.startswith(ABOUT_UNITS)] == []
    known = {unit.pk for unit in adopted.units.values()} | set(
        Unit.objects.filter(name__in=["市水利局", "市民政局"]).values_list("pk", flat=True)
    )
    assert set(Unit.objects.filter(jurisdiction=adopted.actors.city).values_list("pk", flat=True)) == known


def test_exactly_the_open_ends_are_left_to_be_named(adopted: Adopted) -> None:
    rows = OpenEnd.objects.values_list("task__numbers", "form")
    others, related = set(), set()
    for line in BY_HAND.replace("\\\n", "").splitlines():
        number, _, lists = line.partition(" ")
        for name in lists.replace("+", "、").split("、"):
            if name.endswith("等"):
                others.add(number)
            if "相关" in name or "有关" in name:
                related.add(number)
    assert {number for number, form in rows if form == "others"} == others
    assert {number for number, form in rows if form == "related"} == related
    assert len(rows) == len(others) + len(related) == 38


def test_every_unit_of_the_notice_has_its_parts(adopted: Adopted) -> None:
    assert Task.objects.count() == 81
    single = Assignment.objects.exclude(unit__kind__in=Unit.GROUPS)
    assert set(single.values_list("task", "unit")) <= set(Part.objects.values_list("task", "unit"))
    assert Part.objects.filter(group=adopted.units["各旗县市区政府"]).values("unit").distinct().count() == 8


@pytest.mark.parametrize(("unit", "count"), OWN_TASKS.items())
def test_the_task_list_of_a_unit_is_shown_and_taken_out(adopted: Adopted, unit: str, count: int) -> None:
    own = adopted.units[unit]
    shown = own_tasks(adopted.actors.officer, own.uid)
    assert {task.numbers for task in shown.tasks} == _tasks_by_hand(unit)
    assert shown.count == len(shown.tasks) == count
    for form in ("csv", "xlsx"):
        export = export_unit_tasks(viewer=adopted.actors.officer, unit=own, form=form, address="-")
        data = b"".join(export.chunks)
        if form == "csv":
            rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
            assert [row[0] for row in rows[4:]] == [task.numbers for task in shown.tasks]
        else:
            from openpyxl import load_workbook

            sheet = load_workbook(io.BytesIO(data)).worksheets[0]
            assert sheet.max_row == count + 4
