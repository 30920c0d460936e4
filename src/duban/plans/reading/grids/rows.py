"""The rows of a table below its head, as blocks: items with their roles, and rows that open a section.

A merged cell holds for every row it covers. A row without number goes on with the number above it; one without words
goes on with the item above it.
"""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from duban.core.values import Span
from duban.plans.reading.find import Tail, find_tail
from duban.plans.reading.grids.cells import parts_of_cell
from duban.plans.reading.grids.heads import UNIT_COLUMNS, bare
from duban.plans.reading.grids.layout import Head
from duban.plans.reading.grids.sheets import Row, words_of
from duban.plans.reading.lines import Block, Line, split_lines
from duban.plans.reading.models import Cell
from duban.plans.reading.numerals import whole
from duban.plans.reading.parts import Part
from duban.plans.reading.pieces import Piece

if TYPE_CHECKING:
    from duban.plans.reading.slips import Slip

_SUMS = ("合计", "小计", "总计", "共计", "汇总", "总数")
_NOTES = re.compile(r"(?:备?注|说明|填表说明|备注说明|填表人|审核人|制表)(?:\d{0,2}[:：.、]|[:：])")
_DUTIES = ("牵头", "责任", "负责", "配合")
_LONGEST_SUM = 8
_LONGEST_TITLE = 60
_MOST_CELLS = 12
_GROUPS = ("group", "subgroup")
_MARKS = "、.．﹒（）()[]【】:：。;；"


class _Open(NamedTuple):
    """An item of which further rows may follow."""

    row: Row
    number: Cell | None
    at: int


class RowReader:
    """Reads the rows below one head, in their order."""

    def __init__(self, text: str, head: Head, rows: Sequence[Row]) -> None:
        self.text = text
        self.head = head
        self.pieces: list[Piece] = []
        self.used: list[Span] = []
        self._numbers = head.all_of("number")
        self._groups, self._words = _divided(head, rows)
        self._titles: dict[int, str] = {}
        self._open: _Open | None = None

    def read(self, row: Row) -> None:
        """Take one row."""
        shown = [cell for cell in row.own if cell.span.start < cell.span.end]
        if not shown or self._is_sum(shown) or self._is_note(shown):
            self.used += [cell.span for cell in shown if not self._is_note(shown)]
            return
        self.used += [cell.span for cell in shown]
        if self._opens_section(row, shown):
            self._section(shown)
            return
        self._open_groups(row)
        words = [cell for at in self._words if (cell := row.at(at)) and row.is_own(cell)]
        words = list(dict.fromkeys(words))[:_MOST_CELLS]
        if words:
            self._item(row, words)
        elif self._open is not None:
            self._add(row, self._open)

    def _is_sum(self, shown: Sequence[Cell]) -> bool:
        """Say whether a row sums up others: 小计, 合计（12项）."""
        words = [bare(cell.span.of(self.text)) for cell in shown[:2]]
        return any(word.startswith(_SUMS) and len(word) <= _LONGEST_SUM for word in words)

    def _is_note(self, shown: Sequence[Cell]) -> bool:
        """Say whether a row is a note on the table: 注：…"""
        return len(shown) == 1 and _NOTES.match(words_of(self.text, shown[0])) is not None

    def _opens_section(self, row: Row, shown: Sequence[Cell]) -> bool:
        """Say whether a row is a heading: its only words stand across the table, or beside a number like 一."""
        numbered = self._number(row)
        if len(shown) == 2 and shown[0] is numbered and row.is_own(numbered) and self._words:
            number = words_of(self.text, numbered).strip(_MARKS)
            beside = [cell for at in range(len(row.over)) if (cell := row.at(at)) and cell not in shown]
            return whole(number) is not None and not number.isdecimal() and not beside
        if len(shown) != 1:
            return False
        cell = shown[0]
        if cell.columns > 1:
            return cell.columns * 2 > len(row.over) and cell.rows == 1
        if cell.rows > 1 or any(self._says(row, role) for role in (*UNIT_COLUMNS, "leader")):
            return False
        line = split_lines(cell.span.of(self.text))[0]
        is_first = row.over.index(cell) not in self._words
        return is_first or line.style in ("major", "part", "minor")

    def _says(self, row: Row, role: str) -> bool:
        return any(row.at(at) for at, column in enumerate(self.head.columns) if column == role)

    def _number(self, row: Row) -> Cell | None:
        return row.at(self._numbers[0]) if self._numbers else None

    def _section(self, shown: Sequence[Cell]) -> None:
        """Open the section that a row across the table names."""
        self._open = None
        lines = _lines(self.text, shown)
        head = lines[0]
        if len(shown) == 2:  # 一 | 工业经济: the label stands in a cell of its own
            number = words_of(self.text, shown[0])
            style = _GROUPS[number[0] in "（("]
            head = Line(shown[0].span.start, lines[1].end, style, number.strip(_MARKS), None, lines[1].start)
            lines = [head, *lines[2:]]
        elif head.style not in ("major", "minor", "part"):
            head = head._replace(style="group", label="", number=None, body=head.start)
        self._titles.clear()
        self._heading(Block(head, lines[1:]))

    def _heading(self, block: Block) -> None:
        tail = find_tail(self.text, block)
        self.pieces.append(Piece(block, tail))

    def _open_groups(self, row: Row) -> None:
        """Open a section where a group cell says another thing than the one before it."""
        for depth, at in enumerate(self._groups):
            cell = row.at(at)
            if cell is None or not row.is_own(cell) or self._titles.get(at) == words_of(self.text, cell):
                continue
            self._titles[at] = words_of(self.text, cell)
            for deeper in self._groups[depth + 1 :]:
                self._titles.pop(deeper, None)
            lines = _lines(self.text, [cell])
            head = lines[0]._replace(style=_GROUPS[min(depth, 1)])
            self._heading(Block(head._replace(end=cell.span.end), []))

    def _item(self, row: Row, words: list[Cell]) -> None:
        """Read a row that has words of its own."""
        number = self._number(row)
        before = self._open
        repeats = before is not None and bool(self._numbers) and _goes_on(number, before)
        if repeats and before is not None:
            number = before.number
        lines = _lines(self.text, words)
        label, start = self._label(number, lines[0])
        spans = [Span(start if at == 0 else cell.span.start, cell.span.end) for at, cell in enumerate(words)]
        parts = self._parts(row, before if repeats else None)
        slips: list[Slip] = []
        if not any(part.role in UNIT_COLUMNS for part in parts):
            spans, said = self._tails(spans)
            parts += [part for tail in said for part in tail.parts]
            slips += [slip for tail in said for slip in tail.slips]
        low = min(cell.span.start for cell in row.own if cell.span.start < cell.span.end)
        high = max(cell.span.end for cell in row.own)
        head = Line(min(low, spans[0].start), high, "row", label, whole(label) if label else None, start)
        end = max(span.end for span in spans)
        tail = Tail(Span(min(end, high), high), tuple(parts), tuple(slips)) if parts else None
        self.pieces.append(Piece(Block(head, []), tail, tuple(spans), repeats))
        self._open = _Open(row, number, len(self.pieces) - 1)

    def _label(self, number: Cell | None, line: Line) -> tuple[str, int]:
        """Return the number of an item and where its words begin: its own cell, else what opens the words."""
        if number is not None:
            return words_of(self.text, number).strip(_MARKS), line.start
        if self._numbers or line.style not in ("item", "minor", "major", "sub", "dotted"):
            return "", line.start
        return line.label, line.body

    def _parts(self, row: Row, above: _Open | None) -> list[Part]:
        """Read the cells that give roles; a row under the number above takes from there what it leaves empty."""
        parts: list[Part] = []
        for at, role in enumerate(self.head.columns):
            if role not in (*UNIT_COLUMNS, "leader", "due") or (at and row.over[at] is row.over[at - 1]):
                continue
            cell = row.at(at)
            if cell is None and above is not None and role != "due":
                cell = above.row.at(at)
            if cell is not None and role:
                parts += parts_of_cell(self.text, cell.span, role, leaders_too="领导" in self.head.heads[at])
        return parts

    def _tails(self, spans: list[Span]) -> tuple[list[Span], list[Tail]]:
        """Read responsibility parts in the words themselves; the words end before them."""
        kept: list[Span] = []
        tails: list[Tail] = []
        for span in spans:
            words = span.of(self.text)
            lines = _lines(self.text, [Cell(span, 1, 1)]) if any(duty in words for duty in _DUTIES) else []
            tail = None
            if lines:
                first = lines[0]._replace(style="row", body=lines[0].start)
                tail = find_tail(self.text, Block(first, lines[1:]))
            if tail is not None and tail.names_units:
                tails.append(tail)
                kept.append(Span(span.start, max(span.start, tail.span.start)))
            else:
                kept.append(span)
        return kept, tails

    def _add(self, row: Row, item: _Open) -> None:
        """Let a row without words give its units and times to the item above it."""
        parts = self._parts(row._replace(over=tuple(row.own_over)), None)
        if not parts:
            return
        piece = self.pieces[item.at]
        head = piece.block.head._replace(end=max(piece.block.head.end, *(cell.span.end for cell in row.own)))
        before = piece.tail or Tail(Span(head.end, head.end), (), ())
        tail = before._replace(span=Span(before.span.start, head.end), parts=(*before.parts, *parts))
        self.pieces[item.at] = piece._replace(block=Block(head, []), tail=tail)


def _goes_on(number: Cell | None, before: _Open) -> bool:
    """Say whether a row stands under the number of the item before it."""
    return before.number is not None and (number is None or number is before.number)


def _divided(head: Head, rows: Sequence[Row]) -> tuple[list[int], list[int]]:
    """Return the columns that group rows and those that hold the words of items.

    A column of words of which one cell covers several numbers, or several rows where there are none, groups them.
    """
    groups, words = head.all_of("group"), head.all_of("words")
    numbers = head.all_of("number")
    for at in words[:-1]:
        covered: dict[Cell, set[Cell]] = {}
        for row in rows:
            cell = row.at(at)
            counted = row.at(numbers[0]) if numbers else row.at(words[-1])
            if cell is not None and counted is not None:
                covered.setdefault(cell, set()).add(counted)
        if any(len(below) > 1 for below in covered.values()):
            groups.append(at)
    return sorted(groups), [at for at in words if at not in groups]


def _lines(text: str, cells: Sequence[Cell]) -> list[Line]:
    """Cut cells into lines with their labels, at their places in the text."""
    lines: list[Line] = []
    for cell in cells:
        start = cell.span.start
        lines += [
            line._replace(start=line.start + start, end=line.end + start, body=line.body + start)
            for line in split_lines(cell.span.of(text))
        ]
    return lines
