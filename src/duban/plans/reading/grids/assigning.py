"""Words of one row given to the columns they fit: the cheapest way to put pieces into cells from left to right.

Each piece goes to one column; neighbours may share a cell, where a blank stood inside one; columns may stay empty.
What a cell may cost: nothing where it looks like its column, most where it looks like another one.
"""

from collections.abc import Sequence
from functools import partial
from typing import Literal, NamedTuple

from duban.core.values import Span
from duban.plans.reading.grids.heads import UNIT_COLUMNS, ColumnRole
from duban.plans.reading.kinds import kind_of
from duban.plans.reading.parts import are_units, is_time

Column = ColumnRole | Literal[""]

MOST_PIECES = 40
_MOST_SHARED = 4  # pieces that one cell takes, but for the words of a task
_LONGEST_UNITS = 300
_LONGEST_GROUP = 16
_LONGEST_NAME = 4
_LONGEST_REMARK = 12
_EMPTY = {"number": 3.0, "group": 0.3, "words": 1.0, "leader": 1.5, "lead": 2.5, "due": 0.8, "none": 0.3, "": 0.4}
_SHARING = {"group": 0.05, "words": 0.1, "number": 9.0, "leader": 0.2, "due": 0.2}
_WRONG = 6.0
_SWALLOWED = 2.0  # words that end in units which are a piece by themselves
_STRAIGHT = 1.0  # a cell for each column that costs no more is not looked at further
_TIMES = ("月", "年", "季度", "底", "前", "日", "长期", "持续", "节点", "按")
_LASTING = ("全年", "长期", "持续", "常年")


class Fit(NamedTuple):
    """The cells of one row: for each column the stretch of text, or None; and what it cost."""

    cells: tuple[Span | None, ...]
    cost: float


def fit(text: str, pieces: Sequence[Span], columns: Sequence[Column]) -> Fit:
    """Put pieces into columns at the lowest cost."""
    looks: dict[Span, str] = {}
    cost_of = partial(_cost, text, columns, looks)

    if len(pieces) == len(columns):
        straight = sum(cost_of(at, piece, 1) for at, piece in enumerate(pieces))
        if straight < _STRAIGHT:
            return Fit(tuple(pieces), straight)
    swallowed = [0.0]  # what the pieces up to each cost where they go on with a cell of words
    for piece in pieces:
        look = _looks(text, "".join(piece.of(text).split()), piece)
        swallowed.append(swallowed[-1] + {"units": _SWALLOWED, "due": 1.0}.get(look, 0.0))
    best: list[dict[int, tuple[float, tuple[Span | None, ...]]]] = [{0: (0.0, ())}]
    for at in range(len(columns)):
        here: dict[int, tuple[float, tuple[Span | None, ...]]] = {}
        most = len(pieces) if columns[at] == "words" else _MOST_SHARED
        for taken, (cost, cells) in best[-1].items():
            for end in range(taken, min(len(pieces), taken + most) + 1):
                span = Span(pieces[taken].start, pieces[end - 1].end) if end > taken else None
                total = cost + cost_of(at, span, end - taken)
                if end > taken + 1 and columns[at] in ("words", "group"):
                    total += swallowed[end] - swallowed[taken + 1]
                if end not in here or total < here[end][0]:
                    here[end] = (total, (*cells, span))
        best.append(here)
    cost, cells = best[-1].get(len(pieces), (float("inf"), (None,) * len(columns)))
    return Fit(cells, cost)


def _cost(
    text: str, columns: Sequence[Column], looks: dict[Span, str], at: int, span: Span | None, shared: int
) -> float:
    """Return what it costs to put some pieces into one column."""
    column = columns[at]
    if span is None:
        if column == "words" and "words" not in columns[:at]:
            return 3.0
        return _EMPTY.get(column, 1.0)
    words = span.of(text).strip()
    if not words:
        return 0.0
    cost = (shared - 1) * _SHARING.get(column, 0.3)
    first = words.split(maxsplit=1)[0]
    if len(first) == 1 and not first.isdecimal() and column not in ("leader", "none", "number"):
        cost += 2.0  # one character: the end of the word before a stray blank
    if text[max(0, span.start - 20) : span.start].rstrip()[-1:] in tuple("、，,"):
        cost += 2.0  # the cell before it is not at its end
    if column == "words" and "words" in columns[at + 1 :]:
        cost += 0.3 * any(mark in words for mark in "，。；") - 0.05 * (shared - 1)  # titles come before sentences
    bare = "".join(words.split())
    if span not in looks:
        looks[span] = _looks(text, bare, span)
    look = looks[span] if looks[span] in ("units", "figure", *columns) else "words"  # no leader without such a column
    return cost + _misfit(column, bare, look)


def _misfit(column: Column, bare: str, looks: str) -> float:
    """Return how little words look like what a column holds."""
    if column == "number":
        return 0.0 if bare.strip("、.．（）()").isdecimal() else 50.0
    if column in UNIT_COLUMNS:
        return 0.0 if looks == "units" else _WRONG
    if column in ("leader", "due"):
        return 0.0 if looks == column or bare in "/—-" else _WRONG - 1
    if column == "words":
        return {"units": 5.0, "figure": 2.0, "leader": 0.8, "due": 1.5}.get(looks, 0.0)
    if column == "group":
        wrong = len(bare) > _LONGEST_GROUP or "。" in bare or bare.isdecimal()
        return 8.0 if wrong else 4.0 if looks == "units" else 0.2
    return 0.2 if looks == "figure" else 0.3 if len(bare) <= _LONGEST_REMARK else 3.0


def _looks(text: str, bare: str, span: Span) -> str:
    """Say what words look like by themselves: units, a leader, a time, a figure, or words."""
    if bare.replace(".", "").replace(",", "").isdecimal() or bare in ("/", "-", "—"):
        return "figure"
    if not bare or "。" in bare:
        return "words"
    if span.end - span.start <= _LONGEST_UNITS and are_units(text, span):
        return "units"
    if is_time(text, span) or _is_brief_time(bare):
        return "due"
    names = bare.replace("，", "、").replace(",", "、").split("、")
    is_leader = all(1 < len(name) <= _LONGEST_NAME and name.isalpha() and kind_of(name) == "other" for name in names)
    return "leader" if is_leader else "words"


def begins_words(text: str, pieces: Sequence[Span], at: int) -> bool:
    """Say whether the words of another row begin with a piece: it speaks, and the one before it did not."""
    here, before = ("".join(pieces[place].of(text).split()) for place in (at, at - 1))
    return bool(here) and _looks(text, here, pieces[at]) == "words" and _looks(text, before, pieces[at - 1]) != "words"


def _is_brief_time(bare: str) -> bool:
    """Say whether a few words of a cell of its own are a time: 全年, 12月底, 6月开工."""
    if len(bare) > _LONGEST_REMARK:
        return False
    return bare.startswith(_LASTING) or (bare[0].isdecimal() and any(word in bare for word in _TIMES))
