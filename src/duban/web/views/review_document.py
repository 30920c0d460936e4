"""The document of a review as html: every mark says what it is of, so that page and script can find its value."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from duban.plans.drafting.marking import Mark, Segment
from duban.plans.selectors import FindingRow, Review
from duban.plans.selectors.documents import Paragraph
from duban.web.marked import CLASSES

# A finding about a whole clause stands at its end: a wave under every word says nothing.
ABOUT_CLAUSES = frozenset({"deadline_missing", "item_repeated", "measure_missing", "task_vague"})
LONGEST_WAVE = 30
NUMBER = re.compile(r"[（(]?[\d一二三四五六七八九十百]+[）)、.．]?")
BLANKS = re.compile(r"[ \t\xa0\u2000-\u200b\u3000]{12,}")


@dataclass(frozen=True)
class Line:
    """A paragraph of the document, ready to print."""

    html: SafeString
    classes: str
    items: str


@dataclass(frozen=True)
class Row:
    """A row of a table: the lines of each cell from the first column on; `page` where a new one begins.

    A lone first cell goes over the whole width, as titles and sections do.
    """

    cells: tuple[tuple[Line, ...], ...]
    is_lone: bool
    classes: str
    items: str
    page: str


@dataclass(frozen=True)
class Block:
    """A paragraph, a table with its width, or the end of a page."""

    line: Line | None = None
    rows: tuple[Row, ...] = ()
    width: int = 0
    page: str = ""


@dataclass(frozen=True)
class Sheet:
    """The document as it is printed, and the names of all places that an address can lead to in it."""

    blocks: tuple[Block, ...]
    anchors: frozenset[str]


def printed(review: Review, current: str, url_of: Callable[[str], str]) -> Sheet:
    """Return the document; marks of the current clause lead to their values, other clauses to themselves."""
    press = _Press(review, current, url_of)
    return Sheet(tuple(_blocks(press, review.paragraphs)), frozenset(press.anchors))


def _blocks(press: "_Press", paragraphs: Iterable[Paragraph]) -> Iterator[Block]:
    """Set paragraphs, tables and the beginnings of pages in the order of the document."""
    page = 1
    for table, group in groupby(paragraphs, key=lambda paragraph: paragraph.table):
        if table is None:
            for paragraph in group:
                if paragraph.page and paragraph.page != page:
                    page = paragraph.page
                    yield Block(page=_page_words(page))
                yield Block(line=press.line(paragraph))
            continue
        inside = list(group)
        yield _table(press, inside, page)
        page = inside[-1].page or page


def _table(press: "_Press", paragraphs: list[Paragraph], page: int) -> Block:
    """Set a table; cells that are empty or covered by a merged one stay empty."""
    width = max(paragraph.column or 1 for paragraph in paragraphs)
    rows: list[Row] = []
    for _number, group in groupby(paragraphs, key=lambda paragraph: paragraph.row):
        inside = list(group)
        cells: list[list[Line]] = [[] for _column in range(width)]
        for paragraph in inside:
            cells[(paragraph.column or 1) - 1].append(press.line(paragraph))
        is_lone = width > 1 and not any(cells[1:])
        items = dict.fromkeys(item for paragraph in inside for item in paragraph.items)
        first = inside[0].page or page
        rows.append(
            Row(
                tuple(map(tuple, cells[:1] if is_lone else cells)),
                is_lone,
                "now" if press.current in items else "",
                " ".join(items),
                _page_words(first) if first != page else "",
            )
        )
        page = first
    return Block(rows=tuple(rows), width=width)


def _page_words(page: int) -> str:
    return _("Page %(number)s") % {"number": page}


def visible_blanks(words: str) -> SafeString:
    """Return words as html; a long run of blanks is counted instead of shown."""
    if len(words) < 12 or not BLANKS.search(words):
        return mark_safe(escape(words))  # noqa: S308 -- escaped
    pieces, at = [], 0
    for found in BLANKS.finditer(words):
        count = _("%(count)s blanks") % {"count": f"{found.end() - found.start():,}"}
        pieces += [escape(words[at : found.start()]), format_html('<span class="blanks">{}</span>', count)]
        at = found.end()
    return mark_safe("".join((*pieces, escape(words[at:]))))  # noqa: S308 -- escaped piece by piece


class _Press:
    """What the lines of one document share while they are printed."""

    def __init__(self, review: Review, current: str, url_of: Callable[[str], str]) -> None:
        self.current = current
        self.url_of = url_of
        numbers = ((item.start, f"c-{item.id}", item.start) for item in review.items)
        fields = ((row.start, f"d-plan:{row.code}", row.end) for row in review.fields if row.start is not None)
        self.places = sorted((start, name, end or start) for start, name, end in (*numbers, *fields))
        self.findings: Mapping[str, FindingRow] = {f"f{row.index}": row for row in review.findings}
        self.anchors: set[str] = set()

    def line(self, paragraph: Paragraph) -> Line:
        own = self.current in paragraph.items
        html = "".join(self._segment(segment, is_own=own) for segment in paragraph.segments)
        classes = " ".join(filter(None, ("sec" if paragraph.is_heading else "", "now" if own else "")))
        return Line(mark_safe(html), classes, " ".join(paragraph.items))  # noqa: S308 -- escaped piece by piece

    def _segment(self, segment: Segment, *, is_own: bool) -> str:
        html = self._words(segment)
        is_link = False
        for mark in sorted(segment.marks, key=_innermost):
            leads = is_own and mark.kind != "finding" and not is_link
            is_link |= leads
            html = self._marked(html, mark, is_link=leads)
        flags = "".join(self._flag(mark, is_own=is_own) for mark in segment.ending if mark.kind == "finding")
        return f"{html}{flags}"

    def _words(self, segment: Segment) -> str:
        """Return the words of a segment, with the numbers of clauses and the fields of the document in them."""
        end = segment.start + len(segment.text)
        place, at = bisect_left(self.places, (segment.start, "", 0)), 0
        pieces: list[str] = []
        while place < len(self.places) and self.places[place][0] < end:
            start, name, until = self.places[place]
            begin = start - segment.start
            if begin >= at and name not in self.anchors:
                self.anchors.add(name)
                is_number = name.startswith("c-")
                stop = _end_of_number(segment.text, begin) if is_number else min(until, end) - segment.start
                words = segment.text[begin:stop]
                pieces += [
                    visible_blanks(segment.text[at:begin]),
                    self._number(name, words)
                    if is_number
                    else format_html('<span id="{}" data-ref="{}">{}</span>', name, name[2:], words),
                ]
                at = stop
            place += 1
        return "".join((*pieces, visible_blanks(segment.text[at:])))

    def _number(self, name: str, words: str) -> str:
        item = name.removeprefix("c-")
        current = mark_safe(' aria-current="true"') if item == self.current else ""
        return format_html('<a class="at" id="{}" href="{}"{}>{}</a>', name, self.url_of(item), current, words)

    def _marked(self, html: str, mark: Mark, *, is_link: bool) -> str:
        """Put a mark around words; in the clause that is looked at it leads to its value in the draft."""
        if mark.kind == "finding" and (
            mark.span.end - mark.span.start > LONGEST_WAVE or self.findings[mark.ref].code in ABOUT_CLAUSES
        ):
            return html
        ref = escape(mark.ref)
        attributes = f'class="{CLASSES[mark.kind]}" data-ref="{ref}"'
        attributes += self._anchor(mark)
        if mark.severity:
            attributes += f' data-severity="{mark.severity}"'
        return f'<a {attributes} href="#v-{ref}">{html}</a>' if is_link else f"<span {attributes}>{html}</span>"

    def _anchor(self, mark: Mark) -> str:
        """Name the first stretch of a mark, so that an address can lead to it."""
        name = f"d-{mark.ref}"
        if name in self.anchors:
            return ""
        self.anchors.add(name)
        return f' id="{escape(name)}"'

    def _flag(self, mark: Mark, *, is_own: bool) -> str:
        """Return the number of a finding where it ends; of mere notes only in the clause that is looked at."""
        finding = self.findings[mark.ref]
        if finding.severity == "note" and not is_own:
            return ""
        attributes = f'class="flag" data-ref="{mark.ref}" data-severity="{finding.severity}"{self._anchor(mark)}'
        number = f'<a href="#f-{finding.index}">{finding.number}</a>' if is_own else str(finding.number)
        return f"<sup {attributes}>{number}</sup>"


def _end_of_number(text: str, begin: int) -> int:
    number = NUMBER.match(text, begin)
    return number.end() if number else begin + 1


def _innermost(mark: Mark) -> tuple[int, bool]:
    return (mark.span.end - mark.span.start, mark.kind == "finding")
