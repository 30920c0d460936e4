"""Labels of the rarer kinds: 第一条, 第二章, 任务三：, 1.1, 1-1, 3）, ①, ★4., and numbers that lost their mark.

A module of its own, because compiling it would take a tenth of the time in which a plan may be read.
"""

import re
from typing import NamedTuple

from duban.core.values import Span
from duban.plans.reading.numerals import whole
from duban.plans.reading.patterns import BLANK, HAN, ORDINAL

_MARKED = "[*＊★☆▲△]"
# 12*., ★3、; 3）; ①; 第二章, 第一部分：; 第一条, 第一件, 任务三：. Not 第一条生产线, 第一部分企业.
_LABEL = re.compile(
    rf"(?:{_MARKED}{BLANK}(?P<item>\d{{1,3}})|(?P<starred>\d{{1,3}}){BLANK}{_MARKED}){BLANK}[、.．﹒]{BLANK}"
    rf"|(?P<sub>\d{{1,2}})[)）]{BLANK}(?:、{BLANK})?|(?P<circled>[①-⑳⑴-⒇]){BLANK}[、.．]?{BLANK}"
    rf"|(?P<part>第(?:\d{{1,2}}|{ORDINAL})(?:[章编节]|部分(?={BLANK}[:：、\s]))){BLANK}[、:：]?{BLANK}(?=[\w“《])"
    rf"|【?(?P<article>(?:第(?:\d{{1,3}}|{ORDINAL})[条项件]|(?:重点)?(?:任务|事项|举措|措施|实事|工程)(?:\d{{1,3}}|{ORDINAL}))(?=[\s、:：.．】]))"
    rf"{BLANK}[】、:：.．]?{BLANK}"
)
# 1.1, 1.1.2, 1-1, 1—2: only one that follows the number before it. Not 3.5%, 3-5家.
_DOTTED = re.compile(
    rf"(?P<label>\d{{1,2}}(?:[.．\-—－–]\d{{1,2}}){{1,3}})(?![\d%％]){BLANK}[、.．]?{BLANK}(?=[\w“《])"
)
# 12 推进…: only one that follows the number before it.
_UNMARKED = re.compile(rf"(?P<item>\d{{1,3}})[^\S\n]{{1,8}}(?={HAN})")
_NO_DIGITS = re.compile(r"\D")
_NO_NUMERALS = frozenset("第部分章编节条项件重点任务事项举措施实工程")
_STYLES = {"starred": "item", "article": "item", "circled": "sub"}


class Label(NamedTuple):
    """A label: its kind, its words and figures as printed, and where the words of the line begin."""

    style: str
    words: str
    figures: tuple[int, ...]
    end: int


def rare_label(text: str, line: Span, item: int, before: tuple[int, ...]) -> Label | None:
    """Read the label of a line; `item` and `before` are the numbers that it may follow."""
    found = _LABEL.match(text, line.start, line.end)
    if found is not None and found.lastgroup is not None:
        words = "".join(found[found.lastgroup].split())
        number = _number(found.lastgroup, words)
        if number is not None:
            return Label(_STYLES.get(found.lastgroup, found.lastgroup), words, (number,), found.end())
    dotted = _DOTTED.match(text, line.start, line.end)
    if dotted is not None:
        figures = tuple(int(figure) for figure in _NO_DIGITS.split(dotted["label"]))
        if _follows(figures, before, item):
            return Label("dotted", dotted["label"], figures, dotted.end())
    unmarked = _UNMARKED.match(text, line.start, line.end) if item else None
    if unmarked is not None and int(unmarked["item"]) == item + 1:
        return Label("item", unmarked["item"], (item + 1,), unmarked.end())
    return None


def _number(style: str, words: str) -> int | None:
    """Return the number that a label writes."""
    if style == "circled":
        return (ord(words) - 0x2460) % 20 + 1  # ① and ⑴ both begin a row of twenty
    return whole("".join(char for char in words if char not in _NO_NUMERALS))


def _follows(figures: tuple[int, ...], before: tuple[int, ...], item: int) -> bool:
    """Say whether 2.1 or 1.2.1 comes after the number before it: first below it, next beside it, or next above it."""
    depth = len(figures)
    if figures[-1] == 1 and (figures[:-1] == before[: depth - 1] or (depth == 2 and figures[0] in (item, item + 1))):
        return True
    if before and depth == 2 and figures == (before[0] + 1, 1):
        return True
    return len(before) >= depth and figures == (*before[: depth - 1], before[depth - 1] + 1)
