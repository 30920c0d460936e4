"""Lines over months in user units: planned against done of a task, and the way of an indicator to its target."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from duban.supervision.charts.axis import Axis
from duban.supervision.charts.drawing import diamond, dot, number
from duban.supervision.charts.scale import Scale, scale_of

WIDTH, HEIGHT = 720, 270
LEFT, RIGHT, TOP, BOTTOM = 64, 136, 22, 236
FIELD = WIDTH - LEFT - RIGHT
APART = 17  # between the words beside two lines
SMALL_WIDTH, SMALL_HEIGHT, SMALL_EDGE = 150, 36, 4
RADIUS, SMALL_RADIUS = 3.2, 2.2


class Value(NamedTuple):
    """A value by the end of a day; `is_kept` is false where it breaks a ceiling."""

    on: date
    value: Decimal
    is_kept: bool = True


class Words(NamedTuple):
    """Words beside the end of a line."""

    text: str
    at: str
    y: str


class Grid(NamedTuple):
    """A line across, with its number."""

    text: str
    y: str
    text_y: str


@dataclass(frozen=True)
class Chart:
    """A picture of lines: what a template draws, all places in user units; empty paths are not drawn."""

    width: int
    height: int
    left: str
    right: str
    top: str
    bottom: str
    planned: str
    actual: str
    dots: str
    broken: str
    target: str
    today: str
    grid: tuple[Grid, ...]
    ticks: tuple[str, ...]
    ends: tuple[Words, ...]


@dataclass(frozen=True)
class Curve:
    """What is to be drawn: planned and actual values in time, the target where there is one, and words for the ends.

    `within` are values that the upright line has to hold beside them.
    """

    planned: Sequence[Value]
    actual: Sequence[Value]
    target: Decimal | None = None
    within: Sequence[Decimal] = ()
    planned_words: str = ""
    actual_words: str = ""
    target_words: str = ""


def draw(curve: Curve, axis: Axis, today: date, *, say: Callable[[Decimal], str]) -> Chart:
    """Return a curve with its axes; `axis` is as wide as FIELD, `say` writes a number."""
    scale = scale_of(_values(curve), bottom=BOTTOM, top=TOP)
    return Chart(
        width=WIDTH,
        height=HEIGHT,
        left=number(LEFT),
        right=number(LEFT + FIELD),
        top=number(TOP),
        bottom=number(BOTTOM),
        today=number(LEFT + axis.ends(today)) if axis.holds(today) else "",
        grid=tuple(Grid(say(value), number(at), number(at + 4)) for value, at in scale.levels()),
        ticks=tuple(number(LEFT + tick.at + tick.width / 2) for tick in axis.months()),
        ends=_ends(curve, axis, scale),
        **_lines(curve, axis, scale, LEFT, RADIUS),
    )


def draw_small(curve: Curve, axis: Axis, today: date) -> Chart:
    """Return a curve without words, for a cell of a table; `axis` is as wide as SMALL_WIDTH without its edges."""
    scale = scale_of(_values(curve), bottom=SMALL_HEIGHT - SMALL_EDGE, top=SMALL_EDGE)
    return Chart(
        width=SMALL_WIDTH,
        height=SMALL_HEIGHT,
        left=number(SMALL_EDGE),
        right=number(SMALL_WIDTH - SMALL_EDGE),
        top=number(SMALL_EDGE),
        bottom=number(SMALL_HEIGHT - SMALL_EDGE),
        today=number(SMALL_EDGE + axis.ends(today)) if axis.holds(today) else "",
        grid=(),
        ticks=(),
        ends=(),
        **_lines(curve, axis, scale, SMALL_EDGE, SMALL_RADIUS),
    )


def _values(curve: Curve) -> list[Decimal]:
    values = [*(each.value for each in (*curve.planned, *curve.actual)), *curve.within]
    return [*values, curve.target] if curve.target is not None else values


def _lines(curve: Curve, axis: Axis, scale: Scale, left: float, radius: float) -> dict[str, str]:
    def places(values: Sequence[Value]) -> list[tuple[float, float]]:
        return [(left + axis.ends(each.on), scale.at(each.value)) for each in values]

    across = f"M{number(left)} {{}}H{number(left + axis.width)}"
    return {
        "planned": _through(places(curve.planned)),
        "actual": _through(places(curve.actual)),
        "dots": "".join(dot(x, y, radius) for x, y in places([each for each in curve.actual if each.is_kept])),
        "broken": "".join(diamond(x, y, radius + 2) for x, y in places([e for e in curve.actual if not e.is_kept])),
        "target": across.format(number(scale.at(curve.target))) if curve.target is not None else "",
    }


def _through(places: Sequence[tuple[float, float]]) -> str:
    """Return a line through points; a single one has none."""
    if len(places) < 2:
        return ""
    return "M" + "L".join(f"{number(x)} {number(y)}" for x, y in places)


def _ends(curve: Curve, axis: Axis, scale: Scale) -> tuple[Words, ...]:
    """Return the words right of the lines, from above to below and never upon each other."""
    at: list[tuple[float, str]] = []
    if curve.target is not None and curve.target_words:
        at.append((scale.at(curve.target), curve.target_words))
    for values, words in ((curve.actual, curve.actual_words), (curve.planned, curve.planned_words)):
        if values and words:
            at.append((scale.at(values[-1].value), words))
    placed: list[Words] = []
    lowest = float(TOP - APART)
    for y, words in sorted(at, key=lambda each: each[0]):
        lowest = max(y, lowest + APART)
        placed.append(Words(words, number(LEFT + axis.width + 8), number(lowest + 4)))
    return tuple(placed)
