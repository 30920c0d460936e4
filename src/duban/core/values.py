"""Value objects that every part shares. Pure: no Django, no clock."""

from dataclasses import dataclass
from typing import NamedTuple


class Span(NamedTuple):
    """Half-open range [start, end) of characters of a cleaned text.

    >>> Span(3, 5).of("abcdefg")
    'de'
    >>> Span(0, 4).holds(Span(1, 2))
    True
    """

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the characters of the text that this span covers."""
        return text[self.start : self.end]

    def holds(self, other: "Span") -> bool:
        """Say whether the other span lies within this one."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, order=True)
class Month:
    """A calendar month.

    >>> str(Month(2026, 3))
    '2026-03'
    >>> Month.parse("2026-12").next()
    Month(year=2027, number=1)
    """

    year: int
    number: int

    def __post_init__(self) -> None:
        if not 1 <= self.number <= 12:
            raise ValueError(f"no such month: {self.number}")

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.number:02d}"

    @classmethod
    def parse(cls, text: str) -> "Month":
        """Read YYYY-MM; raise ValueError for anything else."""
        year, _, number = text.partition("-")
        if len(year) != 4 or len(number) != 2:
            raise ValueError(f"not a month: {text!r}")
        return cls(int(year), int(number))

    def next(self) -> "Month":
        """Return the month after this one."""
        return Month(self.year + self.number // 12, self.number % 12 + 1)
