"""Sheets of an xlsx file, taken from its parts as they pass, so that a large sheet costs no more than its words.

Cells are shown by the format of their style. Namespaces are not asked for: strict files have others.
"""

from typing import TYPE_CHECKING

from duban.plans.reading.cell_forms import BUILT_IN, plain, shown
from duban.plans.reading.errors import Unreadable
from duban.plans.reading.extracts import Extract
from duban.plans.reading.limits import Limits
from duban.plans.reading.packages import Package, local
from duban.plans.reading.sheets import MOST_MERGED, Area, Sheet, lines_of_sheets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

_COLUMNS = 16_384
_ROWS = 1_048_576
_TRUE = ("1", "true")


def lines_of_xlsx(data: bytes, *, name: str, limits: Limits) -> Extract:
    """Return the lines of the sheets; raise Unreadable where the package is broken or holds too much."""
    package = Package(data, name=name, limits=limits)
    workbook = package.tree("xl/workbook.xml")
    if workbook is None:
        raise Unreadable("file_damaged", name=name)
    strings = _Strings(most=limits.lines, name=name)
    package.pass_through("xl/sharedStrings.xml", strings)
    codes = _codes(package.tree("xl/styles.xml"))
    since_1904 = any(each.get("date1904") in _TRUE for each in _all(workbook, "workbookPr"))

    def sheets() -> "Iterator[Sheet]":
        cells = 0
        for title, part, hidden in _sheets(workbook, package):
            taking = _Cells(strings.all, codes, since_1904=since_1904, most=limits.cells - cells, name=name)
            package.pass_through(part, taking)
            cells += len(taking.cells)
            yield Sheet(title, taking.cells, taking.merged, hidden, taking.hidden_rows, taking.hidden_columns)

    return lines_of_sheets(sheets(), name=name, limits=limits)


class _Strings:
    """Takes the table of words that cells refer to."""

    def __init__(self, *, most: int, name: str) -> None:
        self.all: list[str] = []
        self._most = most
        self._name = name
        self._pieces: list[str] = []
        self._taking = False
        self._phonetic = False

    def start(self, tag: str, _attributes: dict[str, str]) -> None:
        """Open an element."""
        if tag == "si":
            self._pieces = []
        elif tag == "rPh":
            self._phonetic = True
        self._taking = tag == "t" and not self._phonetic

    def end(self, tag: str) -> None:
        """Close an element."""
        self._taking = False
        if tag == "si":
            self.all.append(_unescaped("".join(self._pieces)))
            if len(self.all) > self._most:
                raise Unreadable("too_many_cells", name=self._name, limit=self._most)
        elif tag == "rPh":
            self._phonetic = False

    def data(self, text: str) -> None:
        """Take characters."""
        if self._taking:
            self._pieces.append(text)


class _Cells:
    """Takes the cells of one sheet that hold words."""

    def __init__(self, strings: list[str], codes: list[str], *, since_1904: bool, most: int, name: str) -> None:
        self.cells: list[tuple[int, int, str]] = []
        self.merged: list[Area] = []
        self.hidden_rows = self.hidden_columns = 0
        self._strings = strings
        self._codes = codes
        self._since_1904 = since_1904
        self._most = most
        self._name = name
        self._row = self._column = 0
        self._is_hidden = False  # the row, and no cell of it came yet
        self._kind = self._style = ""
        self._pieces: list[str] = []
        self._taking = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Open an element."""
        if tag == "c":
            self._cell(attributes)
        elif tag in ("v", "t"):
            self._taking = True
        elif tag == "row":
            self._row, self._column = _whole(attributes.get("r"), self._row + 1), 0
            self._is_hidden = attributes.get("hidden") in _TRUE
        elif tag == "mergeCell":
            self._merge(attributes.get("ref", ""))
        elif tag == "col" and attributes.get("hidden") in _TRUE:
            first, last = _whole(attributes.get("min"), 1), _whole(attributes.get("max"), 1)
            self.hidden_columns += last + 1 - first if last < _COLUMNS else 0

    def end(self, tag: str) -> None:
        """Close an element."""
        if tag in ("v", "t"):
            self._taking = False
        elif tag == "c" and self._pieces:
            text = self._shown("".join(self._pieces))
            if text.strip() and 0 < self._row <= _ROWS and self._column <= _COLUMNS:
                self.cells.append((self._row, self._column, text))
                self.hidden_rows += 1 if self._is_hidden else 0
                self._is_hidden = False
                if len(self.cells) > self._most:
                    raise Unreadable("too_many_cells", name=self._name, limit=self._most)

    def data(self, text: str) -> None:
        """Take characters."""
        if self._taking:
            self._pieces.append(text)

    def _cell(self, attributes: dict[str, str]) -> None:
        place = _place(attributes.get("r", ""))
        if place is None:
            self._column += 1
        else:
            self._row, self._column = place
        self._kind = attributes.get("t", "n")
        self._style = attributes.get("s", "0")
        self._pieces.clear()

    def _shown(self, text: str) -> str:
        if self._kind == "s":
            at = _whole(text, -1)
            return self._strings[at] if 0 <= at < len(self._strings) else ""
        if self._kind == "b":
            return "TRUE" if text in _TRUE else "FALSE"
        if self._kind == "d":
            return text.removesuffix("T00:00:00")
        if self._kind != "n":
            return _unescaped(text)
        try:
            value = float(text)
        except ValueError:
            return text
        style = _whole(self._style, 0)
        code = self._codes[style] if style < len(self._codes) else ""
        return shown(value, code, since_1904=self._since_1904) if code else plain(value)

    def _merge(self, ref: str) -> None:
        first, _, last = ref.partition(":")
        begin, end = _place(first), _place(last)
        if len(self.merged) < MOST_MERGED and begin and end and begin[0] <= end[0] and begin[1] <= end[1]:
            self.merged.append(Area(*begin, *end))


def _sheets(workbook: "_Element", package: Package) -> "Iterator[tuple[str, str, bool]]":
    """Give title, part and whether hidden of every sheet, in the order of the workbook."""
    relations = package.tree("xl/_rels/workbook.xml.rels")
    targets = {
        each.get("Id", ""): each.get("Target", "")
        for each in (() if relations is None else relations)
        if each.get("Type", "").endswith("/worksheet")
    }
    for sheet in _all(workbook, "sheet"):
        key = next((value for name, value in sheet.attrib.items() if local(str(name)) == "id"), "")
        target = targets.get(str(key), "")
        if target:
            part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            yield sheet.get("name", ""), part, sheet.get("state", "visible") != "visible"


def _codes(styles: "_Element | None") -> list[str]:
    """Return the format code of every style of cells, empty for a plain one."""
    if styles is None:
        return []
    own = {_whole(each.get("numFmtId"), 0): each.get("formatCode", "") for each in _all(styles, "numFmt")}
    codes: list[str] = []
    for table in _all(styles, "cellXfs"):
        for form in table:
            number = _whole(form.get("numFmtId"), 0)
            code = own.get(number, BUILT_IN.get(number, ""))
            codes.append("" if code.lower() == "general" else code)
    return codes


def _all(root: "_Element", name: str) -> "Iterator[_Element]":
    return root.iter(f"{{*}}{name}")


def _place(ref: str) -> tuple[int, int] | None:
    """Return row and column of a reference: B12 is 12, 2."""
    letters = ref.rstrip("0123456789")
    digits = ref[len(letters) :]
    if not (letters.isascii() and letters.isalpha() and len(letters) < 4 and 0 < len(digits) < 8):
        return None
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - 64
    return int(digits), column


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 9 else otherwise


def _unescaped(text: str) -> str:
    """Return the words without line ends of old, which are written as _x000D_."""
    return text.replace("_x000D_", "") if "_x000D_" in text else text
