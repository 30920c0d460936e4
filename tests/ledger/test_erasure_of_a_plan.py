"""A spill erasure reaches every copy of a plan outside the journal, and the chain stays valid."""

from pathlib import Path

import pytest
from pytest_django import Settings

import cast
from duban.core import files
from duban.core.files import FileErased
from duban.journal.erasure import erase
from duban.journal.models import Entry
from duban.journal.records import Actor
from duban.journal.verification import verify
from duban.ledger.models import Assignment, Task
from duban.ledger.services import adopt
from duban.plans.erasures import MARK
from duban.plans.models import Clause, ClauseTarget, Correction, Plan, PlanImport, Section, SourceFile
from duban.plans.services import correct, read_import, receive_file
from duban.plans.stages import ImportStage

pytestmark = pytest.mark.django_db

PLAN = (
    "关于2026年重点任务分工的通知\n一、发展改革工作（责任领导：顾怀舟）\n"
    "1.地区生产总值增长5%，六月底前见效。（牵头单位：市发改委；配合单位：市统计局）\n"
).encode()


@pytest.fixture(autouse=True)
def file_store(tmp_path: Path, settings: Settings) -> None:
    settings.DUBAN_FILES = tmp_path / "files"


@pytest.fixture
def actors() -> cast.Cast:
    return cast.assemble()


def received(actors: cast.Cast) -> PlanImport:
    return read_import(plan_import=receive_file(viewer=actors.officer, name="方案.txt", data=PLAN))


def adopted(actors: cast.Cast) -> Plan:
    plan_import = received(actors)
    return adopt(viewer=actors.officer, plan_import=plan_import, version=plan_import.version)


def order_erasure(actors: cast.Cast, kind: str, content: str) -> Entry:
    by = [Actor(uid=str(number), name=f"第{number}人", unit_name="督查室") for number in range(3)]
    entry = Entry.objects.get(kind=kind, jurisdiction=actors.city.uid)
    return erase(
        jurisdiction=actors.city.uid,
        seq=entry.seq,
        content=content,
        order_number="2026-1",
        reason="误录",
        ordered_by=by[0],
        carried_out_by=by[1],
        witnessed_by=by[2],
    )


def test_erasing_the_text_of_a_plan_leaves_its_shape_and_no_word(actors: cast.Cast) -> None:
    plan = adopted(actors)
    length, target = len(plan.text), ClauseTarget.objects.get()
    entry = order_erasure(actors, "ledger.plan_adopted", "document")
    plan.refresh_from_db()
    assert (len(plan.text), set(plan.text)) == (length, {MARK, "\n"})
    assert plan.text.count("\n") == PLAN.decode().count("\n")
    assert set(Clause.objects.get().text + Section.objects.get().title + plan.title) == {MARK}
    assert ClauseTarget.objects.get().start == target.start
    task = Task.objects.get()
    assert set(task.title) == {MARK}
    assert ("市发改委" in task.search_text, "生产" in task.search_text) == (True, False)
    assert PlanImport.objects.get().reading is None
    assert [assignment.unit.name for assignment in Assignment.objects.order_by("position")] == ["市发改委", "市统计局"]
    for place in (plan.uid, task.uid, plan.origin.uid):
        assert place in entry.body
    assert verify(actors.city.uid).is_intact


def test_the_bytes_go_with_the_text_and_the_name_of_the_file(actors: cast.Cast) -> None:
    plan = adopted(actors)
    reference = files.reference_of(actors.city.uid, plan.origin.file.sha256)
    order_erasure(actors, "ledger.plan_adopted", "document")
    with pytest.raises(FileErased):
        files.fetch(reference)
    file = SourceFile.objects.get()
    assert (file.name, file.erased_at is not None, file.sha256[:7]) == (MARK * 6, True, "erased-")


def test_every_content_that_holds_the_document_can_be_erased_in_turn(actors: cast.Cast) -> None:
    adopted(actors)
    for kind, content in (
        ("ledger.plan_adopted", "document"),
        ("ledger.plan_adopted", "file"),
        ("plans.file_received", "file"),
    ):
        order_erasure(actors, kind, content)
    assert verify(actors.city.uid).is_intact


def test_erasing_a_file_in_review_puts_it_aside(actors: cast.Cast) -> None:
    plan_import = received(actors)
    order_erasure(actors, "plans.file_received", "file")
    plan_import.refresh_from_db()
    assert (plan_import.stage, plan_import.reading) == (ImportStage.DISCARDED, None)


def test_erasing_a_file_that_waits_ends_the_waiting(actors: cast.Cast) -> None:
    plan_import = receive_file(viewer=actors.officer, name="方案.txt", data=PLAN)
    order_erasure(actors, "plans.file_received", "file")
    plan_import.refresh_from_db()
    assert (plan_import.stage, plan_import.refusal) == (ImportStage.FAILED, {"code": "plans.file_erased", "params": {}})


def test_a_remark_is_erased_where_it_was_written_and_the_draft_still_stands(actors: cast.Cast) -> None:
    plan_import = cast.in_review(actors.officer, cast.TWO_SECTIONS + "! leader_name_incomplete must s1")
    body = {"finding": 0, "remark": "不该写的话"}
    correct(viewer=actors.officer, plan_import=plan_import, kind="finding_settled", body=body, version=0)
    order_erasure(actors, "plans.draft_corrected", "remark")
    assert Correction.objects.get().body == {"finding": 0, "remark": MARK * 5}
    plan_import.refresh_from_db()
    assert adopt(viewer=actors.officer, plan_import=plan_import, version=1).findings.get().remark == MARK * 5
