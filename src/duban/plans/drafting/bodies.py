"""Reading the body of a correction: JSON from a program, or strings from a form, into typed values and back."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Protocol, TypeAlias

Written: TypeAlias = "bool | int | str | list[str] | None"

_MOST_ITEMS = 10_000
_LARGEST = Decimal(10) ** 18
_FINEST = -6


class Reader(Protocol):
    """Turns what was given into a value; ValueError where it cannot."""

    def read(self, given: object) -> object:
        """Return the value."""


@dataclass(frozen=True, slots=True)
class Words:
    """A short text in one line: blanks around it and runs of blanks in it do not count."""

    longest: int

    def read(self, given: object) -> str:
        """Return the words."""
        if not isinstance(given, str):
            raise ValueError("not a text")  # noqa: TRY004 -- one exception says that a body does not fit
        words = " ".join(given.split())
        if not words or len(words) > self.longest or not words.isprintable():
            raise ValueError("empty, too long, or not printable")
        return words


@dataclass(frozen=True, slots=True)
class Choice:
    """One of some codes."""

    codes: tuple[str, ...]

    def read(self, given: object) -> str:
        """Return the code."""
        if given not in self.codes:
            raise ValueError("not one of the choices")
        return str(given)


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number from 0."""

    def read(self, given: object) -> int:
        """Return the number."""
        if isinstance(given, bool) or not str(given).isascii() or not str(given).isdigit() or len(str(given)) > 9:
            raise ValueError("not a whole number")
        return int(str(given))


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure with at most six decimals."""

    def read(self, given: object) -> Decimal:
        """Return the figure."""
        try:
            amount = Decimal(str(given).strip())
        except InvalidOperation as error:
            raise ValueError("not a number") from error
        if not amount.is_finite() or abs(amount) >= _LARGEST:
            raise ValueError("not a number that can be kept")
        exponent = amount.normalize().as_tuple().exponent
        if not isinstance(exponent, int) or exponent < _FINEST:
            raise ValueError("too many decimals")
        return amount


@dataclass(frozen=True, slots=True)
class Day:
    """A date in ISO form."""

    def read(self, given: object) -> date:
        """Return the date."""
        if isinstance(given, date):
            return given
        return date.fromisoformat(str(given))


@dataclass(frozen=True, slots=True)
class Places:
    """Ids of clauses, each once; a single one may stand without a list."""

    def read(self, given: object) -> tuple[str, ...]:
        """Return the ids."""
        ids = [given] if isinstance(given, str) else given
        if not isinstance(ids, list | tuple) or not 0 < len(ids) <= _MOST_ITEMS:
            raise ValueError("no list of clauses")
        return tuple(dict.fromkeys(Words(64).read(each) for each in ids))


@dataclass(frozen=True, slots=True)
class Maybe:
    """A value that may be left out; an empty field of a form is left out too."""

    reader: Reader

    def read(self, given: object) -> object:
        """Return the value, or None."""
        return None if given is None or given == "" else self.reader.read(given)


def written(value: object) -> Written:
    """Return a value as the stored body holds it."""
    match value:
        case None | bool() | int() | str():
            return value
        case date():
            return value.isoformat()
        case Decimal():
            return f"{value:f}"
        case tuple():
            return [str(each) for each in value]
        case _:
            raise TypeError(type(value).__name__)
