"""Tables that leave the system as documents: A4 landscape, set as official paper is, the same bytes every time."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from duban.core.sheets import Cells

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import Section
    from docx.shared import Length
    from docx.table import _Row
    from docx.text.paragraph import Paragraph

LONG, SHORT, SIDE, TOP = 297, 210, 18, 20  # millimetres
FONT, FONT_OF_TITLE = "FangSong", "SimSun"
SIZE_OF_TITLE, SIZE_OF_HEAD, SIZE_OF_CELL = 18, 12, 10  # points
EPOCH = (1980, 1, 1, 0, 0, 0)  # a package says when it was packed, which no reader of it sees
LONGEST_PROPERTY = 255  # characters
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # no text of XML may hold these


@dataclass(frozen=True)
class Group:
    """Rows under one heading."""

    heading: str
    rows: Sequence[Cells]


@dataclass(frozen=True)
class Paper:
    """A titled table in the words of the language in which it was asked for; `widths` are shares of the line."""

    title: str
    head: str
    columns: Cells
    widths: Sequence[int]
    groups: Sequence[Group]
    author: str
    at: datetime


def docx_chunks(paper: Paper) -> Iterator[bytes]:
    """Return the table as a Word document; its head row stands on every page, and no row is broken over two."""
    from docx import Document

    document = Document()
    _style(document)
    _lay_out(document.sections[0])
    _name(document, paper)
    document.add_paragraph(_printable(paper.title), "Title")
    document.add_paragraph(_printable(paper.head), "Subtitle")
    _add_table(document, paper)
    packed = BytesIO()
    document.save(packed)
    yield _settled(packed)


def _style(document: "Document") -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    centre, left = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT
    for name, font, size, is_bold, alignment, after in (
        ("Normal", FONT, SIZE_OF_CELL, False, left, 1),
        ("Title", FONT_OF_TITLE, SIZE_OF_TITLE, True, centre, 6),
        ("Subtitle", FONT, SIZE_OF_HEAD, False, centre, 6),
    ):
        style: Any = document.styles[name]
        properties = style.element.get_or_add_rPr()
        faces = properties.get_or_add_rFonts()
        for each in list(faces.attrib):
            del faces.attrib[each]
        for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
            faces.set(qn(script), font)
        for spacing in properties.findall(qn("w:spacing")):  # letters of a title stand apart in the template
            properties.remove(spacing)
        style.font.size, style.font.bold, style.font.italic = Pt(size), is_bold, False
        style.font.color.rgb = RGBColor(0, 0, 0)
        for border in style.element.findall(f".//{qn('w:pBdr')}"):
            border.getparent().remove(border)
        style.paragraph_format.alignment = alignment
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(min(after, 1)), Pt(after)


def _lay_out(section: "Section") -> None:
    """Lay the sheet on its long side, with the number of each page in its foot."""
    from docx.enum.section import WD_ORIENT
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm

    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(LONG), Mm(SHORT)
    section.left_margin = section.right_margin = Mm(SIDE)
    section.top_margin = section.bottom_margin = Mm(TOP)
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _add_page_number(foot)


def _add_page_number(paragraph: "Paragraph") -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)  # noqa: SLF001 -- the library has no field


def _name(document: "Document", paper: Paper) -> None:
    """Say in the file what it is, in nothing but what the paper itself says."""
    known, author = document.core_properties, _printable(paper.author)[:LONGEST_PROPERTY]
    known.title, known.author, known.last_modified_by = _printable(paper.title)[:LONGEST_PROPERTY], author, author
    known.created = known.modified = paper.at.astimezone(UTC)
    known.comments, known.revision = "", 1


def _add_table(document: "Document", paper: Paper) -> None:
    from docx.oxml import OxmlElement
    from docx.shared import Mm

    table = document.add_table(rows=0, cols=len(paper.columns), style="Table Grid")
    table.autofit = False
    line = LONG - 2 * SIDE
    widths: list[Length] = [Mm(line * share / sum(paper.widths)) for share in paper.widths]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    head = table.add_row()
    head._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001 -- the library has no repeated row
    _fill(head, paper.columns, widths, is_bold=True)
    for group in paper.groups:
        if group.heading:
            row = table.add_row()
            cells = row.cells
            merged = cells[0].merge(cells[-1])
            merged.paragraphs[0].add_run(_printable(group.heading)).bold = True
            merged.paragraphs[0].paragraph_format.keep_with_next = True
            _keep_whole(row)
        for each in group.rows:
            _fill(table.add_row(), each, widths)


def _fill(row: "_Row", words: Cells, widths: "Sequence[Length]", *, is_bold: bool = False) -> None:
    for cell, text, width in zip(row.cells, words, widths, strict=True):
        cell.width = width
        cell.paragraphs[0].add_run(_printable(text)).bold = is_bold or None
    _keep_whole(row)


def _keep_whole(row: "_Row") -> None:
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().insert(0, OxmlElement("w:cantSplit"))  # noqa: SLF001 -- the library has no whole row


def _printable(text: str) -> str:
    return UNPRINTABLE.sub("", text)


def _settled(packed: BytesIO) -> bytes:
    """Return a package without the moment at which it was packed."""
    settled = BytesIO()
    with ZipFile(packed) as source, ZipFile(settled, "w") as target:
        for name in source.namelist():
            target.writestr(ZipInfo(name, EPOCH), source.read(name), ZIP_DEFLATED)
    return settled.getvalue()
