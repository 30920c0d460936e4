"""A cleaned text cut into lines, each with the label that opens it: 附件1, 一、, （一）, 1., （1）."""

from typing import NamedTuple

from duban.core.values import Span
from duban.plans.reading.numerals import whole
from duban.plans.reading.patterns import OPENING


class Line(NamedTuple):
    """A line without the blanks around it; `body` is where the words after the label begin."""

    start: int
    end: int
    style: str = ""
    label: str = ""
    number: int | None = None
    body: int = 0

    @property
    def span(self) -> Span:
        """Return the line's characters."""
        return Span(self.start, self.end)


class Block(NamedTuple):
    """A labelled line with the unlabelled lines that follow it."""

    head: Line
    rest: list[Line]

    @property
    def end(self) -> int:
        """Return where the last line ends."""
        return self.rest[-1].end if self.rest else self.head.end


def split_lines(text: str) -> list[Line]:
    """Cut a text into its lines that hold anything but blanks."""
    lines: list[Line] = []
    offset = 0
    for raw in text.split("\n"):
        words = raw.strip()
        if words:
            start = offset + len(raw) - len(raw.lstrip())
            lines.append(_labelled(text, start, start + len(words)))
        offset += len(raw) + 1
    return lines


def _labelled(text: str, start: int, end: int) -> Line:
    """Read the label of a line, if it has one."""
    opening = OPENING.match(text, start, end)
    if opening is None or opening.lastgroup is None:
        return Line(start, end, body=start)
    style = opening.lastgroup
    label = "".join(opening[style].split())
    number = whole(label.removeprefix("附件"))
    if number is None and label != "附件":
        return Line(start, end, body=start)
    if style == "item" and text[opening.end() : opening.end() + 1].isdecimal():
        style = "item?"  # 5.10月底前 is an item, 3.5% is not: the numbers before it decide
    return Line(start, end, style, label, number, opening.end())


def cut_blocks(lines: list[Line]) -> tuple[list[Line], list[Block]]:
    """Return the lines before the first label, and the labelled blocks."""
    before: list[Line] = []
    blocks: list[Block] = []
    last = 0
    for read in lines:
        line = _settled(read, last)
        if line.style == "item" and line.number is not None:
            last = line.number
        if line.style:
            blocks.append(Block(line, []))
        elif blocks:
            blocks[-1].rest.append(line)
        else:
            before.append(line)
    return before, blocks


def _settled(line: Line, last: int) -> Line:
    """Settle whether a line whose number runs into a figure is an item: only if it follows the item before."""
    if line.style != "item?":
        return line
    if line.number == last + 1:
        return line._replace(style="item")
    return line._replace(style="", label="", number=None, body=line.start)
