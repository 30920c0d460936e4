"""A Word document gives its lines in order, with the numbers that Word draws and the cells of its tables."""

import io
import zipfile

import pytest

from duban.plans.reading.errors import Unreadable
from duban.plans.reading.limits import Limits
from duban.plans.reading.marks import is_marked
from duban.plans.reading.models import Document
from duban.plans.reading.sources import open_document
from mangling import DOCX, FOLDER
from word_packages import SPACE, package, packed, paragraph, run


def opened(body: str) -> Document:
    return open_document(package(body), name="plan.docx")


CONTENTS = "<w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj>"


def p(*inner: str) -> str:
    return f"<w:p>{''.join(inner)}</w:p>"


def within(tags: str, inner: str) -> str:
    """Words within elements, named from the outermost to the innermost."""
    for tag in reversed(tags.split()):
        inner = f"<{tag}>{inner}</{tag}>"
    return inner


def controlled(inner: str, properties: str = "") -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>"


BOX = within("mc:Choice wps:txbx w:txbxContent", paragraph("附注"))
OLD_BOX = within("mc:Fallback v:box w:txbxContent", paragraph("旧"))


@pytest.mark.parametrize(
    ("body", "text"),
    [
        # words, tabs, line ends
        (p(run("企业"), "<w:r><w:tab/><w:t>20</w:t><w:br/><w:t>家</w:t></w:r>"), "企业\t20\n家"),
        # no deleted words, no codes of fields
        (
            p(run("新增"), within("w:del", run("旧")), "<w:r><w:instrText>PAGE</w:instrText></w:r>", run("企业")),
            "新增企业",
        ),
        # what was inserted or moved here stays, what was moved away goes
        (p(within("w:ins", run("新增")), within("w:moveTo", run("企业")), within("w:moveFrom", run("旧"))), "新增企业"),
        # hidden words, and some that are not
        (p(run("新增"), run("见批注", "<w:vanish/>"), run("企业", "<w:vanish w:val='0'/>")), "新增企业"),
        # links and simple fields
        (p(within("w:hyperlink", run("市工信局")), within("w:fldSimple", run("20"))), "市工信局20"),
        # the sound above a character
        (p(within("w:r w:ruby w:rt", run("shi")), within("w:r w:ruby w:rubyBase", run("市"))), "市"),
        # the mark of the first paragraph was deleted: the second goes on with its words
        (paragraph("新增", "<w:rPr><w:del/></w:rPr>") + paragraph("企业") + paragraph("完"), "新增企业\n完"),
        # content controls around paragraphs and around words, one that still shows what to type
        (controlled(paragraph("建设")), "建设"),
        (p(controlled(run("建设"))), "建设"),
        (p(run("建设"), controlled(run("单击此处"), "<w:showingPlcHdr/>")), "建设"),
        # other elements around paragraphs
        (within("w:ins", paragraph("建设")) + within("w:customXml", paragraph("改造")), "建设\n改造"),
        # a text box after the paragraph it hangs on; of its two forms the newer
        (p(run("建设"), within("w:r mc:AlternateContent", BOX + OLD_BOX)) + paragraph("完"), "建设\n附注\n完"),
        # a table of contents repeats the headings
        (controlled(paragraph("一、工业 1"), CONTENTS) + paragraph("一、工业"), "一、工业"),
        (paragraph("一、工业 1", "<w:pStyle w:val='11'/>") + paragraph("一、工业"), "一、工业"),
    ],
)
def test_words_are_those_that_a_reader_sees(body: str, text: str) -> None:
    styles = '<w:style w:type="paragraph" w:styleId="11"><w:name w:val="toc 1"/></w:style>'
    assert open_document(package(body, styles=styles), name="plan.docx").text == text


def test_notes_follow_the_body_in_the_order_of_their_marks() -> None:
    def mark(kind: str, number: int) -> str:
        return f"<w:r><w:{kind}noteReference w:id='{number}'/></w:r>"

    body = p(run("建设"), mark("foot", 3), run("园区"), mark("end", 2)) + p(
        run("改造"), mark("foot", 2), mark("foot", 9)
    )
    texts = ((-1, "线"), (2, "乙"), (3, "甲"))
    notes = "".join(f"<w:footnote w:id='{number}'>{paragraph(text)}</w:footnote>" for number, text in texts)
    ends = f"<w:endnote w:id='2'>{paragraph('丙')}</w:endnote>"
    document = open_document(package(body, footnotes=notes, endnotes=ends), name="plan.docx")
    assert document.text == "建设园区\n改造\n甲\n乙\n丙"  # notes of the foot before those of the end


def test_the_document_is_the_part_that_the_package_names() -> None:
    data = package(paragraph("建设"))
    target = "<Relationship Id='1' Type='http://x/relationships/officeDocument' Target='/word/document2.xml'/>"
    relations = (
        f"<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>{target}</Relationships>"
    )
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        body = archive.read("word/document.xml").decode()
    parts = {"word/document.xml": body.replace("建设", "旧"), "word/document2.xml": body, "_rels/.rels": relations}
    assert open_document(packed(parts), name="plan.docx").text == "建设"


def test_strict_documents_are_read() -> None:
    transitional = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    with zipfile.ZipFile(io.BytesIO(package(paragraph("建设")))) as archive:
        body = archive.read("word/document.xml").decode()
    body = body.replace(transitional, "http://purl.oclc.org/ooxml/wordprocessingml/main")
    assert open_document(packed({"word/document.xml": body}), name="plan.docx").text == "建设"


def test_the_sample_reads_alike_as_docx_and_as_text() -> None:
    def lines(document: Document) -> list[str]:
        return ["".join(line.split()) for line in document.text.split("\n") if line.strip()]

    text = open_document(FOLDER.joinpath("lan-2026.txt").read_bytes(), name="lan-2026.txt")
    both = set(lines(open_document(DOCX, name="lan-2026.docx"))) & set(lines(text))
    assert len(both) > len(set(lines(text))) * 0.8


@pytest.mark.parametrize(
    "data",
    [
        DOCX[: len(DOCX) // 2],  # cut off
        package("建设")[:60] + bytes(40) + package("建设")[100:],  # spoilt
        package("<w:p>"),  # not well-formed
        package("").replace(b"word/document.xml", b"word/documemt.xml"),  # without its body
    ],
)
def test_a_broken_package_is_refused(data: bytes) -> None:
    with pytest.raises(Unreadable) as refused:
        open_document(data, name="plan.docx")
    assert refused.value.code in {"file_damaged", "archive_not_read"}


def test_a_package_that_unpacks_to_too_much_is_refused_before_it_does() -> None:
    bomb = package(paragraph("一" * 2_000_000))
    assert len(bomb) < 100_000
    with pytest.raises(Unreadable) as refused:
        open_document(bomb, name="plan.docx", limits=Limits(part=1_000_000))
    assert refused.value.code == "unpacks_to_too_much"


def test_entities_of_a_package_mean_nothing() -> None:
    declared = '<!DOCTYPE d [<!ENTITY a "爆炸"><!ENTITY f SYSTEM "file:///etc/hostname">]>'
    body = f"<w:document {SPACE}><w:body><w:p><w:r><w:t>正文&a;&f;</w:t></w:r></w:p></w:body></w:document>"
    assert open_document(packed({"word/document.xml": declared + body}), name="plan.docx").text == "正文"


def test_a_mark_of_secrecy_is_found_in_any_part() -> None:
    assert not is_marked(package(paragraph("建设")), name="plan.docx")
    assert is_marked(package(paragraph("机密★1年") + paragraph("建设")), name="plan.docx")
    assert is_marked(package(paragraph("建设"), hdr=paragraph("秘 密★")), name="plan.docx")
