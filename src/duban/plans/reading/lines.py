"""A cleaned text cut into lines, each with the label that opens it: 附件1, 一、, （一）, 1., （1）."""

from typing import NamedTuple

from duban.core.values import Span
from duban.plans.reading.numerals import whole
from duban.plans.reading.patterns import DOTTED, NO_DIGITS, OPENING, PERCENT, UNMARKED

_STYLES = {"step": "sub", "circled": "sub", "article": "item"}
_NO_NUMERALS = frozenset("第部分章编节条项附件重点任务事项举措")
_ABOVE = ("annex", "part", "major", "minor")  # below a new heading numbers of several figures begin anew


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
    dotted: tuple[int, ...] = ()
    item = 0
    offset = 0
    for raw in text.split("\n"):
        words = raw.strip()
        if words:
            start = offset + len(raw) - len(raw.lstrip())
            line = _labelled(text, start, start + len(words))
            if words[0].isdecimal() and (line.style in ("", "item?")):
                line, dotted = _sequel(text, line, dotted, item)
            elif line.style in _ABOVE:
                dotted = ()
            item = line.number or 0 if line.style in ("item", "item?") else 0 if line.style in _ABOVE else item
            lines.append(line)
        offset += len(raw) + 1
    return lines


def _labelled(text: str, start: int, end: int) -> Line:
    """Read the label of a line, if it has one."""
    opening = OPENING.match(text, start, end)
    if opening is None or opening.lastgroup is None:
        return Line(start, end, body=start)
    style = opening.lastgroup
    label = "".join(opening[style].split())
    number = _number(style, label)
    if number is None and label != "附件":
        return Line(start, end, body=start)
    style = _STYLES.get(style, style)
    if style == "item" and text[opening.end() : opening.end() + 1].isdecimal():
        if PERCENT.match(text, opening.end(), end):
            return Line(start, end, body=start)
        style = "item?"  # 5.10月底前 is an item, 3.5亿元 is not: the numbers before it decide
    return Line(start, end, style, label, number, opening.end())


def _number(style: str, label: str) -> int | None:
    """Return the number that a label writes."""
    if style == "circled":
        return (ord(label) - 0x2460) % 20 + 1  # ① and ⑴ both begin a row of twenty
    if style in ("part", "article", "annex"):
        return whole("".join(char for char in label if char not in _NO_NUMERALS))
    return whole(label)


def _sequel(text: str, line: Line, before: tuple[int, ...], item: int) -> tuple[Line, tuple[int, ...]]:
    """Read 1.1, 1-1 or 12 推进…, which are labels only where they follow the number before them."""
    dotted = DOTTED.match(text, line.start, line.end)
    if dotted is not None:
        figures = tuple(int(figure) for figure in NO_DIGITS.split(dotted["label"]))
        if _follows(figures, before, item):
            return Line(line.start, line.end, "dotted", dotted["label"], figures[-1], dotted.end()), figures
    unmarked = UNMARKED.match(text, line.start, line.end) if line.style == "" and item else None
    if unmarked is not None and int(unmarked["item"]) == item + 1:
        return Line(line.start, line.end, "item", unmarked["item"], item + 1, unmarked.end()), before
    return line, before


def _follows(figures: tuple[int, ...], before: tuple[int, ...], item: int) -> bool:
    """Say whether 2.1 or 1.2.1 comes after the number before it: first below it, next beside it, or next above it."""
    depth = len(figures)
    if figures[-1] == 1 and (figures[:-1] == before[: depth - 1] or (depth == 2 and figures[0] in (item, item + 1))):
        return True
    if before and depth == 2 and figures == (before[0] + 1, 1):
        return True
    return len(before) >= depth and figures == (*before[: depth - 1], before[depth - 1] + 1)


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
