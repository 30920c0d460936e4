"""The timetable of a unit: its steps in the order of days, as rows, as sheet, as document."""

import io
import zipfile
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

import cast
from acts import planning
from duban.core import clock
from duban.core.papers import Group, Paper, docx_chunks
from duban.ledger.models import Item, Milestone, Part, Task, WorkPlan
from duban.ledger.services import adopt
from duban.ledger.stages import TaskStage
from duban.orgs.errors import NotVisible
from duban.orgs.models import Unit
from duban.supervision.timetable_exports import export_timetable
from duban.supervision.timetables import Step, timetable

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
PRINTED = """
# 一 水利工作 @沈砚 =4
1 {10月底前 2026-10-31/month}建成水库。 > 市水利局 & 市财政局
2 {6月底前 2026-06-30/month}完成设计，{9月底前 2026-09-30/month}开工。 > 市财政局 & 市水利局
3 疏浚河道。 > 市水利局
4 整修堤防。 > 市财政局
"""


@pytest.fixture
def actors(db: None) -> cast.Cast:
    return cast.assemble()


@pytest.fixture
def plan(actors: cast.Cast) -> WorkPlan:
    with clock.frozen(NOW):
        return planning.in_force(actors)


def _bureau(actors: cast.Cast) -> Unit:
    unit = actors.head.posts[0].unit
    assert unit is not None
    return unit


def _steps(actors: cast.Cast) -> list[tuple[str, date, str]]:
    found = timetable(actors.liaison, _bureau(actors).uid)
    return [(step.numbers, step.due_on, step.milestone) for step in found.steps]


def test_without_work_plan_a_step_is_the_clause_on_each_printed_day(actors: cast.Cast) -> None:
    adopt(viewer=actors.officer, plan_import=cast.in_review(actors.officer, PRINTED), version=0)
    assert _steps(actors) == [
        ("2", date(2026, 6, 30), ""),  # two printed days, two steps
        ("2", date(2026, 9, 30), ""),
        ("1", date(2026, 10, 31), ""),
        ("3", date(2026, 12, 31), ""),  # no day is printed: the year
    ]
    assert all(step.is_printed for step in timetable(actors.liaison, _bureau(actors).uid).steps)


def test_with_one_the_steps_are_its_milestones(actors: cast.Cast, plan: WorkPlan) -> None:
    (only,) = Milestone.objects.filter(item__plan=plan)
    (step,) = timetable(actors.liaison, _bureau(actors).uid).steps
    assert (step.item, step.milestone, step.due_on) == (only.item.title, only.title, only.due_on)
    assert not step.is_printed
    assert (step.light, step.person) == ("green", only.item.person)


def test_a_step_says_its_first_day_only_where_it_moved(actors: cast.Cast, plan: WorkPlan) -> None:
    first = Milestone.objects.get().due_on
    assert _one(actors).first_due_on is None
    Milestone.objects.update(due_on=date(2026, 11, 30))
    assert (_one(actors).due_on, _one(actors).first_due_on) == (date(2026, 11, 30), first)


@pytest.mark.parametrize(
    ("today", "done_on", "is_late"),
    [
        (date(2026, 6, 30), None, False),  # the day itself
        (date(2026, 7, 1), None, True),  # the day after
        (date(2026, 7, 1), date(2026, 7, 1), False),  # done, if after its day
    ],
)
def test_an_open_step_is_late_after_its_day(
    actors: cast.Cast, plan: WorkPlan, today: date, done_on: date | None, is_late: bool
) -> None:
    done_at = datetime(2026, 7, 1, tzinfo=UTC) if done_on else None
    Milestone.objects.update(due_on=date(2026, 6, 30), done_on=done_on, done_at=done_at)
    with clock.frozen(datetime(today.year, today.month, today.day, 4, tzinfo=UTC)):
        found = timetable(actors.liaison, _bureau(actors).uid)
        assert (_one(actors).is_late, found.late, found.done) == (is_late, int(is_late), int(done_on is not None))


def test_steps_of_others_cancelled_ones_and_those_of_cancelled_tasks_are_left_out(
    actors: cast.Cast, plan: WorkPlan
) -> None:
    Milestone.objects.update(cancelled_on=date(2026, 3, 3))
    assert [step.milestone for step in timetable(actors.liaison, _bureau(actors).uid).steps] == [""]  # its item alone
    Item.objects.update(unit=Unit.objects.get(name="市民政局"))
    assert _one(actors).is_printed  # what is left is the clause
    Task.objects.update(stage=TaskStage.CANCELLED)
    assert timetable(actors.liaison, _bureau(actors).uid).months == ()


def test_an_item_measured_by_a_figure_is_one_step(actors: cast.Cast, plan: WorkPlan) -> None:
    Milestone.objects.update(cancelled_on=date(2026, 3, 3))
    Item.objects.get().indicators.create(jurisdiction=actors.city, title="清淤长度", target=10, measured_in="公里")
    assert _one(actors).milestone == "清淤长度 10公里"


def test_who_helps_without_an_item_has_the_clause(actors: cast.Cast, plan: WorkPlan) -> None:
    other = Part.objects.exclude(pk=plan.part_id).get(task=plan.task_id).unit
    (step,) = timetable(actors.officer, other.uid).steps
    assert step.is_printed
    assert step.light == "green"


def test_steps_stand_month_by_month(actors: cast.Cast, plan: WorkPlan) -> None:
    item = Item.objects.get()
    for month in (5, 5, 4):
        Milestone.objects.create(
            jurisdiction=actors.city, item=item, position=month, title=f"{month}", due_on=date(2026, month, 9)
        )
    months = timetable(actors.liaison, _bureau(actors).uid).months
    assert [len(month.steps) for month in months] == [1, 2, 1]


def test_a_unit_of_another_government_is_not_there(actors: cast.Cast) -> None:
    with pytest.raises(NotVisible):
        timetable(actors.stranger, _bureau(actors).uid)


def test_the_number_of_queries_does_not_follow_the_number_of_steps(actors: cast.Cast, plan: WorkPlan) -> None:
    few = _queries(actors)
    for number in range(20):
        item = Item.objects.create(
            jurisdiction=actors.city,
            plan=plan,
            unit=_bureau(actors),
            position=number + 2,
            title=f"事项{number}",
            due_on=date(2026, 9, 1),
        )
        Milestone.objects.create(jurisdiction=actors.city, item=item, position=1, title="完成", due_on=date(2026, 9, 1))
    assert _queries(actors) == few <= 9


def test_the_sheet_has_a_row_a_step(actors: cast.Cast, plan: WorkPlan) -> None:
    from openpyxl import load_workbook

    with clock.frozen(NOW):
        export = export_timetable(viewer=actors.liaison, unit=_bureau(actors), form="xlsx", address="-")
        rows = list(load_workbook(io.BytesIO(b"".join(export.chunks))).worksheets[0].values)
        step = _one(actors)
    assert "市水利局" in export.name
    assert export.name.endswith("-20260302.xlsx")
    assert [row[4] for row in rows[4:]] == [step.milestone]
    assert [row[6] for row in rows[4:]] == [step.due_on.isoformat()]


def test_the_document_is_landscape_with_a_head_on_every_page(actors: cast.Cast, plan: WorkPlan) -> None:
    from docx import Document

    data = _document(actors)
    document = Document(io.BytesIO(data))
    section = document.sections[0]
    assert section.page_width is not None
    assert section.page_height is not None
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)
    assert "市水利局" in document.paragraphs[0].text
    rows = document.tables[0].rows
    assert len(rows) == 3  # head, month, step
    assert rows[2].cells[4].text == Milestone.objects.get().title
    body = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()
    assert body.count("w:tblHeader") == 1
    assert body.count("w:cantSplit") == 3


def test_the_document_is_the_same_bytes_for_the_same_day(actors: cast.Cast, plan: WorkPlan) -> None:
    assert _document(actors) == _document(actors)


def test_a_document_holds_no_character_that_xml_cannot() -> None:
    paper = Paper("台\x00账", "", ("甲",), (1,), [Group("", [("一\x0b二\ufffe",)])], "市水利局", NOW)
    data = b"".join(docx_chunks(paper))
    assert "一二" in zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()


def _document(actors: cast.Cast) -> bytes:
    with clock.frozen(NOW):
        export = export_timetable(viewer=actors.liaison, unit=_bureau(actors), form="docx", address="-")
        return b"".join(export.chunks)


def _one(actors: cast.Cast) -> Step:
    (step,) = timetable(actors.liaison, _bureau(actors).uid).steps
    return step


def _queries(actors: cast.Cast) -> int:
    with CaptureQueriesContext(connection) as asked:
        timetable(actors.liaison, _bureau(actors).uid)
    return len(asked)
