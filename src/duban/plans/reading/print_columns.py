"""Pages set in two columns, as gazettes are: the left column is read before the right one.

A gap runs down the middle of the page, no row crosses it, and most rows on either side fill their column; in a table
without rules cells leave room.
"""

from itertools import pairwise
from statistics import median
from typing import NamedTuple

from duban.plans.reading.print_marks import Glyph, is_wide

_FEWEST_ROWS = 15
_NARROWEST_GAP = 1.2  # in widths of an ideograph
_MIDDLE = (0.3, 0.7)  # of the width of the page
_FULL = 1.6  # what a full row may lack
_WIDE_GAP, _SHARE_OF_GAPS = 1.8, 0.25  # rows with more gaps than one are those of a table
_SHARE_OF_FULL = 0.5
_SIDE_BY_SIDE, _FEWER_FULL = 0.8, 0.1  # where rows stand beside one another nearly everywhere, fewer need be full


class Parts(NamedTuple):
    """What stands above both columns, in the left one, in the right one, and below both; and where they meet."""

    above: list[Glyph]
    left: list[Glyph]
    right: list[Glyph]
    below: list[Glyph]
    middle: float


class _Band(NamedTuple):
    """The characters at one height, those left of the middle and those right of it, and the gap between them."""

    glyphs: list[Glyph]
    left: list[Glyph]
    right: list[Glyph]
    gap: float


def parts_of(glyphs: list[Glyph], width: float) -> Parts | None:
    """Part a page into its columns, or None where it has one."""
    wide = [glyph.right - glyph.left for glyph in glyphs if is_wide(glyph.text)]
    if len(wide) < _FEWEST_ROWS * 4:
        return None
    size = median(wide)
    bands = [_band(row, width) for row in rows_of_glyphs(glyphs)]
    both = [at for at, band in enumerate(bands) if band.left and band.right and band.gap >= _NARROWEST_GAP * size]
    if len(both) < _FEWEST_ROWS:
        return None
    ends = max(_right(bands[at].left) for at in both)
    begins = min(bands[at].right[0].left for at in both)
    inner = [at for at in range(both[0], both[-1] + 1) if _crosses(bands[at], ends, begins)]
    if begins - ends < size / 2 or inner:
        return None
    bands = [_parted(band, (ends + begins) / 2) for band in bands]
    first, last = both[0], both[-1]
    while first and not _crosses(bands[first - 1], ends, begins) and _is_one_sided(bands[first - 1]):
        first -= 1
    while last + 1 < len(bands) and not _crosses(bands[last + 1], ends, begins) and _is_one_sided(bands[last + 1]):
        last += 1
    rows = bands[first : last + 1]
    lefts, rights = [band.left for band in rows if band.left], [band.right for band in rows if band.right]
    gaps = sum(_has_gap(side, size) for side in (*lefts, *rights))
    if gaps > _SHARE_OF_GAPS * len(rows):
        return None
    beside = sum(bool(band.left and band.right) for band in rows) / len(rows)
    share = _FEWER_FULL if beside > _SIDE_BY_SIDE else _SHARE_OF_FULL
    if not (_are_full(lefts, size, share) and _are_full(rights, size, share)):
        return None
    return Parts(
        [glyph for band in bands[:first] for glyph in band.glyphs],
        [glyph for left in lefts for glyph in left],
        [glyph for right in rights for glyph in right],
        [glyph for band in bands[last + 1 :] for glyph in band.glyphs],
        (ends + begins) / 2,
    )


def rows_of_glyphs(glyphs: list[Glyph]) -> list[list[Glyph]]:
    """Gather the characters of one height, from above."""
    rows: list[list[Glyph]] = []
    middle = 0.0
    for glyph in sorted(glyphs, key=lambda glyph: glyph.top + glyph.bottom):
        own = (glyph.top + glyph.bottom) / 2
        if rows and own - middle <= (glyph.bottom - glyph.top) / 2:
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
            middle = own
    return rows


def _band(row: list[Glyph], width: float) -> _Band:
    """Cut a row at its widest gap near the middle of the page."""
    glyphs = [glyph for glyph in sorted(row, key=lambda glyph: glyph.left) if not glyph.text.isspace()]
    low, high = _MIDDLE[0] * width, _MIDDLE[1] * width
    best, cut = 0.0, -1
    for at in range(1, len(glyphs)):
        gap = glyphs[at].left - glyphs[at - 1].right
        if gap > best and low < (glyphs[at].left + glyphs[at - 1].right) / 2 < high:
            best, cut = gap, at
    if cut > 0:
        return _Band(row, glyphs[:cut], glyphs[cut:], best)
    is_left = not glyphs or glyphs[0].left < width / 2
    return _Band(row, glyphs if is_left else [], [] if is_left else glyphs, 0.0)


def _parted(band: _Band, middle: float) -> _Band:
    """Cut a row where the columns meet, wherever its own widest gap is: one that stands in a single column has none."""
    glyphs = sorted((*band.left, *band.right), key=lambda glyph: glyph.left)
    left = [glyph for glyph in glyphs if glyph.left < middle]
    return band._replace(left=left, right=glyphs[len(left) :])


def _right(glyphs: list[Glyph]) -> float:
    return max(glyph.right for glyph in glyphs)


def _crosses(band: _Band, ends: float, begins: float) -> bool:
    """Say whether a row runs over the gap between the columns; figures and marks may hang into it a little."""
    slack = (begins - ends) / 4
    return any(
        glyph.right > ends + slack and glyph.left < begins - slack for glyph in band.glyphs if not glyph.text.isspace()
    )


def _has_gap(glyphs: list[Glyph], size: float) -> bool:
    return any(after.left - before.right > _WIDE_GAP * size for before, after in pairwise(glyphs))


def _is_one_sided(band: _Band) -> bool:
    return not (band.left and band.right)


def _are_full(rows: list[list[Glyph]], size: float, share: float) -> bool:
    """Say whether a share of the rows of a column reach its right edge."""
    if len(rows) < _FEWEST_ROWS:
        return False
    edge = max(map(_right, rows))
    return sum(edge - _right(row) < _FULL * size for row in rows) > share * len(rows)
