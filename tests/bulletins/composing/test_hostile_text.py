"""Whatever a text holds is printed as it is; what cannot be printed shows as □ and is named."""

import io

import pytest
from docx.api import Document as WordDocument

from bulletins.composing import hostile
from bulletins.composing.measured import text_of
from duban.bulletins.composing.docx.writing import docx
from duban.bulletins.composing.fonts import find_faces
from duban.bulletins.composing.html.writing import html
from duban.bulletins.composing.pdf.writing import pdf
from duban.bulletins.composing.printable import printable, unprintable, unprintable_in
from duban.bulletins.composing.tree import Face, Form


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("form", list(Form))
def test_prints_literally_in_every_place_of_a_pdf(form: Form) -> None:
    told = squeezed(text_of(pdf(hostile.document(form))))
    places = 14
    assert told.count(hostile.RARE) >= places
    for words in (hostile.TYPESETTING, hostile.XML, hostile.FIELDS):
        assert squeezed(words)[:12] in told
    assert "□" in told


def test_prints_literally_in_a_docx() -> None:
    word = WordDocument(io.BytesIO(docx(hostile.document())))
    texts = [paragraph.text for paragraph in word.paragraphs]
    texts += [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    assert sum(hostile.PRINTED in text for text in texts) >= 10


def test_has_no_field_but_the_page_number_in_a_docx() -> None:
    from zipfile import ZipFile

    with ZipFile(io.BytesIO(docx(hostile.document()))) as package:
        parts = {name: package.read(name).decode() for name in package.namelist() if name.endswith(".xml")}
    assert "fldSimple" not in parts["word/document.xml"]
    assert "instrText" not in "".join(parts.values())
    assert {text.split('w:instr="')[1].split('"')[0] for text in parts.values() if "w:instr=" in text} == {" PAGE "}


def test_is_escaped_in_html() -> None:
    page = html(hostile.document(), lambda ref: f"?rows={ref}")
    assert "<b onclick" not in page
    assert "<w:p>" not in page
    assert 'href="?rows=ref&lt;&amp;&gt;&quot;"' in page
    assert "style=" not in page


def test_names_what_cannot_be_printed() -> None:
    assert unprintable_in(hostile.document(), find_faces().drawn) == hostile.CODES


@pytest.mark.parametrize(
    ("text", "codes", "shown"),
    [
        ("督办", [], "督办"),
        ("一行\n两行\t三列", [], "一行 两行 三列"),  # white space is a blank
        ("\ud800", ["U+D800"], "□"),  # half a sign
        ("\ue000", ["U+E000"], "□"),  # a sign of somebody's own
        ("\ufeff甲", ["U+FEFF"], "□甲"),  # a mark of byte order inside
        ("辻\U000e0100", ["U+E0100"], "辻□"),  # a selector of a variant that faces ignore in silence
        ("甲\u2066乙\u2069", ["U+2066", "U+2069"], "甲□乙□"),  # isolates
        ("é", [], "é"),  # a mark above a letter is a sign
    ],
)
def test_tells_signs_from_what_is_none(text: str, codes: list[str], shown: str) -> None:
    assert unprintable(text) == codes
    assert printable(text) == shown


def test_shows_a_sign_without_a_face_as_a_box() -> None:
    drawn = find_faces()[Face.BODY].drawn
    assert unprintable("督𓀀办", drawn) == ["U+13000"]
    assert printable("督𓀀办", drawn) == "督□办"
