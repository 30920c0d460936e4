"""The lines of a government page: block elements and table cells become lines, what frames the article goes.

The page is read as a stream of events, so that neither its size nor its depth costs more than its text. Entities
declared in the page mean nothing here (an HTML parser knows only the fixed ones). Numbers of ordered lists, which stand
in no text, are written as a browser draws them. Which lines are the article is settled at the end (articles), and so is
which tables are tables (markup_tables).
"""

import re
from typing import cast

from duban.plans.reading.articles import Element, Printed, in_article
from duban.plans.reading.errors import Unreadable
from duban.plans.reading.extracts import Line
from duban.plans.reading.limits import Limits
from duban.plans.reading.markup_lists import OrderedList, is_numbered
from duban.plans.reading.markup_tables import Seat, Table, boxes_of

_UNSEEN_TAGS = (
    "script style noscript template iframe object svg math head title nav aside footer select button textarea audio "
    "video canvas map dialog"
)
_FLOWING_TAGS = (
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img input ins kbd label mark nobr o:p q rp rt ruby "
    "s samp script small span st1 strike strong style sub sup time tt u var wbr"
)
_FRAME_WORDS = (
    "nav navbar navigation menu crumb crumbs breadcrumb breadcrumbs side sidebar aside footer copyright topbar share "
    "bdshare toolbar print hot rank related relate recommend links friendlink search login qrcode ewm pager pagination "
    "banner logo"
)
_POSITION_WORDS = "pos position location right left foot top header head tools tool prev next"
# A class of these tells how the words look and not what they are.
_PLAIN_TAGS = "body html table tbody thead tr td th main article p h1 h2 h3 h4 h5 h6 center li pre br"
_UNSEEN = frozenset(_UNSEEN_TAGS.split())
_FLOWING = frozenset(_FLOWING_TAGS.split())
_FRAMES = frozenset(_FRAME_WORDS.split())
_POSITIONS = frozenset(_POSITION_WORDS.split())
_NO_FRAMES = frozenset(_PLAIN_TAGS.split())
_HEADINGS = frozenset(("h1", "h2", "h3"))
_TITLES = frozenset(("title", "tit", "headline"))
_ROWS = frozenset(("tbody", "thead", "tfoot", "tr"))
_CELLS = frozenset(("td", "th"))
_WORD = re.compile(r"[a-z]+")
_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_SPACES = re.compile(r"[ \t\n\r\f]+")
_HIDDEN = r"(?i)display\s*:\s*none|visibility\s*:\s*hidden"
_LINKS = 3  # so many links and nothing else on a line are a menu


class _Lines:
    """Takes the events of the parser and gathers lines."""

    def __init__(self, name: str, limits: Limits) -> None:
        self.name = name
        self.limits = limits
        self.stack: list[tuple[str, bool]] = [("", False)]  # each open tag, and whether what it holds is unseen
        self.elements = [Element(0)]
        self.open = [0]  # the open elements that are blocks
        self.tables: list[Table] = []
        self.open_tables: list[Table] = []
        self.seats: list[Seat | None] = []  # the open cell of each open table
        self.lists: list[OrderedList | None] = []
        self.label = ""
        self.pieces: list[str] = []
        self.links = self.linked = self.preserved = self.anchors = 0
        self.lines: list[Printed] = []
        self.seats_of: list[tuple[Seat, ...]] = []  # the cells that each line stands in, the outermost first
        self.is_empty = False  # no line of the open cell came yet

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Open an element."""
        if len(self.stack) > self.limits.depth:
            raise Unreadable("nested_too_deep", name=self.name, limit=self.limits.depth)
        if tag not in _FLOWING:
            self.flush()
            self._open_block(tag, attributes)
        self.stack.append((tag, self.stack[-1][1] or tag in _UNSEEN))
        if tag == "a" and ("href" in attributes or "onclick" in attributes):
            self.links += 1
            self.anchors += 1
        elif tag == "pre":
            self.preserved += 1
        elif tag in ("ol", "ul"):
            self.lists.append(OrderedList(attributes) if tag == "ol" else None)
        elif tag == "li" and self.lists:
            ordered = self.lists[-1]
            self.label = ordered.next(attributes) if ordered is not None else ""
        else:
            self._start_table(tag, attributes)

    def end(self, tag: str) -> None:
        """Close an element."""
        if tag not in _FLOWING:
            self.flush()
        if tag in _CELLS and self.seats:
            self._end_cell()
        if tag not in _FLOWING:
            self.elements[self.open.pop()].last = len(self.elements) - 1
        self.stack.pop()
        if tag == "a":
            self.anchors = max(self.anchors - 1, 0)
        elif tag == "pre":
            self.preserved -= 1
        elif tag in ("ol", "ul") and self.lists:
            self.lists.pop()
            self.label = ""
        elif tag == "table" and self.open_tables:
            self.open_tables.pop()
            self.seats.pop()

    def data(self, text: str) -> None:
        """Take characters."""
        if self.stack[-1][1]:
            return
        if self.preserved:
            first, *rest = text.split("\n")
            self.pieces.append(first)
            for line in rest:
                self.flush()
                self.pieces.append(line)
            return
        self.pieces.append(text)
        if self.anchors:
            self.linked += len(text.strip())

    def comment(self, text: str) -> None:
        """Leave comments out."""

    def close(self) -> None:
        """End the last line."""
        self.flush()
        for at in self.open:
            self.elements[at].last = len(self.elements) - 1

    def flush(self) -> None:
        """End the line that is being gathered."""
        text = "".join(self.pieces) if self.preserved else _SPACES.sub(" ", "".join(self.pieces))
        self.pieces.clear()
        links, linked, self.links, self.linked = self.links, self.linked, self.anchors, 0
        text = text.strip(" \t\n\r\f")
        if not text or (links >= _LINKS and linked * 5 >= len(text.replace(" ", "")) * 4):
            return
        if self.label and not is_numbered(text):
            text = self.label + text
        self.label = ""
        self._add(text, linked)

    def article(self) -> list[Line]:
        """Return the lines of the article, those of tables with their cells."""
        stays = in_article(self.elements, self.lines)
        kept = [at for at, stay in enumerate(stays) if stay]
        boxes = boxes_of(self.tables, [(len(self.lines[at].text), self.seats_of[at]) for at in kept])
        return [
            Line(at + 1, self.lines[at].text, box)
            for at, box in zip(kept, boxes, strict=True)
            if box is not None or self.lines[at].text
        ]

    def _open_block(self, tag: str, attributes: dict[str, str]) -> None:
        element = Element(self.open[-1])
        words = _words_of(attributes)
        element.headings = 1 if tag in _HEADINGS or not words.isdisjoint(_TITLES) else 0
        element.hidden = _is_hidden(attributes)
        element.row = tag in _ROWS
        element.cell = element.row or tag in _CELLS
        if tag not in _NO_FRAMES:
            element.frame, element.position = not words.isdisjoint(_FRAMES), not words.isdisjoint(_POSITIONS)
        self.open.append(len(self.elements))
        self.elements.append(element)

    def _start_table(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "table":
            framing = attributes.get("role", "").lower() in ("presentation", "none")
            self.open_tables.append(Table(len(self.tables), framing=framing))
            self.tables.append(self.open_tables[-1])
            self.seats.append(None)
        elif tag == "tr" and self.open_tables:
            self.open_tables[-1].next_row()
        elif tag in _CELLS and self.open_tables:
            self.seats[-1] = self.open_tables[-1].next_cell(attributes)
            self.is_empty = True

    def _end_cell(self) -> None:
        """Close a cell; one without words is a line of its own, so that the table keeps its place."""
        if self.is_empty and self.seats[-1] is not None:
            self._add("", 0)
        self.is_empty = False
        self.seats[-1] = None

    def _add(self, text: str, linked: int) -> None:
        if len(self.lines) >= self.limits.lines:
            raise Unreadable("too_many_lines", name=self.name, limit=self.limits.lines)
        self.lines.append(Printed(text, linked, self.open[-1]))
        self.seats_of.append(tuple(seat for seat in self.seats if seat is not None))
        self.is_empty = False


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


def _words_of(attributes: dict[str, str]) -> set[str]:
    named = f"{attributes.get('class', '')} {attributes.get('id', '')}"
    return set(_WORD.findall(_CAPITAL.sub(" ", named).lower())) if named != " " else set()


def _is_hidden(attributes: dict[str, str]) -> bool:
    if "hidden" in attributes:
        return True
    style = attributes.get("style", "")
    return bool(style) and re.search(_HIDDEN, style) is not None
