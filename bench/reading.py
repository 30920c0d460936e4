"""Reading: from start to JSON against a bare interpreter; plans a second and core; growth with size; scores.

The scores are taken over the specimens in ../shared/plans, where they lie beside the project, and over our own corpus
in tests/corpus. `python3 run.py bench reading` compares them with those of the run before.
"""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from bench.corpora import CORPUS, SPECIMENS, Labelled, labelled_plans
from bench.defects import judge
from bench.measure import Row, paired, process, python, seconds_of
from bench.scores import score, summed
from duban.plans.reading.read import read_document
from duban.plans.reading.sources import open_document

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "samples" / "lan-2026.txt"
NOTICE = ROOT.parent / "shared" / "plans" / "tongliao-2019.txt"
PLANS_A_SECOND = 40
STARTS = 4.0
LINEAR = 1.3
LEAST = {"items": 0.995, "deadlines": 0.98, "targets": 0.96}  # F1; the other fields of a score
LEAST_ELSE = 0.99
MOST_FALSE = 1.0  # false alarms of severity must or check in 50 items


def rows() -> Iterator[Row]:
    """Measure the published notice where it lies beside the project, else the sample."""
    plan = NOTICE if NOTICE.is_file() else SAMPLE
    yield start_to_json(plan)
    yield plans_a_second(plan)
    yield growth(plan)
    for name, folder in (("specimens", SPECIMENS), ("corpus", CORPUS)):
        if plans := list(labelled_plans(folder)):
            yield from scores(name, plans)
            yield from defects(name, plans)


def scores(name: str, plans: list[Labelled]) -> Iterator[Row]:
    """One row for each field: F1 over all plans, and of what it is made."""
    for field, tally in summed(score(plan.gold, plan.reading) for plan in plans).items():
        least = LEAST.get(field, LEAST_ELSE)
        yield Row(
            f"{name}: {field}", tally.f1, "F1", f"≥ {least:g}", tally.f1 >= least,
            {"found": tally.found, "spare": tally.spare, "missed": tally.missed},
        )  # fmt: skip


def defects(name: str, plans: list[Labelled]) -> Iterator[Row]:
    """Planted defects that a finding says, and findings of severity must or check that say none of them."""
    verdicts = [judge(plan.gold, plan.reading) for plan in plans]
    found, missed, alarms = (sum(map(len, lists)) for lists in zip(*verdicts, strict=True))
    items = sum(len(plan.gold["items"]) for plan in plans)
    for plan, verdict in zip(plans, verdicts, strict=True):
        for words in verdict.missed:
            print(f"  {plan.name}: missed: {words}")
        for words in verdict.false_alarms:
            print(f"  {plan.name}: false alarm: {words}")
    share = found / (found + missed) if found + missed else 1.0
    yield Row(f"{name}: planted defects found", share, "of 1", "= 1", not missed, {"found": found, "missed": missed})
    rate = alarms * 50 / items
    yield Row(
        f"{name}: false alarms in 50 items", rate, "/50", f"≤ {MOST_FALSE:g}", rate <= MOST_FALSE,
        {"alarms": alarms, "items": items},
    )  # fmt: skip


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


def _reader(data: bytes) -> Callable[[], object]:
    return lambda: read_document(open_document(data, name="plan.txt"))
