"""What stands in brackets or quotation marks within the words of an item, and the marks that lost their partner."""

import re
from bisect import bisect_right

from duban.core.values import Span
from duban.plans.reading.patterns import CLAUSE_MARKS
from duban.plans.reading.slips import Slip

_MARK = re.compile("[(（〔《)）〕》“”]")
_PAIRS = {")": "(（", "）": "(（", "〕": "〔", "》": "《"}


class Enclosed:
    """The stretches in brackets, titles and quotation marks, where figures describe or name.

    A quotation mark without partner encloses its clause on its side, because part of it was a name:
    十个全覆盖”10项工程, “六个中心建设.
    """

    def __init__(self, text: str, span: Span) -> None:
        self.start = span.start
        self.bracketed = bytearray()
        self.quotes: list[Span] = []
        self.lonely: list[int] = []
        opened: list[int] = []
        quote = -1
        for match in _MARK.finditer(text, span.start, span.end):
            mark, place = match[0], match.start()
            if mark == "“":
                if quote >= 0:
                    self._open(text, quote, place)
                quote = place
            elif mark == "”":
                if quote < 0:
                    self.lonely.append(place)
                    self.quotes.append(Span(_clause_start(text, span.start, place), place))
                else:
                    self.quotes.append(Span(quote, place))
                quote = -1
            elif mark not in _PAIRS:
                opened.append(place)
            elif opened and text[opened[-1]] in _PAIRS[mark]:
                self._bracket(opened.pop(), place, span)
        if quote >= 0:
            self._open(text, quote, span.end)

    def _open(self, text: str, quote: int, high: int) -> None:
        """Note a quotation mark that is never closed."""
        self.lonely.append(quote)
        self.quotes.append(Span(quote, _clause_end(text, quote + 1, high)))

    def _bracket(self, opener: int, closer: int, span: Span) -> None:
        """Note a pair of brackets."""
        if not self.bracketed:
            self.bracketed = bytearray(span.end - span.start)
        self.bracketed[opener - span.start : closer - span.start] = b"\1" * (closer - opener)

    def hides(self, figure: int, compared: int) -> bool:
        """Say whether a figure is enclosed, but not by quotation marks around its comparing word too: “最多跑一次”."""
        if self.bracketed and self.bracketed[figure - self.start]:
            return True
        place = bisect_right(self.quotes, (figure, figure)) - 1
        if place < 0 or figure >= self.quotes[place].end:
            return False
        return not self.quotes[place].start <= compared < figure

    @property
    def slips(self) -> list[Slip]:
        """Return the quotation marks without partner as one slip, from the first to the last."""
        return [Slip("quote_unpaired", Span(self.lonely[0], self.lonely[-1] + 1))] if self.lonely else []


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
