"""The lines of a Word document (docx): paragraphs and cells in the order of the body, numbers as Word draws them.

Read straight from the parts of the package with a parser that resolves no entities, so that a damaged or hostile file
is refused before it costs anything. Deleted revisions, field codes and the second form of drawings are left out.
"""

from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile
from zlib import error as ZlibError  # noqa: N812  # named like the classes beside which it is caught

from duban.plans.reading.errors import Unreadable
from duban.plans.reading.extracts import Box, Line
from duban.plans.reading.limits import Limits
from duban.plans.reading.numbering import Numbering, W

if TYPE_CHECKING:
    from lxml.etree import _Element

_UNPACKED = 4  # a part may be so many times the allowed size of a file; ten thousand paragraphs take one
_LEFT_OUT = frozenset(
    (f"{W}del", f"{W}moveFrom", "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback")
)
_MARKS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_MOST_SPANNED = 64


def lines_of_word(data: bytes, *, name: str, limits: Limits) -> list[Line]:
    """Return the lines of the body; raise Unreadable where the package is broken or unpacks to too much."""
    body = _part(data, "word/document.xml", name=name, limits=limits)
    if body is None:
        raise Unreadable("file_damaged", name=name)
    numbering = Numbering(
        _part(data, "word/numbering.xml", name=name, limits=limits),
        _part(data, "word/styles.xml", name=name, limits=limits),
    )
    lines: list[Line] = []
    for number, (paragraph, place) in enumerate(_paragraphs(body), 1):
        words = numbering.label_of(paragraph) + _words(paragraph)
        lines += (Line(number, text, place) for text in words.split("\n"))
        if len(lines) > limits.lines:
            raise Unreadable("too_many_lines", name=name, limit=limits.lines)
    return lines


def words_of_package(data: bytes, *, name: str, limits: Limits) -> str:
    """Return the words of every part that holds any, headers and notes too, for the search for marks of secrecy."""
    with _opened(data, name) as package:
        parts = [part for part in package.namelist() if part.startswith("word/") and part.endswith(".xml")]
    found: list[str] = []
    for part in parts:
        root = _part(data, part, name=name, limits=limits)
        if root is not None:
            found += (_words(paragraph) for paragraph in root.iter(f"{W}p"))
    return "\n".join(found)


def _opened(data: bytes, name: str) -> ZipFile:
    try:
        return ZipFile(BytesIO(data))
    except (BadZipFile, NotImplementedError, UnicodeDecodeError, ValueError, EOFError, OSError) as error:
        raise Unreadable("file_damaged", name=name) from error


def _part(data: bytes, part: str, *, name: str, limits: Limits) -> "_Element | None":
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    with _opened(data, name) as package:
        try:
            size = package.getinfo(part).file_size
        except KeyError:
            return None
        if size > limits.bytes * _UNPACKED:
            raise Unreadable("file_too_large", name=name, bytes=size, limit=limits.bytes * _UNPACKED)
        try:
            return etree.fromstring(package.read(part), parser)
        except (BadZipFile, ZlibError, EOFError, OSError, RuntimeError, etree.XMLSyntaxError, ValueError) as error:
            # RuntimeError: encrypted, or packed by a method that is not known here
            raise Unreadable("file_damaged", name=name) from error


def _paragraphs(body: "_Element") -> Iterator[tuple["_Element", Box | None]]:
    """Give every paragraph with its cell, in the order of the document."""
    tables: dict[_Element, list[int]] = {}
    cells: dict[_Element, Box] = {}
    for element in body.iter(f"{W}p", f"{W}tbl", f"{W}tr"):
        if element.tag == f"{W}tbl":
            tables[element] = [len(tables) + 1, 0]
        elif element.tag == f"{W}tr":
            _lay_out(element, tables, cells)
        elif not _is_left_out(element):
            cell = next(element.iterancestors(f"{W}tc"), None)
            yield element, None if cell is None else cells.get(cell)


def _is_left_out(paragraph: "_Element") -> bool:
    return any(above.tag in _LEFT_OUT for above in paragraph.iterancestors())


def _lay_out(row: "_Element", tables: "dict[_Element, list[int]]", cells: "dict[_Element, Box]") -> None:
    """Count the columns of a row, merged ones included; `tables` holds number and rows so far."""
    table = next(row.iterancestors(f"{W}tbl"), None)
    if table is None:
        return
    tables[table][1] += 1
    column = 1 + _count(row, "gridBefore", 0)
    for cell in row.iter(f"{W}tc"):
        if next(cell.iterancestors(f"{W}tr"), None) is row:
            cells[cell] = Box(tables[table][0], tables[table][1], column)
            column += _count(cell, "gridSpan", 1)


def _count(element: "_Element", name: str, least: int) -> int:
    found = element.find(f"./*/{W}{name}")
    value = found.get(f"{W}val", "") if found is not None else ""
    return (
        min(max(int(value), least), _MOST_SPANNED) if value.isascii() and value.isdigit() and len(value) < 6 else least
    )


def _words(paragraph: "_Element") -> str:
    """Return the words of a paragraph, without those of paragraphs within it (text boxes)."""
    pieces: list[str] = []
    waiting = list(reversed(paragraph))
    while waiting:
        element = waiting.pop()
        if element.tag == f"{W}t":
            pieces.append(element.text or "")
        elif element.tag in _MARKS:
            pieces.append(_MARKS[str(element.tag)])
        elif element.tag not in _LEFT_OUT and element.tag not in (f"{W}p", f"{W}pPr", f"{W}rPr", f"{W}tbl"):
            waiting.extend(reversed(element))
    return "".join(pieces)
