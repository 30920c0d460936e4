"""What stands in brackets or quotation marks within the words of an item, and the marks that lost their partner."""

import re
from typing import NamedTuple

from duban.core.values import Span
from duban.plans.reading.patterns import CLAUSE_MARKS
from duban.plans.reading.slips import Slip

_MARK = re.compile("[(（〔《)）〕》“”]")
_PAIRS = {")": "(（", "）": "(（", "〕": "〔", "》": "《"}


class Enclosed(NamedTuple):
    """A stretch in brackets or quotation marks, where figures describe or name."""

    start: int
    end: int
    quoted: bool


def enclosed_in(text: str, span: Span) -> tuple[list[Enclosed], list[Slip]]:
    """Find the stretches in brackets, titles and quotation marks.

    A quotation mark without partner encloses its clause on its side, because part of it was a name:
    十个全覆盖”10项工程, “六个中心建设.
    """
    found: list[Enclosed] = []
    lonely: list[int] = []
    opened: list[int] = []
    quote = -1
    for match in _MARK.finditer(text, span.start, span.end):
        mark, place = match[0], match.start()
        if mark == "“":
            if quote >= 0:
                lonely.append(quote)
                found.append(Enclosed(quote, _clause_end(text, quote + 1, place), quoted=True))
            quote = place
        elif mark == "”":
            if quote < 0:
                lonely.append(place)
                found.append(Enclosed(_clause_start(text, span.start, place), place, quoted=True))
            else:
                found.append(Enclosed(quote, place, quoted=True))
            quote = -1
        elif mark not in _PAIRS:
            opened.append(place)
        elif opened and text[opened[-1]] in _PAIRS[mark]:
            found.append(Enclosed(opened.pop(), place, quoted=False))
    if quote >= 0:
        lonely.append(quote)
        found.append(Enclosed(quote, _clause_end(text, quote + 1, span.end), quoted=True))
    return found, [Slip("quote_unpaired", Span(place, place + 1)) for place in lonely]


def is_enclosed(enclosed: list[Enclosed], figure: int, compared: int) -> bool:
    """Say whether a figure is enclosed; in quotation marks only if its comparing word is not there too (“最多跑一次”)."""
    return any(
        stretch.start <= figure < stretch.end and not (stretch.quoted and stretch.start <= compared < figure)
        for stretch in enclosed
    )


def _clause_end(text: str, place: int, high: int) -> int:
    """Return where the clause that goes on at a place ends."""
    while place < high and text[place] not in CLAUSE_MARKS:
        place += 1
    return place


def _clause_start(text: str, low: int, place: int) -> int:
    """Return where the clause that ends at a place begins."""
    while place > low and text[place - 1] not in CLAUSE_MARKS and text[place - 1] not in "“”":
        place -= 1
    return place
