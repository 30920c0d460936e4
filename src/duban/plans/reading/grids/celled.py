"""Tables that lost their lines where each cell stands on a line of its own.

The heads stand one below the other; the numbers in their order tell the rows, and what lies between two of them goes to
the columns it fits. Where no column has numbers, the rows are cut where the cells fit best.
"""

from collections.abc import Sequence
from typing import NamedTuple

from duban.core.values import Span
from duban.plans.reading.grids.assigning import MOST_PIECES, Column, begins_words, fit
from duban.plans.reading.grids.flat_heads import DEAREST, LONGEST_HEAD, FlatHead, are_heads, fitted
from duban.plans.reading.grids.heads import Columns, bare, column_of
from duban.plans.reading.grids.parted import Row, stripped
from duban.plans.reading.lines import Line
from duban.plans.reading.numerals import whole
from duban.plans.reading.patterns import PLAN_YEAR

_MOST_COLUMNS = 20
_LONGEST_NUMBER = 4
_DEAR = 2.5  # a row that costs less is not parted
_ANOTHER = 0.5
_SKIPPED = 2  # where one number is left out
_MOST_BELOW = 4  # rows below one number
_MOST_CELLS = 400
_FEWER, _MORE = 2, 3  # cells that a row may lack, and lines on which its cells may go on
_OTHER_LENGTH = 0.5
_FEWEST_ROWS = 2


def head_in_column(text: str, lines: Sequence[Line], place: int, columns: Columns | None) -> FlatHead | None:
    """Read heads of which each stands on a line of its own."""
    cells: list[Span] = []
    roles: list[Column] = []
    at = place
    while at < len(lines) and len(cells) < _MOST_COLUMNS:
        span = stripped(text, lines[at].start, lines[at].end)
        role = column_of(span.of(text), columns) if span.end - span.start <= LONGEST_HEAD else ""
        if not role or "\n" in span.of(text) or (lines[at].style and role != "number"):
            break
        cells.append(span)
        roles.append(role)
        at += 1
    if "number" not in roles:
        return _head_without_number(text, cells, roles, at)
    if not are_heads(roles):
        return None
    if any(role != "group" for role in roles[: roles.index("number")]):
        return None  # the title of the table, which speaks of tasks too: the heads begin below it
    own = roles.index("number")
    if own and at < len(lines) and text[lines[at].start : lines[at].end].strip("、.．").isdecimal():
        cells, roles, at = cells[:-own], roles[:-own], at - own  # the group of the first row stands before its number
    return FlatHead(cells, roles, at, is_column=True) if are_heads(roles) else None


def rows_of_cells(text: str, lines: Sequence[Line], head: FlatHead) -> tuple[list[Row], int]:
    """Read rows of which each cell stands on a line; the numbers in their order tell the rows."""
    if "number" not in head.columns:
        return _rows_that_fit(text, lines, head)
    own = head.columns.index("number")
    cells = [stripped(text, line.start, line.end) for line in lines[head.next :]]
    pairs = _numbered_titles(text, cells)
    first = cells[: own + 2 + 2 * (0 in pairs)]
    if not any(cell.of(text).strip("、.．").isdecimal() for cell in first):
        return [], head.next
    anchors = _anchors(text, cells)
    columns = [*head.columns[own:], *head.columns[:own]]
    beside = {at + 1 for at in pairs}
    titled = [at in pairs or at in beside or _is_section(text, line) for at, line in enumerate(lines[head.next :])]

    def title(at: int) -> Row:
        return head.beside(cells[at], cells[at + 1]) if at in pairs else head.across(cells[at])

    rows: list[Row] = [title(at) for at in range(anchors[0]) if titled[at] and at not in beside]
    lead = fitted(fit(text, cells[: anchors[0]][-own:] if own else [], head.columns[:own])) if own else []
    before: Row = lead or [None] * own
    longest = 0
    for place, start in enumerate(anchors):
        is_last = place + 1 == len(anchors)
        end = len(cells) if is_last else anchors[place + 1]
        if is_last:
            most = min(end, start + max(longest, len(columns)))
            ends = range(min(start + 2, most), most + 1)
            end = min(ends, key=lambda stop: fit(text, cells[start:stop], columns[: len(columns) - own]).cost)
            columns = columns[: len(columns) - own]
        titles = [at for at in range(start + 1, end) if titled[at]]
        pieces = [cells[at] for at in range(start, end) if at not in titles][:MOST_PIECES]
        if _is_head_again(text, pieces, head):
            pieces = _without_heads(text, pieces, head)
        parted = _parted(text, pieces, columns)
        nothing: list[Row] = [[None for _ in columns]]
        found = parted.rows if parted.cost < DEAREST * len(parted.rows) else nothing
        width = len(head.columns) - own
        rows += [[*before, *found[0][:width]], *([*(None for _ in range(own)), *row[:width]] for row in found[1:])]
        rows += [title(at) for at in titles if at not in beside]
        before = found[-1][width:] if own else []
        longest = max(longest, end - start)
        after = head.next + end
    return rows, after


def _is_section(text: str, line: Line) -> bool:
    """Say whether a line between two rows opens a section: 一、扩大有效投资."""
    is_short = line.end - line.start <= LONGEST_HEAD * 2 and text[line.end - 1] not in "。；;"
    return line.style in ("major", "part", "minor") and line.body < line.end and is_short


def _numbered_titles(text: str, cells: Sequence[Span]) -> set[int]:
    """Find the cells that number a section whose title is the next cell, with the number of a row below: 一|工业|1."""
    found = set()
    for at in range(len(cells) - 2):
        label, title, below = (cells[at + step].of(text).strip("、.．（）()") for step in range(3))
        is_number = 0 < len(label) < _LONGEST_NUMBER and not label.isdecimal() and whole(label) is not None
        if is_number and below.isdecimal() and not title.isdecimal() and len(title) <= LONGEST_HEAD:
            found.add(at)
    return found


def _head_without_number(text: str, cells: list[Span], roles: list[Column], at: int) -> FlatHead | None:
    """Read heads without a column of numbers; the title above them, which speaks of tasks too, is none."""
    while roles and (PLAN_YEAR.search(text, *cells[0]) or roles[0] not in ("group", "words")):
        cells, roles = cells[1:], roles[1:]
    return FlatHead(cells, roles, at, is_column=True) if are_heads(roles) else None


def _rows_that_fit(text: str, lines: Sequence[Line], head: FlatHead) -> tuple[list[Row], int]:
    """Cut cells into rows at the lowest cost, each of about as many cells as there are heads."""
    cells = [stripped(text, line.start, line.end) for line in lines[head.next : head.next + _MOST_CELLS]]
    titled = [_is_section(text, line) for line in lines[head.next : head.next + _MOST_CELLS]]
    width = len(head.columns)
    best: list[tuple[float, tuple[Row, ...]] | None] = [(0.0, ())] + [None] * len(cells)
    for at in range(len(cells)):
        before = best[at]
        if before is None:
            continue
        cost, rows = before
        for length in range(1, min(width + _MORE, len(cells) - at) + 1):
            if length == 1 and titled[at]:
                found, more = head.across(cells[at]), 0.0
            elif length < max(2, width - _FEWER) or any(titled[at : at + length]):
                continue
            else:
                fitting = fit(text, cells[at : at + length], head.columns)
                found, more = [*fitting.cells], fitting.cost + _OTHER_LENGTH * abs(length - width)
            reached = best[at + length]
            if more < _DEAR and (reached is None or cost + more < reached[0]):
                best[at + length] = (cost + more, (*rows, found))
    end = max(place for place, reached in enumerate(best) if reached is not None)
    reached = best[end]
    rows = reached[1] if reached else ()
    if sum(row.count(None) < width - 1 for row in rows) < _FEWEST_ROWS:
        return [], head.next
    return [*rows], head.next + end


class _Parted(NamedTuple):
    """The rows under one number, and what they cost."""

    rows: list[Row]
    cost: float


def _parted(text: str, pieces: list[Span], columns: list[Column], most: int = _MOST_BELOW) -> _Parted:
    """Fit the cells under one number: one row, or further ones where words begin again behind units or a time."""
    whole = fit(text, pieces, columns)
    best = _Parted([[*whole.cells]], whole.cost)
    for at in range(2, len(pieces)) if whole.cost > _DEAR and most else ():
        if not begins_words(text, pieces, at):
            continue
        first = fit(text, pieces[:at], columns)
        if first.cost >= best.cost:
            continue
        numbered = columns[:1] == ["number"]
        rest = _parted(text, pieces[at:], columns[1:] if numbered else columns, most - 1)
        below = [[None, *row] if numbered else row for row in rest.rows]
        if first.cost + rest.cost + _ANOTHER < best.cost:
            best = _Parted([[*first.cells], *below], first.cost + rest.cost + _ANOTHER)
    return best


def _anchors(text: str, cells: Sequence[Span]) -> list[int]:
    """Find the cells that hold numbers one after another, from whichever is first; rows of one cell are none."""
    anchors: list[int] = []
    number = 0
    for at, cell in enumerate(cells):
        words = cell.of(text).strip("、.．")
        if not words.isdecimal() or len(words) > _LONGEST_NUMBER:
            continue
        ahead = int(words) - number
        if not anchors or (ahead == 1 and at - anchors[-1] > 1) or (ahead == _SKIPPED and at - anchors[-1] > _SKIPPED):
            anchors.append(at)
            number = int(words)
    return anchors


def _is_head_again(text: str, cells: Sequence[Span], head: FlatHead) -> bool:
    heads = {bare(cell.of(text)) for cell in head.cells}
    return sum(bare(cell.of(text)) in heads for cell in cells) * 2 > len(heads)


def _without_heads(text: str, cells: Sequence[Span], head: FlatHead) -> list[Span]:
    heads = {bare(cell.of(text)) for cell in head.cells}
    return [cell for cell in cells if bare(cell.of(text)) not in heads]
