"""What is printed on a page: characters and rules, in points from its upper left corner; shared by pdf and ofd."""

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    Turn = Callable[[float, float], tuple[float, float]]


class Glyph(NamedTuple):
    """A printed character (or several, where the file maps one shape to several) with the room it takes in its row."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


class Rule(NamedTuple):
    """A straight line along an edge of the page; the long side of a thin box."""

    left: float
    top: float
    right: float
    bottom: float


class Page(NamedTuple):
    """One page as it is read: upright, its characters in the order of the file."""

    number: int
    width: float
    height: float
    glyphs: list[Glyph]
    rules: list[Rule]


# So thick may a rule be; what is thicker is a box of its own.
THICKEST = 3.0
_FARTHEST = 1e6

# Radicals that some programs write for the ideographs that look like them; those that Unicode itself maps are left to
# NFKC (康熙部首, full forms), these are not.
_RADICALS = "⺟⺠⻁⻄⻅⻆⻉⻋⻓⻔⻘⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰⻳"
_IDEOGRAPHS = "母民虎西见角贝车长门青页风飞食马骨鬼鱼鸟麦黄齐齿龙龟"
_PLAIN = dict(zip(map(ord, _RADICALS), _IDEOGRAPHS, strict=True))


def as_written(text: str) -> str:
    """Return characters as one types them: radicals as ideographs, ligatures and compatibility forms undone.

    >>> as_written("⼀、⺠⽣ﬁ")
    '一、民生fi'
    """
    code = ord(text[0]) if text else 0
    if 0x2E80 <= code <= 0x2FDF or 0xF900 <= code <= 0xFB06:
        from unicodedata import normalize

        return normalize("NFKC", text.translate(_PLAIN))
    return text


def is_wide(text: str) -> bool:
    """Say whether a character takes a full square: ideographs and their punctuation.

    >>> [is_wide(character) for character in "市（2%"]
    [True, True, False, False]
    """
    return text >= "\u2e80" or text in "“”‘’—…·①②③④⑤⑥⑦⑧⑨⑩"


def turn_of(quarter: int, width: float, height: float) -> "tuple[Turn, float, float]":
    """Return what sets a page upright whose words are turned by quarters against the clock, and its size then."""
    turns: tuple[Turn, ...] = (
        lambda across, down: (across, down),
        lambda across, down: (height - down, across),
        lambda across, down: (width - across, height - down),
        lambda across, down: (down, width - across),
    )
    return turns[quarter], *((height, width) if quarter % 2 else (width, height))


def rule_of(left: float, top: float, right: float, bottom: float, *, thickest: float = THICKEST) -> Rule | None:
    """Return the rule that a thin box shows, or None where it is none."""
    left, right, top, bottom = min(left, right), max(left, right), min(top, bottom), max(top, bottom)
    width, height = right - left, bottom - top
    if not (min(width, height) <= thickest < max(width, height) < _FARTHEST):
        return None
    if width > height:
        middle = (top + bottom) / 2
        return Rule(left, middle, right, middle)
    middle = (left + right) / 2
    return Rule(middle, top, middle, bottom)


def rules_of_path(
    points: list[tuple[float, float, bool]], *, is_filled: bool, thickest: float = THICKEST
) -> list[Rule]:
    """Return the rules that a path draws; each point says whether a straight line leads to it from the one before.

    A path that is only filled shows a rule where all of it is thin.
    """
    if not points:
        return []
    if is_filled:
        across, down = [point[0] for point in points], [point[1] for point in points]
        whole = rule_of(min(across), min(down), max(across), max(down), thickest=thickest)
        return [] if whole is None else [whole]
    found = []
    for before, after in pairwise(points):
        is_straight = min(abs(after[0] - before[0]), abs(after[1] - before[1])) <= 1
        rule = rule_of(*before[:2], *after[:2], thickest=thickest) if after[2] and is_straight else None
        if rule is not None:
            found.append(rule)
    return found
