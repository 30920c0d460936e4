"""Reading: from start to JSON against a bare interpreter; plans a second and core; growth with size."""

import sys
from collections.abc import Iterator
from pathlib import Path

from bench.measure import Row, paired, process, python, seconds_of
from duban.plans.reading.read import read_document
from duban.plans.reading.sources import open_document

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "samples" / "lan-2026.txt"
NOTICE = ROOT.parent / "shared" / "plans" / "tongliao-2019.txt"
PLANS_A_SECOND = 40
STARTS = 4.0
LINEAR = 1.3


def rows() -> Iterator[Row]:
    """Measure the published notice where it lies beside the project, else the sample."""
    plan = NOTICE if NOTICE.is_file() else SAMPLE
    yield start_to_json(plan)
    yield plans_a_second(plan)
    yield growth(plan)


def start_to_json(plan: Path) -> Row:
    """`duban read` as a whole process against an interpreter that imports json, re, dataclasses."""
    command = Path(sys.executable).parent / "duban"
    read, bare = paired(process([str(command), "read", str(plan)]), python("import json, re, dataclasses"), rounds=15)
    return Row(
        "read: start to JSON ÷ bare interpreter", read / bare, "×", f"≤ {STARTS:g}", read / bare <= STARTS,
        {"duban_read_s": read, "bare_interpreter_s": bare},
    )  # fmt: skip


def plans_a_second(plan: Path) -> Row:
    """Open and read the same plan over and over in one process."""
    data = plan.read_bytes()
    read = _reader(data)
    read()
    rounds = 30
    rate = rounds / seconds_of(lambda: [read() for _ in range(rounds)])
    return Row(
        "read: plans a second and core", rate, "/s", f"≥ {PLANS_A_SECOND}", rate >= PLANS_A_SECOND,
        {"bytes": float(len(data)), "plans": float(rounds)},
    )  # fmt: skip


def growth(plan: Path) -> Row:
    """Eight times the text costs at most eight times the time, and a little."""
    data = plan.read_bytes()
    large, small = paired(_reader(data * 8), _reader(data), rounds=7)
    factor = large / small / 8
    return Row(
        "read: eight times the text ÷ (8 × once)", factor, "×", f"≤ {LINEAR:g}", factor <= LINEAR,
        {"large_s": large, "small_s": small},
    )  # fmt: skip


def _reader(data: bytes):
    return lambda: read_document(open_document(data, name="plan.txt"))
