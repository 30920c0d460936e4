"""Elements of WordprocessingML, made short: `w("p", w("r", …))`; properties in the order of the schema."""

from typing import TYPE_CHECKING, Any, cast

from duban.bulletins.composing import layout
from duban.bulletins.composing.fonts import NAMES
from duban.bulletins.composing.tree import Face, Runs

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement

Element = Any  # an element of lxml; its type is the library's own

_OF_PARAGRAPH = ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "pBdr", "tabs",
                 "kinsoku", "overflowPunct", "autoSpaceDE", "autoSpaceDN", "snapToGrid", "spacing", "ind", "jc",
                 "textDirection", "textAlignment", "outlineLvl", "sectPr")  # fmt: skip
_OF_RUN = ("rFonts", "b", "color", "spacing", "sz", "szCs", "lang")


def w(tag: str, *children: Element, **attributes: object) -> "BaseOxmlElement":
    """Return an element with attributes of the same namespace; a child that is None is left out."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element: Element = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        element.set(qn(f"w:{name.rstrip('_')}"), str(value))
    element.extend([child for child in children if child is not None])
    return cast("BaseOxmlElement", element)


def in_order(tag: str, order: tuple[str, ...], properties: dict[str, Element]) -> "BaseOxmlElement":
    """Return properties in the order in which the schema wants them."""
    return w(tag, *(properties[name] for name in order if name in properties))


def paragraph(*content: Element, **properties: Element) -> "BaseOxmlElement":
    """Return a paragraph of content with properties by their names."""
    return w("p", in_order("pPr", _OF_PARAGRAPH, properties), *content)


def keep_with_next(element: Element) -> None:
    """Let a paragraph stand on the page of the next: a signature never stands on a page alone."""
    properties = element.pPr if element.tag.endswith("}p") else None
    if properties is not None:
        properties.insert(1 if properties.find(w("pStyle").tag) is not None else 0, w("keepNext"))


def run_properties(
    face: Face | None, size: float | None = None, color: str | None = None, tracking: float | None = None
) -> "BaseOxmlElement":
    """Return how a run looks; the face is named as the standard names it. Sizes and tracking are points."""
    properties: dict[str, Element] = {}
    if face is not None:
        name = NAMES[face]
        properties["rFonts"] = w("rFonts", ascii=name, hAnsi=name, eastAsia=name, cs=name, hint="eastAsia")
    if color:
        properties["color"] = w("color", val=color.lstrip("#").upper())
    if tracking is not None:
        properties["spacing"] = w("spacing", val=round(tracking * 20))
    if size:
        properties["sz"], properties["szCs"] = w("sz", val=round(size * 2)), w("szCs", val=round(size * 2))
    return in_order("rPr", _OF_RUN, properties)


def run(
    text: str,
    face: Face | None = None,
    size: float | None = None,
    color: str | None = None,
    tracking: float | None = None,
) -> "BaseOxmlElement":
    """Return a run of literal text; a tab in it is a tab, its blanks stay."""
    content = []
    for number, piece in enumerate(text.split("\t")):
        if number:
            content.append(w("tab"))
        if piece:
            words = w("t")
            words.text = piece
            words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            content.append(words)
    return w("r", run_properties(face, size, color, tracking), *content)


def runs_of(runs: Runs, face: Face | None = None, size: float | None = None) -> list[Element]:
    """Return runs, each in its own face or in that of the place."""
    tracking = 0 if size else None
    return [run(each.text, each.face or face, size, tracking=tracking) for each in runs]


def field(instruction: str, face: Face, size: float) -> "BaseOxmlElement":
    """Return a field that the reader's program fills in, with 1 until it does."""
    return w("fldSimple", run("1", face, size, tracking=0), instr=f" {instruction} ")


def twips(millimetres: float) -> int:
    """Return millimetres in twentieths of a point."""
    return round(millimetres / layout.MM * 20)


def points(value: float) -> int:
    """Return points in twentieths of a point."""
    return round(value * 20)


def exact(pitch: float, before: float = 0, after: float = 0) -> "BaseOxmlElement":
    """Return a fixed line pitch, with white before and after; all in points."""
    return w("spacing", before=points(before), after=points(after), line=points(pitch), lineRule="exact")
