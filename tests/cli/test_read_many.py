"""`duban read` over many files: nothing is lost to a file that hangs, kills its process or cannot be read; a run that
was stopped goes on where it stopped."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from contract import assert_keeps_the_contract

PLAN = "1. 新增企业{}家。（牵头单位：市工信局；配合单位：市财政局）\n"


def command(*arguments: str | Path) -> list[str]:
    return [sys.executable, "-m", "duban", "read", *map(str, arguments)]


def read(*arguments: str | Path) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(command(*arguments), capture_output=True, check=False, timeout=60)


def names_in(out: Path) -> list[str]:
    return [json.loads(line)["source"]["name"] for line in out.read_text("utf-8").splitlines()]


@pytest.fixture
def plans(tmp_path: Path) -> list[Path]:
    paths = [tmp_path / f"plan-{number:02}.txt" for number in range(12)]
    for number, path in enumerate(paths):
        path.write_text(PLAN.format(number), "utf-8")
    return paths


@pytest.fixture
def pipe(tmp_path: Path) -> Path:
    """A file that is opened and never gives a byte."""
    path = tmp_path / "pipe.txt"
    os.mkfifo(path)
    return path


@contextmanager
def reading(*arguments: str | Path) -> Iterator[subprocess.Popen[bytes]]:
    with subprocess.Popen(command(*arguments), stdout=subprocess.PIPE, stderr=subprocess.PIPE) as child:
        try:
            yield child
        finally:
            child.kill()


def wait_for_reader(pipe: Path) -> None:
    """Wait until a process has opened a pipe to read it: only then it can be opened to write."""
    for _ in range(400):
        try:
            os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
        except OSError:
            time.sleep(0.05)
        else:
            return
    pytest.fail("nobody reads the pipe")


def test_a_file_that_hangs_costs_itself_only(plans: list[Path], pipe: Path) -> None:
    done = read(*plans[:3], pipe, *plans[3:], "--jobs", "2", "--seconds", "1")
    assert done.returncode == 1
    written = [json.loads(line) for line in done.stdout.splitlines()]
    for each in written:
        assert_keeps_the_contract(each)
    assert [each["source"]["name"] for each in written] == [path.name for path in (*plans[:3], pipe, *plans[3:])]
    assert [each["error"]["code"] for each in written if "error" in each] == ["reading_took_too_long"]


def test_a_process_that_dies_costs_one_file(plans: list[Path], pipe: Path) -> None:
    with reading(pipe, *plans, "--jobs", "1") as child:
        wait_for_reader(pipe)
        worker = int(Path(f"/proc/{child.pid}/task/{child.pid}/children").read_text())
        os.kill(worker, signal.SIGKILL)
        out, _ = child.communicate(timeout=60)
    first, *rest = [json.loads(line) for line in out.splitlines()]
    assert first["error"]["code"] == "reading_failed"
    assert [each["source"]["name"] for each in rest] == [path.name for path in plans]


def test_failures_are_told_at_the_end_with_their_paths(plans: list[Path], tmp_path: Path) -> None:
    scan = tmp_path / "scan.png"
    scan.write_bytes(b"\x89PNG\r\n\x1a\n")
    for form in ("json", "csv", "table"):
        done = read(scan, *plans, tmp_path / "none.txt", "--format", form)
        assert done.returncode == 1
        first, second = done.stderr.decode().splitlines()
        assert str(scan) in first
        assert "none.txt" in second


def test_a_run_that_was_stopped_goes_on_where_it_stopped(plans: list[Path], pipe: Path, tmp_path: Path) -> None:
    out, part = tmp_path / "all.jsonl", tmp_path / "all.jsonl.part"
    with reading(*plans[:6], pipe, *plans[6:], "--jobs", "1", "--out", out) as child:
        wait_for_reader(pipe)
        child.send_signal(signal.SIGINT)
        assert child.wait(timeout=60) == 130
        assert child.stderr is not None
        assert b"--resume" in child.stderr.read()
    assert names_in(part) == [path.name for path in plans[:6]]
    # What is held is not read again: the lines are taken as they stand.
    part.write_text(part.read_text("utf-8").replace('"comparator":">="', '"comparator":"<="'), "utf-8")
    held = part.read_text("utf-8")
    done = read(*plans, "--out", out, "--resume")
    assert (done.returncode, done.stderr) == (0, b"")
    assert names_in(out) == [path.name for path in plans]
    assert out.read_text("utf-8").startswith(held)
    assert sorted(tmp_path.glob("all.jsonl*")) == [out]


def test_what_changed_and_what_failed_is_read_again(plans: list[Path], tmp_path: Path) -> None:
    out, late = tmp_path / "all.jsonl", tmp_path / "late.txt"
    assert read(late, *plans, "--out", out).returncode == 1
    before = out.read_text("utf-8").splitlines()
    late.write_text(PLAN.format(99), "utf-8")
    plans[0].write_text(PLAN.format(77), "utf-8")
    assert read(late, *plans, "--out", out, "--resume").returncode == 0
    after = out.read_text("utf-8").splitlines()
    assert names_in(out) == [late.name, *(path.name for path in plans)]
    assert "99" in after[0]
    assert "77" in after[1]
    assert after[2:] == before[2:]


def test_a_line_that_was_cut_off_is_read_again(plans: list[Path], tmp_path: Path) -> None:
    out = tmp_path / "all.jsonl"
    assert read(*plans, "--out", out).returncode == 0
    whole = out.read_bytes()
    out.rename(f"{out}.part")
    Path(f"{out}.part").write_bytes(whole[: len(whole) // 2])
    assert read(*plans, "--out", out, "--resume").returncode == 0
    assert out.read_bytes() == whole


@pytest.mark.parametrize(
    "arguments",
    [
        ["--resume"],  # into nothing
        ["--resume", "--out", "all.csv", "--format", "csv"],  # csv does not tell its files apart
        ["--seconds", "0"],
    ],
)
def test_options_that_do_not_go_together_end_with_2_and_one_line(plans: list[Path], arguments: list[str]) -> None:
    done = read(*plans, *arguments)
    assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (2, b"", 1)


def test_many_files_take_no_more_memory_than_few(plans: list[Path]) -> None:
    def most(count: int) -> int:
        script = (
            "import resource, sys; from duban.cli import main; main(sys.argv[1:]);"
            "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)"
        )
        files = [str(plans[number % len(plans)]) for number in range(count)]
        arguments = [sys.executable, "-c", script, "read", *files, "--jobs", "2"]
        return int(subprocess.run(arguments, capture_output=True, check=True, timeout=60).stderr)

    assert most(1_500) < most(50) * 1.15
