"""Figures with their measures as they stand in a text: 1.55万名, 14.6亿元, 5%至6%, 3个—5个, 四成, 翻一番, 五百户.

A figure here is no target yet: what it says of its item, targets.py decides. Measures are looked up rather than
matched: one pattern of all of them would take longer to compile than everything else that reading needs.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from duban.plans.reading.numerals import amount, whole

# Digits with thousands in groups or not: 1,350, 98.5, ９０. Not S233, 第12届, 4.0.1, 2019-03, 〔2024〕, 7×24, 前5名.
_NUMBER = re.compile(
    r"(?=\d)(?<![\dA-Za-z.第〔×+\-—])(?<![^提]前)(?:\d{1,3}(?:,\d{3}){1,3}(?!\d)|\d{1,12}(?:\.\d{1,6})?)(?![\d.])"
)
# The upper end of a range: 5%至6%, 3—5个, 10万亩~12万亩.
_UPPER = re.compile(r"(?:至|到|[~～\-－–]|—{1,2})(?P<upper>\d{1,12}(?:\.\d{1,6})?)(?![\d.])")
# Chinese numerals: 五, 一百二十, 三点五, 一半. Not 试点.
_NUMERAL = re.compile("(?:零(?=点)|[一二两三四五六七八九十百千])[一二两三四五六七八九十百千零点半]*")
_MORE = ("余", "多", "来")  # 200余家, 20多万人

_SINGLE = frozenset(
    "%‰元亩户人名位头只家个项件所座条处场台套部辆架根块株吨斤倍张篇批次期种类片口支份册间栋幢宗天款门组床米艘列眼盏羽尾匹峰"
    "枚例对班幅段笔单棵杆尊箱剂桌席趟起本级册轮岁"
)
_LONGER = frozenset(
    (
        *("公里", "千米", "公顷", "公斤", "千克", "毫克", "微克", "小时", "分钟", "海里", "延米", "平米", "亩次"),
        *("立方", "分贝", "延长米", "平方米", "立方米", "平方公里", "平方千米", "吨标煤", "吨标准煤"),
        *("吨公里", "车公里", "人公里", "千瓦", "兆瓦", "吉瓦", "千瓦时", "兆瓦时", "千伏安", "美元", "港元"),
        *("欧元", "台套", "标箱", "标准箱", "人口", "人次", "户次", "批次", "航次", "班次", "场次", "车次"),
        *("件次", "头次", "剂次", "针次", "例次", "门次", "人天", "课时", "学时", "个月", "工作日"),
        *("个工作日", "个自然日", "百分点", "个百分点"),
    )
)
_LATIN = frozenset(
    (
        *("kW", "MW", "GW", "kWh", "MWh", "GWh", "km", "km²", "km2", "㎡", "m²", "m2", "m³"),
        *("m3", "㎥", "μg", "ug", "mg", "dB", "℃", "PB", "TB"),
    )
)
_LONGEST_MEASURE = 5
_PER = ("年", "月", "日", "周", "季度", "升", "L", "秒")  # only below a stroke: 元/人·年, 毫克/升
# What may follow a count in Chinese numerals. Not 日, 级, 心, 期, 次 by itself, which names are made of.
_COUNTED = frozenset("个座所条家处场项件人户次份套亩台辆支片倍名间栋口部根吨株")
_COUNTED_LONGER = frozenset(("公里", "个百分点", "个月", "个工作日", "人次", "场次", "小时"))
_COUNTED_FIRST = _COUNTED | frozenset("公小万亿 \u00a0余多来")
_TWICE = {"": 2, "一": 2, "两": 4, "二": 4, "三": 8}


class Figure(NamedTuple):
    """A figure; `counted` when it is written in Chinese numerals, `over` when 余 or 多 follows it."""

    start: int
    end: int
    value: Decimal | None
    upper: Decimal | None
    unit: str
    counted: bool = False
    over: bool = False


def find_figures(text: str, start: int, end: int) -> list[Figure]:
    """Return the figures of a stretch of text in their order."""
    return sorted([*_in_digits(text, start, end), *_in_numerals(text, start, end)], key=lambda figure: figure.start)


def _in_digits(text: str, start: int, end: int) -> Iterator[Figure]:
    """Find figures in Arabic digits, with or without a measure."""
    place = start
    while found := _NUMBER.search(text, place, end):
        value = amount(found[0])
        unit, stop, over = _measure(text, found.end(), end)
        upper = None
        if ranged := _UPPER.match(text, stop, end):
            both, behind, _ = _measure(text, ranged.end(), end)
            if both and both.startswith(unit):
                unit, stop, upper = both, behind, amount(ranged["upper"])
        place = max(stop, found.end())
        if not unit and value is not None:
            if text.startswith("成", stop) and _ends_tenths(text, stop + 1, end):
                yield Figure(found.start(), stop + 1, value * 10, None, "%")
                continue
            if (opener := _fraction(text, start, found.start())) is not None:
                yield Figure(opener[0], stop, value, None, opener[1])
                continue
        yield Figure(found.start(), stop, value, upper, unit, over=over)


def _in_numerals(text: str, start: int, end: int) -> Iterator[Figure]:
    """Find counts and shares in Chinese numerals: 五百户, 四成, 百分之三点五, 翻一番, 一半."""
    for found in _NUMERAL.finditer(text, start, end):
        words, first, last = found[0], *found.span()
        if (opener := _fraction(text, start, first)) is not None:
            yield Figure(opener[0], last, amount(words) if opener[1] else None, None, opener[1])
        elif text.startswith("番", last) and text.endswith("翻", start, first) and words in _TWICE:
            yield Figure(first - 1, last + 1, Decimal(_TWICE[words]), None, "倍")
        elif text.startswith("成", last) and (tenths := whole(words)) and tenths <= 10:
            more = _hundredths(text, last + 1)
            stop = last + 1 + (more > 0)
            if _ends_tenths(text, stop, end):
                yield Figure(first, stop, Decimal(tenths * 10 + more), None, "%")
        elif words == "一半":
            yield Figure(first, last, Decimal(50), None, "%", counted=True)
        else:
            yield from _count(text, start, found, end)
    place = text.find("翻番", start, end)
    while place >= 0:
        yield Figure(place, place + 2, Decimal(2), None, "倍")
        place = text.find("翻番", place + 2, end)


def _count(text: str, start: int, found: re.Match[str], end: int) -> Iterator[Figure]:
    """Find a count in Chinese numerals: 牧场五个, 两万人, 一百多家. Not 第一个, 每两个, 二一二, 前三名."""
    first, last = found.span()
    before = text[first - 1] if first > start else ""
    if text[last : last + 1] not in _COUNTED_FIRST or before.isdecimal() or (before and before in "第每新前同万亿几数"):
        return
    unit, stop, over = _measure(text, last, end)
    is_counted = unit[-1:] in _COUNTED or unit in _COUNTED_LONGER
    if is_counted and len(unit) <= 4 and (value := amount(found[0])) is not None:
        yield Figure(first, stop, value, None, unit, counted=True, over=over)
    elif unit.endswith("亿元") or unit == "万元":
        yield Figure(first, stop, amount(found[0]), None, unit, counted=True, over=over)


def _fraction(text: str, start: int, place: int) -> tuple[int, str] | None:
    """Return where a fraction in words begins before its numerator, and its sign: 百分之|三, 千分之|二, 三分之|二."""
    if not text.endswith("分之", start, place):
        return None
    opener = place - 2
    while opener > start and _NUMERAL.match(text[opener - 1]):
        opener -= 1
    of = whole(text[opener : place - 2])
    return (opener, {100: "%", 1000: "‰"}.get(of, "")) if of else None


def _hundredths(text: str, place: int) -> int:
    """Return what follows 成 in hundredths: 三成|半, 九成|五."""
    word = text[place : place + 1]
    return 5 if word == "半" else whole(word) or 0 if word.isalpha() else 0


def _ends_tenths(text: str, place: int, end: int) -> bool:
    """Say whether 成 is the measure of a share: 四成， 三成以上. Not 九成熟, 三成立."""
    return place >= end or text[place] in "以左，,。；;、（().!！/ "


def _measure(text: str, place: int, end: int) -> tuple[str, int, bool]:
    """Return the measure that stands at a place, where it ends, and whether 余 or 多 stands before or within it.

    A bare 万 or 亿 before a noun is a measure too: 2.78万贫困人口. One blank may part the number from its measure.
    """
    begin = place
    if text.startswith((" ", "\u00a0"), place) and place + 1 < end and not text[place + 1].isspace():
        place += 1
    over = text.startswith(_MORE, place)
    place += over
    if measure := _longest(text, place, end):
        place += len(measure)
        return _with_rest(text, measure, place, end, over)
    prefix = _prefix(text, place, end)
    place += len(prefix)
    if prefix and text.startswith(_MORE, place):
        over = True
        place += 1
    if measure := _longest(text, place, end):
        place += len(measure)
        return _with_rest(text, prefix + measure, place, end, over)
    if prefix[-1:] and prefix[-1] in "万亿" and place < end and text[place].isalpha() and not text[place].isascii():
        return prefix, place, over
    return "", begin, False


def _with_rest(text: str, measure: str, place: int, end: int, over: bool) -> tuple[str, int, bool]:
    """Add what belongs to a measure behind it: 元|/人·年, 台|（套）."""
    measure = measure.replace("％", "%")
    while place + 1 < end and text[place] in "/／·" and (below := _below(text, place + 1, end)):
        measure += text[place] + below
        place += 1 + len(below)
    if text[place : place + 1] in ("（", "(") and text[place + 2 : place + 3] in ("）", ")") and place + 3 <= end:
        inner = text[place + 1]
        if inner in _SINGLE or inner in "次艘":
            measure += text[place : place + 3]
            place += 3
    return measure, place, over


def _below(text: str, place: int, end: int) -> str:
    """Return the measure below a stroke."""
    if measure := _longest(text, place, end):
        return measure
    prefix = _prefix(text, place, end)
    if prefix and (measure := _longest(text, place + len(prefix), end)):
        return prefix + measure
    return next((word for word in _PER if text.startswith(word, place)), "")


def _prefix(text: str, place: int, end: int) -> str:
    """Return 万, 亿, 百万, 千亿, 万亿, 千 at a place."""
    stop = place
    if stop < end and text[stop] in "百千":
        stop += 1
    if stop < end and text[stop] in "万亿":
        stop += 1
        if text[stop - 1] == "万" and text.startswith("亿", stop):
            stop += 1
    return text[place:stop]


def _longest(text: str, place: int, end: int) -> str:
    """Return the longest measure at a place, or nothing."""
    if place >= end:
        return ""
    first = text[place]
    if (first.isascii() and first.isalpha()) or first in "μ㎡㎥℃":
        stop = place
        while (
            stop < end
            and stop < place + 4
            and ((text[stop].isascii() and text[stop].isalnum()) or text[stop] in "μ²³㎡㎥℃")
        ):
            stop += 1
        return text[place:stop] if text[place:stop] in _LATIN else ""
    for length in range(min(_LONGEST_MEASURE, end - place), 1, -1):
        if text[place : place + length] in _LONGER:
            return text[place : place + length]
    return first if first in _SINGLE or first == "％" else ""
