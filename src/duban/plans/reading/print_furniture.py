"""What is printed around the text of pages: running heads and feet, page numbers, notes at the foot.

A running head stands apart from the text at one height on many pages, with the same words but for figures. The same
words at the edge of two pages without such a distance are text: a line 责任单位 may end both.
"""

import re
from collections import Counter
from typing import NamedTuple

from duban.plans.reading.print_rows import Row
from duban.plans.reading.print_tables import PrintedTable

_NUMBER = re.compile(
    r"[-—–―－─·•\s]*(?:第\s*)?(\d{1,4})\s*(?:页)?(?:\s*[/／,，]?\s*(?:共|of)?\s*\d{1,4}\s*页?)?[-—–―－─·•\s]*"
)
_MARKED = re.compile(r"[-—–―－─·•页/／]")
_FIGURES = re.compile(r"\d+")
_NOTE = re.compile(r"[①-⑩*＊※]|[\[［〔]\d{1,2}[\]］〕]|\d{1,2}\s|注\s*\d{0,2}[:：]")
_EDGE_ROWS = 2  # so many rows at the head and at the foot of a page may be furniture
_APART = 1.5
_SAME_HEIGHT = 8.0
_SHARE = 0.3
_SMALLER = 0.87


class Leaf(NamedTuple):
    """A page taken apart: its rows outside tables, its tables, and what proved to be notes."""

    number: int
    width: float
    rows: list[Row]
    tables: list[PrintedTable]
    notes: list[Row]


class _Edge(NamedTuple):
    leaf: int
    is_foot: bool
    row: Row
    is_apart: bool


def without_furniture(leaves: list[Leaf], size: float, step: float) -> list[Leaf]:
    """Return the pages without what is printed around their text; notes at the foot are kept apart."""
    edges = [edge for index, leaf in enumerate(leaves) for edge in _edges(index, leaf, size, step)]
    gone = {(edge.leaf, edge.row) for edge in edges if edge.is_apart and _repeats(edge, edges, len(leaves))}
    gone |= {(edge.leaf, edge.row) for edge in edges if _is_page_number(edge, edges)}
    cleared = []
    for index, leaf in enumerate(leaves):
        rows = [row for row in leaf.rows if (index, row) not in gone]
        start = _notes_start(rows, leaf.tables, size)
        cleared.append(leaf._replace(rows=rows[:start], notes=rows[start:]))
    return cleared


def _edges(index: int, leaf: Leaf, size: float, step: float) -> list[_Edge]:
    """Return the outermost rows of a page, and whether they stand apart from what is within."""
    tops = sorted([row.top for row in leaf.rows] + [table.top for table in leaf.tables])
    bottoms = sorted([row.bottom for row in leaf.rows] + [table.bottom for table in leaf.tables])
    edges = []
    for place, row in enumerate(leaf.rows[:_EDGE_ROWS]):
        if tops[place] == row.top:
            gap = min((top - row.top for top in tops if top > row.top + size / 2), default=None)
            edges.append(_Edge(index, False, row, _is_apart(row, gap, size, step)))
    for place, row in enumerate(reversed(leaf.rows[-_EDGE_ROWS:])):
        if bottoms[-1 - place] == row.bottom:
            gap = min((row.bottom - bottom for bottom in bottoms if bottom < row.bottom - size / 2), default=None)
            edges.append(_Edge(index, True, row, _is_apart(row, gap, size, step)))
    return edges


def _is_apart(row: Row, gap: float | None, size: float, step: float) -> bool:
    """Say whether a row at the edge is set off from the text: by its distance, or in smaller words."""
    return row.size < _SMALLER * size or (gap is not None and gap > _APART * max(step, size))


def _repeats(edge: _Edge, edges: list[_Edge], pages: int) -> bool:
    words = _pattern(edge.row)
    others = {
        other.leaf
        for other in edges
        if other.is_foot == edge.is_foot
        and abs(other.row.top - edge.row.top) < _SAME_HEIGHT
        and _pattern(other.row) == words
    }
    return len(others) >= max(2, _SHARE * pages)


def _pattern(row: Row) -> str:
    return _FIGURES.sub("#", "".join(row.text.split()))


def _is_page_number(edge: _Edge, edges: list[_Edge]) -> bool:
    """Say whether a row is the number of its page: marked as one, or in step with that of another page."""
    found = _NUMBER.fullmatch(edge.row.text)
    if found is None:
        return False
    if _MARKED.search(edge.row.text):
        return True
    ahead = int(found[1]) - edge.leaf
    counted = Counter(
        int(other[1]) - each.leaf
        for each in edges
        if each.is_foot == edge.is_foot and (other := _NUMBER.fullmatch(each.row.text)) is not None
    )
    return counted[ahead] > 1 or (edge.is_apart and ahead == 1)


def _notes_start(rows: list[Row], tables: list[PrintedTable], size: float) -> int:
    """Return the place of the first of the smaller rows at the foot that begin with the mark of a note."""
    start = len(rows)
    lowest = max((table.bottom for table in tables), default=0.0)
    while start and rows[start - 1].size < _SMALLER * size and rows[start - 1].top > lowest:
        start -= 1
    while start < len(rows) and not _NOTE.match(rows[start].text):
        start += 1
    return start
