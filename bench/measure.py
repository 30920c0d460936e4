"""Paired measurement: two things run in turns, so that what else the machine does falls on both."""

import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Row:
    """One benchmark: the figure, the budget it lives within, and what it was made of."""

    name: str
    figure: float
    unit: str
    budget: str
    holds: bool
    made_of: dict[str, float]

    def as_json(self) -> dict[str, object]:
        """Return the row as the result file holds it."""
        return asdict(self)


def seconds_of(run: Callable[[], object]) -> float:
    """Return the wall time of one run."""
    begin = time.perf_counter()
    run()
    return time.perf_counter() - begin


def paired(
    subject: Callable[[], object],
    floor: Callable[[], object],
    *,
    rounds: int,
    anew: Callable[[], object] = lambda: None,
) -> tuple[float, float]:
    """Run both in turns after one warm-up each; return the medians in seconds, subject first.

    `anew` comes before every run and is not measured: it puts back what a run changes.
    """

    def run(each: Callable[[], object]) -> float:
        anew()
        return seconds_of(each)

    run(subject), run(floor)
    times = [(run(subject), run(floor)) for _ in range(rounds)]
    return statistics.median(a for a, _ in times), statistics.median(b for _, b in times)


def process(arguments: Sequence[str]) -> Callable[[], object]:
    """Return a run of a whole process whose output is thrown away; a failing one ends the benchmark."""

    def run() -> object:
        return subprocess.run(arguments, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    return run


def python(code: str) -> Callable[[], object]:
    """Return a run of a fresh interpreter with a line of code."""
    return process([sys.executable, "-c", code])
