"""The lines of a government page: block elements and table cells become lines, what frames the article goes.

The page is read as a stream of events, so that neither its size nor its depth costs more than its text. Entities
declared in the page mean nothing here (an HTML parser knows only the fixed ones). Elements that frame the article go
by their meaning (nav, aside, footer, script) or by the words of their class or id (crumb, share, foot), the latter
only while they hold a small part of the page: an article in a box named "left" is still the article.
"""

import re
from typing import NamedTuple, cast

from duban.plans.reading.errors import Unreadable
from duban.plans.reading.extracts import Box, Line
from duban.plans.reading.limits import Limits

_UNSEEN_TAGS = (
    "script style noscript template iframe object svg math head title nav aside footer select button textarea audio "
    "video canvas map dialog"
)
_FLOWING_TAGS = (
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img input ins kbd label mark nobr o:p q rp rt ruby "
    "s samp small span st1 strike strong sub sup time tt u var wbr"
)
_FRAME_WORDS = (
    "nav navbar navigation menu crumb crumbs breadcrumb breadcrumbs pos position location side sidebar aside right "
    "left foot footer copyright top topbar header head share bdshare toolbar tools tool print hot rank related relate "
    "recommend links friendlink search login qrcode ewm pager pagination prev next banner logo"
)
_UNSEEN = frozenset(_UNSEEN_TAGS.split())
_FLOWING = frozenset(_FLOWING_TAGS.split())
_FRAMES = frozenset(_FRAME_WORDS.split())
_CELLS = frozenset(("td", "th"))
_WORD = re.compile(r"[a-z]+")
_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_SPACES = re.compile(r"[ \t\n\r\f]+")
_FRAME_SHARE = 4  # a frame named only by its class holds less than a quarter of the words of the page
_LINKS = 3  # so many links and nothing else on a line are a menu
_COLUMNS = 64  # merged cells are followed in the first columns only, so that no page can make that slow
_ROWS = 4_096


class _Element(NamedTuple):
    tag: str
    unseen: bool
    frame: int  # number of the outermost frame it stands in, 0 for none


class _Table:
    """The grid of one table: which place the next cell takes beside cells merged over rows and columns."""

    __slots__ = ("column", "covered", "number", "row")

    def __init__(self, number: int) -> None:
        self.number = number
        self.row = 0
        self.column = 0
        self.covered: dict[int, int] = {}

    def next_row(self) -> None:
        self.row += 1
        self.column = 0

    def next_cell(self, rowspan: int, colspan: int) -> Box:
        self.row = max(self.row, 1)
        self.column += 1
        while self.covered.get(self.column, 0) >= self.row:
            self.column += 1
        first = self.column
        self.column += colspan - 1
        if rowspan > 1:
            for column in range(first, min(self.column, _COLUMNS) + 1):
                self.covered[column] = self.row + rowspan - 1
        return Box(self.number, self.row, first, rowspan, colspan)


class _Lines:
    """Takes the events of the parser and gathers lines."""

    def __init__(self, name: str, limits: Limits) -> None:
        self.name = name
        self.limits = limits
        self.stack = [_Element("", unseen=False, frame=0)]
        self.tables: list[_Table] = []
        self.cells: list[Box | None] = [None]
        self.seen_tables = 0
        self.frames = 0
        self.pieces: list[str] = []
        self.links = self.linked = self.preserved = 0
        self.lines: list[tuple[Line, int]] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Open an element."""
        above = self.stack[-1]
        if len(self.stack) > self.limits.depth:
            raise Unreadable("nested_too_deep", name=self.name, limit=self.limits.depth)
        if tag not in _FLOWING:
            self.flush()
        frame = above.frame
        if not frame and _is_frame(tag, attributes):
            self.frames += 1
            frame = self.frames
        self.stack.append(_Element(tag, above.unseen or tag in _UNSEEN, frame))
        if tag == "a":
            self.links += 1
        elif tag == "pre":
            self.preserved += 1
        elif tag == "table":
            self.seen_tables += 1
            self.tables.append(_Table(self.seen_tables))
            self.cells.append(None)
        elif tag == "tr" and self.tables:
            self.tables[-1].next_row()
        elif tag in _CELLS and self.tables:
            rowspan, colspan = _span(attributes, "rowspan", _ROWS), _span(attributes, "colspan", _COLUMNS)
            self.cells[-1] = self.tables[-1].next_cell(rowspan, colspan)

    def end(self, tag: str) -> None:
        """Close an element."""
        if tag not in _FLOWING:
            self.flush()
        self.stack.pop()
        if tag == "pre":
            self.preserved -= 1
        elif tag == "table" and self.tables:
            self.tables.pop()
            self.cells.pop()
        elif tag in _CELLS:
            self.cells[-1] = None

    def data(self, text: str) -> None:
        """Take characters."""
        element = self.stack[-1]
        if element.unseen:
            return
        if self.preserved:
            first, *rest = text.split("\n")
            self.pieces.append(first)
            for line in rest:
                self.flush()
                self.pieces.append(line)
            return
        self.pieces.append(text)
        if element.tag == "a":
            self.linked += len(text.strip())

    def comment(self, text: str) -> None:
        """Leave comments out."""

    def close(self) -> None:
        """End the last line."""
        self.flush()

    def article(self) -> list[Line]:
        """Return the lines without those of frames that hold a small part of the page."""
        sizes: dict[int, int] = {}
        for line, frame in self.lines:
            sizes[frame] = sizes.get(frame, 0) + len(line.text)
        most = sum(sizes.values()) // _FRAME_SHARE
        return [line for line, frame in self.lines if not frame or sizes[frame] > most]

    def flush(self) -> None:
        """End the line that is being gathered."""
        text = "".join(self.pieces) if self.preserved else _SPACES.sub(" ", "".join(self.pieces))
        self.pieces.clear()
        links, linked, self.links, self.linked = self.links, self.linked, 0, 0
        text = text.strip(" \t\n\r\f")
        if not text or (links >= _LINKS and linked * 5 >= len(text) * 4):
            return
        if len(self.lines) >= self.limits.lines:
            raise Unreadable("too_many_lines", name=self.name, limit=self.limits.lines)
        self.lines.append((Line(len(self.lines) + 1, text, self.cells[-1]), self.stack[-1].frame))


def lines_of_page(text: str, *, name: str, limits: Limits) -> list[Line]:
    """Return the lines of the article in a page."""
    from lxml import etree

    gathered = _Lines(name, limits)
    # The stubs want every method to take str and bytes; an HTML parser hands over str.
    target = cast("etree.ParserTarget", gathered)
    parser = etree.HTMLParser(target=target, encoding="utf-8", no_network=True)
    encoded = text.encode("utf-8", errors="replace")
    for start in range(0, len(encoded), 1 << 16):
        parser.feed(encoded[start : start + (1 << 16)])
    parser.close()
    return gathered.article()


def _is_frame(tag: str, attributes: dict[str, str]) -> bool:
    if tag in ("body", "html", "table", "tr", "td", "main", "article"):
        return False
    named = f"{attributes.get('class', '')} {attributes.get('id', '')}"
    return bool(named.strip()) and not _FRAMES.isdisjoint(_WORD.findall(_CAPITAL.sub(" ", named).lower()))


def _span(attributes: dict[str, str], name: str, most: int) -> int:
    value = attributes.get(name, "")
    return min(max(int(value), 1), most) if value.isascii() and value.isdigit() and len(value) < 9 else 1
