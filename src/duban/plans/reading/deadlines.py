"""Times by which something is to be done: 9月底前, 年内, 到2025年, 6月开工, “十五五”末."""

import re
from datetime import date, timedelta
from typing import NamedTuple

from duban.core.values import Span
from duban.plans.reading.models import Deadline, Precision
from duban.plans.reading.numerals import whole

_BEFORE = "(?:之前|以前|前)"
_END = f"[底末]{_BEFORE}?"
_YEAR = r"(?:20\d\d年|[今本当明]年)"
_MONTH = "(?:1?\\d|十[一二]?|[一二三四五六七八九])月"
# Times as they stand in a sentence; whether one says by when, its neighbours decide (_says_when).
_TIME = re.compile(
    rf"(?:每年)?到?(?<!\d){_YEAR}?(?:"
    rf"(?<!\d){_MONTH}(?:\d{{1,2}}日{_BEFORE}?|份?{_END}|[上中下]旬{_BEFORE}?|初{_BEFORE}?|份?{_BEFORE}|份?)"
    rf"|第[一二三四1-4]季度(?:{_END}|{_BEFORE})?|前?[一二三四]季度(?:{_END}|{_BEFORE})?"
    rf"|[上下]半年(?:{_END}|{_BEFORE})?"
    rf"|年(?:{_END}|内|中{_BEFORE}?|终{_BEFORE}))"
    rf"|到?(?<!\d){_YEAR}(?:{_END}|内|{_BEFORE})?"
    rf"|[“\"]?十[一二三四五六七八九]五[”\"]?(?:规划)?(?:时?期)?末"
    rf"|(?:国庆|中秋|春节|元旦|五一|七一|(?:秋季|春季)?开学|高考|中考|(?:入|主|上)?汛期?|雨季|入冬|封冻|供暖[期季]?|采暖[期季]?|暑假)节?{_BEFORE}"
)
_WORDS = ("月", "季度", "年", "前", "末")  # of which one stands in every such time
# Straight behind a month, a quarter or a later year these say that it is a time to be kept: 6月开工, 2027年建成.
_DONE = (
    *(
        "完成",
        "建成",
        "投用",
        "投产",
        "投入",
        "开工",
        "竣工",
        "通车",
        "启用",
        "开园",
        "交付",
        "动工",
        "封顶",
        "试运行",
        "开馆",
    ),
    *("开业", "验收", "启动", "完工", "实现", "开通", "复工", "挂牌", "上线", "运行", "达产", "全面", "全部"),
)
# 三年内, 多年内: how long. 去年底, 上年末: past.
_NO_YEAR_END = "去上往前近多几两半数一二三四五六七八九十"
_SINCE = ("截至", "截止", "自", "从", "比", "较", "已")
_FROM_THEN = ("以来", "起", "以后", "后", "开始")
# 2000年底前|建成的小区: a past time that says which.
_QUALIFIES = re.compile(r"[^\W\d_]{0,12}的")
# The pieces of a time in words or of a date in a cell: 2024年11月, 2024-12-31, 12.31前, 12月底, 全年, 明年.
_PIECE = (
    r"(?P<iso>(?P<iy>20\d\d)[\-/.](?P<im>\d{1,2})(?:[\-/.](?P<id>\d{1,2}))?(?!\d))|(?P<point>(?<![\d.])(?P<pm>1?\d)\.(?P<pd>\d{1,2})(?=日|前|底|$))"
    r"|(?P<year>20\d\d|二[〇○零]\w\w)(?=年)|(?P<next>明年)|(?P<month>\d{1,2}|十[一二]?|[一二三四五六七八九])(?=月)|(?P<span>\d{1,2})(?=[—–\-~～至到]\d{1,2}月)"
    r"|(?P<day>\d{1,2})(?=日)|(?P<third>[上中下](?=旬)|初)|(?P<quarter>[一二三四1-4])季度|(?P<half>[上下])半年|(?P<middle>年中)"
    r"|(?P<whole>年底|年末|年内|年终|全年|年度内)|十(?P<plan>[一二三四五六七八九])五[”\"]?(?:规划)?(?:时?期)?末"
)
_THIRDS = {"初": 10, "上": 10, "中": 20}
_LONGEST = 60
_BY_THE_END = ("年底前", "年内", "年底", "全年")  # most of all times


class Point(NamedTuple):
    """One time that words name, each part as far as it is said."""

    year: int | None = None
    half: int | None = None
    quarter: int | None = None
    month: int | None = None
    third: int | None = None
    day: int | None = None


def find_deadlines(text: str, span: Span, *, year: int | None) -> list[Deadline]:
    """Find the times in the words of an item; `year` is the plan's, for 年底前 and the like."""
    words = span.of(text)
    if not any(word in words for word in _WORDS):
        return []
    return [
        deadline_of(text, Span(*found.span()), year=year)
        for found in _TIME.finditer(text, *span)
        if _says_when(text, span, Span(*found.span()), year)
    ]


def deadline_of(text: str, span: Span, *, year: int | None) -> Deadline:
    """Read one time as printed; the date is the last day of the period meant."""
    words = span.of(text)
    on, precision = last_day(words, year=year)
    return Deadline(words, on, precision, span)


def _says_when(text: str, within: Span, span: Span, year: int | None) -> bool:
    """Say whether a time is one to be kept. Not 2020年以来, 截至2023年底, 三年内, 5月 alone, 2000年底前建成的小区."""
    words = span.of(text)
    before = text[max(within.start, span.start - 4) : span.start]
    said = _printed_year(words)
    is_past = said is not None and year is not None and said < year
    begins = text.startswith(_FROM_THEN, span.end) and not words.endswith("前")
    if before.endswith(_SINCE) or (before.endswith("于") and is_past) or begins:
        return False
    if words.startswith("年") and (before[-1:].isdecimal() or before.endswith(tuple(_NO_YEAR_END))):
        return False
    if is_past and _QUALIFIES.match(text, span.end, within.end):
        return False
    if words.endswith(("月", "月份", "季度")) and not words.startswith(("第", "到")):
        return _is_done_then(text, span.end)
    if words.endswith("年") and not words.startswith("到") and not words.endswith("半年"):
        return said is not None and year is not None and said > year and _is_done_then(text, span.end)
    return not words.endswith("到")


def _printed_year(words: str) -> int | None:
    """Return the year that a time prints in digits."""
    place = words.find("年")
    return int(words[place - 4 : place]) if place >= 4 and words[place - 4 : place].isdecimal() else None


def _is_done_then(text: str, place: int) -> bool:
    """Say whether a verb of coming into being stands at a place: 6月|开工. Not 6月|完成的…, which is past."""
    verb = next((verb for verb in _DONE if text.startswith(verb, place)), None)
    return verb is not None and not text.startswith("的", place + len(verb))


def last_day(words: str, *, year: int | None) -> tuple[date | None, Precision]:
    """Return the last day that the words mean and how exactly they mean it; of several times, the last one counts.

    >>> last_day("9月底前", year=2024), last_day("年内", year=2024)
    ((datetime.date(2024, 9, 30), 'month'), (datetime.date(2024, 12, 31), 'year'))
    >>> last_day("三季度末", year=2023), last_day("到2025年", year=2021)
    ((datetime.date(2023, 9, 30), 'quarter'), (datetime.date(2025, 12, 31), 'year'))
    >>> last_day("国庆前", year=2023), last_day("2月30日前", year=2023)
    ((None, 'none'), (None, 'day'))
    >>> last_day("汛前完成六成，11月底完工", year=2025), last_day("2025年6月—2026年3月", year=2025)
    ((datetime.date(2025, 11, 30), 'month'), (datetime.date(2026, 3, 31), 'month'))
    """
    if words in _BY_THE_END:
        return (date(year, 12, 31) if year is not None else None), "year"
    point = _last_point(words[:_LONGEST], year)
    if point is None:
        return None, "none"
    precision: Precision
    if point.month is not None:
        precision, month = "day" if point.day else "month", point.month
    elif point.quarter is not None:
        precision, month = "quarter", 3 * point.quarter
    elif point.half is not None:
        precision, month = "half", 6 * point.half
    else:
        precision, month = "year", 12
    if point.year is None or not 1 <= month <= 12:
        return None, precision
    last = (date(point.year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
    day = point.day or point.third or last
    return (date(point.year, month, day) if 1 <= day <= last else None), precision


def _last_point(words: str, year: int | None) -> Point | None:
    """Return the last time that words name; a year said once holds for the times after it."""
    point = None
    for found in re.finditer(_PIECE, words):
        kind = found.lastgroup or ""
        fields = _fields(found, kind, year)
        if point is None or any(_is_coarser(point, name) for name in fields or ("half",)):
            point = Point(year=point.year if point else year)
        point = point._replace(**fields)
    return point


def _is_coarser(point: Point, name: str) -> bool:
    """Say whether a part cannot belong to a time any more: it was said, or a finer one was."""
    finer = Point._fields[max(1, Point._fields.index(name)) :]
    return any(getattr(point, part) is not None for part in finer)


def _fields(found: re.Match[str], kind: str, year: int | None) -> dict[str, int | None]:
    """Return the parts of a time that a piece gives; 全年 and 年底 give none beside the year before them."""
    words = found[kind]
    if kind == "iso":
        day = {"day": int(found["id"])} if found["id"] else {}
        return {"year": int(found["iy"]), "month": int(found["im"]), **day}
    if kind == "point":
        return {"month": int(found["pm"]), "day": int(found["pd"])}
    if kind in ("half", "middle"):
        return {"half": 2 if words == "下" else 1}
    if kind in ("year", "month", "quarter", "day", "span"):
        return {"month" if kind == "span" else kind: whole(words.replace("○", "〇"))}
    fields: dict[str, dict[str, int | None]] = {
        "third": {"third": _THIRDS.get(words)},
        "plan": {"year": 1955 + 5 * (10 + (whole(words) or 0))},  # “十四五” ended with 2025
        "next": {"year": year + 1 if year is not None else None},
    }
    return fields.get(kind, {})
