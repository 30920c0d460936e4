"""Ruled tables on a printed page: cells out of the rules that wall them in, merged ones where rules are missing.

Steps:
1. rules of one line are put together, dashes and pieces of neighbouring cells alike;
2. rules that touch make a frame; a frame with two columns or more is a table;
3. neighbouring fields without a rule between them are one cell;
4. characters go to the cell they stand in.
"""

from bisect import bisect
from itertools import pairwise
from typing import NamedTuple

from duban.plans.reading.print_marks import Glyph, Page, Rule
from duban.plans.reading.print_rows import Row, rows_of

_NEAR = 2.5  # so far apart are two rules at most that a person sees as one
_GAP = 4.0
_SMALLEST = 5.0
# Fields of a table and pairs of its rules that are looked at; a page of squared paper is no table.
_MOST_FIELDS = 20_000
_MOST_PAIRS = 200_000


class PrintedCell(NamedTuple):
    """A cell on one page: place and extent counted from 0, its edges, the rows of its words."""

    row: int
    column: int
    rows: int
    columns: int
    left: float
    right: float
    words: list[Row]


class PrintedTable(NamedTuple):
    """A table on one page: its edges, where its columns begin and end, its cells row by row."""

    top: float
    bottom: float
    columns: list[float]
    cells: list[PrintedCell]


def tables_of(page: Page) -> tuple[list[PrintedTable], list[Glyph]]:
    """Return the tables of a page from above, and the characters outside them."""
    flat = _joined([rule for rule in page.rules if rule.top == rule.bottom], flat=True)
    upright = _joined([rule for rule in page.rules if rule.left == rule.right], flat=False)
    tables: list[PrintedTable] = []
    glyphs = page.glyphs
    for lines, walls in _frames(flat, upright):
        laid = _laid(lines, walls)
        if laid is None:
            continue
        left, right, top, bottom = laid.columns[0], laid.columns[-1], laid.rows[0], laid.rows[-1]
        within: list[Glyph] = []
        outside: list[Glyph] = []
        for glyph in glyphs:
            is_within = left <= _across(glyph) <= right and top <= _down(glyph) <= bottom
            (within if is_within else outside).append(glyph)
        if within:
            glyphs = outside
            tables.append(PrintedTable(top, bottom, laid.columns, _cells(laid, within)))
    return sorted(tables, key=lambda table: table.top), glyphs


class _Laid(NamedTuple):
    """The fields of a frame: where rows and columns part, and the number of the cell of each field."""

    rows: list[float]
    columns: list[float]
    fields: list[list[int]]


def _joined(rules: list[Rule], *, flat: bool) -> list[Rule]:
    """Put together the rules that lie on one line and touch."""
    lines: list[tuple[float, list[tuple[float, float]]]] = []
    for rule in sorted(rules, key=lambda rule: rule.top if flat else rule.left):
        at = rule.top if flat else rule.left
        if not lines or at - lines[-1][0] > _NEAR:
            lines.append((at, []))
        lines[-1][1].append((rule.left, rule.right) if flat else (rule.top, rule.bottom))
    joined = []
    for at, pieces in lines:
        for start, end in _runs(pieces):
            if end - start >= _SMALLEST:
                joined.append(Rule(start, at, end, at) if flat else Rule(at, start, at, end))
    return joined


def _runs(pieces: list[tuple[float, float]]) -> list[tuple[float, float]]:
    runs: list[tuple[float, float]] = []
    for start, end in sorted(pieces):
        if runs and start - runs[-1][1] <= _GAP:
            runs[-1] = (runs[-1][0], max(runs[-1][1], end))
        else:
            runs.append((start, end))
    return runs


class _Groups:
    """Numbers that belong together; the first of each group stands for it."""

    def __init__(self, count: int) -> None:
        self._first = list(range(count))

    def first(self, of: int) -> int:
        while self._first[of] != of:
            self._first[of] = self._first[self._first[of]]
            of = self._first[of]
        return of

    def join(self, one: int, other: int) -> None:
        self._first[self.first(other)] = self.first(one)


def _frames(flat: list[Rule], upright: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Return groups of flat and upright rules that touch one another."""
    if len(flat) * len(upright) > _MOST_PAIRS:
        return []
    groups = _Groups(len(flat) + len(upright))
    for one, line in enumerate(flat):
        for other, wall in enumerate(upright, len(flat)):
            if _touch(line, wall):
                groups.join(one, other)
    frames: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for one, line in enumerate(flat):
        frames.setdefault(groups.first(one), ([], []))[0].append(line)
    for other, wall in enumerate(upright, len(flat)):
        frames.setdefault(groups.first(other), ([], []))[1].append(wall)
    return [frame for frame in frames.values() if len(frame[0]) > 1 and frame[1]]


def _touch(line: Rule, wall: Rule) -> bool:
    return line.left - _GAP <= wall.left <= line.right + _GAP and wall.top - _GAP <= line.top <= wall.bottom + _GAP


def _laid(flat: list[Rule], upright: list[Rule]) -> _Laid | None:
    """Part a frame into fields, and number the cells; None where it holds a single column."""
    rows = _places([rule.top for rule in flat])
    # A table may be open at its sides: there its flat rules tell where it ends.
    sides = [min(rule.left for rule in flat), max(rule.right for rule in flat)]
    columns = _places([*(rule.left for rule in upright), *sides])
    deep, wide = len(rows) - 1, len(columns) - 1
    if wide < 2 or deep < 1 or deep * wide > _MOST_FIELDS:
        return None
    groups = _Groups(deep * wide)
    for row, (above, below) in enumerate(pairwise(rows)):
        middle = (above + below) / 2
        walls = [wall.left for wall in upright if wall.top <= middle <= wall.bottom]
        for column in range(1, wide):
            if not any(abs(wall - columns[column]) <= _SMALLEST for wall in walls):
                groups.join(row * wide + column - 1, row * wide + column)
    for column, (before, after) in enumerate(pairwise(columns)):
        middle = (before + after) / 2
        lines = [line.top for line in flat if line.left <= middle <= line.right]
        for row in range(1, deep):
            if not any(abs(line - rows[row]) <= _SMALLEST for line in lines):
                groups.join((row - 1) * wide + column, row * wide + column)
    return _Laid(rows, columns, [[groups.first(row * wide + column) for column in range(wide)] for row in range(deep)])


def _places(values: list[float]) -> list[float]:
    places: list[float] = []
    for value in sorted(values):
        if not places or value - places[-1] > _SMALLEST:
            places.append(value)
    return places


def _cells(laid: _Laid, glyphs: list[Glyph]) -> list[PrintedCell]:
    """Return the cells with their words; the extent of one is the box around its fields."""
    extents: dict[int, tuple[int, int, int, int]] = {}
    for row, numbers in enumerate(laid.fields):
        for column, number in enumerate(numbers):
            top, left, _, right = extents.get(number, (row, column, row, column))
            extents[number] = (top, min(left, column), row, max(right, column))
    words: dict[int, list[Glyph]] = {number: [] for number in extents}
    for glyph in glyphs:
        row = _between(laid.rows, _down(glyph))
        column = _between(laid.columns, _across(glyph))
        words[laid.fields[row][column]].append(glyph)
    return [
        PrintedCell(
            top,
            left,
            bottom - top + 1,
            right - left + 1,
            laid.columns[left],
            laid.columns[right + 1],
            rows_of(words[number]),
        )
        for number, (top, left, bottom, right) in sorted(extents.items(), key=lambda each: each[1])
    ]


def _between(places: list[float], value: float) -> int:
    return min(max(bisect(places, value) - 1, 0), len(places) - 2)


def _across(glyph: Glyph) -> float:
    return (glyph.left + glyph.right) / 2


def _down(glyph: Glyph) -> float:
    return (glyph.top + glyph.bottom) / 2
