"""Times by which something is to be done: 9月底前, 年内, 到2025年."""

from datetime import date, timedelta

from duban.core.values import Span
from duban.plans.reading.models import Deadline, Precision
from duban.plans.reading.numerals import whole
from duban.plans.reading.patterns import DEADLINE, TIME_PIECE, TIME_WORDS

_THIRDS = {"上": 10, "中": 20}


def find_deadlines(text: str, span: Span, *, year: int | None) -> list[Deadline]:
    """Find the times in the words of an item; `year` is the plan's, for 年底前 and the like."""
    words = span.of(text)
    if not any(word in words for word in TIME_WORDS):
        return []
    return [
        deadline_of(text, Span(*found.span()), year=year) for found in DEADLINE.finditer(text, span.start, span.end)
    ]


def deadline_of(text: str, span: Span, *, year: int | None) -> Deadline:
    """Read one time as printed; the date is the last day of the period meant."""
    words = span.of(text)
    on, precision = last_day(words, year=year)
    return Deadline(words, on, precision, span)


def last_day(words: str, *, year: int | None) -> tuple[date | None, Precision]:
    """Return the last day that the words mean and how exactly they mean it.

    >>> last_day("9月底前", year=2024), last_day("年内", year=2024)
    ((datetime.date(2024, 9, 30), 'month'), (datetime.date(2024, 12, 31), 'year'))
    >>> last_day("三季度末", year=2023), last_day("到2025年", year=2021)
    ((datetime.date(2023, 9, 30), 'quarter'), (datetime.date(2025, 12, 31), 'year'))
    >>> last_day("国庆前", year=2023), last_day("2月30日前", year=2023)
    ((None, 'none'), (None, 'day'))
    """
    pieces: dict[str, str] = {}
    for found in TIME_PIECE.finditer(words[:40]):
        pieces.setdefault(found.lastgroup or "", found[found.lastgroup or ""])
    if "year" in pieces:
        year = int(pieces["year"])
    day = pieces.get("day") or pieces.get("iso")
    month = int(pieces["month"]) if "month" in pieces else None
    precision: Precision
    if month is not None:
        precision = "day" if day else "month"
    elif "quarter" in pieces:
        precision, month = "quarter", 3 * (whole(pieces["quarter"]) or 4)
    elif "half" in pieces:
        precision, month = "half", 6 if pieces["half"] == "上" else 12
    elif "whole" in pieces or "year" in pieces:
        precision, month = "year", 12
    else:
        return None, "none"
    if year is None or not 1 <= month <= 12:
        return None, precision
    last = (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
    number = int(day) if day else _THIRDS.get(pieces.get("third", ""), last)
    return (date(year, month, number) if 1 <= number <= last else None), precision
