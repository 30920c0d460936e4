"""Lengths that only Word needs: what is a place on the sheet for the typesetter is white before a line for Word.

In a line of fixed pitch both Word and LibreOffice put the base line at four fifths of the pitch. A character stands
`ASCENT` of its size above the base line and the rest below, so the white above and below it in its line is known.
"""

from duban.bulletins.composing import layout

ASCENT = 0.88
OF_PITCH = 0.8
INK = 0.025  # between the top of a character's square and its ink, as Song faces draw a mark

PITCH = layout.WORD_PITCH.value
SIZE = layout.SIZE_3.value
CHAR = SIZE + layout.WORD_TRACKING.value
WIDE_WIDTH = layout.PAGE_HEIGHT.value - layout.WIDE_LEFT.value - layout.WIDE_RIGHT.value
SHEET_WIDTH = layout.PAGE_WIDTH.value - layout.SHEET_LEFT.value - layout.SHEET_RIGHT.value


def white_above(size: float, pitch: float = PITCH) -> float:
    """Return the points between the top of a line and the characters in it."""
    return OF_PITCH * pitch - ASCENT * size


def white_below(size: float, pitch: float = PITCH) -> float:
    """Return the points between the characters of a line and its bottom."""
    return pitch - size - white_above(size, pitch)


def ems(text: str) -> float:
    """Return the width of a text in characters: signs of ASCII are half as wide.

    >>> ems("2026年12月9日")
    6.5
    """
    return sum(0.5 if sign.isascii() else 1.0 for sign in text)
