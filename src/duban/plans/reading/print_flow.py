"""The lines of printed pages in reading order: paragraphs joined, tables whole, what runs around the text cut.

Steps:
1. each page: tables out of its rules (print_tables), rows out of the rest (print_rows);
2. running heads, page numbers and notes at the foot leave the text (print_furniture);
3. rows are joined to paragraphs (print_paragraphs), tables over pages to one (print_spreads).
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median

from duban.plans.reading.extracts import Box, Line
from duban.plans.reading.models import Finding
from duban.plans.reading.print_columns import parts_of
from duban.plans.reading.print_furniture import Leaf, without_furniture
from duban.plans.reading.print_marks import Page
from duban.plans.reading.print_open_tables import OpenTables
from duban.plans.reading.print_paragraphs import Edges, goes_on, joined
from duban.plans.reading.print_rows import CLOSING, Row, rows_of
from duban.plans.reading.print_spreads import Spread
from duban.plans.reading.print_tables import PrintedTable, tables_of

_INDENTED = 0.05  # the share of rows that tells that paragraphs are indented
_FEW = 8  # rows from which on a page tells its own edges


def lines_of_pages(pages: Iterable[Page]) -> list[Line]:
    """Return the lines of all pages, each with the page on which it begins; notes follow at the end."""
    loose = OpenTables()
    leaves = [leaf for page in pages for leaf in _leaves(page, loose)]
    rows = [row for leaf in leaves for row in leaf.rows]
    size = median(row.size for row in rows) if rows else 1.0
    step = _step(leaves, size)
    leaves = without_furniture(leaves, size, step)
    flow = _Flow()
    for leaf, edges in zip(leaves, _edges(leaves, size, step), strict=True):
        flow.add(leaf, edges)
    flow.end_all()
    for leaf in leaves:
        flow.add_notes(leaf)
    return flow.lines


def findings_of(scanned: Sequence[int]) -> tuple[Finding, ...]:
    """Return what there is to say of pages that are pictures among others with words."""
    pages = "、".join(map(str, scanned))
    return (Finding("pages_without_text", "check", {"pages": pages}, None, None, None),) if scanned else ()


def _leaves(page: Page, loose: OpenTables) -> list[Leaf]:
    """Take a page apart; each column of a page in two columns is like a page of its own."""
    tables, glyphs = tables_of(page)
    parts = parts_of(glyphs, page.width) if not tables else None
    if parts is None:
        if not tables:
            tables, glyphs = loose.take(glyphs)
        return [Leaf(page.number, page.width, rows_of(glyphs), tables, [])]
    columns = [_column(page.number, rows_of(part)) for part in (parts.left, parts.right)]
    whole = [Leaf(page.number, page.width, rows_of(part), [], []) for part in (parts.above, parts.below)]
    return [leaf for leaf in (whole[0], *columns, whole[1]) if leaf.rows]


def _column(number: int, rows: list[Row]) -> Leaf:
    """Make a page of a column, its rows where they would stand on one."""
    left, right = min(row.left for row in rows), max(row.right for row in rows)
    margin = rows[0].size
    moved = [row._replace(left=row.left - left + margin, right=row.right - left + margin) for row in rows]
    return Leaf(number, right - left + 2 * margin, moved, [], [])


def _step(leaves: list[Leaf], size: float) -> float:
    """Return the usual distance from a row to the next."""
    steps = [
        after.top - before.top
        for leaf in leaves
        for before, after in pairwise(leaf.rows)
        if after.top - before.top < 4 * size
    ]
    return median(steps) if steps else size


def _edges(leaves: list[Leaf], size: float, step: float) -> list[Edges]:
    """Return for each page where its text begins and ends; a page of few rows takes the edges of all of its width."""
    shared: dict[float, list[Row]] = {}
    for leaf in leaves:
        shared.setdefault(round(leaf.width), []).extend(leaf.rows)
    found = []
    for leaf in leaves:
        rows = leaf.rows if len(leaf.rows) >= _FEW else shared[round(leaf.width)]
        lefts, rights = sorted(row.left for row in rows), sorted(_reach(row) for row in rows)
        left, right = _outer(lefts, size), -_outer([-right for right in reversed(rights)], size)
        # Short rows alone do not tell where rows end; the margins of a page are about alike.
        is_narrow = right - left < leaf.width / 2
        found.append(Edges(left, max(right, leaf.width - left) if is_narrow else right, size, step))
    indented = [
        row
        for leaf, edges in zip(leaves, found, strict=True)
        for row in leaf.rows
        if size < row.left - edges.left < 3 * size
    ]
    indents = len(indented) > _INDENTED * sum(len(leaf.rows) for leaf in leaves)
    return [edges._replace(indents=indents) for edges in found]


def _reach(row: Row) -> float:
    """Return how far a row says that rows go; a mark at its end may hang over."""
    return row.right - row.size / 2 if row.text[-1] in CLOSING else row.right


def _outer(values: list[float], size: float) -> float:
    """Return the outermost place that several rows share; a single one may stand out."""
    least = max(2, len(values) // 20)
    for index in range(len(values) - least + 1):
        if values[index + least - 1] - values[index] <= size:
            return values[index]
    return values[0] if values else 0.0


class _Flow:
    """Gathers lines in order; the last paragraph and the last table stay open for the next page."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self._open: list[Row] = []
        self._open_page = 0  # where the open paragraph begins
        self._leaf = self._last_leaf = 0  # the leaf being taken, and that of the last row of the open paragraph
        self._spread: Spread | None = None
        self._edges: Edges | None = None
        self._tables = 0
        self._paragraphs = 0

    def add(self, leaf: Leaf, edges: Edges) -> None:
        """Take the rows and tables of a page, from above."""
        self._leaf += 1
        blocks: list[Row | PrintedTable] = sorted([*leaf.rows, *leaf.tables], key=lambda block: block.top)
        is_first = True
        for block in blocks:
            if isinstance(block, PrintedTable):
                self._table(block, leaf.number, is_first=is_first)
            else:
                self._row(block, leaf.number, edges)
            is_first = False
        self._edges = edges

    def end_all(self) -> None:
        """End what is open."""
        self._end_paragraph()
        self._end_table()

    def add_notes(self, leaf: Leaf) -> None:
        """Take the notes at the foot of a page, each row that begins one starting a line."""
        for row in leaf.notes:
            self._open, self._open_page = [row], leaf.number
            self._end_paragraph()

    def _row(self, row: Row, page: int, edges: Edges) -> None:
        self._end_table()
        if self._open:
            over_page = self._leaf != self._last_leaf
            right = self._edges.right if over_page and self._edges is not None else edges.right
            if goes_on(self._open[-1], row, edges._replace(right=right), over_page=over_page):
                self._open.append(row)
                self._last_leaf = self._leaf
                return
        self._end_paragraph()
        self._open, self._open_page, self._last_leaf = [row], page, self._leaf

    def _table(self, table: PrintedTable, page: int, *, is_first: bool) -> None:
        self._end_paragraph()
        if self._spread is not None and is_first and self._spread.takes(table, page):
            self._spread.add(table, page)
            return
        self._end_table()
        self._spread = Spread(table, page)

    def _end_paragraph(self) -> None:
        if self._open:
            self._paragraphs += 1
            self.lines.append(Line(self._paragraphs, joined(self._open), None, self._open_page))
            self._open = []

    def _end_table(self) -> None:
        if self._spread is None:
            return
        self._tables += 1
        for cell, lines in self._spread.lines():
            box = Box(self._tables, cell.row + 1, cell.column + 1, cell.rows, cell.columns)
            for line in lines or [""]:
                self._paragraphs += 1
                self.lines.append(Line(self._paragraphs, line, box, cell.page))
        self._spread = None
