"""The head of a paper in Word: mark, number, red rule, title, addressees."""

from collections.abc import Iterator

from duban.bulletins.composing import layout
from duban.bulletins.composing.docx.blocks import Setting
from duban.bulletins.composing.docx.measures import ASCENT, CHAR, INK, OF_PITCH, PITCH, SIZE, white_above, white_below
from duban.bulletins.composing.docx.xml import Element, exact, paragraph, points, run, twips, w
from duban.bulletins.composing.tree import Document, Face, Form, Masthead

_OF_MARK = 1.3  # pitch of the mark's line, of its size: no ink of it is cut
_OF_TITLE = layout.TITLE_LINE.value / layout.MM


def set_head(document: Document, setting: Setting) -> Iterator[Element]:
    """Yield all that stands above the text on the first page."""
    masthead = document.masthead
    if masthead and document.form is Form.LETTER:
        gap = layout.LETTER_NUMBER_GAP.value * SIZE - white_above(SIZE)
        yield paragraph(
            run(masthead.number), jc=w("jc", val="right"), spacing=exact(PITCH, before=max(gap, 0)), ind=flush()
        )
        title_gap = layout.LETTER_TITLE_GAP.value * PITCH
    elif masthead:
        yield mark_line(masthead, layout.MARK_TOP.value)
        yield from _numbers(document.form, masthead)
        title_gap = layout.TITLE_GAP.value * PITCH
    else:
        title_gap = 0
    yield from _title(document, title_gap, setting)


def mark_line(masthead: Masthead, top: float, **properties: Element) -> Element:
    """Return the red mark, its ink so many mm below where it is counted from."""
    size, apart = layout.fit_mark(len(masthead.mark))
    before = top / layout.MM - (OF_PITCH * _OF_MARK - ASCENT + INK) * size
    head, last = masthead.mark[:-1], masthead.mark[-1:]
    words = [run(head, Face.MARK, size, layout.RED, apart * size), run(last, Face.MARK, size, layout.RED, 0)]
    properties.setdefault("ind", flush())
    return paragraph(*words, jc=w("jc", val="center"), spacing=exact(_OF_MARK * size, before=before), **properties)


def below_mark(size: float) -> float:
    """Return the points between the ink of the mark and the bottom of its line."""
    return (_OF_MARK * (1 - OF_PITCH) - (1 - ASCENT) + INK) * size


def flush() -> Element:
    """Return no indent; made anew each time, since an element stands in one place only."""
    return w("ind", firstLine=0)


def _numbers(form: Form, masthead: Masthead) -> Iterator[Element]:
    size, _apart = layout.fit_mark(len(masthead.mark))
    over = below_mark(size) + white_above(SIZE)
    far = points(layout.TYPE_WIDTH.value / layout.MM - CHAR)
    ends = {"tabs": w("tabs", w("tab", val="right", pos=far)), "ind": w("ind", firstLine=points(CHAR))}
    space = round(layout.RULE_GAP.value / layout.MM - white_below(SIZE))
    weight = round(layout.RULE_WEIGHT.value / layout.MM * 8)
    red = layout.RED.lstrip("#").upper()
    rule = {"pBdr": w("pBdr", w("bottom", val="single", sz=weight, space=space, color=red))}
    centred = {"jc": w("jc", val="center"), "ind": flush()}
    if form is Form.FULL:
        gap = exact(PITCH, before=layout.NUMBER_GAP.value * PITCH - over)
        if masthead.signer:
            words = [run(masthead.number + "\t签发人："), run(masthead.signer, Face.KAI)]
            yield paragraph(*words, spacing=gap, **ends, **rule)
        else:
            yield paragraph(run(masthead.number), spacing=gap, **centred, **rule)
        return
    gap = exact(PITCH, before=max(layout.ISSUE_GAP.value * PITCH - over, 0))
    if masthead.number:
        yield paragraph(run(masthead.number), spacing=gap, **centred)
    gap = exact(PITCH) if masthead.number else gap
    yield paragraph(run(f"{masthead.organ}\t{masthead.day}"), spacing=gap, **ends, **rule)


def _title(document: Document, gap: float, setting: Setting) -> Iterator[Element]:
    size = layout.SIZE_2.value if layout.is_paper(document.form) else layout.SHEET_TITLE.value
    last = len(document.title) - 1
    for number, line in enumerate(document.title):
        style = w("pStyle", val="Title")
        before = max(gap - white_above(size, _OF_TITLE), 0) if number == 0 else 0
        after = 0 if document.addressees or document.subtitle or number < last else setting.pitch / 2
        spacing = exact(_OF_TITLE, before=before, after=after)
        yield paragraph(run(line, Face.MARK, size, tracking=0), pStyle=style, spacing=spacing)
    if document.subtitle:
        yield paragraph(run(document.subtitle, Face.KAI), jc=w("jc", val="center"), ind=flush())
    if document.addressees:
        spacing = exact(setting.pitch, before=layout.ADDRESSEES_GAP.value * setting.pitch)
        yield paragraph(run(document.addressees), spacing=spacing, ind=flush())


def letter_rule(*, is_upper: bool) -> Element:
    """Return the red double rule of a letter as a border: thick over thin above, thin over thick below; 170 mm wide."""
    style = "thickThinSmallGap" if is_upper else "thinThickSmallGap"
    red = layout.RED.lstrip("#").upper()
    space = layout.LETTER_RULE_GAP.value / layout.MM - below_mark(layout.MARK_SIZE.value) if is_upper else 0
    return w("pBdr", w("bottom", val=style, sz=24, space=max(round(space), 0), color=red))


def letter_sides() -> Element:
    """Return indents that let a line reach over the type area to the width of the letter's rules."""
    edge = (layout.PAGE_WIDTH.value - layout.LETTER_RULE_WIDTH.value) / 2
    return w("ind", left=-twips(layout.LEFT.value - edge), right=-twips(layout.RIGHT.value - edge), firstLine=0)
