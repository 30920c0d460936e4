"""What a page of an ofd draws: characters one by one, straight rules, pictures; in its own measure, millimetres."""

import math
from typing import TYPE_CHECKING, NamedTuple

from duban.plans.reading.packages import local
from duban.plans.reading.print_marks import Rule, as_written, is_wide, rules_of_path

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    Box = tuple[float, float, float, float]

_ASCENT, _DESCENT = 0.88, 0.12
_THICKEST = 1.0
_MOST_NUMBERS = 100_000
# How many numbers follow each operator of a path; the last two are the point it leads to.
_OPERANDS = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}


class Letter(NamedTuple):
    """A character: its box, and by how many quarters it is turned against the clock."""

    text: str
    box: "Box"
    quarter: int


class Drawn(NamedTuple):
    """All that one page or template draws."""

    letters: list[Letter]
    rules: list[Rule]
    pictures: int


def drawn_of(page: "_Element") -> Drawn:
    """Return what the objects of a page draw, in the order of the file."""
    drawn = Drawn([], [], 0)
    pictures = 0
    for element in page.iterdescendants():
        if not isinstance(element.tag, str) or element.get("Visible") == "false":
            continue
        kind = local(element.tag)
        if kind == "TextObject":
            drawn.letters.extend(_letters(element))
        elif kind == "PathObject":
            drawn.rules.extend(_rules(element))
        elif kind == "ImageObject":
            pictures += 1
    return drawn._replace(pictures=pictures)


def numbers(text: str) -> list[float]:
    """Return the numbers in a list parted by blanks; what is none counts as 0.

    >>> numbers("0 0 210 297")
    [0.0, 0.0, 210.0, 297.0]
    """
    return [_number(word) for word in text.split()[:_MOST_NUMBERS]]


def steps(text: str, count: int) -> list[float]:
    """Return the steps from each character to the next; `g 3 4.2` says 4.2 three times, the last one goes on.

    >>> steps("g 2 4.2 5", 4)
    [4.2, 4.2, 5.0, 5.0]
    """
    words = iter(text.split())
    found: list[float] = []
    for word in words:
        if len(found) >= count:
            break
        if word == "g":
            times = int(_number(next(words, "")))
            found += [_number(next(words, ""))] * max(0, min(times, count - len(found)))
        else:
            found.append(_number(word))
    return found + found[-1:] * (count - len(found))


def _number(word: str) -> float:
    try:
        number = float(word)
    except ValueError:
        return 0.0
    return number if math.isfinite(number) and abs(number) < 1e6 else 0.0


class _Placing:
    """Sets points of an object on its page: its matrix, then its place."""

    def __init__(self, element: "_Element") -> None:
        matrix = numbers(element.get("CTM", ""))
        self._matrix = matrix if len(matrix) == 6 else [1.0, 0.0, 0.0, 1.0, 0.0, 0.0]
        place = numbers(element.get("Boundary", ""))
        self._left, self._top = place[:2] if len(place) == 4 else (0.0, 0.0)
        across, down = self._matrix[:2]
        self.quarter = round(-math.atan2(down, across) / (math.pi / 2)) % 4

    def __call__(self, across: float, down: float) -> tuple[float, float]:
        a, b, c, d, e, f = self._matrix
        return a * across + c * down + e + self._left, b * across + d * down + f + self._top


def _letters(element: "_Element") -> "Iterator[Letter]":
    placing = _Placing(element)
    size = _number(element.get("Size", "")) or 1.0
    stretched = _number(element.get("HScale", "")) or 1.0
    across = down = 0.0
    for code in element.iterdescendants():
        if not isinstance(code.tag, str) or local(code.tag) != "TextCode":
            continue
        # A later piece of words goes on at the place of the one before where it does not say.
        across, down = (_number(code.get(name, str(before))) for name, before in (("X", across), ("Y", down)))
        text = code.text or ""
        beside = steps(code.get("DeltaX", ""), len(text))
        below = steps(code.get("DeltaY", ""), len(text))
        at, low = across, down
        for place, character in enumerate(text):
            width = size * stretched * (1 if is_wide(character) else 0.5)
            one = placing(at, low - _ASCENT * size)
            other = placing(at + width, low + _DESCENT * size)
            box = (min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1]))
            yield Letter(as_written(character), box, placing.quarter)
            at += beside[place] if beside else (0 if below else width)
            low += below[place] if below else 0


def _rules(element: "_Element") -> list[Rule]:
    """Return the straight rules of a path that is drawn, or filled and thin."""
    if element.get("Stroke") == "false" and element.get("Fill") != "true":
        return []
    placing = _Placing(element)
    points: list[tuple[float, float, bool]] = []
    start = (0.0, 0.0)
    for operator, operands in _operations(element):
        if operator == "C":
            points.append((*start, True))
            continue
        point = placing(*operands[-2:])
        if operator in "SM":
            start = point
        points.append((*point, operator == "L"))
    return rules_of_path(points, is_filled=element.get("Stroke") == "false", thickest=_THICKEST)


def _operations(element: "_Element") -> "Iterator[tuple[str, list[float]]]":
    texts = [each.text or "" for each in element if isinstance(each.tag, str) and local(each.tag) == "AbbreviatedData"]
    words = " ".join(texts).split()[:_MOST_NUMBERS]
    at = 0
    while at < len(words):
        operator, at = words[at], at + 1
        count = _OPERANDS.get(operator)
        if count is None or at + count > len(words):
            continue
        yield operator, [_number(word) for word in words[at : at + count]]
        at += count
