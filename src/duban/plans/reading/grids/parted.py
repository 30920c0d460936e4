"""Tables that lost their lines where a mark parts the cells: bars, tabs, or wide blanks.

Between two bars or tabs an empty cell stands; wide blanks leave it out, and what is left goes where it fits. A cell may
go on over a line end; the row has as many cells as there are heads.
"""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from duban.core.values import Span
from duban.plans.reading.lines import Line

BARS = "|｜│┃"
RULE = re.compile(r"[\s|｜│┃:+=\-—─┼├┤]*")
_LONGEST_LINE = 2_000
_LONGEST_TITLE = 48
_MOST_LINES = 8  # over which one row goes

_WIDE = re.compile(r"[^\S\n]{2,}|\u3000")

Row = list[Span | None]
Cut = Callable[[str, Line], list[Span] | None]


class Frame(NamedTuple):
    """What the rows of a table are read by.

    How many cells they have, which of them holds the number, the words of the heads, which may come again, how a line
    is cut, and what puts cells that are too few or too many into their columns.
    """

    width: int
    number: int | None
    heads: str
    cut: Cut
    fitted: Callable[[list[Span]], Row | None]


def stripped(text: str, start: int, end: int) -> Span:
    """Leave out blanks and bars at both ends."""
    while start < end and (text[start].isspace() or text[start] in BARS):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in BARS):
        end -= 1
    return Span(start, end)


def is_barred(text: str, line: Line) -> bool:
    """Say whether bars part a line."""
    return sum(text[place] in BARS for place in range(line.start, min(line.end, line.start + _LONGEST_LINE))) > 1


def parted_cells(text: str, line: Line) -> list[Span] | None:
    """Cut a line at its bars or else at its tabs; empty cells stay. None where there are neither."""
    if is_barred(text, line):
        inner = text[line.start : line.end]
        start = line.start + (1 if inner[0] in BARS else 0)
        end = line.end - (1 if len(inner) > 1 and inner[-1] in BARS else 0)
        marks = BARS
    else:
        start, end = _whole(text, line)
        marks = "\t"
        if "\t" not in text[start:end]:
            return None
    cuts = [place for place in range(start, end) if text[place] in marks]
    return [stripped(text, a, b) for a, b in zip((start, *(cut + 1 for cut in cuts)), (*cuts, end), strict=True)]


def _whole(text: str, line: Line) -> tuple[int, int]:
    """Return a line with the tabs around it, which part empty cells."""
    start, end = line.start, line.end
    while start and text[start - 1] in " \t\u3000":
        start -= 1
    while end < len(text) and text[end] in " \t\u3000":
        end += 1
    return start, end


def wide_cells(text: str, line: Line) -> list[Span] | None:
    """Cut a line at its wide blanks; None where it has none."""
    cells = []
    start = line.start
    for gap in _WIDE.finditer(text, line.start, line.end):
        cells += [Span(start, gap.start())] if gap.start() > start else []
        start = gap.end()
    cells += [Span(start, line.end)] if start < line.end else []
    return cells if len(cells) > 1 else None


def parted_rows(text: str, lines: Sequence[Line], start: int, frame: Frame) -> tuple[list[Row], int]:
    """Read the rows below heads, from a line on; return also the line after the last."""
    rows: list[Row] = []
    at = start
    while at < len(lines):
        line = lines[at]
        if RULE.fullmatch(text, line.start, line.end) or letters(line.span.of(text)) == frame.heads:
            at += 1
            continue
        row, end = _row(text, lines, at, frame)
        if row is None:
            break
        rows.append(row)
        at = end
    return rows, at


def letters(words: str) -> str:
    """Return words without blanks and bars."""
    return "".join(char for char in words if not char.isspace() and char not in BARS)


def _row(text: str, lines: Sequence[Line], at: int, frame: Frame) -> tuple[Row | None, int]:
    """Read one row, which may go on over further lines until it has all its cells, or a title across the table."""
    width = frame.width
    cells = frame.cut(text, lines[at])
    if cells is None:
        return _title(text, lines, at, frame), at + 1
    shown = [cell for cell in cells if cell.start < cell.end]
    if len(shown) == 1 and len(cells) != width and shown[0].end - shown[0].start <= _LONGEST_TITLE:
        return [shown[0], *(None for _ in range(width - 1))], at + 1
    whole, end = _whole_row(text, lines, at, cells, frame)
    if len(whole) == width + 1 and whole[-1].start == whole[-1].end:
        whole = whole[:-1]
    if len(whole) != width:
        return frame.fitted(shown), at + 1
    cells = whole
    while end < len(lines) and _hangs(text, lines, end):
        cells[-1] = stripped(text, cells[-1].start, lines[end].end)
        end += 1
    return [cell if cell.start < cell.end else None for cell in cells], end


def _whole_row(text: str, lines: Sequence[Line], at: int, cells: list[Span], frame: Frame) -> tuple[list[Span], int]:
    """Add the cells of further lines until a row has as many as there are heads."""
    end = at + 1
    joins = frame.cut is parted_cells or frame.number is not None
    while joins and len(cells) < frame.width and end < min(len(lines), at + _MOST_LINES):
        more = frame.cut(text, lines[end]) or [lines[end].span]
        place = frame.number if frame.number is not None and len(more) > frame.number else 0
        if len(cells) + len(more) - 1 > frame.width or more[place].of(text).isdecimal():
            break
        cells = [*cells[:-1], stripped(text, cells[-1].start, more[0].end), *more[1:]]
        end += 1
    return cells, end


def _title(text: str, lines: Sequence[Line], at: int, frame: Frame) -> Row | None:
    """Read a short line between two rows as the title of a section."""
    line = lines[at]
    if line.end - line.start > _LONGEST_TITLE or text[line.end - 1] in "。；;" or at + 1 == len(lines):
        return None
    below = lines[at + 1]
    if RULE.fullmatch(text, below.start, below.end) and at + 2 < len(lines):
        below = lines[at + 2]
    return [line.span, *(None for _ in range(frame.width - 1))] if frame.cut(text, below) is not None else None


def _hangs(text: str, lines: Sequence[Line], at: int) -> bool:
    """Say whether a line goes on with the last cell of the row: it ends a list that a mark leaves open."""
    before = text[: lines[at].start].rstrip()[-1:]
    return before in tuple("、，,") and parted_cells(text, lines[at]) is None
