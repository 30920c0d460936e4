"""Tables that lost their lines, rebuilt as grids: a row on each line, or a cell on each line.

Cells are parted by bars, tabs or blanks. A line of heads opens a table; numbers in their order open its rows; what
stands between two of them goes to the columns it fits.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from duban.core.values import Span
from duban.plans.reading.grids.assigning import MOST_PIECES, Column, Fit, begins_words, fit
from duban.plans.reading.grids.heads import UNIT_COLUMNS, Columns, bare, column_of
from duban.plans.reading.grids.runs import RunReader, heads_together
from duban.plans.reading.lines import Line
from duban.plans.reading.models import Cell, Grid

_BARS = "|｜│┃"
_MOST_JOINED = 4
_MOST_COLUMNS = 20
_LONGEST_HEAD = 24
_FEWEST_HEADS = 3
_LONGEST_NUMBER = 4
_MOST_TRIED = 20  # tables in which cells run together
_LONGEST_HEAD_LINE = 200
_MOST_LINES_OF_ROW = 12
_DEAREST = 12.0
_DEAR = 2.5  # a row that costs less is not parted
_ANOTHER = 0.5
_SKIPPED = 2  # where one number is left out
_MOST_BELOW = 4  # rows below one number
_RULE = re.compile(r"[\s|｜│┃:+=\-—─┼├┤]*")
_BLANKS = re.compile(r"[^\S\n]+")
_WIDE_BLANKS = re.compile(r"\t|[^\S\n]{2,}|\u3000")


class _Head(NamedTuple):
    """The heads of a table and the line after them."""

    cells: list[Span]
    columns: list[Column]
    next: int
    is_column: bool  # each head stands on a line of its own


def rebuilt(text: str, lines: Sequence[Line], columns: Columns | None = None) -> Iterator[Grid]:
    """Find the tables among lines of running text."""
    place, table, tried = 0, 0, 0
    while place < len(lines):
        head = _head_in_line(text, lines, place, columns) or _head_in_column(text, lines, place, columns)
        if head is None:
            heads = heads_together(text, lines[place], columns) if tried < _MOST_TRIED else None
            tried += heads is not None
            rows, end = RunReader(text, heads).rows() if heads else ([], 0)
            place += 1
            if heads and rows:
                table += 1
                yield grid_of([[*heads.cells], *rows], table)
                place = next((at for at in range(place, len(lines)) if lines[at].end > end), len(lines))
            continue
        rows, place = (_rows_of_cells if head.is_column else _rows_of_lines)(text, lines, head)
        if rows:
            table += 1
            yield grid_of([[*head.cells], *rows], table)


def grid_of(rows: Sequence[Sequence[Span | None]], table: int) -> Grid:
    """Make a grid of the stretches of its cells."""
    cells = []
    for row, spans in enumerate(rows, 1):
        first = next((span for span in spans if span is not None), Span(0, 0))
        for column, span in enumerate(spans, 1):
            cells.append(Cell(span if span is not None else Span(first.start, first.start), row, column))
    return Grid(table, tuple(cells))


def _stripped(text: str, start: int, end: int) -> Span:
    """Leave out blanks and bars at both ends."""
    while start < end and (text[start].isspace() or text[start] in _BARS):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in _BARS):
        end -= 1
    return Span(start, end)


def _barred(text: str, line: Line) -> list[Span]:
    """Cut a line at its bars; empty cells stay."""
    inner = text[line.start : line.end]
    start = line.start + (1 if inner[0] in _BARS else 0)
    end = line.end - (1 if len(inner) > 1 and inner[-1] in _BARS else 0)
    cuts = [place for place in range(start, end) if text[place] in _BARS]
    return [_stripped(text, a, b) for a, b in zip((start, *(cut + 1 for cut in cuts)), (*cuts, end), strict=True)]


def _pieces(text: str, start: int, end: int, parting: re.Pattern[str]) -> list[Span]:
    """Cut a line at its blanks."""
    pieces = []
    for gap in parting.finditer(text, start, end):
        if gap.start() > start:
            pieces.append(Span(start, gap.start()))
        start = gap.end()
    return [*pieces, Span(start, end)] if start < end else pieces


def _is_barred(text: str, line: Line) -> bool:
    return sum(text[place] in _BARS for place in range(line.start, min(line.end, line.start + 2000))) > 1


def _are_heads(columns: Sequence[Column]) -> bool:
    """Say whether columns are those of a table of tasks, and nearly all are understood."""
    known = sum(column != "" for column in columns)
    answering = any(column in (*UNIT_COLUMNS, "leader") for column in columns)
    return len(columns) >= _FEWEST_HEADS and "words" in columns and answering and known * 3 >= len(columns) * 2


def _head_in_line(text: str, lines: Sequence[Line], place: int, columns: Columns | None) -> _Head | None:
    """Read a line that holds all heads."""
    line = lines[place]
    if line.end - line.start > _LONGEST_HEAD_LINE or "。" in text[line.start : line.end]:
        return None
    if _is_barred(text, line):
        cells = _barred(text, line)
        roles = [column_of(cell.of(text), columns) for cell in cells]
        return _Head(cells, roles, place + 1, is_column=False) if _are_heads(roles) else None
    pieces = _pieces(text, line.start, line.end, _BLANKS)
    if not _FEWEST_HEADS <= len(pieces) <= _MOST_COLUMNS * 2:
        return None
    cells, roles = _joined_heads(text, pieces, columns)
    return _Head(cells, roles, place + 1, is_column=False) if _are_heads(roles) else None


def _joined_heads(text: str, pieces: Sequence[Span], columns: Columns | None) -> tuple[list[Span], list[Column]]:
    """Join the pieces of heads that blanks part inside (分 管 领导), so that as few as possible stay unknown."""
    best: list[tuple[float, list[Span], list[Column]]] = [(0.0, [], [])]
    for end in range(1, len(pieces) + 1):
        options = []
        for start in range(max(0, end - _MOST_JOINED), end):
            span = Span(pieces[start].start, pieces[end - 1].end)
            role = column_of(span.of(text), columns)
            cost, cells, roles = best[start]
            loss = (0.1 if role else 1.0) + 0.2 * (end - start - 1) * bool(role) + 2.0 * (end - start - 1) * (not role)
            options.append((cost + loss, [*cells, span], [*roles, role]))
        best.append(min(options, key=lambda option: option[0]))
    return best[-1][1], best[-1][2]


def _head_in_column(text: str, lines: Sequence[Line], place: int, columns: Columns | None) -> _Head | None:
    """Read heads of which each stands on a line of its own."""
    cells: list[Span] = []
    roles: list[Column] = []
    at = place
    while at < len(lines) and len(cells) < _MOST_COLUMNS:
        span = _stripped(text, lines[at].start, lines[at].end)
        role = column_of(span.of(text), columns) if span.end - span.start <= _LONGEST_HEAD else ""
        if not role or "\n" in span.of(text) or (lines[at].style and role != "number"):
            break
        cells.append(span)
        roles.append(role)
        at += 1
    if not _are_heads(roles) or "number" not in roles:
        return None
    if any(role != "group" for role in roles[: roles.index("number")]):
        return None  # the title of the table, which speaks of tasks too: the heads begin below it
    return _Head(cells, roles, at, is_column=True)


def _rows_of_lines(text: str, lines: Sequence[Line], head: _Head) -> tuple[list[list[Span | None]], int]:
    """Read rows of which each begins on a line of its own and may go on over the next ones."""
    rows: list[list[Span | None]] = []
    at, number, after = head.next, 0, head.next
    has_numbers = "number" in head.columns
    while at < len(lines):
        line = lines[at]
        if _RULE.fullmatch(text, line.start, line.end) or _same_heads(text, line, head):
            at += 1
            continue
        opened = _number_at(text, line, number) if has_numbers else 0
        if has_numbers and opened is None:
            title = _title_row(text, lines, at, number, head)
            if title is None:
                break
            rows.append(title)
            at += 1
            continue
        end = _row_end(text, lines, at, opened or 0, head)
        row = _row_in_lines(text, lines[at:end], head)
        if row is None:
            break
        rows.append(row)
        number = opened or number
        at = after = end
    return rows, max(after, at if not rows else after)


def _same_heads(text: str, line: Line, head: _Head) -> bool:
    """Say whether a line holds the heads again, as on the next page."""
    heads = "".join(bare(cell.of(text)) for cell in head.cells)
    return line.end - line.start <= _LONGEST_HEAD_LINE and bare(_without_bars(line.span.of(text))) == bare(heads)


def _without_bars(words: str) -> str:
    return "".join(char for char in words if char not in _BARS)


def _number_at(text: str, line: Line, before: int) -> int | None:
    """Return the number that opens a line, if it is the next one, begins anew, or is the first of a table."""
    start = _stripped(text, line.start, line.end).start
    end = start
    while end < line.end and text[end].isdecimal():
        end += 1
    if end == start or end - start > _LONGEST_NUMBER:
        return None
    number = int(text[start:end])
    follows = end == line.end or not text[end].isalnum()
    return (
        number
        if follows and text[end : end + 2].strip()[:1] != "%" and (number in (before + 1, 1) or not before)
        else None
    )


def _title_row(text: str, lines: Sequence[Line], at: int, number: int, head: _Head) -> list[Span | None] | None:
    """Read a line between two rows as the title of a section: it is short, and the next number follows."""
    span = _stripped(text, lines[at].start, lines[at].end)
    following = at + 1 < len(lines) and _number_at(text, lines[at + 1], number) is not None
    if not following or span.end - span.start > _LONGEST_HEAD * 2 or text[span.end - 1] in "。；;":
        return None
    return [span, *(None for _ in head.cells[1:])]


def _row_end(text: str, lines: Sequence[Line], at: int, number: int, head: _Head) -> int:
    """Return the line after a row: it goes on until its last unit is said or the next number comes."""
    end = at + 1
    if _is_barred(text, lines[at]) or "number" not in head.columns:
        return end
    following = next(
        (
            place
            for place in range(at + 1, min(len(lines), at + _MOST_LINES_OF_ROW))
            if _number_at(text, lines[place], number) not in (None, 1)
        ),
        None,
    )
    if following in (None, end):
        return end
    best = _cost_of(text, lines[at:end], head)
    for place in range(at + 2, (following or end) + 1):
        cost = _cost_of(text, lines[at:place], head)
        if cost < best:
            best, end = cost, place
    return end


def _cost_of(text: str, lines: Sequence[Line], head: _Head) -> float:
    pieces = [piece for line in lines for piece in _pieces(text, line.start, line.end, _BLANKS)]
    return fit(text, pieces, head.columns).cost if len(pieces) <= MOST_PIECES else float("inf")


def _row_in_lines(text: str, lines: Sequence[Line], head: _Head) -> list[Span | None] | None:
    """Read one row: its bars or wide blanks where they give as many cells as there are heads, else what fits best."""
    line = lines[0]
    if _is_barred(text, line):
        cells = _barred(text, line)
        if len(cells) == len(head.cells):
            return [cell if cell.start < cell.end else None for cell in cells]
        return _fitted(fit(text, [cell for cell in cells if cell.start < cell.end], head.columns))
    if len(lines) == 1:
        cells = _pieces(text, line.start, line.end, _WIDE_BLANKS)
        if len(cells) == len(head.cells):
            return [*cells]
    pieces = [piece for each in lines for piece in _pieces(text, each.start, each.end, _BLANKS)]
    if not 1 < len(pieces) <= MOST_PIECES:
        return None
    return _fitted(fit(text, pieces, head.columns))


def _fitted(found: Fit) -> list[Span | None] | None:
    return [*found.cells] if found.cost < _DEAREST else None


def _rows_of_cells(text: str, lines: Sequence[Line], head: _Head) -> tuple[list[list[Span | None]], int]:
    """Read rows of which each cell stands on a line; the numbers in their order tell the rows."""
    own = head.columns.index("number")
    first = [_stripped(text, line.start, line.end) for line in lines[head.next : head.next + own + 2]]
    if not any(cell.of(text).strip("、.．").isdecimal() for cell in first):
        return [], head.next
    cells = [_stripped(text, line.start, line.end) for line in lines[head.next :]]
    anchors = _anchors(text, cells)
    columns = [*head.columns[own:], *head.columns[:own]]
    rows: list[list[Span | None]] = []
    lead = _fitted(fit(text, cells[: anchors[0]][-own:] if own else [], head.columns[:own])) if own else []
    before: list[Span | None] = lead or [None] * own
    longest = 0
    for place, start in enumerate(anchors):
        is_last = place + 1 == len(anchors)
        end = len(cells) if is_last else anchors[place + 1]
        if is_last:
            most = min(end, start + max(longest, len(columns)))
            ends = range(min(start + 2, most), most + 1)
            end = min(ends, key=lambda stop: fit(text, cells[start:stop], columns[: len(columns) - own]).cost)
            columns = columns[: len(columns) - own]
        pieces = cells[start:end][:MOST_PIECES]
        if _is_head_again(text, pieces, head):
            pieces = _without_heads(text, pieces, head)
        parted = _parted(text, pieces, columns)
        nothing: list[list[Span | None]] = [[None for _ in columns]]
        found = parted.rows if parted.cost < _DEAREST * len(parted.rows) else nothing
        width = len(head.columns) - own
        rows += [[*before, *found[0][:width]], *([*(None for _ in range(own)), *row[:width]] for row in found[1:])]
        before = found[-1][width:] if own else []
        longest = max(longest, end - start)
        after = head.next + end
    return rows, after


class _Parted(NamedTuple):
    """The rows under one number, and what they cost."""

    rows: list[list[Span | None]]
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


def _is_head_again(text: str, cells: Sequence[Span], head: _Head) -> bool:
    heads = {bare(cell.of(text)) for cell in head.cells}
    return sum(bare(cell.of(text)) in heads for cell in cells) * 2 > len(heads)


def _without_heads(text: str, cells: Sequence[Span], head: _Head) -> list[Span]:
    heads = {bare(cell.of(text)) for cell in head.cells}
    return [cell for cell in cells if bare(cell.of(text)) not in heads]
