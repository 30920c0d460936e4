"""From the code of an error to a sentence in the reader's language."""

from collections.abc import Mapping
from typing import Protocol

from duban.core.errors import DomainError


class Lazy(Protocol):
    """A sentence that is translated when it is written out."""

    def __str__(self) -> str: ...


_texts: dict[str, Lazy] = {}


def register(texts: Mapping[str, Lazy]) -> None:
    """Add sentences by code; each package registers its own when it is ready."""
    _texts.update(texts)


def say(error: DomainError) -> str:
    """Return the sentence of an error with its parameters filled in."""
    return str(_texts[error.code]) % error.params


def registered_codes() -> frozenset[str]:
    """Return every code that has a sentence."""
    return frozenset(_texts)
