"""Tables that lost their lines, rebuilt as grids: a row on each line, or a cell on each line.

Cells are parted by bars, tabs or blanks. A line of heads opens a table; numbers in their order open its rows; what
stands between two of them goes to the columns it fits.
"""

import re
from collections.abc import Iterator, Sequence

from duban.core.values import Span
from duban.plans.reading.grids.assigning import MOST_PIECES, Column, fit
from duban.plans.reading.grids.celled import head_in_column, rows_of_cells
from duban.plans.reading.grids.flat_heads import LONGEST_HEAD, FlatHead, are_heads, fitted
from duban.plans.reading.grids.heads import Columns, bare, column_of
from duban.plans.reading.grids.parted import (
    BARS,
    RULE,
    Frame,
    is_barred,
    letters,
    parted_cells,
    parted_rows,
    stripped,
    wide_cells,
)
from duban.plans.reading.grids.runs import RunReader, heads_together
from duban.plans.reading.lines import Line
from duban.plans.reading.models import Cell, Grid

_MOST_JOINED = 4
_MOST_COLUMNS = 20
_FEWEST_HEADS = 3
_FEWEST_PARTED = 2  # where bars or tabs stand between them
_LONGEST_NUMBER = 4
_MOST_TRIED = 20  # tables in which cells run together
_LONGEST_HEAD_LINE = 200
_MOST_LINES_OF_ROW = 12
_BLANKS = re.compile(r"[^\S\n]+")
_WIDE_BLANKS = re.compile(r"\t|[^\S\n]{2,}|\u3000")


def rebuilt(text: str, lines: Sequence[Line], columns: Columns | None = None) -> Iterator[Grid]:
    """Find the tables among lines of running text."""
    place, table, tried = 0, 0, 0
    while place < len(lines):
        head = _head_in_line(text, lines, place, columns) or head_in_column(text, lines, place, columns)
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
        rows, place = (rows_of_cells if head.is_column else _rows_of_lines)(text, lines, head)
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


def _pieces(text: str, start: int, end: int, parting: re.Pattern[str]) -> list[Span]:
    """Cut a line at its blanks."""
    pieces = []
    for gap in parting.finditer(text, start, end):
        if gap.start() > start:
            pieces.append(Span(start, gap.start()))
        start = gap.end()
    return [*pieces, Span(start, end)] if start < end else pieces


def _head_in_line(text: str, lines: Sequence[Line], place: int, columns: Columns | None) -> FlatHead | None:
    """Read a line that holds all heads."""
    line = lines[place]
    if line.end - line.start > _LONGEST_HEAD_LINE or "。" in text[line.start : line.end]:
        return None
    cells = parted_cells(text, line)
    for cut, found in ((parted_cells, cells), (wide_cells, None if cells else wide_cells(text, line))):
        roles = [column_of(cell.of(text), columns) for cell in found or ()]
        if found and are_heads(roles, fewest=_FEWEST_PARTED if cut is parted_cells else _FEWEST_HEADS):
            return FlatHead(found, roles, place + 1, is_column=False, cut=cut)
    if is_barred(text, line):
        return None
    pieces = _pieces(text, line.start, line.end, _BLANKS)
    if not _FEWEST_HEADS <= len(pieces) <= _MOST_COLUMNS * 2:
        return None
    cells, roles = _joined_heads(text, pieces, columns)
    return FlatHead(cells, roles, place + 1, is_column=False) if are_heads(roles) else None


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


def _rows_of_lines(text: str, lines: Sequence[Line], head: FlatHead) -> tuple[list[list[Span | None]], int]:
    """Read rows of which each begins on a line of its own and may go on over the next ones."""
    if head.cut is not None:
        number = head.columns.index("number") if "number" in head.columns else None
        heads = letters("".join(cell.of(text) for cell in head.cells))
        frame = Frame(len(head.cells), number, heads, head.cut, lambda cells: fitted(fit(text, cells, head.columns)))
        rows, at = parted_rows(text, lines, head.next, frame)
        if rows:
            return rows, at
    rows = []
    at, number, after = head.next, 0, head.next
    has_numbers = "number" in head.columns
    while at < len(lines):
        line = lines[at]
        if RULE.fullmatch(text, line.start, line.end) or _same_heads(text, line, head):
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


def _same_heads(text: str, line: Line, head: FlatHead) -> bool:
    """Say whether a line holds the heads again, as on the next page."""
    heads = "".join(bare(cell.of(text)) for cell in head.cells)
    return line.end - line.start <= _LONGEST_HEAD_LINE and bare(_without_bars(line.span.of(text))) == bare(heads)


def _without_bars(words: str) -> str:
    return "".join(char for char in words if char not in BARS)


def _number_at(text: str, line: Line, before: int) -> int | None:
    """Return the number that opens a line, if it is the next one, begins anew, or is the first of a table."""
    start = stripped(text, line.start, line.end).start
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


def _title_row(text: str, lines: Sequence[Line], at: int, number: int, head: FlatHead) -> list[Span | None] | None:
    """Read a line between two rows as the title of a section: it is short, and the next number follows."""
    span = stripped(text, lines[at].start, lines[at].end)
    following = at + 1 < len(lines) and _number_at(text, lines[at + 1], number) is not None
    if not following or span.end - span.start > LONGEST_HEAD * 2 or text[span.end - 1] in "。；;":
        return None
    return head.across(span)


def _row_end(text: str, lines: Sequence[Line], at: int, number: int, head: FlatHead) -> int:
    """Return the line after a row: it goes on until its last unit is said or the next number comes."""
    end = at + 1
    if is_barred(text, lines[at]) or "number" not in head.columns:
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


def _cost_of(text: str, lines: Sequence[Line], head: FlatHead) -> float:
    pieces = [piece for line in lines for piece in _pieces(text, line.start, line.end, _BLANKS)]
    return fit(text, pieces, head.columns).cost if len(pieces) <= MOST_PIECES else float("inf")


def _row_in_lines(text: str, lines: Sequence[Line], head: FlatHead) -> list[Span | None] | None:
    """Read one row: its bars or wide blanks where they give as many cells as there are heads, else what fits best."""
    line = lines[0]
    if is_barred(text, line):
        cells = parted_cells(text, line) or []
        if len(cells) == len(head.cells):
            return [cell if cell.start < cell.end else None for cell in cells]
        return fitted(fit(text, [cell for cell in cells if cell.start < cell.end], head.columns))
    if len(lines) == 1:
        cells = _pieces(text, line.start, line.end, _WIDE_BLANKS)
        if len(cells) == len(head.cells):
            return [*cells]
    pieces = [piece for each in lines for piece in _pieces(text, each.start, each.end, _BLANKS)]
    if not 1 < len(pieces) <= MOST_PIECES:
        return None
    return fitted(fit(text, pieces, head.columns))
