"""From the code of an error to a sentence in the reader's language."""

from collections.abc import Mapping
from datetime import date
from typing import Protocol

from django.utils.formats import date_format

from duban.core.errors import DomainError
from duban.core.values import Month


class Lazy(Protocol):
    """A sentence that is translated when it is written out."""

    def __str__(self) -> str: ...


_texts: dict[str, Lazy] = {}


def register(texts: Mapping[str, Lazy]) -> None:
    """Add sentences by code; each package registers its own when it is ready."""
    _texts.update(texts)


def month_words(month: Month | str) -> str:
    """Return a month as the reader's language writes it."""
    known = Month.parse(month) if isinstance(month, str) else month
    return date_format(date(known.year, known.number, 1), "YEAR_MONTH_FORMAT")


def say(error: DomainError) -> str:
    """Return the sentence of an error with its parameters, days and months as the reader's language writes them."""
    return str(_texts[error.code]) % {name: _shown(value) for name, value in error.params.items()}


def _shown(value: object) -> object:
    if isinstance(value, date):
        return date_format(value)
    return month_words(value) if isinstance(value, Month) else value


def registered_codes() -> frozenset[str]:
    """Return every code that has a sentence."""
    return frozenset(_texts)
