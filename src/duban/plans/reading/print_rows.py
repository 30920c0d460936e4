"""Characters on a page put together to rows, whatever their order in the file.

Steps:
1. characters whose middles lie at one height are a row, from left to right;
2. one printed twice in nearly the same spot, which makes it look bold, counts once;
3. a gap that is wider than the row's own spacing is written as a blank or two.
"""

from itertools import pairwise
from statistics import median
from typing import NamedTuple

from duban.plans.reading.print_marks import Glyph, is_wide

# What may not begin a row stays with the word before it, what may not end one with the word after it.
CLOSING = "，。、；：？！）】》〉”’〕」』］,.;:?!)]}%％‰℃"
_QUOTES = "“‘”’"
OPENING = "（【《〈“‘〔「『［([{"
_LETTER_GAP = 0.22
_FIGURE_GAP = 0.6
_GAP = 0.8
_TYPED_GAP, _TIGHT = 0.22, 0.05  # a blank that was typed between two ideographs of a row whose others touch
_WIDE_GAP = 1.8
_LETTER_SPACED = 0.3


class Row(NamedTuple):
    """A printed row: its words and where they stand.

    `size` is the width of an ideograph, `opening` the width of its first word, which no line end may part.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    opening: float


def rows_of(glyphs: list[Glyph]) -> list[Row]:
    """Return the rows of a page or of a cell, from above."""
    rows: list[list[Glyph]] = []
    middle = 0.0
    for glyph in sorted(glyphs, key=_middle):
        if rows and _middle(glyph) - middle <= (glyph.bottom - glyph.top) / 2:
            row = rows[-1]
            middle += (_middle(glyph) - middle) / (len(row) + 1)
            row.append(glyph)
        else:
            rows.append([glyph])
            middle = _middle(glyph)
    made = (_row(row) for row in rows)
    return [row for row in made if row is not None]


def _middle(glyph: Glyph) -> float:
    return (glyph.top + glyph.bottom) / 2


def _row(glyphs: list[Glyph]) -> Row | None:
    """Put one row together; a row of blanks is none."""
    kept = _once(sorted(glyphs, key=lambda glyph: glyph.left))
    while kept and kept[0].text.isspace():
        del kept[0]
    while kept and kept[-1].text.isspace():
        del kept[-1]
    if not kept:
        return None
    size = _size(kept)
    usual = _usual_gap(kept)
    spacing = usual if usual > _LETTER_SPACED * size else 0.0
    han_gap = _TYPED_GAP if usual < _TIGHT * size else _GAP
    pieces = [kept[0].text]
    for before, glyph in pairwise(kept):
        pieces += (_blanks(before, glyph, size, spacing, han_gap), glyph.text)
    return Row(
        "".join(pieces),
        kept[0].left,
        min(glyph.top for glyph in kept),
        kept[-1].right,
        max(glyph.bottom for glyph in kept),
        size,
        _opening(kept),
    )


def _once(glyphs: list[Glyph]) -> list[Glyph]:
    kept: list[Glyph] = []
    for glyph in glyphs:
        again = (each for each in kept[-3:] if each.text == glyph.text)
        if not any(glyph.left - each.left < 0.4 * (each.right - each.left) for each in again):
            kept.append(glyph)
    return kept


def _size(glyphs: list[Glyph]) -> float:
    widths = [glyph.right - glyph.left for glyph in glyphs if is_wide(glyph.text) and glyph.right > glyph.left]
    return median(widths) if widths else max(1.0, median(glyph.bottom - glyph.top for glyph in glyphs))


def _usual_gap(glyphs: list[Glyph]) -> float:
    """Return the gap between most characters of a row; that of titles and short names may be spaced out."""
    gaps = [after.left - before.right for before, after in pairwise(glyphs)]
    return median(gaps) if len(gaps) > 1 else 0.0


def _blanks(before: Glyph, after: Glyph, size: float, spacing: float, han_gap: float) -> str:
    if before.text.isspace() or after.text.isspace():
        return ""
    gap = (after.left - before.right - spacing) / size
    if gap > _WIDE_GAP:
        return "  "
    if not _is_letter(before.text) or not _is_letter(after.text):
        are_han = before.text.isalpha() and after.text.isalpha() and is_wide(before.text) and is_wide(after.text)
        return " " if gap > (han_gap if are_han else _GAP) else ""
    # Figures may stand in squares of their own.
    return " " if gap > (_FIGURE_GAP if before.text.isdigit() and after.text.isdigit() else _LETTER_GAP) else ""


def _is_letter(text: str) -> bool:
    return text.isascii() and text.isalnum()


def _opening(glyphs: list[Glyph]) -> float:
    """Return the width of the first word: an ideograph or a run of letters, with the marks that stay with it."""
    if all(glyph.text in OPENING for glyph in glyphs):
        return float("inf")  # the word behind it had no room even on a row of its own
    end = 0
    while end < len(glyphs) - 1 and glyphs[end].text in OPENING:
        end += 1
    while end < len(glyphs) - 1 and _stays(glyphs[end].text, glyphs[end + 1].text):
        end += 1
    return glyphs[end].right - glyphs[0].left


def _stays(before: str, after: str) -> bool:
    # Some programs part no ideograph from a quotation mark, on either side.
    return after in CLOSING or before in _QUOTES or after in _QUOTES or (_is_figure(before) and _is_figure(after))


def _is_figure(text: str) -> bool:
    return text.isascii() and (text.isalnum() or text in ".-/%,+")
