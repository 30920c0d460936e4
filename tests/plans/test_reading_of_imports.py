"""What was taken in is read once, by one worker, and taken over when that worker dies."""

from datetime import timedelta
from pathlib import Path

import pytest
from pytest_django import Settings

import cast
from duban.core import clock, files
from duban.core.files import FileErased
from duban.journal.models import Entry
from duban.plans.models import PlanImport
from duban.plans.reading.errors import Unreadable
from duban.plans.reading.models import Reading
from duban.plans.selectors import import_status, reading_of
from duban.plans.services import read_import, read_next, reading, receive_file, take_over_abandoned
from duban.plans.stages import ImportStage

pytestmark = pytest.mark.django_db

PLAN = (
    "关于2026年重点任务分工的通知\n一、发展改革工作（责任领导：顾怀舟）\n"
    "1.地区生产总值增长5%。（牵头单位：市发改委；配合单位：统计局）\n"
).encode()


@pytest.fixture(autouse=True)
def file_store(tmp_path: Path, settings: Settings) -> None:
    settings.DUBAN_FILES = tmp_path / "files"


@pytest.fixture
def actors() -> cast.Cast:
    return cast.assemble()


@pytest.fixture
def received(actors: cast.Cast) -> PlanImport:
    return receive_file(viewer=actors.officer, name="方案.txt", data=PLAN)


def test_a_file_is_read_in_a_child_and_its_reading_kept(received: PlanImport) -> None:
    read = read_import(plan_import=received)
    assert (read.stage, read.attempts, read.lease_until, read.version) == (ImportStage.READ, 1, None, 1)
    assert [mention.name for mention in reading_of(read).items[0].leads] == ["市发改委"]
    entry = Entry.objects.get(kind="plans.file_read")
    assert ('"clauses":1' in entry.body, entry.actor_uid) == (True, "system")


def test_the_file_that_waits_longest_is_read_next(received: PlanImport) -> None:
    assert read_next() == received
    assert read_next() is None


def test_the_register_of_the_government_is_known_to_reading(actors: cast.Cast, received: PlanImport) -> None:
    bureau = actors.liaison.posts[0].unit
    assert bureau is not None
    bureau.aliases.create(jurisdiction=actors.city, surface="统计局", origin="corrected", created_at=clock.now())
    read = read_import(plan_import=received)
    assert [mention.name for mention in reading_of(read).items[0].cooperating] == ["市水利局"]


def test_what_cannot_be_read_is_kept_as_one_clear_refusal(actors: cast.Cast) -> None:
    received = receive_file(viewer=actors.officer, name="photo.jpg", data=b"\xff\xd8\xff\xe0" + bytes(range(256)) * 8)
    read = read_import(plan_import=received)
    assert (read.stage, read.reading) == (ImportStage.FAILED, None)
    assert import_status(actors.officer, read.uid).refusal
    assert Entry.objects.filter(kind="plans.file_not_read").count() == 1


def test_of_two_workers_one_gets_the_work(received: PlanImport, monkeypatch: pytest.MonkeyPatch) -> None:
    def second_worker(*_args: object, **_options: object) -> Reading:
        assert read_import(plan_import=received).stage == ImportStage.READING
        return cast.reading()

    monkeypatch.setattr(reading, "read_in_child", second_worker)
    assert read_import(plan_import=received).attempts == 1


def test_a_worker_whose_time_ran_out_finds_that_his_result_is_not_wanted(
    received: PlanImport, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow_worker(*_args: object, **_options: object) -> Reading:
        with clock.frozen(clock.now() + timedelta(hours=1)):
            assert take_over_abandoned() == 1
        monkeypatch.setattr(reading, "read_in_child", lambda *_args, **_options: cast.reading())
        assert read_import(plan_import=received).stage == ImportStage.READ
        raise Unreadable("reading_failed", name="方案.txt")

    monkeypatch.setattr(reading, "read_in_child", slow_worker)
    assert read_import(plan_import=received).stage == ImportStage.READ
    assert not Entry.objects.filter(kind="plans.file_not_read").exists()


def test_a_file_on_which_three_workers_died_is_given_up(received: PlanImport) -> None:
    PlanImport.objects.update(stage=ImportStage.READING, attempts=2, lease_until=cast.NOON)
    with clock.frozen(cast.NOON + timedelta(seconds=1)):
        assert take_over_abandoned() == 1
    PlanImport.objects.update(stage=ImportStage.READING, attempts=3, lease_until=cast.NOON)
    with clock.frozen(cast.NOON + timedelta(seconds=1)):
        assert take_over_abandoned() == 0
    received.refresh_from_db()
    assert (received.stage, received.refusal["code"]) == (ImportStage.FAILED, "reading_failed")


def test_a_mark_found_only_by_reading_erases_everything(received: PlanImport, monkeypatch: pytest.MonkeyPatch) -> None:
    marked = cast.reading("1 机密★1年的工作。 > 市发改委")
    monkeypatch.setattr(reading, "read_in_child", lambda *_args, **_options: marked)
    read = read_import(plan_import=received)
    assert (read.stage, read.reading, read.file.name) == (ImportStage.FAILED, None, "-")
    assert read.refusal == {"code": "plans.secrecy_marked", "params": {"name": "-"}}
    with pytest.raises(FileErased):
        files.fetch(files.reference_of(read.jurisdiction.uid, received.file.sha256))
