"""Tables on a printed page whose columns no rule parts: three rules only, or none.

Steps:
1. a row whose words, parted by gaps, are the heads of tasks and units opens the table;
2. columns part where the fewest rows below have words, between one head and the next;
3. numbers in the first column say which rows belong together, and whether they stand at the first or the middle one;
4. a row that runs over several columns is a title across the table if it is short; else the table ends above it.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from duban.plans.reading.grids.heads import UNIT_COLUMNS, column_of
from duban.plans.reading.print_columns import rows_of_glyphs
from duban.plans.reading.print_marks import Glyph, is_wide
from duban.plans.reading.print_rows import rows_of
from duban.plans.reading.print_tables import PrintedCell, PrintedTable

_FEWEST_HEADS = 4
_GAP = 0.8  # in widths of an ideograph, between two heads
_TOUCHING = 1.0  # points
_FAR = 2.6  # in heights of a row: what lies so far below is no row of the table
_LONGEST_TITLE = 30
_MOST_LINES = 400
_TITLE = re.compile("[（(]?[一二三四五六七八九十]{1,3}(?:、|[)）])")
_STEP = 2.0  # points from one place that may part two columns to the next


class _Line(NamedTuple):
    """The characters of one height, and the stretches that they cover without a gap."""

    glyphs: list[Glyph]
    top: float
    bottom: float
    runs: list[tuple[float, float]]


class OpenTables:
    """Finds such tables page by page; one that a page breaks goes on below without its heads."""

    def __init__(self) -> None:
        self._walls: list[float] = []

    def take(self, glyphs: list[Glyph]) -> tuple[list[PrintedTable], list[Glyph]]:
        """Return the table of a page, and the characters outside it."""
        lines = [_line(row) for row in rows_of_glyphs(glyphs)][:_MOST_LINES]
        lines = [line for line in lines if line.glyphs]
        first = next((at for at, line in enumerate(lines) if _heads(line)), None)
        if first is not None:
            self._walls = _walls(lines, first)
        elif not self._walls or not lines or not _begins(lines[0], self._walls):
            self._walls = []
            return [], glyphs
        taken = list(_taken(lines[first or 0 :], self._walls))
        rows = _rows(taken, self._walls, heads=first is not None)
        if len(rows) < (1 if first is None else 2):
            self._walls = []
            return [], glyphs
        if len(taken) < len(lines) - (first or 0) - 1:  # but for a page number
            walls, self._walls = self._walls, []
        else:
            walls = self._walls
        within = {id(glyph) for line in taken for glyph in line.glyphs}
        outside = [glyph for glyph in glyphs if id(glyph) not in within and not glyph.text.isspace()]
        return [_table(rows, walls)], outside


def _line(row: list[Glyph]) -> _Line:
    glyphs = sorted((glyph for glyph in row if not glyph.text.isspace()), key=lambda glyph: glyph.left)
    runs: list[tuple[float, float]] = []
    for glyph in glyphs:
        if runs and glyph.left - runs[-1][1] <= _TOUCHING:
            runs[-1] = (runs[-1][0], max(runs[-1][1], glyph.right))
        else:
            runs.append((glyph.left, glyph.right))
    return _Line(glyphs, min(glyph.top for glyph in row), max(glyph.bottom for glyph in row), runs)


def _size(line: _Line) -> float:
    return max((glyph.right - glyph.left for glyph in line.glyphs if is_wide(glyph.text)), default=0.0) or 1.0


def _pieces(line: _Line) -> list[list[Glyph]]:
    """Part a line where its gaps are wide."""
    size = _size(line)
    pieces = [[line.glyphs[0]]]
    for before, glyph in pairwise(line.glyphs):
        if glyph.left - before.right > _GAP * size:
            pieces.append([])
        pieces[-1].append(glyph)
    return pieces


def _words(glyphs: Sequence[Glyph]) -> str:
    return "".join(glyph.text for glyph in glyphs)


def _heads(line: _Line) -> list[list[Glyph]]:
    """Return the heads that a line holds, a number first; empty where it is no head of tasks."""
    pieces = _pieces(line)
    if len(pieces) < _FEWEST_HEADS:
        return []
    roles = [column_of(_words(piece)) for piece in pieces]
    known = {role for role in roles if role not in ("", "none")}
    is_head = roles[0] == "number" and "words" in known and any(role in known for role in UNIT_COLUMNS)
    return pieces if is_head and "" not in roles else []


def _walls(lines: list[_Line], first: int) -> list[float]:
    """Find where the columns part: between two heads, at the place that the fewest lines below cross."""
    heads = _heads(lines[first])
    below = lines[first:]
    left = min(glyph.left for line in below for glyph in line.glyphs)
    right = max(glyph.right for line in below for glyph in line.glyphs)
    walls = [left - 1]
    for before, after in pairwise(heads):
        low, high = (before[0].left + before[-1].right) / 2, (after[0].left + after[-1].right) / 2
        places = [low + _STEP * step for step in range(1, int((high - low) / _STEP))]
        crossed = [(sum(_crosses(line, place) for line in below), at) for at, place in enumerate(places)]
        least = min(crossed)[0] if crossed else 0
        best = [places[at] for count, at in crossed if count == least] or [(low + high) / 2]
        walls.append(_widest(best))
    return [*walls, right + 1]


def _widest(places: list[float]) -> float:
    """Return the middle of the longest run of neighbouring places."""
    runs = [[places[0]]]
    for before, place in pairwise(places):
        if place - before > _STEP * 1.5:
            runs.append([])
        runs[-1].append(place)
    longest = max(runs, key=len)
    return (longest[0] + longest[-1]) / 2


def _crosses(line: _Line, place: float) -> bool:
    """Say whether words stand at a place, or run on over it without a gap."""
    return any(left < place < right for left, right in line.runs)


def _begins(line: _Line, walls: list[float]) -> bool:
    """Say whether the first line of a page goes on with the table of the page before: its words keep to the columns."""
    return not _is_across(line, walls) and len(_filled(line, walls)) > 1


def _filled(line: _Line, walls: list[float]) -> set[int]:
    return {_column(glyph, walls) for glyph in line.glyphs}


def _column(glyph: Glyph, walls: list[float]) -> int:
    middle = (glyph.left + glyph.right) / 2
    return max(0, min(sum(wall < middle for wall in walls) - 1, len(walls) - 2))


def _is_across(line: _Line, walls: list[float]) -> bool:
    """Say whether the words of a line run over a wall."""
    return any(_crosses(line, wall) for wall in walls[1:-1])


def _is_title(line: _Line, walls: list[float]) -> bool:
    """Say whether a line is a title across the table: 二、惠民生, wherever it begins, or words that run over a wall."""
    is_labelled = len(_pieces(line)) == 1 and _TITLE.match(_words(line.glyphs)) is not None
    return is_labelled or _is_across(line, walls)


def _taken(lines: list[_Line], walls: list[float]) -> Iterator[_Line]:
    """Give the lines of the table: until words run over the columns that are no title, or a wide gap."""
    before: _Line | None = None
    for line in lines:
        if before is not None and line.top - before.bottom > _FAR * (line.bottom - line.top):
            return
        if _is_across(line, walls) and (len(line.glyphs) > _LONGEST_TITLE or line.glyphs[-1].text in "。；，、"):
            return
        yield line
        before = line


def _rows(lines: list[_Line], walls: list[float], *, heads: bool) -> list[list[_Line]]:
    """Gather the lines of each row by the numbers of the first column, and the titles across between them."""
    rows: list[list[_Line]] = [[lines[0]]] if heads and lines else []
    body = lines[1:] if heads else lines
    start = 0
    while start < len(body):
        if _is_title(body[start], walls):
            rows.append([body[start]])
            start += 1
            continue
        stop = next((at for at in range(start, len(body)) if _is_title(body[at], walls)), len(body))
        rows += _numbered(body[start:stop], walls)
        start = stop
    return rows


def _numbered(lines: list[_Line], walls: list[float]) -> Iterator[list[_Line]]:
    """Part lines into rows: a number stands at the first line of its row, else at the middle one."""
    numbers = [at for at, line in enumerate(lines) if 0 in _filled(line, walls)]
    if not numbers:
        yield lines
        return
    if numbers[0] == 0 and any(after - before > 1 for before, after in pairwise([*numbers, len(lines)])):
        starts = numbers
    else:
        starts, start = [], 0
        for number in numbers:
            starts.append(start)
            start = max(number + 1, 2 * number - start + 1)
    for start, stop in pairwise([*starts, len(lines)]):
        if start < stop:
            yield lines[start:stop]


def _table(rows: list[list[_Line]], walls: list[float]) -> PrintedTable:
    """Put the cells together."""
    cells: list[PrintedCell] = []
    for at, lines in enumerate(rows):
        glyphs = [glyph for line in lines for glyph in line.glyphs]
        if len(lines) == 1 and _is_title(lines[0], walls):
            cells.append(PrintedCell(at, 0, 1, len(walls) - 1, walls[0], walls[-1], rows_of(glyphs)))
            continue
        for column, (left, right) in enumerate(pairwise(walls)):
            own = [glyph for glyph in glyphs if _column(glyph, walls) == column]
            cells.append(PrintedCell(at, column, 1, 1, *_edges(own, left, right), rows_of(own)))
    return PrintedTable(rows[0][0].top, rows[-1][-1].bottom, walls, cells)


def _edges(glyphs: list[Glyph], left: float, right: float) -> tuple[float, float]:
    """Return where the words of a cell may stand: as far as they do."""
    if not glyphs:
        return left, right
    return min(glyph.left for glyph in glyphs), max(glyph.right for glyph in glyphs)
