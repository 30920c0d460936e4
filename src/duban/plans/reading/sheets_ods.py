"""Sheets of an ods file, whose cells hold their words as they show (OpenDocument 1.2, 9)."""

from duban.plans.reading.errors import Unreadable
from duban.plans.reading.extracts import Extract
from duban.plans.reading.limits import Limits
from duban.plans.reading.packages import Package, local
from duban.plans.reading.sheets import Area, Sheet, lines_of_sheets

_MOST_REPEATED = 1_000  # rows with words that are repeated more often than this are a filled column, no tasks
_MOST_BLANKS = 100
_UNSEEN = frozenset(("annotation", "shapes", "forms", "tracked-changes"))


def lines_of_ods(data: bytes, *, name: str, limits: Limits) -> Extract:
    """Return the lines of the sheets; raise Unreadable where the package is broken or holds too much."""
    package = Package(data, name=name, limits=limits)
    taking = _Content(name, limits)
    if not package.pass_through("content.xml", taking):
        raise Unreadable("file_damaged", name=name)
    return lines_of_sheets(taking.sheets, name=name, limits=limits)


class _Content:
    """Takes the sheets of a document; cells and rows that are repeated stand once with their number."""

    def __init__(self, name: str, limits: Limits) -> None:
        self.sheets: list[Sheet] = []
        self._name = name
        self._limits = limits
        self._count = 0
        self._styles: dict[str, bool] = {}
        self._style = ""
        self._unseen = self._depth = 0
        self._row = self._column = 0
        self._filled: list[tuple[int, str]] = []
        self._areas: list[tuple[int, int, int]] = []
        self._row_times = self._cell_times = 1
        self._row_hidden = False
        self._hidden_rows = self._hidden_columns = 0
        self._paragraphs: list[str] = []
        self._pieces: list[str] | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Open an element."""
        if self._unseen or tag in _UNSEEN:
            self._unseen += 1
        elif tag in ("style", "table-properties"):
            self._learn(tag, _named(attributes))
        elif tag == "table":
            self._depth += 1
            if self._depth == 1:
                named = _named(attributes)
                hidden = self._styles.get(named.get("style-name", ""), False)
                self.sheets.append(Sheet(named.get("name", ""), [], [], hidden))
                self._row = self._hidden_rows = self._hidden_columns = 0
        elif self._depth == 1:
            self._open(tag, attributes)

    def end(self, tag: str) -> None:
        """Close an element."""
        if self._unseen:
            self._unseen -= 1
        elif tag == "table":
            self._depth -= 1
            if not self._depth:
                self.sheets[-1] = self.sheets[-1]._replace(
                    hidden_rows=self._hidden_rows, hidden_columns=self._hidden_columns
                )
        elif self._depth != 1:
            return
        elif tag == "table-cell":
            self._end_cell()
        elif tag == "covered-table-cell":
            self._column += self._cell_times
        elif tag == "table-row":
            self._end_row()
        elif tag in ("p", "h") and self._pieces is not None:
            self._paragraphs.append("".join(self._pieces))
            self._pieces = None

    def data(self, text: str) -> None:
        """Take characters."""
        if self._pieces is not None and not self._unseen:
            self._pieces.append(text)

    def _learn(self, tag: str, named: dict[str, str]) -> None:
        if tag == "style":
            self._style = named.get("name", "")
        else:
            self._styles[self._style] = named.get("display") == "false"

    def _open(self, tag: str, attributes: dict[str, str]) -> None:
        if tag in ("table-cell", "covered-table-cell"):
            named = _named(attributes)
            self._cell_times = _whole(named.get("number-columns-repeated"), 1)
            columns, rows = _whole(named.get("number-columns-spanned"), 1), _whole(named.get("number-rows-spanned"), 1)
            if (columns > 1 or rows > 1) and tag == "table-cell":
                self._areas.append((self._column + 1, columns, rows))
            self._paragraphs, self._pieces = [], None
        elif tag in ("p", "h"):
            self._pieces = []
        elif self._pieces is not None:
            if tag == "s":
                self._pieces.append(" " * min(_whole(_named(attributes).get("c"), 1), _MOST_BLANKS))
            elif tag in ("tab", "line-break"):
                self._pieces.append("\t" if tag == "tab" else "\n")
        elif tag in ("table-row", "table-column"):
            named = _named(attributes)
            hidden = named.get("visibility", "visible") != "visible"
            if tag == "table-row":
                self._row_times, self._row_hidden = _whole(named.get("number-rows-repeated"), 1), hidden
                self._column = 0
                self._filled, self._areas = [], []
            elif hidden:
                self._hidden_columns += _whole(named.get("number-columns-repeated"), 1)

    def _end_cell(self) -> None:
        text = "\n".join(self._paragraphs)
        times = min(self._cell_times, _MOST_REPEATED) if text.strip() else 0
        self._filled += ((self._column + 1 + each, text) for each in range(times))
        self._hold_to_the_limit(len(self._filled))
        self._column += self._cell_times
        self._paragraphs = []

    def _end_row(self) -> None:
        sheet = self.sheets[-1]
        if self._filled or self._areas:
            times = min(self._row_times, _MOST_REPEATED)
            self._hold_to_the_limit((len(self._filled) + len(self._areas)) * times)
            self._count += (len(self._filled) + len(self._areas)) * times
            for row in range(self._row + 1, self._row + 1 + times):
                sheet.cells.extend((row, column, text) for column, text in self._filled)
                sheet.merged.extend(
                    Area(row, column, row + rows - 1, column + columns - 1) for column, columns, rows in self._areas
                )
            self._hidden_rows += times if self._row_hidden and self._filled else 0
        self._row += self._row_times

    def _hold_to_the_limit(self, more: int) -> None:
        if self._count + more > self._limits.cells:
            raise Unreadable("too_many_cells", name=self._name, limit=self._limits.cells)


def _named(attributes: dict[str, str]) -> dict[str, str]:
    return {local(name): value for name, value in attributes.items()}


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 9 else otherwise
