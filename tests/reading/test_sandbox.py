"""An upload is read in a child that cannot outgrow its limits and leaves nothing behind (design 7)."""

import os
import tempfile
from pathlib import Path

import pytest

from duban.plans.reading.errors import Unreadable
from duban.plans.reading.read import read_document
from duban.plans.reading.resolve import EMPTY, Register
from duban.plans.reading.sources import open_document
from duban.plans.sandbox import read_in_child
from largest import SHAPES

PLAN = "一、工业（责任领导：秦川，共1条）\n1. 新增企业20家。（牵头单位：工信局；配合单位：市财政局）\n".encode()


def zombies() -> list[str]:
    """Our children that ended and were not waited for."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, parent = stat.read_text().rpartition(")")[2].split()[:2]
        except (FileNotFoundError, ProcessLookupError):
            continue
        if state == "Z" and int(parent) == os.getpid():
            found.append(str(stat))
    return found


def refusal(data: bytes, **limits: int) -> Unreadable:
    with pytest.raises(Unreadable) as refused:
        read_in_child(data, name="plan.txt", register=EMPTY, **limits)
    assert zombies() == []
    return refused.value


def test_the_child_reads_what_this_process_would_read() -> None:
    register = Register({"工信局": "市工业和信息化局"}, {"市工业和信息化局": "department"})
    reading = read_in_child(PLAN, name="plan.txt", register=register)
    assert reading == read_document(open_document(PLAN, name="plan.txt"), register=register)
    assert reading.items[0].leads[0].name == "市工业和信息化局"
    assert zombies() == []


def test_a_refusal_of_the_child_is_ours() -> None:
    assert refusal(b"{\\rtf1 ").params == {"name": "plan.txt"}
    assert refusal(b"").code == "file_empty"


def test_a_reading_that_takes_too_long_is_stopped() -> None:
    large = SHAPES["many items"](8 << 20)
    assert refusal(large, seconds=1, megabytes=2_000).code == "reading_took_too_long"  # processor time
    assert refusal(PLAN, seconds=0).code == "reading_took_too_long"  # wall time, before it could even start


@pytest.mark.parametrize("megabytes", [1, 30, 80])
def test_a_reading_that_needs_too_much_memory_is_stopped(megabytes: int) -> None:
    # 1: the interpreter cannot start; 30: nor load what it needs; 80: it loads and then reads too much
    stopped = refusal(SHAPES["many items"](3 << 20), megabytes=megabytes)
    assert stopped.code == "reading_needed_too_much_memory"
    assert stopped.params == {"name": "plan.txt", "megabytes": megabytes}


def test_a_child_that_fails_is_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.executable", "/bin/false")
    assert refusal(PLAN).code == "reading_failed"


def test_no_file_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    monkeypatch.chdir(tmp_path)
    read_in_child(PLAN, name="plan.txt", register=EMPTY)
    refusal(SHAPES["many items"](1 << 20), megabytes=60)
    assert list(tmp_path.iterdir()) == []
