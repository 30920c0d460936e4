"""The document as a Word file: faces named as the standard names them, the same bytes for the same document."""

from collections.abc import Iterator
from datetime import UTC, datetime, time
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from duban.bulletins.composing import layout
from duban.bulletins.composing.docx.blocks import Setting, set_blocks
from duban.bulletins.composing.docx.ends import set_colophon, set_end, set_foot
from duban.bulletins.composing.docx.head import set_head
from duban.bulletins.composing.docx.measures import PITCH
from duban.bulletins.composing.docx.pages import dress, section_properties
from duban.bulletins.composing.docx.styles import set_settings, set_styles
from duban.bulletins.composing.docx.xml import Element, exact, keep_with_next, paragraph, run, w
from duban.bulletins.composing.measuring import keeps_its_last
from duban.bulletins.composing.printable import settled
from duban.bulletins.composing.tree import Annex, Document, Face, Foot, Form

if TYPE_CHECKING:
    from docx.document import Document as Word

EPOCH = (1980, 1, 1, 0, 0, 0)  # a package says when it was packed, which no reader of it sees
LONGEST_PROPERTY = 255  # characters
# What the library's own template brings along: a picture of an empty page, tables of faces, lists, styles again.
_NOT_OURS = {"thumbnail", "fontTable", "numbering", "stylesWithEffects", "webSettings", "customXml"}
_CONTENTS = "[Content_Types].xml"


def docx(document: Document) -> bytes:
    """Return the document as docx; what cannot be printed shows as □.

    1. Each run of pages that lie alike is a section: the text, each annex, a last page for a colophon that would else
    stand on a page on its long side. 2. Heads and feet are filled. 3. The package is settled.
    """
    from docx import Document as NewWord

    document = settled(document)
    word = NewWord()
    set_styles(word, document)
    _name(word, document)
    body = word.element.body
    for old in list(body):
        body.remove(old)
    sections = list(_sections(document))
    for number, (is_wide, _is_bare, elements) in enumerate(sections):
        body.extend(elements)
        properties = _section(document, is_wide=is_wide, is_first=number == 0)
        if number < len(sections) - 1:
            body.append(paragraph(spacing=exact(1), sectPr=properties))
        else:
            body.append(properties)
    set_settings(word)
    for number, (section, (is_wide, is_bare, _elements)) in enumerate(zip(word.sections, sections, strict=True)):
        dress(section, document, is_wide=is_wide, is_first=number == 0, is_bare=is_bare)
    packed = BytesIO()
    word.save(packed)
    return _settled(packed)


def _sections(document: Document) -> Iterator[tuple[bool, bool, list[Element]]]:
    """Yield for each section whether it is wide, whether it is bare of numbers, and its elements."""
    is_wide = document.form is Form.TABLE
    setting = _setting(document, is_wide=is_wide)
    body = list(set_blocks(document.body, setting))
    end = list(set_end(document, setting))
    if keeps_its_last(document):
        keep_with_next(body[-1])
    text = [*set_head(document, setting), *body, *end]
    sections = [(is_wide, False, text)]
    for annex in document.annexes:
        setting = _setting(document, is_wide=annex.is_landscape)
        sections.append((annex.is_landscape, False, [*_annex_head(annex, setting), *set_blocks(annex.blocks, setting)]))
    if document.colophon and sections[-1][0]:
        sections.append((False, True, []))
    last_wide, _is_bare, last = sections[-1]
    if document.colophon:
        last.extend(set_colophon(document.colophon, document.form))
    if document.foot:
        last.append(_foot(document.foot, document, is_wide=last_wide))
    if document.colophon or document.foot:
        last.append(paragraph(spacing=exact(1)))
    yield from sections


def _setting(document: Document, *, is_wide: bool) -> Setting:
    width = layout.width_of(document.form, is_wide=is_wide)
    if layout.is_paper(document.form):
        return Setting(width)
    return Setting(width, layout.SHEET_SIZE.value, layout.SHEET_LINE.value / layout.MM)


def _annex_head(annex: Annex, setting: Setting) -> Iterator[Element]:
    size = layout.SHEET_TITLE.value if annex.is_landscape else layout.SIZE_2.value
    flush = {"ind": w("ind", firstLine=0)}
    yield paragraph(run(annex.label, Face.HEI), **flush)
    title = run(annex.title, Face.MARK, size, tracking=0)
    pitch = layout.TITLE_LINE.value / layout.MM
    style, centred = w("pStyle", val="Heading1"), w("jc", val="center")
    spacing = exact(pitch, before=0, after=setting.pitch / 2)
    yield paragraph(title, pStyle=style, jc=centred, spacing=spacing, ind=w("ind", firstLine=0))


def _foot(foot: Foot, document: Document, *, is_wide: bool) -> Element:
    left = layout.margins_of(document.form, is_wide=is_wide)[3].value
    height = (layout.PAGE_WIDTH if is_wide else layout.PAGE_HEIGHT).value
    return set_foot(foot, layout.width_of(document.form, is_wide=is_wide), height, left)


def _section(document: Document, *, is_wide: bool, is_first: bool) -> Element:
    pitch = PITCH if layout.is_paper(document.form) else layout.SHEET_LINE.value / layout.MM
    size, margins, grid = section_properties(document.form, is_wide=is_wide, pitch=pitch)
    kind = None if is_first else w("type", val="nextPage")
    return w("sectPr", kind, size, margins, grid)


def _name(word: "Word", document: Document) -> None:
    """Say in the file what it is, in nothing but what the paper itself says."""
    known: Any = word.core_properties
    known.title, known.author = document.name[:LONGEST_PROPERTY], document.author[:LONGEST_PROPERTY]
    known.last_modified_by, known.keywords = known.author, "、".join(document.keywords)[:LONGEST_PROPERTY]
    known.created = known.modified = datetime.combine(document.dated, time(), UTC).replace(tzinfo=None)
    known.comments, known.subject, known.language, known.revision = "", "", "zh-CN", 1
    for holder in (word.part.package, word.part):
        for key, relation in list(holder.rels.items()):
            if relation.reltype.rpartition("/")[2] in _NOT_OURS:
                del holder.rels[key]


def _settled(packed: BytesIO) -> bytes:
    """Return a package without the moment at which it was packed, its parts in one order."""
    made = BytesIO()
    with ZipFile(packed) as source, ZipFile(made, "w") as target:
        for name in sorted(source.namelist(), key=lambda name: (name != _CONTENTS, name)):
            target.writestr(ZipInfo(name, EPOCH), source.read(name), ZIP_DEFLATED)
    return made.getvalue()
