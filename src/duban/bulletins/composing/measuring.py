"""How wide a text is, near enough to plan lines with; what must stand on one page together."""

from duban.bulletins.composing.tree import Document, Paragraph, texts_of

# Characters of a last paragraph that goes to the page of the signature as a whole: six lines.
_LONGEST_KEPT = 168


def ems(text: str) -> float:
    """Return the width of a text in characters: signs of ASCII are half as wide.

    >>> ems("2026年12月9日")
    6.5
    """
    return sum(0.5 if sign.isascii() else 1.0 for sign in text)


def keeps_its_last(document: Document) -> bool:
    """Whether the last paragraph stays with what is below it, so that no signature stands on a page alone.

    A long one does not: half a page would stay empty for it.
    """
    if not (document.body and (document.signature or document.attachments)):
        return False
    last = document.body[-1]
    return isinstance(last, Paragraph) and ems("".join(texts_of(last))) <= _LONGEST_KEPT
