"""What cannot be printed: control characters, marks of direction, signs that no face draws.

They are shown as □ and listed by their code points; nothing is dropped. White space other than blanks becomes a blank.
"""

import unicodedata
from collections.abc import Container, Iterable
from dataclasses import fields, is_dataclass, replace
from typing import Any

from duban.bulletins.composing.tree import Document

TOFU = "□"
_SPACES = str.maketrans(dict.fromkeys("\t\n\r\v\f\x85\u2028\u2029", " "))
# Not a sign: control, format (marks of direction, joiners), surrogate, private, unassigned.
_NO_SIGNS = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_SELECTORS = frozenset([*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)])


def unprintable(text: str, drawn: Container[int] | None = None) -> list[str]:
    """Return the code points of a text that cannot be printed, each once, in their order.

    >>> unprintable("督办\\u202e\\x07\\n")
    ['U+202E', 'U+0007']
    >>> unprintable("督办", drawn={ord("督")})
    ['U+529E']
    """
    return list(
        dict.fromkeys(f"U+{ord(sign):04X}" for sign in text.translate(_SPACES) if not _is_printable(sign, drawn))
    )


def printable(text: str, drawn: Container[int] | None = None) -> str:
    """Return a text with □ for what cannot be printed.

    >>> printable("甲\\u202e乙\\t丙")
    '甲□乙 丙'
    """
    spaced = text.translate(_SPACES)
    if spaced.isascii() and spaced.isprintable():
        return spaced
    return "".join(sign if _is_printable(sign, drawn) else TOFU for sign in spaced)


def _is_printable(sign: str, drawn: Container[int] | None) -> bool:
    if ord(sign) in _SELECTORS or unicodedata.category(sign) in _NO_SIGNS:
        return False
    return drawn is None or sign == " " or ord(sign) in drawn


def settled(document: Document, drawn: Container[int] | None = None) -> Document:
    """Return a document in which every text is printable."""
    whole: Document = _settled(document, drawn)
    return whole


def unprintable_in(document: Document, drawn: Container[int] | None = None) -> list[str]:
    """Return the code points of a document that cannot be printed, each once, in reading order."""
    return list(dict.fromkeys(code for text in _strings(document) for code in unprintable(text, drawn)))


def _settled(node: Any, drawn: Container[int] | None) -> Any:
    """Rebuild a tree of dataclasses, tuples and texts; enums and whatever holds no text stay as they are."""
    if type(node) is str:
        return printable(node, drawn)
    if isinstance(node, tuple):
        return tuple(_settled(each, drawn) for each in node)
    if is_dataclass(node) and not isinstance(node, type):
        return replace(node, **{each.name: _settled(getattr(node, each.name), drawn) for each in fields(node)})
    return node


def _strings(node: object) -> Iterable[str]:
    if type(node) is str:
        yield node
    elif isinstance(node, tuple):
        for each in node:
            yield from _strings(each)
    elif is_dataclass(node) and not isinstance(node, type):
        for each in fields(node):
            yield from _strings(getattr(node, each.name))
