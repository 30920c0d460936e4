"""A road map in user units: lines of a plan become bars, marks and connectors on leaves that fit a sheet of paper.

A leaf is two pictures of one height: the names (wide, and narrow for telephones) and the time. All bars of a kind are
one path, so that a thousand of them cost no more elements than ten; what is read aloud and can be reached by keyboard
are the lines.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple

from duban.supervision.charts.axis import Axis
from duban.supervision.charts.drawing import box, cross, diamond, dot, fitted, number, width_of, wrapped
from duban.supervision.charts.models import Kind, Line, Mark, State, Stretch

NAMES, SHORT_NAMES, TIME, GUTTER = 330, 118, 910, 140  # GUTTER is the room for words right of the last day
EDGE = 8  # left of the first day, for marks that lie on it
TODAY = 46  # half the room of the words of today
AXIS = TIME - GUTTER
HEAD, FOOT = 30, 22
HEIGHTS = {Kind.GROUP: 32, Kind.ITEM: 30, Kind.MILESTONE: 24}
FIRST_LEAF, NEXT_LEAF = 560, 790  # what fits a sheet of A4 held sideways, with the head of the page and without

MARKS = {state: f"mark_{state}" for state in State}
SIZE, SMALL = 13, 12
INDENT = {Kind.GROUP: 0, Kind.ITEM: 18, Kind.MILESTONE: 34}
NUMBER_ROOM = 56  # where groups have numbers, all names stand right of them
BAR, BASE, MIDDLE = 9, 5, 12  # height of both bars, and the middle of the upper one below the top of its line
HALF, SMALL_HALF = 5.2, 3.2
BESIDE = 8  # between a bar and its words, and from a bar to the bend of a connector


class Row(NamedTuple):
    """A line on a leaf, as a template draws it; a place is x and y in user units."""

    line: Line
    number: str
    name: str
    name_at: str
    name_y: str
    short: tuple[tuple[str, str], ...]
    light_place: str
    words_place: str
    field: str
    is_continued: bool


@dataclass(frozen=True)
class Leaf:
    """One leaf: its lines, the paths of each kind, and where today is; empty where it lies outside."""

    number: int
    height: int
    rows: tuple[Row, ...]
    paths: Mapping[str, str]
    months: tuple[str, ...]
    today: str
    today_words_at: str
    foot: str
    foot_y: str

    @cached_property
    def texts(self) -> "Texts":
        """Return what its lines say, sorted by how a template draws it."""
        new = [row for row in self.rows if not row.is_continued]
        groups = [row for row in self.rows if row.line.kind is Kind.GROUP]
        return Texts(
            number=str(self.number),
            height=str(self.height),
            groups=[(row.number, row.name, row.name_at, row.name_y, row.is_continued) for row in groups],
            lights=[(row.line.light, row.light_place) for row in groups if row.line.light],
            items=[_name(row) for row in self.rows if row.line.kind is Kind.ITEM],
            steps=[_name(row) for row in self.rows if row.line.kind is Kind.MILESTONE],
            short_groups=[each for row in groups for each in row.short],
            short=[each for row in self.rows if row.line.kind is not Kind.GROUP for each in row.short],
            links=[(row.line.url, row.line.label, row.field) for row in new],
            words=[_words(row) for row in new if row.line.words and row.line.late is None],
            late=[_words(row) for row in new if row.line.words and row.line.late is not None],
        )


class Texts(NamedTuple):
    """The texts of a leaf as plain tuples, which a template reads several times as fast as records (design 6)."""

    number: str
    height: str
    groups: Sequence[tuple[str, str, str, str, bool]]
    lights: Sequence[tuple[str, str]]
    items: Sequence[tuple[str, str]]
    steps: Sequence[tuple[str, str]]
    short_groups: Sequence[tuple[str, str]]
    short: Sequence[tuple[str, str]]
    links: Sequence[tuple[str, str, str]]
    words: Sequence[tuple[str, str]]
    late: Sequence[tuple[str, str]]


def _name(row: Row) -> tuple[str, str]:
    return row.name, f"{row.name_at} {row.name_y}"


def _words(row: Row) -> tuple[str, str]:
    return row.line.words, row.words_place


class _Mark(NamedTuple):
    """On which leaf a milestone is, and where."""

    leaf: int
    x: float
    y: float


class _Bar(NamedTuple):
    """On which leaf a bar is, from where to where, and at which height."""

    leaf: int
    begin: float
    end: float
    y: float


@dataclass
class _Drawing:
    """A leaf while it is drawn."""

    number: int
    is_numbered: bool
    rows: list[Row] = field(default_factory=list)
    paths: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    bottom: float = HEAD

    def add(self, kind: str, path: str) -> None:
        self.paths[kind].append(path)


def lay(lines: Sequence[Line], axis: Axis, today: date) -> tuple[Leaf, ...]:
    """Return the leaves of a road map, its lines in their order; a group that goes on names itself anew."""
    marks: dict[str, _Mark] = {}
    bars: dict[str, _Bar] = {}
    drawings: list[_Drawing] = []
    numbered = any(line.number for line in lines)
    for place, parts in enumerate(_leaves(lines), 1):
        drawing = _Drawing(place, is_numbered=numbered)
        drawings.append(drawing)
        for line, is_continued in parts:
            _draw(drawing, line, axis, marks, bars, is_continued=is_continued)
    _connect(lines, drawings, marks, bars)
    return tuple(_finished(drawing, axis, today) for drawing in drawings)


def days_of(lines: Sequence[Line]) -> Iterator[date]:
    """Yield every day that is to be seen, for the axis."""
    for line in lines:
        for stretch in (line.plan, line.base, line.late, line.was_late):
            if stretch is not None:
                yield from stretch
        for mark in line.marks:
            yield mark.on
            if mark.first_on is not None:
                yield mark.first_on


def _leaves(lines: Sequence[Line]) -> Iterator[list[tuple[Line, bool]]]:
    """Yield what stands on each leaf: no group at its foot, and at its head the group that goes on."""
    leaf: list[tuple[Line, bool]] = []
    group: Line | None = None
    room, left = FIRST_LEAF, FIRST_LEAF - HEAD - FOOT
    for place, line in enumerate(lines):
        needed = HEIGHTS[line.kind]
        if line.kind is Kind.GROUP:
            group = line
            follows = lines[place + 1 : place + 2]
            needed += sum(HEIGHTS[each.kind] for each in follows if each.kind is not Kind.GROUP)
        if needed > left and leaf:
            yield leaf
            leaf, room = [], NEXT_LEAF
            left = room - HEAD - FOOT
            if group is not None and group is not line:
                leaf.append((group._replace(waits_for=(), marks=(), words=""), True))
                left -= HEIGHTS[Kind.GROUP]
        leaf.append((line, False))
        left -= HEIGHTS[line.kind]
    if leaf:
        yield leaf


def _draw(
    drawing: _Drawing,
    line: Line,
    axis: Axis,
    marks: dict[str, _Mark],
    bars: dict[str, _Bar],
    *,
    is_continued: bool,
) -> None:
    top, height = drawing.bottom, HEIGHTS[line.kind]
    middle = top + (height / 2 if line.kind is Kind.MILESTONE or line.plan is None else MIDDLE)
    drawing.bottom += height
    drawing.add("rule", f"M{-EDGE} {number(top)}h{TIME + EDGE}")
    for rest in line.rests:
        _bar(drawing, "rest", rest, axis, top + 1, height - 2)
    ends = _bars(drawing, line, axis, middle)
    for mark in line.marks:
        at = _Mark(drawing.number, axis.ends(mark.on), middle)
        if axis.holds(mark.on):
            _mark(drawing, mark, at, axis)
            ends = max(ends, at.x + HALF)
        if line.kind is Kind.MILESTONE or mark.key not in marks:
            marks[mark.key] = at
    if line.plan is not None and not is_continued:
        begin, end = axis.begins(line.plan.begins_on), axis.ends(line.plan.ends_on)
        bars[line.key] = _Bar(drawing.number, begin, end, middle)
    drawing.rows.append(
        _row(
            line,
            top,
            middle,
            ends,
            NUMBER_ROOM if drawing.is_numbered else INDENT[line.kind],
            is_continued=is_continued,
        )
    )


def _bars(drawing: _Drawing, line: Line, axis: Axis, middle: float) -> float:
    """Draw the bars of a line; return where the last of them ends."""
    upper = middle - BAR / 2
    ends = 0.0
    if line.plan is not None:
        begin, end = axis.begins(line.plan.begins_on), axis.ends(line.plan.ends_on)
        if line.kind is Kind.GROUP and not line.is_printed:
            drawing.add("span", f"M{number(begin)} {number(middle + 3)}v-3H{number(end)}v3")
        else:
            _bar(drawing, "plan", line.plan, axis, upper, BAR)
            done = min(max(line.done, 0), 1) * (end - begin)
            if done > 0:
                drawing.add("done", box(begin, upper, done, BAR))
        ends = max(ends, end)
    if line.base is not None:
        ends = max(ends, _bar(drawing, "base", line.base, axis, middle + BAR / 2 + 3, BASE))
    for kind, stretch in (("late", line.late), ("was_late", line.was_late)):
        if stretch is not None:
            ends = max(ends, _bar(drawing, kind, stretch, axis, upper, BAR, after=True))
    return ends


def _bar(
    drawing: _Drawing, kind: str, stretch: Stretch, axis: Axis, y: float, height: float, *, after: bool = False
) -> float:
    """Draw days as a bar, or what passed after the first of them; nothing where none of it lies on the axis."""
    begin = axis.ends(stretch.begins_on) if after else axis.begins(stretch.begins_on)
    end = axis.ends(stretch.ends_on)
    if end > begin:
        drawing.add(kind, box(begin, y, end - begin, height))
    return end


def _mark(drawing: _Drawing, mark: Mark, at: _Mark, axis: Axis) -> None:
    shape = cross(at.x, at.y, HALF - 1) if mark.state is State.GONE else diamond(at.x, at.y, HALF)
    drawing.add(MARKS[mark.state], shape)
    if mark.state is State.LATE:
        drawing.add("sign", f"M{number(at.x)} {number(at.y - 2.6)}v3.2m0 1v1")
    if mark.first_on is not None and mark.first_on != mark.on and axis.holds(mark.first_on):
        first = axis.ends(mark.first_on)
        drawing.add("first", dot(first, at.y, SMALL_HALF))
        nearer = SMALL_HALF if first < at.x else -SMALL_HALF
        drawing.add("moved", f"M{number(first + nearer)} {number(at.y)}H{number(at.x - nearer * HALF / SMALL_HALF)}")


def _row(line: Line, top: float, middle: float, ends: float, indent: float, *, is_continued: bool) -> Row:
    height = HEIGHTS[line.kind]
    light = 18 if line.light else 0
    short_at = 0 if line.kind is Kind.GROUP else 8
    short = wrapped(f"{line.number} {line.name}".strip(), SHORT_NAMES - 8 - short_at, SMALL - 1, 2)
    lowest = top + height / 2 + (4 if len(short) == 1 else -2)
    return Row(
        line=line,
        number=fitted(line.number, NUMBER_ROOM - BESIDE, SIZE),
        name=fitted(line.name, NAMES - 12 - indent - light, SIZE),
        name_at=f"{indent:.5g}",
        name_y=f"{top + height / 2 + 4.5:.5g}",
        short=tuple((each, f"{short_at} {lowest + 12 * place:.5g}") for place, each in enumerate(short)),
        light_place=f"{NAMES - 22} {top + height / 2 - 8:.5g}",
        words_place=f"{_beside(line.words, ends):.5g} {middle + 4:.5g}",
        field=f"M{-EDGE} {top:.5g}h{TIME + EDGE}v{height}H{-EDGE}z",
        is_continued=is_continued,
    )


def _beside(words: str, ends: float) -> float:
    """Return where words begin: right of the bar, and not beyond the picture."""
    return max(0.0, min(ends + BESIDE, TIME - width_of(words, SMALL)))


def _connect(
    lines: Sequence[Line], drawings: Sequence[_Drawing], marks: Mapping[str, _Mark], bars: Mapping[str, _Bar]
) -> None:
    """Draw from every milestone to what waits for it; what lies on another leaf, or on none, is a stub."""
    for line in lines:
        to = bars.get(line.key)
        if to is None:
            continue
        for key in line.waits_for:
            begin, drawing = marks.get(key), drawings[to.leaf - 1]
            if begin is not None and begin.leaf == to.leaf:
                _link(drawing, begin, to)
                continue
            drawing.add("link", f"M{number(to.begin - 2 * BESIDE)} {number(to.y)}h{2 * BESIDE - 5}")
            drawing.add("arrow", _arrow_right(to.begin, to.y))
            if begin is not None:
                drawings[begin.leaf - 1].add("link", f"M{number(begin.x + HALF)} {number(begin.y)}h{BESIDE}")


def _link(drawing: _Drawing, begin: _Mark, to: _Bar) -> None:
    """Draw round a corner to the beginning of a bar; one that began before, from above or below into it."""
    if begin.x + HALF + BESIDE <= to.begin:
        drawing.add("link", f"M{number(begin.x + HALF)} {number(begin.y)}H{number(to.begin - BESIDE)}V{number(to.y)}h3")
        drawing.add("arrow", _arrow_right(to.begin, to.y))
        return
    down = 1 if begin.y < to.y else -1
    x, edge = min(begin.x, to.end), to.y - down * BAR / 2
    way = f"V{number(edge - 5 * down)}"
    if begin.x != x:  # the milestone comes after the end of the bar
        way = f"V{number(begin.y + 12 * down)}H{number(x)}{way}"
    drawing.add("link", f"M{number(begin.x)} {number(begin.y + HALF * down)}{way}")
    drawing.add("arrow", f"M{number(x)} {number(edge)}l-3 {-5 * down}h6z")


def _arrow_right(x: float, y: float) -> str:
    return f"M{number(x)} {number(y)}l-5-3v6z"


def _finished(drawing: _Drawing, axis: Axis, today: date) -> Leaf:
    months = [number(tick.at) for tick in axis.months()]
    for at in (*months, str(AXIS)):
        drawing.add("month", f"M{at} {HEAD - 18}V{number(drawing.bottom)}")
    return Leaf(
        number=drawing.number,
        height=int(drawing.bottom) + FOOT,
        rows=tuple(drawing.rows),
        paths={kind: "".join(parts) for kind, parts in drawing.paths.items()},
        months=tuple(months),
        today=number(axis.ends(today)) if axis.holds(today) else "",
        today_words_at=number(min(max(axis.ends(today), TODAY), TIME - TODAY)),
        foot=number(drawing.bottom),
        foot_y=number(drawing.bottom + 15),
    )
