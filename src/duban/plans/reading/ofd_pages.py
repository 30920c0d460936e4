"""The pages of an ofd: OFD.xml names documents, these their pages and templates, which hold objects with positions.

Names are taken without namespace, since programs write them with a prefix, with a default namespace and without any.
"""

import posixpath
from typing import TYPE_CHECKING, NamedTuple

from duban.plans.reading.errors import Unreadable
from duban.plans.reading.ofd_objects import Drawn, drawn_of, numbers
from duban.plans.reading.packages import Package, local
from duban.plans.reading.print_marks import Glyph, Page, Rule, turn_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from duban.plans.reading.limits import Limits

_A4 = (0.0, 0.0, 210.0, 297.0)
_POINTS = 72 / 25.4  # an ofd measures in millimetres


class _Leaf(NamedTuple):
    """A page before it is opened: its part, and what its document says of all pages."""

    part: str
    templates: dict[str, str]
    box: tuple[float, ...]


class Pages:
    """An ofd opened for one reading; `scanned` names the pages that show a picture and no words."""

    def __init__(self, data: bytes, *, name: str, limits: "Limits") -> None:
        self._package = Package(data, name=name, limits=limits)
        self._name = name
        self._left = limits.characters
        self._drawn: dict[str, Drawn] = {}
        self.scanned: list[int] = []
        if any(posixpath.basename(part).lower() == "encryptions.xml" for part in self._package.names):
            raise Unreadable("file_locked", name=name)
        self._leaves = self._found()
        self.count = len(self._leaves)
        if self.count > limits.pages:
            raise Unreadable("too_many_pages", name=name, limit=limits.pages)

    def __iter__(self) -> "Iterator[Page]":
        for number, leaf in enumerate(self._leaves, 1):
            page = self._tree(leaf.part)
            if page is not None:
                yield self._page(page, leaf, number)

    def _found(self) -> list[_Leaf]:
        """Return the pages of all documents in order."""
        root = self._tree("OFD.xml")
        if root is None:
            raise Unreadable("file_damaged", name=self._name)
        leaves: list[_Leaf] = []
        for place in _all(root, "DocRoot"):
            part = _beside("OFD.xml", place.text or "")
            document = self._tree(part)
            if document is None:
                continue
            templates = {
                each.get("ID", ""): _beside(part, each.get("BaseLoc", "")) for each in _all(document, "TemplatePage")
            }
            pages = [page for group in _all(document, "Pages") for page in _all(group, "Page")]
            box = _box(next(_all(document, "PageArea"), None)) or _A4
            leaves += (_Leaf(_beside(part, page.get("BaseLoc", "")), templates, box) for page in pages)
        if not leaves:
            raise Unreadable("file_damaged", name=self._name)
        return leaves

    def _page(self, page: "_Element", leaf: _Leaf, number: int) -> Page:
        all_drawn = [self._template(leaf.templates.get(use.get("TemplateID", ""))) for use in _all(page, "Template")]
        all_drawn.append(drawn_of(page))
        letters = [letter for drawn in all_drawn for letter in drawn.letters]
        self._left -= len(letters)
        if self._left < 0:
            raise Unreadable("too_many_characters", name=self._name)
        if not letters and any(drawn.pictures for drawn in all_drawn):
            self.scanned.append(number)
        left, top, width, height = _box(next(_all(page, "Area"), None)) or leaf.box
        quarters = [letter.quarter for letter in letters]
        quarter = max(range(4), key=quarters.count)
        turn, width, height = turn_of(quarter, width * _POINTS, height * _POINTS)

        def moved(box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
            one = turn((box[0] - left) * _POINTS, (box[1] - top) * _POINTS)
            other = turn((box[2] - left) * _POINTS, (box[3] - top) * _POINTS)
            return min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1])

        glyphs = [Glyph(letter.text, *moved(letter.box)) for letter in letters if letter.quarter == quarter]
        rules = [Rule(*moved(rule)) for drawn in all_drawn for rule in drawn.rules]
        return Page(number, width, height, glyphs, rules)

    def _template(self, part: str | None) -> Drawn:
        """Return what a template draws; many pages share one."""
        if part is None:
            return Drawn([], [], 0)
        if part not in self._drawn:
            root = self._tree(part)
            self._drawn[part] = Drawn([], [], 0) if root is None else drawn_of(root)
        return self._drawn[part]

    def _tree(self, part: str) -> "_Element | None":
        """Return a part by its name, also where the capitals differ."""
        if part not in self._package.names:
            part = next((name for name in self._package.names if name.lower() == part.lower()), part)
        return self._package.tree(part)


def _all(element: "_Element", name: str) -> "Iterator[_Element]":
    """Give the elements below one that have a name, in whatever namespace."""
    return (each for each in element.iterdescendants() if isinstance(each.tag, str) and local(each.tag) == name)


def _beside(part: str, place: str) -> str:
    """Return the part that a place names, seen from another part.

    >>> _beside("Doc_0/Document.xml", "Pages/Page_0/Content.xml"), _beside("OFD.xml", "/Doc_0/Document.xml")
    ('Doc_0/Pages/Page_0/Content.xml', 'Doc_0/Document.xml')
    """
    place = place.strip().replace("\\", "/")
    whole = place if place.startswith("/") else posixpath.join(posixpath.dirname(part), place)
    return posixpath.normpath(whole).lstrip("/")


def _box(area: "_Element | None") -> tuple[float, ...] | None:
    """Return the paper of a page: left, top, width, height."""
    boxes = () if area is None else (numbers(box.text or "") for box in _all(area, "PhysicalBox"))
    return next((tuple(box) for box in boxes if len(box) == 4 and box[2] > 0 and box[3] > 0), None)
