"""Lengths that only Word needs: what is a place on the sheet for the typesetter is white before a line for Word.

In a line of fixed pitch both Word and LibreOffice put the base line at four fifths of the pitch. A character stands
`ASCENT` of its size above the base line and the rest below, so the white above and below it in its line is known.
"""

from duban.bulletins.composing import layout

ASCENT = 0.88
OF_PITCH = 0.8
INK = 0.025  # between the top or bottom of a character's square and its ink, as Song faces draw a mark

PITCH = layout.WORD_PITCH.value
SIZE = layout.SIZE_3.value
CHAR = SIZE + layout.WORD_TRACKING.value


def white_above(size: float, pitch: float = PITCH) -> float:
    """Return the points between the top of a line and the characters in it."""
    return OF_PITCH * pitch - ASCENT * size


def white_below(size: float, pitch: float = PITCH) -> float:
    """Return the points between the characters of a line and its bottom."""
    return pitch - size - white_above(size, pitch)
