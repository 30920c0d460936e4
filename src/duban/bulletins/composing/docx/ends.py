"""The end of a paper in Word: attachments, signature, remark, colophon, the line that ties it to the journal."""

from collections.abc import Iterator
from math import ceil

from duban.bulletins.composing import layout
from duban.bulletins.composing.docx.blocks import Setting
from duban.bulletins.composing.docx.xml import Element, exact, paragraph, points, run, twips, w
from duban.bulletins.composing.measuring import ems
from duban.bulletins.composing.tree import Colophon, Document, Face, Foot, Form, Signature


def set_end(document: Document, setting: Setting) -> Iterator[Element]:
    """Yield what stands below the text: attachments, signature, remark."""
    yield from _attachments(document.attachments, setting)
    if document.signature:
        yield from _signature(document.signature, setting)
    if document.remark:
        yield paragraph(run(document.remark), ind=setting.indent())


def _attachments(names: tuple[str, ...], setting: Setting) -> Iterator[Element]:
    indent = layout.INDENT.value
    for number, name in enumerate(names, 1):
        label = "附件：" if number == 1 else ""
        count = f"{number}." if len(names) > 1 else ""
        hanging = indent + 3 + (1 if count else 0)
        before = layout.ATTACHMENTS_GAP.value * setting.pitch if number == 1 else 0
        start = indent if label else indent + 3
        tabs = w("tabs", w("tab", val="left", pos=points(hanging * setting.char)))
        content = run(label + count + ("\t" if count else "") + name)
        ind = setting.indent(start, hanging=hanging)
        spacing = exact(setting.pitch, before=before)
        yield paragraph(content, keepNext=w("keepNext"), spacing=spacing, ind=ind, tabs=tabs)


def _signature(signature: Signature, setting: Setting) -> Iterator[Element]:
    """Yield organ and date (7.3.5): under a seal centred on each other, without one the date two characters behind."""
    organ, day = ems(signature.organ), ems(signature.day)
    if signature.is_sealed:
        day_in = max(layout.DATE_IN_SEALED.value, (organ - day) / 2)
        organ_in = day_in + (day - organ) / 2
        gap = layout.SIGNATURE_GAP.value
    else:
        inside, gap = layout.ORGAN_IN_UNSEALED.value, layout.SIGNATURE_GAP_UNSEALED.value
        is_longer = day > organ
        organ_in = inside + day - organ + 2 if is_longer else inside
        day_in = inside if is_longer else inside + organ - day - 2
    for text, characters, before in ((signature.organ, organ_in, gap * setting.pitch), (signature.day, day_in, 0)):
        ind = w("ind", firstLine=0, right=points(max(characters, 0) * setting.char))
        keep = {"keepNext": w("keepNext")} if before else {}
        spacing = exact(setting.pitch, before=before)
        yield paragraph(run(text), jc=w("jc", val="right"), ind=ind, spacing=spacing, **keep)


def set_colophon(colophon: Colophon, form: Form) -> Iterator[Element]:
    """Yield the colophon, its last rule at the bottom of the type area: each line and each rule in a frame of its own.

    Frames are placed from the edge of the page, their height known from their lines: not every program knows the
    bottom of a type area, and in none may the lines of one frame have different borders.
    """
    lines = [(copy, "", _lines_of(copy)) for copy in colophon.copies]
    if colophon.organ or colophon.printed:
        lines.append((colophon.organ, colophon.printed, 1))
    outer = layout.COLOPHON_RULE.value if form is not Form.LETTER else 0
    bottom = layout.PAGE_HEIGHT.value - layout.BOTTOM.value
    at = bottom - sum(count for _start, _end, count in lines) * layout.COLOPHON_LINE.value
    yield from _rule(at + outer / 2, outer)
    for start, end, count in lines:
        if end and colophon.copies and outer:
            yield from _rule(at, layout.COLOPHON_INNER_RULE.value)
        yield _line(start, end, at, count)
        at += count * layout.COLOPHON_LINE.value
    yield from _rule(bottom - outer / 2, outer)


_SIZE = layout.SIZE_4.value
_INSIDE = _SIZE * layout.COLOPHON_IN.value
_RULE_FRAME, _TO_BORDER = 0.4, 0.56  # mm: height of a frame that holds a rule; from its top to the rule


def _hanging(copy: str) -> float:
    """Return how far in points the second line of 抄送：… hangs behind its label."""
    label, colon, _names = copy.partition("：")
    return _SIZE * (len(label) + 1) if colon else 0


def _lines_of(copy: str) -> int:
    hanging = _hanging(copy)
    room = layout.TYPE_WIDTH.value / layout.MM - 2 * _INSIDE - hanging
    return max(ceil((ems(copy) * _SIZE - hanging) / room), 1)


def _line(start: str, end: str, at: float, lines: int) -> Element:
    pitch = layout.COLOPHON_LINE.value
    hanging = 0 if end else _hanging(start)
    ind = w("ind", left=points(_INSIDE + hanging), right=points(_INSIDE), hanging=points(hanging))
    far = twips(layout.TYPE_WIDTH.value) - points(_INSIDE)
    tabs = {"tabs": w("tabs", w("tab", val="right", pos=far))} if end else {}
    words = run(f"{start}\t{end}" if end else start, None, _SIZE, tracking=0)
    return paragraph(words, framePr=_frame(at, pitch * lines), spacing=exact(pitch / layout.MM), ind=ind, **tabs)


def _rule(at: float, weight: float) -> Iterator[Element]:
    if weight:
        border = w("bottom", val="single", sz=round(weight / layout.MM * 8), space=0, color="000000")
        frame = _frame(at - _TO_BORDER, _RULE_FRAME)
        yield paragraph(framePr=frame, pBdr=w("pBdr", border), spacing=exact(1), ind=w("ind", firstLine=0))


def _frame(y: float, height: float) -> Element:
    return w(
        "framePr", w=twips(layout.TYPE_WIDTH.value), h=twips(height), hRule="exact", wrap="around", vAnchor="page",
        hAnchor="page", x=twips(layout.LEFT.value), y=twips(y),
    )  # fmt: skip


def set_foot(foot: Foot, width: float, height: float, left: float) -> Element:
    """Return the line of the journal in a frame at the lower edge of the page."""
    size = layout.FOOT_SIZE.value
    y = height - layout.FOOT_FROM_EDGE.value - size * layout.MM
    frame = w(
        "framePr", w=twips(width), h=points(size * 1.2), hRule="exact", wrap="around", vAnchor="page", hAnchor="page",
        x=twips(left), y=twips(y),
    )  # fmt: skip
    tabs = w("tabs", w("tab", val="right", pos=twips(width)))
    words = run(f"{foot.left}\t{foot.right}", Face.HEI, size, "#5a5a5a", 0)
    return paragraph(words, framePr=frame, tabs=tabs, spacing=exact(size * 1.2), ind=w("ind", firstLine=0))
