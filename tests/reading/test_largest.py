"""The largest allowed file is read in bounded time and memory, whatever its shape: twice the bytes, twice the time."""

import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from duban.plans.reading.messages import REFUSALS
from largest import SHAPES

PROGRAM = Path(__file__).parents[1] / "largest.py"
MOST_MEGABYTES = 1_500  # dense items, each with a dozen values of its own; other shapes take a tenth of it
MOST_GROWTH = 3.0  # twice the bytes, twice the time, and room for a busy machine
SPARE_SECONDS = 2.0


class Cost(NamedTuple):
    outcome: str
    seconds: float
    megabytes: int


def cost(shape: str, megabytes: float) -> Cost:
    command = [sys.executable, str(PROGRAM), shape, str(megabytes)]
    told = subprocess.run(command, capture_output=True, text=True, check=True, timeout=300).stdout
    outcome, seconds, peak = told.split("\t")
    return Cost(outcome, float(seconds), int(peak))


@pytest.mark.deep
@pytest.mark.parametrize("shape", SHAPES)
def test_twice_as_much_takes_twice_as_long(shape: str) -> None:
    half, whole = cost(shape, 5), cost(shape, 10)
    assert {half.outcome, whole.outcome} <= {"read", *REFUSALS}
    assert max(half.megabytes, whole.megabytes) < MOST_MEGABYTES
    assert whole.seconds < half.seconds * MOST_GROWTH + SPARE_SECONDS


@pytest.mark.parametrize("shape", ["many items", "page of paragraphs", "opening brackets", "digits"])
def test_a_large_file_takes_memory_in_proportion(shape: str) -> None:
    large = cost(shape, 0.5)
    assert large.outcome == "read"
    assert large.megabytes < 300
