"""Figures to be reached: 不低于8亿元, 94%, 3000户左右, 翻一番. Sizes, capacities, names, ages, subsidies are none."""

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
_LIMITED_WITHIN = ("日", "月", "时", "天", "钟", "里", "%")  # 内 alone limits times, ways and shares: 10个工作日内
_LONGEST_CLAUSE = 120
_JOINTS = ("", "和", "与", "及")
_CHAIN = ("、", "和", "与", "及", ",", "，")
_SINGLE = "所座条家处"


class Figure(NamedTuple):
    """A figure that may be a target; `counted` when it is written in Chinese numerals with a measure."""

    start: int
    end: int
    value: Decimal | None
    upper: Decimal | None
    unit: str
    counted: bool


class Setting(NamedTuple):
    """A figure within its clause: what compares it, and the words before and behind."""

    before: str
    rest: str
    said: str  # the group of COMPARED_BEFORE that fits, or nothing
    limit: str  # the group of COMPARED_AFTER that fits, or nothing
    compared_at: int
    words: Span
    clause_end: int


def find_targets(text: str, span: Span) -> tuple[list[Target], list[Slip]]:
    """Find the figures to be reached in the words of an item, and the marks that were lost around them."""
    enclosed = Enclosed(text, span)
    slips = enclosed.slips
    targets: list[Target] = []
    figures = sorted([*_figures(text, span), *_counts(text, span)])
    chain_end, chained = -1, ""
    for place, figure in enumerate(figures):
        setting = _setting(text, span, figure)
        if enclosed.hides(figure.start, setting.compared_at) or not _is_demanded(text, figure, setting):
            continue
        if not (figure.unit or "." in text[figure.start : figure.end]):
            slips.append(Slip("unit_missing", Span(figure.start, figure.end)))
        following = figures[place + 1] if place + 1 < len(figures) else None
        if following and following.unit and following.end <= setting.clause_end and not figure.counted:
            joint = text[setting.words.end : following.start]
            if joint not in _JOINTS:
                continue  # 5亿元以上技改项目26个: the first figure says which, the last how many
            if not joint:
                slips.append(Slip("separator_lost", Span(figure.start, following.end)))
        said = setting.said
        if not said and chain_end >= 0 and text[chain_end : figure.start] in _CHAIN:
            said = chained  # 分别突破10亿元、25亿元
        chain_end, chained = setting.words.end, said
        targets += _targets(text, figure, setting, setting.limit or said)
    return targets, slips


def _setting(text: str, span: Span, figure: Figure) -> Setting:
    """Read the clause around a figure."""
    before = text[_clause_start(text, span.start, figure.start) : figure.start]
    clause_end = _clause_end(text, span.end, figure.end)
    after = text[figure.end : clause_end]
    compared = COMPARED_BEFORE.search(before)
    limit = COMPARED_AFTER.match(after)
    if limit and limit[0] == "内" and not figure.unit.endswith(_LIMITED_WITHIN):
        limit = None
    compared_at = figure.start - len(before) + compared.start() if compared else figure.start
    start = figure.start if compared and COMPARING_VERB.match(compared[0]) else compared_at
    rest = after[limit.end() :] if limit else after
    end = clause_end - len(rest)
    if figure.unit in ("万", "亿") and not limit and (noun := COUNTED_NOUN.match(rest)):
        end += noun.end()
    return Setting(
        before=before,
        rest=rest,
        said=compared.lastgroup or "" if compared else "",
        limit=limit.lastgroup or "" if limit else "",
        compared_at=compared_at,
        words=Span(start, end),
        clause_end=clause_end,
    )


def _is_demanded(text: str, figure: Figure, setting: Setting) -> bool:
    """Say whether a figure is something to be reached."""
    if figure.counted:
        return _counts_something(figure, setting)
    if figure.unit:
        return not _describes(text, figure, setting)
    if setting.said == "most" and LOST_MEASURE.match(setting.rest):
        return True
    is_fraction = "." in text[figure.start : figure.end]
    return is_fraction and not setting.rest.strip() and REACHING.search(setting.before) is not None


def _counts_something(figure: Figure, setting: Setting) -> bool:
    """Say whether a count in Chinese numerals says how much to do: 牧场五个, 办好一所…, 最多跑一次."""
    if setting.said:
        return True
    is_single = figure.value == 1
    if DOING.search(setting.before):
        return not is_single or figure.unit in _SINGLE
    return not setting.rest.strip() and not is_single and _is_han(setting.before[-1:])


def _describes(text: str, figure: Figure, setting: Setting) -> bool:
    """Say whether a figure describes something instead of demanding it."""
    before, rest = setting.before, setting.rest
    if NO_TARGET_BEFORE.search(before[-16:]):
        return True
    if NO_TARGET_AFTER.match(rest) and not _is_plain_count(figure, rest):
        return True
    if figure.unit == "个月" and not (setting.limit or setting.said):
        return True  # 开展3个月集中整治: how long, not how much
    if not _is_han(rest[:1]):
        return False
    if before.endswith("”") or (setting.limit and figure.unit.endswith("元")):
        return True  # “…”10项工程, part of a name; 5亿元以上项目, which ones
    is_capacity = not setting.limit and CAPACITY.search(figure.unit) is not None
    return is_capacity and PLANT.search(text, figure.end, setting.clause_end + _LONGEST_CLAUSE) is not None


def _is_plain_count(figure: Figure, rest: str) -> bool:
    """Tell 10个项目, a count, from 5亿元项目, a size."""
    return figure.unit[-1:] in "个家户项" and rest.startswith(("项目", "工程", "企业", "产业", "集群", "园区"))


def _is_han(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff"


def _targets(text: str, figure: Figure, setting: Setting, compared: str) -> list[Target]:
    """Make one target of a figure, two of a range."""
    shown = setting.words.of(text)
    if figure.upper is not None:
        return [
            Target(shown, ">=", figure.value, figure.unit, setting.words),
            Target(shown, "<=", figure.upper, figure.unit, setting.words),
        ]
    bare: Comparator | None = "=" if figure.value is not None else None
    return [Target(shown, _COMPARATORS.get(compared, bare), figure.value, figure.unit, setting.words)]


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
    """Find the figures in Chinese numerals; a fraction in words (百分之三点五) has no value."""
    counts = []
    for found in COUNTED.finditer(text, span.start, span.end):
        value: Decimal | None
        if found["percent"]:
            value, unit = amount(found["percent"]), "%"
        elif found["tenths"]:
            value, unit = amount(found["tenths"] + "十"), "%"
        elif found["count"]:
            value, unit = amount(found["count"]), found["unit"]
        else:
            value, unit = Decimal(4 if found["doubling"] == "两" else 2), "倍"
        counts.append(Figure(*found.span(), value, None, unit, counted=bool(found["count"])))
    return counts


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
