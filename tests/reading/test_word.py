"""A Word document gives its lines in order, with the numbers that Word draws and the cells of its tables."""

import io
import zipfile

import pytest

from duban.plans.reading.errors import Unreadable
from duban.plans.reading.limits import Limits
from duban.plans.reading.marks import is_marked
from duban.plans.reading.models import Document
from duban.plans.reading.sources import open_document
from duban.plans.reading.word_numerals import written
from mangling import DOCX, FOLDER

SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
NUMBERING = """
<w:abstractNum w:abstractNumId="7">
  <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>
  <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
  <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/></w:lvl>
  <w:lvl w:ilvl="3"><w:numFmt w:val="bullet"/><w:lvlText w:val="o"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="7"/>
  <w:lvlOverride w:ilvl="2"><w:startOverride w:val="5"/></w:lvlOverride></w:num>"""
STYLES = """
<w:style w:styleId="List"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:styleId="Child"><w:basedOn w:val="List"/></w:style>
<w:style w:styleId="Circle"><w:basedOn w:val="Circle"/></w:style>"""


def package(body: str, **parts: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as written_to:
        written_to.writestr("word/document.xml", f"<w:document {SPACE}><w:body>{body}</w:body></w:document>")
        for name, content in {"numbering": NUMBERING, "styles": STYLES, **parts}.items():
            written_to.writestr(f"word/{name}.xml", f"<w:{name} {SPACE}>{content}</w:{name}>")
    return buffer.getvalue()


def paragraph(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def listed(text: str, level: int, number: int = 1) -> str:
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def opened(body: str) -> Document:
    return open_document(package(body), name="plan.docx")


def test_numbers_are_counted_as_word_draws_them() -> None:
    body = "".join(
        (
            listed("工业", 0),
            listed("企业", 1),
            listed("甲", 2),
            listed("乙", 2),
            listed("园区", 1),
            listed("丙", 2),  # begins anew below a new heading
            listed("农业", 0),
            listed("丁", 2, number=2),  # told to begin at 5
            listed("戊", 2, number=2),
            listed("点", 3),  # a bullet is no number
            listed("无", 0, number=0),  # taken out of its list
            paragraph("样式", '<w:pStyle w:val="Child"/>'),  # through its style and the one below it
            paragraph("圈", '<w:pStyle w:val="Circle"/>'),  # styles in a circle
            listed("缺", 0, number=99),  # a list that is not there
        )
    )
    assert opened(body).text.split("\n") == [
        "一、工业",
        "（一）企业",
        "1.甲",
        "2.乙",
        "（二）园区",
        "1.丙",
        "二、农业",
        "5.丁",
        "6.戊",
        "点",
        "无",
        "三、样式",
        "圈",
        "缺",
    ]


@pytest.mark.parametrize(
    ("count", "form", "shown"),
    [
        (10, "chineseCountingThousand", "十"),
        (11, "chineseCounting", "十一"),
        (20, "chineseCounting", "二十"),
        (105, "chineseCounting", "一〇五"),
        (3, "decimalEnclosedCircleChinese", "③"),
        (21, "decimalEnclosedCircle", "21"),  # there is no such sign
        (14, "upperRoman", "XIV"),
        (3, "lowerLetter", "c"),
        (12, "decimalFullWidth", "１２"),
        (1, "none", ""),
        (7, "never heard of", "7"),
    ],
)
def test_numbers_are_written_in_their_form(count: int, form: str, shown: str) -> None:
    assert written(count, form) == shown


def test_cells_keep_table_row_and_column() -> None:
    def cell(text: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"

    merged, covered = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    rows = (
        cell("序号") + cell("任务", '<w:gridSpan w:val="2"/>') + cell("单位"),
        cell("1", merged) + cell("建设") + cell("甲") + cell("市住建局"),
        cell("", covered) + cell("改造") + cell("乙") + cell("市水务局"),
    )
    document = opened(f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>{paragraph('完')}")
    cells = {place.span.of(document.text): (place.table, place.row, place.column) for place in document.places}
    assert cells == {
        "序号": (1, 1, 1),
        "任务": (1, 1, 2),
        "单位": (1, 1, 4),
        "1": (1, 2, 1),
        "建设": (1, 2, 2),
        "甲": (1, 2, 3),
        "市住建局": (1, 2, 4),
        "改造": (1, 3, 2),
        "乙": (1, 3, 3),
        "市水务局": (1, 3, 4),
        "完": (None, None, None),
    }


def test_what_does_not_show_is_left_out() -> None:
    body = (
        "<w:p><w:r><w:t>新增</w:t></w:r><w:del><w:r><w:t>旧</w:t></w:r></w:del><w:r><w:instrText>PAGE</w:instrText>"
        "<w:t>企业</w:t><w:tab/><w:t>20</w:t><w:br/><w:t>家</w:t></w:r></w:p>"
    )
    assert opened(body).text == "新增企业\t20\n家"


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
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as written_to:
        declared = '<!DOCTYPE d [<!ENTITY a "爆炸"><!ENTITY f SYSTEM "file:///etc/hostname">]>'
        body = f"<w:document {SPACE}><w:body><w:p><w:r><w:t>正文&a;&f;</w:t></w:r></w:p></w:body></w:document>"
        written_to.writestr("word/document.xml", declared + body)
    assert open_document(buffer.getvalue(), name="plan.docx").text == "正文"


def test_a_mark_of_secrecy_is_found_in_any_part() -> None:
    assert not is_marked(package(paragraph("建设")), name="plan.docx")
    assert is_marked(package(paragraph("机密★1年") + paragraph("建设")), name="plan.docx")
    assert is_marked(package(paragraph("建设"), hdr=paragraph("秘 密★")), name="plan.docx")
