"""Figures to be reached: 不低于8亿元, 94%, 3000户左右, 翻一番. Sizes, capacities, names, ages and subsidies are none."""

from decimal import Decimal
from typing import NamedTuple

from duban.core.values import Span
from duban.plans.reading.enclosed import Enclosed
from duban.plans.reading.models import Comparator, Target
from duban.plans.reading.numerals import amount
from duban.plans.reading.patterns import (
    CAPACITY,
    CLAUSE_MARKS,
    COMPARED_AFTER,
    COMPARED_BEFORE,
    COMPARING_VERB,
    COUNTED,
    COUNTED_NOUN,
    DOING,
    FIGURE,
    LOST_MEASURE,
    NO_TARGET_AFTER,
    NO_TARGET_BEFORE,
    PLANT,
    REACHING,
)
from duban.plans.reading.slips import Slip

_COMPARATORS: dict[str, Comparator] = {"least": ">=", "over": ">=", "most": "<=", "about": "~"}
_LIMITED_WITHIN = ("日", "时", "天", "钟", "里", "%", "％")  # 内 alone limits times, ways and shares: 10个工作日内
_LONGEST_CLAUSE = 120
_SINGLE = "所座条家处"
_JOINTS = ("", "和", "与", "及")
_CHAIN = ("、", "和", "与", "及", ",", "，")


class Figure(NamedTuple):
    """A figure that may be a target, with the words before and after it in its clause."""

    start: int
    end: int
    value: Decimal | None
    upper: Decimal | None
    unit: str
    counted: bool


def find_targets(text: str, span: Span) -> tuple[list[Target], list[Slip]]:
    """Find the figures to be reached in the words of an item, and marks that were lost between them."""
    enclosed = Enclosed(text, span)
    slips = enclosed.slips
    figures = [*_figures(text, span), *_counts(text, span)]
    figures.sort()
    targets: list[Target] = []
    chain_end = -1
    chained: Comparator | None = None
    for place, figure in enumerate(figures):
        before = text[_clause_start(text, span.start, figure.start) : figure.start]
        clause_end = _clause_end(text, span.end, figure.end)
        after = text[figure.end : clause_end]
        compared = COMPARED_BEFORE.search(before)
        start = figure.start - len(before) + compared.start() if compared else figure.start
        if enclosed.hides(figure.start, start):
            continue
        following = figures[place + 1] if place + 1 < len(figures) else None
        limit = COMPARED_AFTER.match(after)
        if limit and limit[0] == "内" and not figure.unit.endswith(_LIMITED_WITHIN):
            limit = None
        rest = after[limit.end() :] if limit else after
        if figure.counted:
            if not _counts_something(figure, before, rest, compared=compared is not None):
                continue
        elif not figure.unit:
            lost = compared is not None and compared.lastgroup == "most" and LOST_MEASURE.match(after)
            coefficient = REACHING.search(before) and not after.strip() and "." in text[figure.start : figure.end]
            if not (lost or coefficient):
                continue
            if lost:
                slips.append(Slip("unit_missing", Span(figure.start, figure.end)))
        elif _is_no_target(
            text, figure, before, rest, compared=compared is not None, limited=limit is not None, clause_end=clause_end
        ):
            continue
        elif following and following.unit and following.end <= clause_end:
            between = text[figure.end + (limit.end() if limit else 0) : following.start]
            if between not in _JOINTS:
                continue  # 5亿元以上技改项目26个: the first figure says which, the last how many
            if not between:
                slips.append(Slip("separator_lost", Span(figure.start, following.end)))
        if compared and COMPARING_VERB.search(compared[0]):
            start = figure.start
        end = figure.end + (limit.end() if limit else 0)
        if figure.unit in ("万", "亿") and not limit and (noun := COUNTED_NOUN.match(rest)):
            end += noun.end()
        words = Span(start, end)
        own = _COMPARATORS[limit.lastgroup or ""] if limit else None
        said = _COMPARATORS[compared.lastgroup or ""] if compared else None
        if said is None and chain_end >= 0 and text[chain_end : figure.start] in _CHAIN:
            said = chained  # 分别突破10亿元、25亿元
        chain_end, chained = end, said
        targets += _targets(text, words, figure, own or said)
    return targets, slips


def _targets(text: str, words: Span, figure: Figure, comparator: Comparator | None) -> list[Target]:
    """Make one target of a figure, two of a range."""
    shown = words.of(text)
    if figure.upper is not None:
        return [
            Target(shown, ">=", figure.value, figure.unit, words),
            Target(shown, "<=", figure.upper, figure.unit, words),
        ]
    return [Target(shown, comparator or ("=" if figure.value is not None else None), figure.value, figure.unit, words)]


def _figures(text: str, span: Span) -> list[Figure]:
    """Find the figures in Arabic digits."""
    return [
        Figure(
            *found.span(),
            amount(found["value"]),
            amount(found["upper"]) if found["upper"] else None,
            (found["unit"] or "").replace("％", "%"),
            counted=False,
        )
        for found in FIGURE.finditer(text, span.start, span.end)
    ]


def _counts(text: str, span: Span) -> list[Figure]:
    """Find the figures in Chinese numerals."""
    counts = []
    for found in COUNTED.finditer(text, span.start, span.end):
        value: Decimal | None
        if found["percent"]:
            units, _, fraction = found["percent"].partition("点")
            value, unit = amount(units), "%"
            if fraction:
                value = None
        elif found["tenths"]:
            value, unit = (amount(found["tenths"]) or Decimal(0)) * 10, "%"
        elif found["count"]:
            value, unit = amount(found["count"]), found["unit"]
        else:
            value, unit = Decimal(4 if found["doubling"] == "两" else 2), "倍"
        counts.append(Figure(*found.span(), value, None, unit, counted=bool(found["count"])))
    return counts


def _counts_something(figure: Figure, before: str, rest: str, *, compared: bool) -> bool:
    """Say whether a count in Chinese numerals says how much to do: 牧场五个, 办好一所…, 最多跑一次."""
    if compared:
        return True
    single = figure.value == 1
    if DOING.search(before):
        return not single or figure.unit in _SINGLE
    return not rest.strip() and not single and "\u4e00" <= before[-1:] <= "\u9fff"


def _is_no_target(text: str, figure: Figure, before: str, rest: str, *, compared: bool, limited: bool, clause_end: int) -> bool:
    """Say whether a figure describes something instead of demanding it."""
    if NO_TARGET_BEFORE.search(before[-16:]) or (NO_TARGET_AFTER.match(rest) and not _is_plain_count(figure, rest)):
        return True
    noun = "\u4e00" <= rest[:1] <= "\u9fff"
    if figure.unit == "个月" and not (limited or compared):
        return True  # 开展3个月集中整治: how long, not how much
    if noun and limited and figure.unit.endswith("元"):
        return True  # 亿元以上项目
    if noun and before.endswith("”"):
        return True  # “…”10项工程: part of a name
    if noun and not limited and CAPACITY.search(figure.unit):
        return PLANT.search(text, clause_end - len(rest), clause_end + _LONGEST_CLAUSE) is not None
    return False


def _is_plain_count(figure: Figure, rest: str) -> bool:
    """Tell 10个项目, a count, from 5亿元项目, a size."""
    return figure.unit[-1:] in "个家户项" and rest.startswith(("项目", "工程", "企业", "产业", "集群", "园区"))


def _clause_start(text: str, low: int, place: int) -> int:
    """Return where the clause around a place begins."""
    low = max(low, place - _LONGEST_CLAUSE)
    while place > low and text[place - 1] not in CLAUSE_MARKS:
        place -= 1
    return place


def _clause_end(text: str, high: int, place: int) -> int:
    """Return where the clause around a place ends."""
    high = min(high, place + _LONGEST_CLAUSE)
    while place < high and text[place] not in CLAUSE_MARKS:
        place += 1
    return place
