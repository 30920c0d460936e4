"""The lines of a Word document (docx): paragraphs and cells in the order of the body, numbers as Word draws them.

Read straight from the parts of the package, as a person sees it with all changes accepted: what was inserted stays,
what was deleted, hidden or only kept for older programs goes, and so do field codes and the table of contents. Text
boxes follow the paragraph they hang on, notes the body.
"""

import re
from typing import TYPE_CHECKING, NamedTuple

from duban.plans.reading.errors import Unreadable
from duban.plans.reading.extracts import Box, Extract, Line
from duban.plans.reading.limits import Limits
from duban.plans.reading.packages import Package
from duban.plans.reading.word_numbering import Numbering, W, is_on
from duban.plans.reading.word_tables import blocks_of, cells_in_order, is_frame, laid_out, shown

if TYPE_CHECKING:
    from lxml.etree import _Element

_MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_MARKS = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_LEFT_OUT = frozenset(
    (f"{W}del", f"{W}moveFrom", f"{W}pPr", f"{W}rPr", f"{W}sdtPr", f"{W}rt", f"{W}instrText", f"{W}delText")
)
_NOTES = (f"{W}footnoteReference", f"{W}endnoteReference")
_CONTENTS = re.compile(r"(?i)toc\s*\d")


class _Words(NamedTuple):
    """What one paragraph holds: its words, the text boxes that hang on it, the notes it refers to."""

    text: str
    boxes: list["_Element"]
    notes: list[tuple[str, str]]


def lines_of_word(data: bytes, *, name: str, limits: Limits) -> Extract:
    """Return the lines of the body; raise Unreadable where the package is broken or unpacks to too much."""
    package = Package(data, name=name, limits=limits)
    main = _main_part(package)
    document = package.tree(main)
    body = None if document is None else document.find(f"{W}body")
    if body is None:
        raise Unreadable("file_damaged", name=name)
    folder = main.rpartition("/")[0]
    styles = package.tree(f"{folder}/styles.xml")
    walk = _Walk(Numbering(package.tree(f"{folder}/numbering.xml"), styles), _contents_styles(styles), name, limits)
    walk.blocks(body, None)
    for kind in ("footnote", "endnote"):
        if any(each == kind for each, _ in walk.notes):
            walk.add_notes(kind, package.tree(f"{folder}/{kind}s.xml"))
    return Extract(walk.lines)


class _Walk:
    """Goes through the blocks of a document and gathers lines."""

    def __init__(self, numbering: Numbering, contents: frozenset[str], name: str, limits: Limits) -> None:
        self.lines: list[Line] = []
        self.notes: dict[tuple[str, str], None] = {}
        self._numbering = numbering
        self._contents = contents
        self._name = name
        self._limits = limits
        self._paragraphs = self._tables = 0
        self._before = ""  # words of a paragraph whose mark was deleted: the next one goes on with them

    def blocks(self, parent: "_Element", cell: Box | None) -> None:
        """Take the paragraphs and tables below an element."""
        for block in blocks_of(parent):
            if block.tag == f"{W}tbl":
                self._table(block, cell)
            elif not self._is_contents(block):
                self._paragraph(block, cell)
        if self._before:
            self._end(self._before, cell)

    def add_notes(self, kind: str, part: "_Element | None") -> None:
        """Take the notes of a kind that the body refers to, in the order in which it does."""
        notes = {} if part is None else {note.get(f"{W}id", ""): note for note in part.iterchildren(f"{W}{kind}")}
        for each, number in list(self.notes):
            if each == kind and number in notes:
                self.blocks(notes[number], None)

    def _paragraph(self, paragraph: "_Element", cell: Box | None) -> None:
        words = _words(paragraph)
        self.notes.update(dict.fromkeys(words.notes))
        if paragraph.find(f"{W}pPr/{W}rPr/{W}del") is not None:
            self._before += words.text
        else:
            own, label = self._before + words.text, self._numbering.label_of(paragraph)
            self._end(label + own if own else label.rstrip(), cell)
        for box in words.boxes:
            self.blocks(box, cell)

    def _end(self, text: str, cell: Box | None) -> None:
        self._before = ""
        self._paragraphs += 1
        self.lines += (Line(self._paragraphs, line, cell) for line in text.split("\n"))
        if len(self.lines) > self._limits.lines:
            raise Unreadable("too_many_lines", name=self._name, limit=self._limits.lines)

    def _table(self, table: "_Element", cell: Box | None) -> None:
        if cell is not None or is_frame(table):
            for inner in cells_in_order(table):
                self.blocks(inner, cell)
            return
        self._tables += 1
        for laid in laid_out(table, self._tables):
            self.blocks(laid.element, laid.box)

    def _is_contents(self, paragraph: "_Element") -> bool:
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        return style is not None and style.get(f"{W}val") in self._contents


def _words(paragraph: "_Element") -> _Words:
    """Return the words of a paragraph without those of paragraphs within it."""
    pieces: list[str] = []
    boxes: list[_Element] = []
    notes: list[tuple[str, str]] = []
    waiting = list(reversed(paragraph))
    while waiting:
        element = waiting.pop()
        tag = str(element.tag)
        if tag in (f"{W}t", _MATHS):
            pieces.append(element.text or "")
        elif tag in _MARKS:
            pieces.append(_MARKS[tag])
        elif tag == f"{W}txbxContent":
            boxes.append(element)
        elif tag in _NOTES:
            notes.append((tag.removeprefix(W).removesuffix("Reference"), element.get(f"{W}id", "")))
        elif tag not in _LEFT_OUT and tag not in (f"{W}p", f"{W}tbl") and not _is_hidden(element, tag):
            waiting.extend(reversed(shown(element)))
    return _Words("".join(pieces), boxes, notes)


def _is_hidden(element: "_Element", tag: str) -> bool:
    """Say whether a run is hidden, or a field still shows what to type into it."""
    if tag == f"{W}r":
        return is_on(element.find(f"{W}rPr/{W}vanish"))
    return tag == f"{W}sdt" and is_on(element.find(f"{W}sdtPr/{W}showingPlcHdr"))


def _main_part(package: Package) -> str:
    """Return the part that the package names as its document; some programs number it."""
    relations = package.tree("_rels/.rels")
    for relation in () if relations is None else relations.iter(_RELATION):
        target = relation.get("Target", "").lstrip("/")
        if relation.get("Type", "").endswith("/officeDocument") and target in package.names:
            return target
    return "word/document.xml"


def _contents_styles(styles: "_Element | None") -> frozenset[str]:
    """Return the styles of the lines of a table of contents."""
    if styles is None:
        return frozenset()
    named = ((style, style.find(f"{W}name")) for style in styles.iterchildren(f"{W}style"))
    return frozenset(
        style.get(f"{W}styleId", "")
        for style, name in named
        if name is not None and re.match(_CONTENTS, name.get(f"{W}val", ""))
    )
