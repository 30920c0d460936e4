"""Words that a person gives to an act: some are needed, and each fits where it is kept."""

from duban.ledger.issuing.errors import WordsNeeded, WordsTooLong

LINE = 255


def needed(words: str, *, longest: int = LINE) -> str:
    """Return words without blanks around them; raise WordsNeeded where there are none, WordsTooLong."""
    found = fitting(words, longest=longest)
    if found is None:
        raise WordsNeeded
    return found


def fitting(words: str | None, *, longest: int = LINE) -> str | None:
    """Return words that may be left out; raise WordsTooLong, which only some engines would say."""
    found = (words or "").strip()
    if len(found) > longest:
        raise WordsTooLong(longest=longest, length=len(found))
    return found or None
