"""A cleaned text cut into lines, each with the label that opens it: 附件1, 一、, （一）, 1., （1）."""

from typing import NamedTuple

from duban.core.values import Span
from duban.plans.reading.numerals import whole
from duban.plans.reading.patterns import OPENING

_AFTER_FIGURES = ")）*＊★☆▲△.．-—－–"
_RARE = "第【*＊★☆▲△"
_COUNTED = "任事举措实工"  # 任务一, 重点任务一, 实事1: a number follows two characters
_NUMERALS = "一二三四五六七八九十"
_LONG, _SHORT = 30, 6  # characters of a line that may hold two items, and of the words of one
_BEFORE_ITEM = " \u3000。；;）)】"
_DUTIES = ("单位", "部门", "牵头", "负责")
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
    before = Before()
    offset = 0
    for raw in text.split("\n"):
        words = raw.strip()
        if words:
            start = offset + len(raw) - len(raw.lstrip())
            end = start + len(words)
            line, before = _labelled(text, start, end, before)
            while line.style == "item" and (next_start := _next_item(text, line)):
                lines.append(line._replace(end=start + len(text[start:next_start].rstrip())))
                start = next_start
                line, before = _labelled(text, start, end, before)
            lines.append(line)
        offset += len(raw) + 1
    return lines


def _next_item(text: str, line: Line) -> int:
    """Return where the next item begins on the line of one that runs on: 1.… 责任单位：A 2.… 责任单位：B; else 0."""
    if line.end - line.start < _LONG or line.number is None:
        return 0
    for mark in ".、．":
        place = text.find(f"{line.number + 1}{mark}", line.body + _SHORT, line.end)
        behind = place + len(f"{line.number + 1}{mark}")
        if place < 0 or text[place - 1] not in _BEFORE_ITEM or text[behind : behind + 1].isdecimal():
            continue
        if all(any(map(part.__contains__, _DUTIES)) for part in (text[line.body : place], text[place : line.end])):
            return place
    return 0


class Before(NamedTuple):
    """The numbers that a line may follow: of the item, and of several figures (1.2), those of the heading first."""

    item: int = 0
    figures: tuple[int, ...] = ()


def _labelled(text: str, start: int, end: int, before: Before) -> tuple[Line, Before]:
    """Read the label of a line, if it has one."""
    line = _usual(text, start, end)
    if line.style in ("", "item?") and _may_be_rare(text, start, end):
        from duban.plans.reading.rare_labels import rare_label  # few plans are numbered so

        label = rare_label(text, Span(start, end), before.item, before.figures)
        if label is not None:
            line = Line(start, end, label.style, label.words, label.figures[-1], label.end)
            if label.style == "dotted":
                return line, before._replace(figures=label.figures)
    if line.style in _ABOVE:
        return line, Before(figures=(line.number,) if line.number else ())
    return line, before._replace(item=line.number or 0) if line.style in ("item", "item?") else before


def _usual(text: str, start: int, end: int) -> Line:
    """Read a label of the usual kinds."""
    opening = OPENING.match(text, start, end)
    if opening is None or opening.lastgroup is None:
        return Line(start, end, body=start)
    style = opening.lastgroup
    label = "".join(opening[style].split())
    number = whole(label.removeprefix("附件"))
    if number is None and label != "附件":
        return Line(start, end, body=start)
    if style == "item" and text[opening.end() : opening.end() + 1].isdecimal():
        if any(mark in text[opening.end() + 1 : opening.end() + 4] for mark in "%％"):
            return Line(start, end, body=start)  # 3.5%: the rest of a figure, never the words of an item
        style = "item?"  # 5.10月底前 is an item, 3.5亿元 is not: the numbers before it decide
    return Line(start, end, style, label, number, opening.end())


def _may_be_rare(text: str, start: int, end: int) -> bool:
    """Say whether a line begins as one with a label of a rarer kind does."""
    opening = text[start : min(end, start + 4)]
    if opening[0].isdecimal():
        return any(mark in opening for mark in _AFTER_FIGURES) or any(map(str.isspace, opening))
    if opening.startswith("重点"):
        opening = text[start + 2 : min(end, start + 6)] or opening
    if opening[0] in _COUNTED:
        return opening[2:3] in tuple(_NUMERALS) or opening[2:3].isdecimal()
    return opening[0] in _RARE or "⑴" <= opening[0] <= "⒇" or "①" <= opening[0] <= "⑳"


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
