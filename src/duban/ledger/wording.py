"""Words that a person gives to an act: some are needed, and each fits where it is kept."""

from collections.abc import Mapping

from django.utils.translation import pgettext_lazy

from duban.core.texts import Lazy
from duban.ledger.issuing.errors import WordsNeeded, WordsTooLong

LINE = 255
TEXT = 5_000
EITHER: Mapping[str, Lazy] = {
    "True": pgettext_lazy("answer to a request", "Granted"),
    "False": pgettext_lazy("answer to a request", "Not granted"),
}
"""The two answers to what is asked for."""


def needed(words: str, *, longest: int = LINE) -> str:
    """Return words without blanks around them; raise WordsNeeded where there are none, WordsTooLong."""
    found = fitting(words, longest=longest)
    if found is None:
        raise WordsNeeded
    return found


def reasoned(words: str) -> str:
    """Return the words in which a person says why; as `needed`, of the length of a text."""
    return needed(words, longest=TEXT)


def answered(words: str, *, is_granted: bool) -> str:
    """Return the words of an answer; a yes may do without any, a no says why."""
    return (fitting(words, longest=TEXT) or "") if is_granted else reasoned(words)


def fitting(words: str | None, *, longest: int = LINE) -> str | None:
    """Return words that may be left out; raise WordsTooLong, which only some engines would say."""
    found = (words or "").strip()
    if len(found) > longest:
        raise WordsTooLong(longest=longest, length=len(found))
    return found or None
