"""A person names the columns of a table that was not understood: its file and later ones are read with it."""

from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from pytest_django import Settings

import cast
from duban.core.errors import DomainError
from duban.journal.erasure import erase
from duban.journal.models import Entry
from duban.journal.records import Actor
from duban.orgs.errors import NotAllowed, Stale
from duban.plans.models import PlanImport, TableColumns
from duban.plans.selectors import review
from duban.plans.services import name_columns, read_import, receive_file
from duban.plans.stages import ImportStage

pytestmark = pytest.mark.django_db

# Heads that say nothing: who would tell which of them answers?
HEADS = ("甲栏", "乙栏", "丙栏")
SAID = {"甲栏": "number", "乙栏": "words", "丙栏": "lead"}


@pytest.fixture(autouse=True)
def file_store(tmp_path: Path, settings: Settings) -> None:
    settings.DUBAN_FILES = tmp_path / "files"


@pytest.fixture
def actors() -> cast.Cast:
    return cast.assemble()


def workbook(*tasks: str) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (HEADS, *((str(number), task, "市财政局") for number, task in enumerate(tasks, 1))):
        sheet.append(row)
    to = BytesIO()
    book.save(to)
    return to.getvalue()


def taken(actors: cast.Cast, *tasks: str) -> PlanImport:
    received = receive_file(viewer=actors.officer, name="任务表.xlsx", data=workbook(*tasks))
    return read_import(plan_import=received)


FIRST = ("建成标准化粮仓十二座并投入使用", "完成老旧管网改造三十公里以上", "新增城市公园绿地八十亩以上")
NEXT = ("改造提升农村公路四十公里以上", "新建社区养老服务站二十个以上", "培育规模以上工业企业十五家")


def test_the_columns_of_an_unread_table_are_shown_with_what_stands_below(actors: cast.Cast) -> None:
    seen = review(actors.officer, taken(actors, *FIRST).uid)
    (table,) = seen.tables
    assert [column.head for column in table.columns] == list(HEADS)
    assert table.columns[1].samples == FIRST
    assert seen.items == ()


def test_naming_puts_the_reading_aside_and_reads_anew(actors: cast.Cast) -> None:
    first = taken(actors, *FIRST)
    anew = name_columns(viewer=actors.officer, plan_import=first, columns=SAID, version=first.version)
    first.refresh_from_db()
    assert (first.stage, anew.stage, anew.file) == (ImportStage.DISCARDED, ImportStage.RECEIVED, first.file)
    entry = Entry.objects.get(kind="plans.columns_named")
    assert first.uid in entry.subjects
    assert anew.uid in entry.subjects
    read_import(plan_import=anew)
    seen = review(actors.officer, anew.uid)
    assert [item.text for item in seen.items] == list(FIRST)
    assert seen.items[0].leads[0].name == "市财政局"
    assert seen.tables == ()


def test_the_next_file_of_the_issuer_is_read_with_it(actors: cast.Cast) -> None:
    first = taken(actors, *FIRST)
    name_columns(viewer=actors.officer, plan_import=first, columns=SAID, version=first.version)
    assert len(review(actors.officer, taken(actors, *NEXT).uid).items) == 3
    assert TableColumns.objects.get().columns == SAID


def test_a_spill_erasure_forgets_the_heads_that_the_document_prints(actors: cast.Cast) -> None:
    first = taken(actors, *FIRST)
    read_import(plan_import=name_columns(viewer=actors.officer, plan_import=first, columns=SAID, version=first.version))
    known = TableColumns.objects.get()
    known.columns |= {"丁栏": "due"}  # of another file
    known.save()
    by = [Actor(uid=str(number), name=f"第{number}人", unit_name="督查室") for number in range(3)]
    done = erase(
        jurisdiction=actors.city.uid,
        seq=Entry.objects.get(kind="plans.file_received").seq,
        content="file",
        order_number="2026-1",
        reason="误录",
        ordered_by=by[0],
        carried_out_by=by[1],
        witnessed_by=by[2],
    )
    known.refresh_from_db()
    assert known.columns == {"丁栏": "due"}
    assert f"plans.table_columns/{known.pk}" in str(done.body)


def test_what_was_said_of_other_heads_stays(actors: cast.Cast) -> None:
    TableColumns.objects.create(
        jurisdiction=actors.city,
        issuer="",
        columns={"丁栏": "due", "乙栏": "none"},
        named_by=actors.officer.user,
        named_at=cast.NOON,
    )
    first = taken(actors, *FIRST)
    name_columns(viewer=actors.officer, plan_import=first, columns=SAID, version=first.version)
    assert TableColumns.objects.get().columns == {"丁栏": "due", **SAID}


@pytest.mark.parametrize(
    "columns",
    [
        {},  # nothing said
        {"乙栏": "words"},  # nobody answers
        {"丙栏": "lead"},  # nothing to do
        {"乙栏": "words", "丙栏": "owner"},  # no such role
        {"乙栏": "words", "": "lead"},  # a column without a head
        {"乙栏": "words", "己栏": "lead"},  # a head that the table does not print
    ],
)
def test_what_does_not_make_a_table_of_tasks_is_refused(actors: cast.Cast, columns: dict[str, str]) -> None:
    first = taken(actors, *FIRST)
    with pytest.raises(DomainError) as refusal:
        name_columns(viewer=actors.officer, plan_import=first, columns=columns, version=first.version)
    assert refusal.value.code == "plans.columns_unclear"
    assert not TableColumns.objects.exists()


def test_only_the_office_names_columns_and_only_of_what_it_saw(actors: cast.Cast) -> None:
    first = taken(actors, *FIRST)
    with pytest.raises(NotAllowed):
        name_columns(viewer=actors.auditor, plan_import=first, columns=SAID, version=first.version)
    with pytest.raises(Stale):
        name_columns(viewer=actors.officer, plan_import=first, columns=SAID, version=first.version + 1)
