"""The lines of an OpenDocument text (odt): paragraphs, numbered lists and tables in the order of the body.

OpenDocument 1.2: 5 (text), 9 (tables), 16.31 (list styles). Tables within a cell belong to the cell; deleted words,
remarks and contents lists are left out; notes follow the body.
"""

from typing import NamedTuple

from duban.plans.reading.errors import Unreadable
from duban.plans.reading.extracts import Box, Extract, Line
from duban.plans.reading.limits import Limits
from duban.plans.reading.packages import Package, local
from duban.plans.reading.word_numerals import written

_UNSEEN = frozenset(("tracked-changes", "annotation", "annotation-end", "table-of-content", "forms", "sequence-decls"))
_FORMS = {
    "一": "chineseCounting",
    "壹": "chineseLegalSimplified",
    "①": "decimalEnclosedCircle",
    "甲": "ideographTraditional",
}
_FORMS |= {"１": "decimalFullWidth", "1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman"}
_MOST_BLANKS = 100
_MOST_LEVELS = 10
_MOST_SPANNED = 1_000


class _Level(NamedTuple):
    """How one level of a list is numbered."""

    form: str
    before: str
    behind: str
    start: int
    levels: int


def lines_of_open_text(data: bytes, *, name: str, limits: Limits) -> Extract:
    """Return the lines of the body; raise Unreadable where the package is broken or holds too much."""
    package = Package(data, name=name, limits=limits)
    styles = _Styles()
    package.pass_through("styles.xml", styles)
    taking = _Body(styles, name, limits)
    if not package.pass_through("content.xml", taking):
        raise Unreadable("file_damaged", name=name)
    return Extract(taking.lines + taking.notes)


class _Styles:
    """Learns how the levels of lists are numbered."""

    def __init__(self) -> None:
        self.levels: dict[tuple[str, int], _Level] = {}
        self._style = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Open an element."""
        named = {local(name): value for name, value in attributes.items()}
        if tag == "list-style":
            self._style = named.get("name", "")
        elif tag == "list-level-style-number":
            level = _whole(named.get("level"), 1)
            self.levels[self._style, level] = _Level(
                _FORMS.get(named.get("num-format", "")[:1], "none"),
                named.get("num-prefix", ""),
                named.get("num-suffix", ""),
                _whole(named.get("start-value"), 1),
                _whole(named.get("display-levels"), 1),
            )

    def end(self, tag: str) -> None:
        """Close an element."""

    def data(self, text: str) -> None:
        """Take characters."""


class _Body:
    """Takes the paragraphs, lists and tables of the body."""

    def __init__(self, styles: _Styles, name: str, limits: Limits) -> None:
        self.lines: list[Line] = []
        self.notes: list[Line] = []
        self._styles = styles
        self._name, self._limits = name, limits
        self._unseen = self._in_note = 0
        self._pieces: list[list[str]] = []
        self._lists: list[str] = []
        self._counts: dict[str, list[int]] = {}
        self._fresh = False  # the first paragraph of a list item has its number
        self._tables = self._depth = 0
        self._row = self._column = 0
        self._cell: Box | None = None
        self._paragraphs = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Open an element."""
        if self._unseen or tag in _UNSEEN:
            self._unseen += 1
            return
        named = {local(name): value for name, value in attributes.items()}
        self._styles.start(tag, attributes)
        if tag in ("p", "h"):
            self._pieces.append([])
        elif tag == "note":
            self._in_note += 1
        elif tag == "list":
            self._open_list(named)
        elif tag == "list-item":
            self._count()
        elif tag == "s" and self._pieces:
            self._pieces[-1].append(" " * min(_whole(named.get("c"), 1), _MOST_BLANKS))
        elif tag in ("tab", "line-break") and self._pieces:
            self._pieces[-1].append("\t" if tag == "tab" else "\n")
        else:
            self._open_table(tag, named)

    def end(self, tag: str) -> None:
        """Close an element."""
        if self._unseen:
            self._unseen -= 1
        elif tag in ("p", "h") and self._pieces:
            self._end("".join(self._pieces.pop()))
        elif tag == "note":
            self._in_note -= 1
        elif tag == "list":
            self._lists.pop()
        elif tag == "table":
            self._depth -= 1
            self._cell = self._cell if self._depth else None
        elif tag == "table-cell" and self._depth == 1:
            self._cell = None

    def data(self, text: str) -> None:
        """Take characters."""
        if self._pieces and not self._unseen:
            self._pieces[-1].append(" ".join(text.split("\n")))

    def _open_list(self, named: dict[str, str]) -> None:
        style = named.get("style-name") or (self._lists[-1] if self._lists else "")
        self._lists.append(style)
        goes_on = named.get("continue-numbering") == "true" or "continue-list" in named
        if len(self._lists) == 1 and not goes_on:
            self._counts[style] = []
        counts = self._counts.setdefault(style, [])
        if len(self._lists) > 1 or not goes_on:
            del counts[len(self._lists) - 1 :]

    def _count(self) -> None:
        """Count one item of the innermost list on."""
        style, level = self._lists[-1], min(len(self._lists), _MOST_LEVELS)
        counts = self._counts.setdefault(style, [])
        while len(counts) < level:
            counts.append(self._level(style, len(counts) + 1).start - 1)
        counts[level - 1] += 1
        del counts[level:]
        self._fresh = True

    def _level(self, style: str, level: int) -> _Level:
        return self._styles.levels.get((style, level), _Level("none", "", "", 1, 1))

    def _label(self) -> str:
        """Return the number of the list item whose first paragraph ends."""
        if not self._fresh or not self._lists:
            return ""
        style, counts = self._lists[-1], self._counts[self._lists[-1]]
        level = self._level(style, len(counts))
        shown = range(max(1, len(counts) - level.levels + 1), len(counts) + 1)
        numbers = [written(counts[at - 1], self._level(style, at).form) for at in shown]
        drawn = ".".join(filter(None, numbers))
        return f"{level.before}{drawn}{level.behind}" if drawn else ""

    def _open_table(self, tag: str, named: dict[str, str]) -> None:
        if tag == "table":
            self._depth += 1
            if self._depth == 1:
                self._tables += 1
                self._row = 0
        elif self._depth != 1:
            return
        elif tag == "table-row":
            self._row += 1
            self._column = 0
        elif tag == "covered-table-cell":
            self._column += _whole(named.get("number-columns-repeated"), 1)
        elif tag == "table-cell":
            columns = min(_whole(named.get("number-columns-spanned"), 1), _MOST_SPANNED)
            rows = min(_whole(named.get("number-rows-spanned"), 1), _MOST_SPANNED)
            self._cell = Box(self._tables, self._row, self._column + 1, rows, columns)
            self._column += 1

    def _end(self, text: str) -> None:
        label, self._fresh = self._label(), False
        self._paragraphs += 1
        into = self.notes if self._in_note else self.lines
        cell = None if self._in_note else self._cell
        into += (Line(self._paragraphs, words, cell) for words in (label + text).split("\n"))
        if len(self.lines) > self._limits.lines:
            raise Unreadable("too_many_lines", name=self._name, limit=self._limits.lines)


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 9 else otherwise
