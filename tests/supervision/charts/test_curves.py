"""The geometry of curves: scales between round numbers, lines, dots, words that never lie upon each other."""

import re
from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest

from duban.supervision.charts.axis import Axis
from duban.supervision.charts.curves import APART, BOTTOM, FIELD, LEFT, TOP, Curve, Value, draw, draw_small
from duban.supervision.charts.scale import scale_of

YEAR = Axis(date(2026, 1, 1), date(2026, 12, 31), FIELD)
JUNE = date(2026, 6, 30)

SCALES = [  # values; lowest and highest number beside the line
    ("0 100", "0 100"),
    ("3 97", "0 100"),  # begins at 0
    ("94 96", "94 96"),  # a thin strip far from 0 does not
    ("61.38 66", "61 66"),
    ("5", "0 5"),  # a single value
    ("0", "0 1"),  # nothing at all
    ("-3 8", "-5 10"),  # below 0
    ("-8 -3", "-8 0"),  # only below 0
    ("0.02 0.07", "0 0.08"),
    ("0 18600", "0 20000"),
]


@pytest.mark.parametrize(("values", "ends"), SCALES)
def test_a_scale_lies_between_round_numbers(values: str, ends: str) -> None:
    scale = scale_of(map(Decimal, values.split()), bottom=100, top=0)
    assert [scale.lowest, scale.highest] == [Decimal(each) for each in ends.split()]
    levels = scale.levels()
    assert 2 <= len(levels) <= 7
    assert (levels[0].at, levels[-1].at) == (100, 0)


def values(*numbers: str, is_kept: bool = True) -> list[Value]:
    return [Value(date(2026, month, 28), Decimal(each), is_kept) for month, each in enumerate(numbers, 1)]


def test_lines_run_through_the_ends_of_days() -> None:
    chart = draw(Curve(values("0", "50"), [], target=Decimal(100)), YEAR, JUNE, say=str)
    x, y, *_rest = map(float, re.findall(r"[\d.]+", chart.planned))
    assert x == pytest.approx(LEFT + YEAR.ends(date(2026, 1, 28)), abs=0.1)
    assert y == BOTTOM
    assert chart.target.startswith(f"M{LEFT} {TOP}H")


@pytest.mark.parametrize(
    ("actual", "line", "dots"),
    [([], 0, 0), (["1"], 0, 1), (["1", "2"], 1, 2)],  # nothing, one figure that is no line yet, two
)
def test_few_figures_are_dots_before_they_are_a_line(actual: list[str], line: int, dots: int) -> None:
    chart = draw(Curve([], values(*actual), target=Decimal(3)), YEAR, JUNE, say=str)
    assert bool(chart.actual) == bool(line)
    assert chart.dots.count("M") == dots


def test_a_broken_ceiling_has_another_shape() -> None:
    figures = [*values("3"), Value(date(2026, 2, 28), Decimal(4), is_kept=False)]
    chart = draw(Curve([], figures, target=Decimal("3.5")), YEAR, JUNE, say=str)
    assert (chart.dots.count("M"), chart.broken.count("M")) == (1, 1)


@pytest.mark.parametrize(
    ("today", "is_drawn"), [(date(2026, 12, 31), True), (date(2027, 1, 1), False), (date(2025, 12, 31), False)]
)
def test_today_is_drawn_where_it_lies_within(today: date, is_drawn: bool) -> None:
    assert bool(draw(Curve(values("1", "2"), []), YEAR, today, say=str).today) == is_drawn


def test_words_never_lie_upon_each_other() -> None:
    curve = Curve(
        values("1", "10"),
        values("1", "10"),
        target=Decimal(10),
        planned_words="计划",
        actual_words="实际 10",
        target_words="目标 10",
    )
    ends = draw(curve, YEAR, JUNE, say=str).ends
    heights = [float(words.y) for words in ends]
    assert len(ends) == 3
    assert all(below - above >= APART for above, below in pairwise(heights))


def test_a_small_curve_has_lines_and_no_words() -> None:
    chart = draw_small(Curve(values("1", "2"), values("1", "2"), target=Decimal(2)), YEAR._replace(width=142), JUNE)
    assert chart.planned
    assert chart.actual
    assert (chart.grid, chart.ticks, chart.ends) == ((), (), ())
