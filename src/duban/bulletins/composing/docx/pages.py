"""Pages of Word: sections upright and on their long side, with page numbers outside, odd and even."""

from typing import Any

from duban.bulletins.composing import layout
from duban.bulletins.composing.docx.head import letter_rule, letter_sides, mark_line
from duban.bulletins.composing.docx.measures import OF_PITCH
from duban.bulletins.composing.docx.xml import Element, exact, field, paragraph, points, run, twips, w
from duban.bulletins.composing.tree import Document, Face, Form, Masthead

_SIZE = layout.SIZE_4.value
_LETTER_RULE = 2.0  # mm: height of the frame of a letter's lower rule
_DASH = 0.31  # height of a dash over the base line, of its size


def _number(size: float = _SIZE) -> list[Element]:
    return [
        run("— ", Face.SONG, size, tracking=0),
        field("PAGE", Face.SONG, size),
        run(" —", Face.SONG, size, tracking=0),
    ]


def section_properties(form: Form, *, is_wide: bool, pitch: float) -> list[Element]:
    """Return size, margins and grid of a section, without what stands in its head and foot."""
    height, width = layout.PAGE_HEIGHT.value, layout.PAGE_WIDTH.value
    if is_wide:
        size = w("pgSz", w=twips(height), h=twips(width), orient="landscape")
    else:
        size = w("pgSz", w=twips(width), h=twips(height))
    top, right, bottom, left = (twips(edge.value) for edge in layout.margins_of(form, is_wide=is_wide))
    margins = w(
        "pgMar", top=top, right=right, bottom=bottom, left=left, header=twips(15), footer=twips(_footer(form)), gutter=0
    )
    return [size, margins, w("docGrid", type="lines", linePitch=points(pitch))]


def _footer(form: Form) -> float:
    """Return how far the foot ends above the edge, so that the dash stands where the standard wants it."""
    if not layout.is_paper(form):
        return layout.FOOT_FROM_EDGE.value
    below_dash = (1 - OF_PITCH + _DASH) * _SIZE * layout.MM
    return layout.BOTTOM.value - layout.NUMBER_DASH.value - below_dash


def _foot(form: Form, *, is_even: bool) -> Element:
    """Return the page number: right on odd pages, left on even ones, one character in; of a sheet in the middle."""
    if not layout.is_paper(form):
        size = layout.SHEET_NUMBER_SIZE.value
        return paragraph(*_number(size), jc=w("jc", val="center"), spacing=exact(size), ind=w("ind", firstLine=0))
    inside = points(layout.NUMBER_IN.value * _SIZE)
    ind = w("ind", firstLine=0, left=inside) if is_even else w("ind", firstLine=0, right=inside)
    return paragraph(*_number(), jc=w("jc", val="left" if is_even else "right"), spacing=exact(_SIZE), ind=ind)


def wide_head(*, is_even: bool) -> list[Element]:
    """Return the page number of a page on its long side, where it stands on upright pages: turned, at the left edge."""
    long = twips(22)
    thick = points(_SIZE)
    inside = points(layout.NUMBER_IN.value * _SIZE)
    x = twips(layout.WIDE_LEFT.value - layout.NUMBER_DASH.value) - thick // 2
    top = twips(layout.WIDE_TOP.value) + inside
    bottom = twips(layout.PAGE_WIDTH.value - layout.WIDE_BOTTOM.value) - inside - long
    place = w(
        "tblpPr", vertAnchor="page", horzAnchor="page", tblpX=x, tblpY=top if is_even else bottom,
        leftFromText=0, rightFromText=0,
    )  # fmt: skip
    none = w("tblCellMar", *(w(edge, w=0, type="dxa") for edge in ("top", "left", "bottom", "right")))
    properties = w("tblPr", place, w("tblW", w=thick, type="dxa"), w("tblLayout", type="fixed"), none)
    number = paragraph(
        *_number(), jc=w("jc", val="left" if is_even else "right"), spacing=exact(_SIZE), ind=w("ind", firstLine=0)
    )
    cell = w("tc", w("tcPr", w("tcW", w=thick, type="dxa"), w("textDirection", val="tbRl")), number)
    row = w("tr", w("trPr", w("trHeight", val=long, hRule="exact")), cell)
    return [w("tbl", properties, w("tblGrid", w("gridCol", w=thick)), row), _nothing()]


def _nothing() -> Element:
    return paragraph(spacing=exact(1), ind=w("ind", firstLine=0))


def dress(section: Any, document: Document, *, is_wide: bool, is_first: bool, is_bare: bool) -> None:
    """Fill head and foot of a section of the library; `is_bare` leaves the page of a lone colophon without a number."""
    has_number = document.has_page_numbers and not is_bare
    is_turned = is_wide and layout.is_paper(document.form)
    letter = document.masthead if document.form is Form.LETTER and is_first and not is_wide else None
    section.different_first_page_header_footer = letter is not None
    for part in (section.header, section.even_page_header, section.footer, section.even_page_footer):
        part.is_linked_to_previous = False
    for part, is_even in ((section.header, False), (section.even_page_header, True)):
        _fill(part, wide_head(is_even=is_even) if is_turned and has_number else [_nothing()])
    for part, is_even in ((section.footer, False), (section.even_page_footer, True)):
        _fill(part, [_foot(document.form, is_even=is_even)] if has_number and not is_turned else [_nothing()])
    if letter:
        _dress_letter(section, letter)


def _dress_letter(section: Any, masthead: Masthead) -> None:
    """Put mark and rules of a letter in head and foot of its first page, where they push the text down."""
    section.header_distance = 0
    section.first_page_header.is_linked_to_previous = section.first_page_footer.is_linked_to_previous = False
    mark = mark_line(masthead, layout.LETTER_MARK_TOP.value, pBdr=letter_rule(is_upper=True), ind=letter_sides())
    _fill(section.first_page_header, [mark])
    height = layout.PAGE_HEIGHT.value - layout.LETTER_RULE_BOTTOM.value - _LETTER_RULE
    frame = w(
        "framePr", w=twips(layout.LETTER_RULE_WIDTH.value), h=twips(_LETTER_RULE), hRule="exact", wrap="around",
        vAnchor="page", hAnchor="page", x=twips((layout.PAGE_WIDTH.value - layout.LETTER_RULE_WIDTH.value) / 2),
        y=twips(height),
    )  # fmt: skip
    rule = paragraph(framePr=frame, pBdr=letter_rule(is_upper=False), spacing=exact(1), ind=w("ind", firstLine=0))
    _fill(section.first_page_footer, [rule, _nothing()])


def _fill(part: Any, elements: list[Element]) -> None:
    root = part._element  # noqa: SLF001 -- the library itself adds plain paragraphs only
    for old in list(root):
        root.remove(old)
    root.extend(elements)
