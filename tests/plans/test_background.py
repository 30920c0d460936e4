"""Reading goes on without the person who gave the file, and two who give the same file get one import."""

import threading
import time
from pathlib import Path

from django.db import connections
from pytest_django import Settings

import cast
from duban.plans.errors import AlreadyHere
from duban.plans.models import PlanImport
from duban.plans.services import receive_file, resume_reading, start_reading
from duban.plans.stages import ImportStage

PLAN = "1.地区生产总值增长5%。（牵头单位：市发改委）\n".encode()


def _until_read(plan_import: PlanImport) -> str:
    end = time.monotonic() + 20
    while time.monotonic() < end:
        plan_import.refresh_from_db()
        if plan_import.stage not in {ImportStage.RECEIVED, ImportStage.READING}:
            break
        time.sleep(0.05)
    return plan_import.stage


def test_a_thread_reads_after_commit_and_a_lost_one_is_replaced(
    committed_database: str, tmp_path: Path, settings: Settings
) -> None:
    settings.DUBAN_FILES = tmp_path / "files"
    actors = cast.assemble()
    first = receive_file(viewer=actors.officer, name="a.txt", data=PLAN)
    start_reading(plan_import=first)
    assert _until_read(first) == ImportStage.READ
    second = receive_file(viewer=actors.officer, name="b.txt", data=PLAN + b"\n")
    PlanImport.objects.filter(pk=second.pk).update(stage=ImportStage.READING, attempts=1, lease_until=cast.NOON)
    second.refresh_from_db()
    resume_reading(plan_import=second)
    assert _until_read(second) == ImportStage.READ
    assert second.attempts == 2


def test_the_same_file_given_twice_at_once_is_taken_in_once(
    committed_database: str, tmp_path: Path, settings: Settings
) -> None:
    settings.DUBAN_FILES = tmp_path / "files"
    actors = cast.assemble()
    barrier, outcomes = threading.Barrier(2), []

    def give() -> None:
        barrier.wait()
        try:
            outcomes.append(receive_file(viewer=actors.officer, name="a.txt", data=PLAN).uid)
        except AlreadyHere as refusal:
            outcomes.append(refusal.params["plan_import"])
        finally:
            connections.close_all()

    threads = [threading.Thread(target=give) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert outcomes == [PlanImport.objects.get().uid] * 2
