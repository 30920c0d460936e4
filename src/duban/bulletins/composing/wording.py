"""Words from facts: dates, numbers, counts, lists, as official Chinese writes them (GB/T 15835, GB/T 9704 clause 9)."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from duban.bulletins.composing.tree import Document, Heading, Paragraph, Roster, texts_of

# The longest that papers may be (domain 6.2), in characters.
LIMIT, LIMIT_SPECIAL = 4000, 5000

_STOPS = "。！？；，、：.!?;,:"
_MINUS = "−"


def day(on: date) -> str:
    """Return a full date without leading zeros.

    >>> day(date(2026, 12, 9))
    '2026年12月9日'
    """
    return f"{on.year}年{on.month}月{on.day}日"


def day_in(on: date, year: int) -> str:
    """Return a date without its year where it is the year of the paper.

    >>> day_in(date(2026, 10, 20), 2026), day_in(date(2025, 12, 31), 2026)
    ('10月20日', '2025年12月31日')
    """
    return day(on) if on.year != year else f"{on.month}月{on.day}日"


def document_number(code: str, year: int, number: int) -> str:
    """Return a document number: the year in six-angled brackets, no 第, no leading zero (7.2.5).

    >>> document_number("澜政督通", 2026, 9)
    '澜政督通〔2026〕9号'
    """
    return f"{code}〔{year}〕{number}号"


def joined(names: Iterable[str], last: str = "、") -> str:
    """Return names in their order, joined as a list is; `last` may be 和 before the last one.

    >>> joined(["市财政局", "市审计局"]), joined(["甲", "乙", "丙"], "和"), joined([])
    ('市财政局、市审计局', '甲、乙和丙', '')
    """
    known = [name for name in names if name]
    return "、".join(known[:-1]) + last + known[-1] if len(known) > 1 else "".join(known)


def percent(part: int, whole: int, places: int = 1) -> str:
    """Return a share in percent; trailing zeros go, and of nothing there is no share.

    >>> percent(55, 63), percent(1, 2), percent(0, 0)
    ('87.3%', '50%', '—')
    """
    return f"{decimal(Decimal(100 * part) / whole, places)}%" if whole else "—"


def decimal(value: Decimal | int, places: int = 2) -> str:
    """Return a number, rounded half up, without trailing zeros, a minus as a minus sign.

    >>> decimal(Decimal("-17.50")), decimal(Decimal("0.125")), decimal(1200)
    ('−17.5', '0.13', '1200')
    """
    rounded = Decimal(value).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    text = f"{rounded.normalize():f}"
    return text.replace("-", _MINUS) if rounded else "0"


def months(months_of_year: Sequence[int]) -> str:
    """Return the months that a paper covers.

    >>> months([11]), months([7, 8]), months([1, 2, 3])
    ('11月', '7月、8月', '1月至3月')
    """
    if len(months_of_year) > 2 and list(months_of_year) == list(range(months_of_year[0], months_of_year[-1] + 1)):
        return f"{months_of_year[0]}月至{months_of_year[-1]}月"
    return "、".join(f"{month}月" for month in months_of_year)


def sentence(text: str) -> str:
    """Return a text that ends as a sentence does, whatever stop it came with.

    >>> sentence("完成验收"), sentence("完成验收；"), sentence("“完成。”"), sentence("  ")
    ('完成验收。', '完成验收。', '“完成。”', '')
    """
    stripped = text.strip()
    if stripped.endswith(("。", "！", "？", "。”", "！”", "？”", "。）", "……")):
        return stripped
    stripped = stripped.rstrip(_STOPS + " ")
    return f"{stripped}。" if stripped else ""


def clause(text: str) -> str:
    """Return a text without the stop at its end, to go on in a sentence.

    >>> clause("桩基施工单位更换。")
    '桩基施工单位更换'
    """
    return text.strip().rstrip(_STOPS + " ")


def counted(count: int, measure: str) -> str:
    """Return a count with its measure word, in figures as statistics are written.

    >>> counted(2, "家"), counted(1, "个工作日")
    ('2家', '1个工作日')
    """
    return f"{count}{measure}"


def length(document: Document) -> int:
    """Return the characters of the running text: words of the body without its tables, blanks not counted."""
    prose = (block for block in document.body if isinstance(block, Heading | Paragraph | Roster))
    return sum(len("".join(text.split())) for block in prose for text in texts_of(block))


def is_too_long(document: Document, limit: int = LIMIT) -> bool:
    """Whether the running text is longer than papers of its kind may be."""
    return length(document) > limit
