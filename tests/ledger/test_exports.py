"""The ledger taken out as csv and xlsx."""

import csv
import io
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from openpyxl import load_workbook

from duban.core import clock
from duban.core.sheets import harmless
from duban.journal.models import AccessRecord, Entry
from duban.ledger.exports import BATCH, export_ledger
from duban.ledger.filters import Filters
from duban.ledger.models import Assignment, Part, Task, TaskClause
from duban.orgs.models import Jurisdiction, Person, Post, Unit
from duban.orgs.viewers import Viewer, viewer_of
from duban.plans.models import Clause, ClauseTarget, Section
from ledger.factory import account, government, officer, plan_of

NOON = datetime(2026, 3, 16, 4, 0, tzinfo=UTC)
HEAD_ROWS = 5  # ledger, filters, moment, a blank line, the names of the columns


@pytest.fixture
def viewer(db: None) -> Viewer:
    """An officer with a plan of 60 tasks, more than a page."""
    jurisdiction = government()
    user = officer(jurisdiction)
    plan_of(jurisdiction, uploaded_by=user, tasks=60)
    return viewer_of(user)


def _taken(viewer: Viewer, form: str, **asked: str) -> bytes:
    with clock.frozen(NOON):
        export = export_ledger(viewer=viewer, filters=Filters(**asked), form=form, address="10.0.0.1")
    return b"".join(export.chunks)


def _csv(viewer: Viewer, **asked: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(_taken(viewer, "csv", **asked).decode("utf-8-sig"))))


def _xlsx(viewer: Viewer, **asked: str) -> list[list[str]]:
    page = load_workbook(io.BytesIO(_taken(viewer, "xlsx", **asked))).active
    return [["" if cell is None else cell for cell in row] for row in page.iter_rows(values_only=True)]


def test_csv_begins_with_the_mark_that_excel_needs(viewer: Viewer) -> None:
    assert _taken(viewer, "csv").startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("asked", [{"kind": "ongoing"}, {"kind": "measured"}, {"kind": "dated"}, {"q": "38公里"}])
def test_a_part_of_the_ledger_has_the_rows_of_the_whole(viewer: Viewer, asked: dict[str, str]) -> None:
    """Whether the tasks asked for lie close to each other or far apart."""
    whole = _csv(viewer)[HEAD_ROWS:]
    part = _csv(viewer, **asked)[HEAD_ROWS:]
    assert part
    assert [row for row in whole if row in part] == part


def test_the_head_says_plan_filters_and_moment(viewer: Viewer) -> None:
    rows = _csv(viewer, kind="ongoing")
    assert "重点任务分工方案" in rows[0]
    assert "澜政办发〔2026〕6号" in rows[0]
    assert len(rows[1]) == 2
    assert rows[2][1] == "2026-03-16 12:00"
    assert len(rows[4]) == 10


def test_a_row_holds_the_task_in_full(viewer: Viewer) -> None:
    row = _csv(viewer)[HEAD_ROWS + 4]
    task = Task.objects.get(numbers="5")
    assert row[:3] == ["5", "一、政府自身建设工作", "程维岳"]
    assert row[3] == "建成乡镇应急救援站38公里，8月底前全部完成。"
    assert row[4:8] == ["市城管局", "市住建局、各县市区政府", "38公里", "2026-08-28"]
    assert row[8] == ""  # nothing is left to be named
    assert row[9] == str(task.get_stage_display())


def test_all_pages_leave_and_nothing_else(viewer: Viewer) -> None:
    elsewhere = government("he", "禾川市")
    plan_of(elsewhere, uploaded_by=officer(elsewhere, "elsewhere"), tasks=5)
    assert [row[0] for row in _csv(viewer)[HEAD_ROWS:]] == [str(number) for number in range(1, 61)]


def test_filters_and_order_hold(viewer: Viewer) -> None:
    unit = Unit.objects.get(jurisdiction=viewer.jurisdiction, name="市水利局")
    rows = _csv(viewer, unit=unit.uid, role="lead", kind="measured", sort="-number")[HEAD_ROWS:]
    assert rows
    assert {row[4] for row in rows} == {"市水利局"}
    assert [int(row[0]) for row in rows] == sorted((int(row[0]) for row in rows), reverse=True)


def test_xlsx_holds_the_same_cells_as_csv(viewer: Viewer) -> None:
    table = [row[:10] for row in _csv(viewer)[HEAD_ROWS:]]
    assert [row[:10] for row in _xlsx(viewer)[HEAD_ROWS:]] == table


def test_linked_clauses_stand_in_one_row(viewer: Viewer) -> None:
    first, second = Task.objects.filter(numbers__in=["1", "2"]).order_by("position")
    TaskClause.objects.filter(task=second).update(task=first, is_leading=False)
    Part.objects.filter(task=second).delete()
    Assignment.objects.filter(task=second).delete()
    second.delete()
    row = _csv(viewer)[HEAD_ROWS]
    assert row[3].split("\n") == [
        clause.text for clause in Clause.objects.filter(number__in=["1", "2"]).order_by("position")
    ]


DANGEROUS = ["=1+1", "+86", "-2", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1+1", "＠x"]


@pytest.mark.parametrize("words", DANGEROUS)
def test_a_formula_in_words_is_made_harmless(words: str) -> None:
    assert harmless(words) == f"'{words}"


@pytest.mark.parametrize("words", ["减少5%", "5=5", "", "澜政办发〔2026〕6号"])
def test_ordinary_words_leave_as_they_are(words: str) -> None:
    assert harmless(words) == words


def test_no_cell_of_any_column_can_be_a_formula(viewer: Viewer) -> None:
    evil = "=HYPERLINK(1)"
    Task.objects.filter(numbers="2").update(numbers=evil)
    task = Task.objects.get(numbers=evil)
    Clause.objects.filter(task_links__task=task).update(text=evil)
    ClauseTarget.objects.filter(clause__task_links__task=task).update(text=evil)
    Section.objects.filter(pk=task.section_id).update(label="", title=evil)
    Person.objects.filter(pk=task.leader_id).update(name=evil)
    Unit.objects.filter(assignments__task=task, assignments__role="lead").update(name=evil)
    row = next(row for row in _csv(viewer)[HEAD_ROWS:] if row[0].endswith(evil))
    assert [cell for cell in row if cell.startswith("=")] == []
    assert row[:5] == [f"'{evil}"] * 5
    page = load_workbook(io.BytesIO(_taken(viewer, "xlsx"))).active
    assert {cell.data_type for row in page.iter_rows() for cell in row} <= {"s", "n"}  # n: empty
    assert evil in [cell.value for cell in page["A"]]  # original words are not retouched where nothing executes them


def test_that_somebody_took_the_ledger_is_on_record(viewer: Viewer) -> None:
    entries = Entry.objects.count()
    _taken(viewer, "xlsx", kind="dated")
    record = AccessRecord.objects.get(what="ledger.exported")
    assert (record.actor_name, record.target, record.address) == ("岳明川", "xlsx?kind=dated", "10.0.0.1")
    assert Entry.objects.count() == entries  # a look is no act


def test_a_file_is_named_for_its_government_and_day(viewer: Viewer) -> None:
    with clock.frozen(NOON):
        export = export_ledger(viewer=viewer, filters=Filters(), form="csv", address="-")
    assert export.name == "澜州市-20260316.csv"


def test_rows_are_fetched_in_batches(viewer: Viewer, django_assert_num_queries: Callable[[int], object]) -> None:
    assert BATCH > 60
    # head, 3 of choices, rows, words, units, open ends, figures; access record in a savepoint of its own
    with django_assert_num_queries(12):
        _taken(viewer, "csv")


def test_an_empty_ledger_leaves_its_head(db: None) -> None:
    jurisdiction = Jurisdiction.objects.create(code="new", name="新城", level="county", created_at=clock.now())
    viewer = viewer_of(account(jurisdiction, "new", "岳明川", Post.Kind.OFFICER))
    assert len(_csv(viewer)) == HEAD_ROWS
