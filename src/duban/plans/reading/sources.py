"""A file opened: bytes in, cleaned text with the way back to the original out.

Steps:
1. refuse what is empty or too large;
2. recognise the format by content, then by name (formats);
3. decode (charsets) and take the lines out of a page (markup), or have a reader of the format take them out (READERS);
4. cut control characters and page furniture (furniture);
5. keep for every line its place in the original, and the cells of tables.

Other formats are recognised and refused by name.
"""

import hashlib
import re

from duban.core.values import Span
from duban.plans.reading.charsets import decode
from duban.plans.reading.errors import Unreadable
from duban.plans.reading.extracts import Box, Extract, Line, Reader
from duban.plans.reading.formats import recognise
from duban.plans.reading.furniture import without_controls, without_furniture
from duban.plans.reading.limits import LIMITS, Limits
from duban.plans.reading.models import Cell, Document, Grid, Place, Source
from duban.plans.reading.wrapped_lines import unwrapped

# Compiled when a file has a tag to look at.
_PAGE = r"(?i)<(?:!doctype\s+html|html|head|body)[\s>]"
_TAG = r"(?i)<(?:p|br|div|table|tr|td|span|li|h[1-6])[\s/>]"
_CORNERS = "┌┏╔├┣╠"
_VALUES = (".csv", ".tsv")  # sheets saved as text
_JOINED = ("csv", "pdf", "ofd", "xlsx", "xls", "ods", "et")  # their readers join the rows of a page, or have none


def open_document(data: bytes, *, name: str, limits: Limits = LIMITS) -> Document:
    """Open a file; raise Unreadable with the reason where there is no plan text in it."""
    if len(data) > limits.bytes:
        raise Unreadable("file_too_large", name=name, bytes=len(data), limit=limits.bytes)
    if not data.strip():
        raise Unreadable("file_empty", name=name)
    packed = recognise(data, name=name)
    if packed in READERS:
        return _assembled(_source(data, name, packed, None), READERS[packed](data, name, limits))
    if packed:
        raise _refusal(packed, name)
    looks_like_page = name.lower().endswith((".html", ".htm", ".xhtml")) or b"<" in data.lstrip()[:4]
    text, encoding = decode(data, name=name, declared=looks_like_page)
    is_page = _is_page(text, named=looks_like_page)
    if name.lower().endswith(_VALUES) and not is_page:
        return _assembled(_source(data, name, "csv", encoding), _values(text, name, limits))
    source = _source(data, name, "html" if is_page else "txt", encoding)
    return _assembled(source, (_page if is_page else _text)(text, name, limits))


def _refusal(kind: str, name: str) -> Unreadable:
    if kind == "image":
        return Unreadable("picture_not_read", name=name)
    if kind == "archive":
        return Unreadable("archive_not_read", name=name)
    if kind == "locked":
        return Unreadable("file_locked", name=name)
    return Unreadable("format_not_read", name=name, format=kind)


def _source(data: bytes, name: str, kind: str, encoding: str | None) -> Source:
    return Source(name, hashlib.sha256(data).hexdigest(), kind, encoding, 0)


def _is_page(text: str, *, named: bool) -> bool:
    head = text[:4096]
    if "<" in head and re.search(_PAGE, head):
        return True
    return named and "<" in text and re.search(_TAG, text) is not None


def _text(text: str, name: str, limits: Limits) -> Extract:
    cleaned = without_controls(text)
    if cleaned.count("\n") >= limits.lines:
        raise Unreadable("too_many_lines", name=name, limit=limits.lines)
    lines = [Line(number, line) for number, line in enumerate(cleaned.split("\n"), 1)]
    if any(map(cleaned.__contains__, _CORNERS)):
        from duban.plans.reading.boxed_tables import with_boxes  # few texts hold drawn tables

        return Extract(with_boxes(lines))
    return Extract(lines)


def _values(text: str, name: str, limits: Limits) -> Extract:
    from duban.plans.reading.commas import lines_of_values

    return Extract(lines_of_values(without_controls(text), name=name, limits=limits))


def _page(text: str, name: str, limits: Limits) -> Extract:
    from duban.plans.reading.markup import lines_of_page

    return Extract(lines_of_page(text, name=name, limits=limits))


def _word(data: bytes, name: str, limits: Limits) -> Extract:
    from duban.plans.reading.word import lines_of_word

    return lines_of_word(data, name=name, limits=limits)


def _archived_page(data: bytes, name: str, limits: Limits) -> Extract:
    from duban.plans.reading.archived_pages import page_within

    return _page(page_within(data, name=name).text, name, limits)


def _xlsx(data: bytes, name: str, limits: Limits) -> Extract:
    from duban.plans.reading.sheets_xlsx import lines_of_xlsx

    return lines_of_xlsx(data, name=name, limits=limits)


def _ods(data: bytes, name: str, limits: Limits) -> Extract:
    from duban.plans.reading.sheets_ods import lines_of_ods

    return lines_of_ods(data, name=name, limits=limits)


def _xls(data: bytes, name: str, limits: Limits) -> Extract:
    from duban.plans.reading.sheets_xls import lines_of_xls

    return lines_of_xls(data, name=name, limits=limits)


def _pdf(data: bytes, name: str, limits: Limits) -> Extract:
    from duban.plans.reading.pdf import lines_of_pdf

    return lines_of_pdf(data, name=name, limits=limits)


def _ofd(data: bytes, name: str, limits: Limits) -> Extract:
    from duban.plans.reading.ofd import lines_of_ofd

    return lines_of_ofd(data, name=name, limits=limits)


def _word_binary(data: bytes, name: str, limits: Limits) -> Extract:
    from duban.plans.reading.word_binary import lines_of_word_binary

    return lines_of_word_binary(data, name=name, limits=limits)


def _open_text(data: bytes, name: str, limits: Limits) -> Extract:
    from duban.plans.reading.word_open import lines_of_open_text

    return lines_of_open_text(data, name=name, limits=limits)


def _rich_text(data: bytes, name: str, limits: Limits) -> Extract:
    from duban.plans.reading.rich_text import lines_of_rich_text

    return lines_of_rich_text(data, name=name, limits=limits)


# The formats that are not made of characters, by the names that `recognise` gives them.
READERS: dict[str, Reader] = {
    "doc": _word_binary,
    "docx": _word,
    "mhtml": _archived_page,
    "ods": _ods,
    "odt": _open_text,
    "ofd": _ofd,
    "pdf": _pdf,
    "rtf": _rich_text,
    "xls": _xls,
    "xlsx": _xlsx,
}


def _assembled(source: Source, extract: Extract) -> Document:
    """Join the lines to a text; keep the place of each that has words, and the cells of tables."""
    pieces: list[str] = []
    places: list[Place] = []
    tables: dict[int, dict[Box, Span]] = {}
    at = 0
    for line in _cleaned(extract.lines, source.format):
        box, end = line.cell, at + len(line.text)
        shows = bool(line.text.strip())
        if box is not None:
            cells = tables.setdefault(box.table, {})
            before = cells.get(box)
            if before is None or before.start == before.end:
                cells[box] = Span(at, end if shows else at)
            elif shows:
                cells[box] = Span(before.start, end)
            if not shows:
                continue
        if shows:
            table, row, column = box[:3] if box else (None, None, None)
            places.append(Place(Span(at, end), line.page, line.number, table, row, column))
        pieces.append(line.text)
        at = end + 1
    if not places:
        raise Unreadable("no_words", name=source.name)
    text = "\n".join(pieces)
    grids = tuple(_grid(cells, len(text)) for cells in tables.values())
    return Document(source._replace(characters=len(text)), text, tuple(places), grids, extract.findings)


def _cleaned(lines: list[Line], kind: str) -> list[Line]:
    """Cut control characters, which may leave several lines of one, and page furniture."""
    if kind == "txt":
        return unwrapped(without_furniture(lines))
    pieces = (line._replace(text=text) for line in lines for text in without_controls(line.text).split("\n"))
    kept = without_furniture([line for line in pieces if line.cell or kind != "html" or line.text.strip()])
    return kept if kind in _JOINED else unwrapped(kept)


def _grid(cells: dict[Box, Span], end: int) -> Grid:
    """Return the cells of one table; an empty one at the end of the text stands within it."""
    first = next(iter(cells))
    return Grid(
        first.table,
        tuple(
            Cell(Span(min(span.start, end), min(span.end, end)), box.row, box.column, box.rows, box.columns)
            for box, span in cells.items()
        ),
        first.sheet,
    )
