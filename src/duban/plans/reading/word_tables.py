"""The blocks of a Word document and the cells of its tables, merged ones with their extent."""

from typing import TYPE_CHECKING, NamedTuple

from duban.plans.reading.extracts import Box
from duban.plans.reading.word_numbering import W, is_on

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

_COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_CHOICE = f"{_COMPATIBLE}AlternateContent"
# What may stand around blocks, rows and cells without changing them.
_AROUND = frozenset(
    (
        *(f"{W}{name}" for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml")),
        *(f"{_COMPATIBLE}{name}" for name in ("AlternateContent", "Choice", "Fallback")),
    )
)
_GALLERY = f"{W}sdtPr/{W}docPartObj/{W}docPartGallery"
_MOST_SPANNED = 64


class Laid(NamedTuple):
    """A cell with its place, and the element that holds its blocks."""

    box: Box
    element: "_Element"


def blocks_of(parent: "_Element") -> "Iterator[_Element]":
    """Give the paragraphs and tables below an element, through what may stand around them."""
    return _below(parent, (f"{W}p", f"{W}tbl"))


def shown(element: "_Element") -> "list[_Element]":
    """Return the children of an element; of a choice between newer and older programs, what the newer ones show."""
    children = list(element)
    return children[:1] if element.tag == _CHOICE else children


def is_frame(table: "_Element") -> bool:
    """Say whether a table only sets text: one cell a row, or tables within it hold most of its words."""
    if all(len(_cells(row)) < 2 for row in _rows(table)):
        return True
    inner = [each for each in table.iterdescendants(f"{W}tbl") if next(each.iterancestors(f"{W}tbl")) is table]
    return bool(inner) and 2 * sum(map(_size, inner)) > _size(table)


def cells_in_order(table: "_Element") -> "Iterator[_Element]":
    """Give the cells of a table, row by row."""
    for row in _rows(table):
        yield from _cells(row)


def laid_out(table: "_Element", number: int) -> list[Laid]:
    """Return the cells of a table with their places; what is merged into the cell above has none of its own."""
    laid: list[Laid] = []
    above: dict[int, int] = {}  # where the cells of the row above that go on downwards stand in the list
    for line, row in enumerate(_rows(table), 1):
        column = 1 + _count(row, f"{W}trPr/{W}gridBefore", 0)
        open_below: dict[int, int] = {}
        for cell in _cells(row):
            columns = _count(cell, f"{W}tcPr/{W}gridSpan", 1)
            merged = cell.find(f"{W}tcPr/{W}vMerge")
            if merged is not None and merged.get(f"{W}val", "continue") != "restart" and column in above:
                at = above[column]
                box = laid[at].box
                laid[at] = laid[at]._replace(box=box._replace(rows=line + 1 - box.row))
                open_below[column] = at
            else:
                if merged is not None:
                    open_below[column] = len(laid)
                laid.append(Laid(Box(number, line, column, columns=columns), cell))
            column += columns
        above = open_below
    return laid


def _rows(table: "_Element") -> "list[_Element]":
    """Return the rows that show."""
    return [row for row in _below(table, (f"{W}tr",)) if not _is_gone(row.find(f"{W}trPr"))]


def _cells(row: "_Element") -> "list[_Element]":
    return list(_below(row, (f"{W}tc",)))


def _is_gone(properties: "_Element | None") -> bool:
    return properties is not None and (properties.find(f"{W}del") is not None or is_on(properties.find(f"{W}hidden")))


def _below(parent: "_Element", tags: tuple[str, ...]) -> "Iterator[_Element]":
    for child in shown(parent):
        if child.tag in tags:
            yield child
        elif child.tag in _AROUND and not _is_contents(child):
            yield from _below(child, tags)


def _is_contents(element: "_Element") -> bool:
    gallery = element.find(_GALLERY)
    return gallery is not None and gallery.get(f"{W}val") == "Table of Contents"


def _count(element: "_Element", path: str, least: int) -> int:
    found = element.find(path)
    value = found.get(f"{W}val", "") if found is not None else ""
    return (
        min(max(int(value), least), _MOST_SPANNED) if value.isascii() and value.isdigit() and len(value) < 6 else least
    )


def _size(element: "_Element") -> int:
    return sum(len(text.text or "") for text in element.iter(f"{W}t"))
