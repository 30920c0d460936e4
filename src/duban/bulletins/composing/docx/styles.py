"""Styles of Word: the text of the standard, its title and four levels of headings; all other styles are taken out."""

from typing import TYPE_CHECKING

from duban.bulletins.composing import layout
from duban.bulletins.composing.docx.measures import PITCH
from duban.bulletins.composing.docx.xml import Element, exact, run_properties, w
from duban.bulletins.composing.tree import Document, Face

if TYPE_CHECKING:
    from docx.document import Document as Word

_MODE = "15"  # of Word 2013 and later
_HEADINGS = {1: Face.HEI, 2: Face.KAI, 3: Face.BODY, 4: Face.BODY}


def set_styles(word: "Word", document: Document) -> None:
    """Replace what the library brings by the styles of this document."""
    paper = layout.is_paper(document.form)
    size = layout.SIZE_3.value if paper else layout.SHEET_SIZE.value
    pitch = PITCH if paper else layout.SHEET_LINE.value / layout.MM
    tracking = layout.WORD_TRACKING.value if paper else 0
    styles = word.styles.element
    for old in list(styles):
        styles.remove(old)
    styles.append(w("docDefaults", w("rPrDefault", _run(Face.BODY, size, tracking)), w("pPrDefault", w("pPr"))))
    text = w("pPr", w("widowControl", val=0), w("kinsoku"), w("overflowPunct", val=0), w("autoSpaceDE", val=0),
             w("autoSpaceDN", val=0), w("snapToGrid", val=0), exact(pitch), w("jc", val="both"))  # fmt: skip
    styles.append(_style("Normal", "Normal", text, None, is_default=True))
    title = w("pPr", w("keepNext"), w("jc", val="center"))
    styles.append(_style("Title", "Title", title, _run(Face.MARK, layout.SIZE_2.value, 0)))
    for level, face in _HEADINGS.items():
        outline = w("pPr", w("keepNext"), w("outlineLvl", val=level - 1))
        styles.append(_style(f"Heading{level}", f"heading {level}", outline, run_properties(face)))
    styles.append(_style("Header", "header", None, None))
    styles.append(_style("Footer", "footer", None, None))


def set_settings(word: "Word") -> None:
    """Tell odd pages from even ones; lay tables out as current programs do, their edge at the margin."""
    from docx.oxml.ns import qn

    word.settings.odd_and_even_pages_header_footer = True
    settings = word.settings.element
    for setting in settings.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), _MODE)
    for language in settings.iter(qn("w:themeFontLang")):
        language.set(qn("w:val"), "zh-CN")


def _run(face: Face, size: float, tracking: float) -> Element:
    properties = run_properties(face, size, tracking=tracking)
    # Figures in Latin, or programs break 2026 between any two of them, as they may break Chinese.
    properties.append(w("lang", val="en-US", eastAsia="zh-CN"))
    return properties


def _style(key: str, name: str, text: Element, look: Element, *, is_default: bool = False) -> Element:
    based = None if is_default else w("basedOn", val="Normal")
    default = {"default": 1} if is_default else {}
    return w("style", w("name", val=name), based, w("qFormat"), text, look, type="paragraph", styleId=key, **default)
