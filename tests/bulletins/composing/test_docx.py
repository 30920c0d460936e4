"""The Word file: the same bytes, the faces of the standard by name, page and lines as offices set them up."""

import io
import re
from collections import Counter
from zipfile import ZipFile

import pytest
from docx.api import Document as WordDocument
from docx.shared import Mm

from bulletins.composing import city, samples
from bulletins.composing.measured import text_of
from duban.bulletins.composing.docx.writing import docx
from duban.bulletins.composing.pdf.writing import pdf
from duban.bulletins.composing.tree import Document, Form, Table, texts
from duban.bulletins.composing.tree import text_of as text_of_runs

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def parts(content: bytes) -> dict[str, str]:
    with ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name).decode() for name in package.namelist() if name.endswith((".xml", ".rels"))}


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.fixture(scope="module")
def bulletin() -> bytes:
    return docx(samples.DOCUMENTS["bulletin"])


def test_the_same_document_makes_the_same_bytes(bulletin: bytes) -> None:
    assert docx(samples.DOCUMENTS["bulletin"]) == bulletin


def test_says_of_itself_what_the_paper_says_and_no_moment(bulletin: bytes) -> None:
    known = WordDocument(io.BytesIO(bulletin)).core_properties
    assert known.title == samples.DOCUMENTS["bulletin"].name
    assert known.author == known.last_modified_by == city.OFFICE
    assert str(known.created.date()) == str(known.modified.date()) == "2026-12-09"
    with ZipFile(io.BytesIO(bulletin)) as package:
        assert {each.date_time for each in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [name for name in package.namelist() if "thumbnail" in name]


def test_has_page_and_lines_of_the_standard(bulletin: bytes) -> None:
    section = WordDocument(io.BytesIO(bulletin)).sections[0]
    edges = section.top_margin, section.right_margin, section.bottom_margin, section.left_margin
    for edge, wanted in zip(edges, (37, 26, 35, 28), strict=True):
        assert abs(edge - Mm(wanted)) < Mm(0.1)
    styles = parts(bulletin)["word/styles.xml"]
    assert 'w:line="579" w:lineRule="exact"' in styles
    assert 'w:type="lines" w:linePitch="579"' in parts(bulletin)["word/document.xml"]


def test_names_the_faces_as_the_standard_does_and_no_other(bulletin: bytes) -> None:
    named = {
        match for text in parts(bulletin).values() for match in re.findall(r'rFonts[^>]* w:eastAsia="([^"]*)"', text)
    }
    assert named == {"方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "黑体", "宋体"}


def test_repeats_head_rows_and_breaks_no_row(bulletin: bytes) -> None:
    told = parts(bulletin)["word/document.xml"]
    word = WordDocument(io.BytesIO(bulletin))
    assert told.count("<w:tblHeader/>") == len(word.tables)
    assert told.count("<w:cantSplit/>") == sum(len(table.rows) for table in word.tables)


def test_tells_odd_pages_from_even_ones(bulletin: bytes) -> None:
    section = WordDocument(io.BytesIO(bulletin)).sections[0]
    assert "w:evenAndOddHeaders" in parts(bulletin)["word/settings.xml"]
    assert 'w:val="right"' in section.footer._element.xml
    assert 'w:val="left"' in section.even_page_footer._element.xml


@pytest.mark.parametrize("name", samples.DOCUMENTS)
def test_says_what_the_pdf_says(name: str) -> None:
    """Text is equal in both after white space, figures (page numbers) and what pages say again were taken out."""
    document = samples.DOCUMENTS[name]
    word = WordDocument(io.BytesIO(docx(document)))
    in_word = squeezed("".join(element.text or "" for element in word.element.body.iter(f"{W}t")))
    assert not [text for text in map(squeezed, texts(document)) if text not in in_word]
    in_pdf = without_repeated_heads(squeezed(text_of(pdf(document))), document)
    if document.form is Form.LETTER and document.masthead:  # stands in the head of the first page in Word
        in_word += document.masthead.mark
    assert Counter(without_figures(in_pdf)) == Counter(without_figures(in_word))


def without_figures(text: str) -> str:
    return "".join(sign for sign in text if not sign.isdigit())


def without_repeated_heads(text: str, document: Document) -> str:
    blocks = [*document.body, *(block for annex in document.annexes for block in annex.blocks)]
    heads = [
        squeezed("".join(text_of_runs(cell.runs) for row in block.heads for cell in row.cells))
        for block in blocks
        if isinstance(block, Table) and block.heads
    ]
    for head, count in Counter(heads).items():
        text = text.replace(head, "") + head * count if head in text else text
    return text
