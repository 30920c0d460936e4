"""Any bytes give a document with its way back, or one clear refusal."""

import gzip
import io
import zipfile

import pytest

from duban.core.values import Span
from duban.plans.reading.errors import Unreadable
from duban.plans.reading.formats import recognise
from duban.plans.reading.limits import Limits
from duban.plans.reading.models import Document
from duban.plans.reading.sources import open_document

PLAN = "关于印发重点任务分工方案的通知\n一、工业（责任领导：秦川，共1条）\n1. 新增企业20家。（牵头单位：市工信局）\n"
PAGE = """<!DOCTYPE html><html><head><meta charset="{charset}"><title>通知_澜州市人民政府</title>
<style>p {{ color: red }}</style><script>var a = "<p>9. 脚本</p>";</script></head><body>
<nav><a>首页</a></nav><div class="crumb">位置：首页 &gt; 文件</div>
<div class="main-left"><h1>关于印发重点任务分工方案的通知</h1>
<p>一、工业<b>（责任领导：秦川，共1条）</b></p><p>&nbsp;&nbsp;1. 新增企业20家。<br>（牵头单位：市工信局）</p></div>
<div id="side"><ul><li>2. 榜单</li></ul></div><footer>版权所有</footer></body></html>"""


def packed(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return buffer.getvalue()


def stored(*streams: str) -> bytes:
    """The start of an older office file whose directory names these streams."""
    names = b"".join(f"{stream}\0".encode("utf-16-le").ljust(128, b"\0") for stream in streams)
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + names


def opened(data: bytes, name: str = "plan.txt") -> Document:
    document = open_document(data, name=name)
    for place in document.places:
        assert place.span.of(document.text).strip()
    assert document.source.characters == len(document.text)
    return document


def refusal(data: bytes, name: str = "plan.txt", limits: Limits | None = None) -> str:
    with pytest.raises(Unreadable) as refused:
        open_document(data, name=name, limits=limits or Limits())
    assert refused.value.params["name"] == name
    return refused.value.code


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (PLAN.encode(), "utf-8"),
        (PLAN.encode("utf-8-sig"), "utf-8"),  # with a mark
        (PLAN.encode("utf-16"), "utf-16"),  # Notepad's "Unicode"
        (PLAN.encode("utf-16-be"), "utf-16-be"),  # without a mark
        (PLAN.encode("utf-16-le"), "utf-16-le"),
        (PLAN.encode("utf-32"), "utf-32"),
        (PLAN.encode("gb18030"), "gb18030"),
        (PLAN.encode("gbk"), "gb18030"),  # GBK is within GB18030
    ],
)
def test_the_encoding_is_recognised(data: bytes, encoding: str) -> None:
    document = opened(data)
    assert document.text == PLAN
    assert document.source.encoding == encoding


def test_a_text_cut_within_a_character_is_read_and_the_break_stays_visible() -> None:
    for encoding in ("utf-8", "gb18030"):
        data = (PLAN * 30).encode(encoding)
        cut = data[: data.rindex("局".encode(encoding)) + 1]
        document = opened(cut)
        assert document.source.encoding == encoding
        assert document.text.count("\ufffd") == 1


def test_lines_are_the_places_of_a_text() -> None:
    document = opened("首页 > 文件\r\n\r\n1. 建设\r\n  2. 改造\r\n分享到：\r\n".encode())
    assert document.text == "\n1. 建设\n  2. 改造\n"
    assert [(place.paragraph, place.span) for place in document.places] == [(3, Span(1, 6)), (4, Span(7, 14))]


@pytest.mark.parametrize("charset", ["utf-8", "gb2312", "gbk"])
def test_a_page_gives_the_lines_of_its_article(charset: str) -> None:
    data = PAGE.format(charset=charset).encode("gb18030" if charset.startswith("gb") else charset)
    document = opened(data, "page.html")
    assert document.source.format == "html"
    assert document.text.split("\n") == [
        "关于印发重点任务分工方案的通知",
        "一、工业（责任领导：秦川，共1条）",
        "\xa0\xa01. 新增企业20家。",
        "（牵头单位：市工信局）",
    ]


def test_a_page_that_names_the_wrong_encoding_is_still_read() -> None:
    assert "新增企业" in opened(PAGE.format(charset="gb2312").encode(), "page.html").text
    assert "新增企业" in opened(PAGE.format(charset="utf-8").encode("gb18030"), "page.html").text


def test_content_decides_before_the_name() -> None:
    assert opened(PAGE.format(charset="utf-8").encode(), "page.txt").source.format == "html"
    assert opened(PLAN.encode(), "page.html").source.format == "txt"


def test_cells_of_a_table_are_lines_with_their_places() -> None:
    page = """<html><body><table><tr><th>序号</th><th>任务</th><th>单位</th></tr>
      <tr><td rowspan=2>1</td><td>建设</td><td>市住建局<br>市水务局</td></tr>
      <tr><td colspan=1>改造</td><td></td></tr><tr><td colspan=2>合计</td><td>2</td></tr></table>
      <p>完</p></body></html>"""
    document = opened(page.encode(), "table.html")
    cells = {place.span.of(document.text): (place.table, place.row, place.column) for place in document.places}
    assert cells == {
        "序号": (1, 1, 1),
        "任务": (1, 1, 2),
        "单位": (1, 1, 3),
        "1": (1, 2, 1),
        "建设": (1, 2, 2),
        "市住建局": (1, 2, 3),
        "市水务局": (1, 2, 3),
        "改造": (1, 3, 2),  # beside the merged cell
        "合计": (1, 4, 1),
        "2": (1, 4, 3),
        "完": (None, None, None),
    }


def test_an_article_in_a_box_named_like_a_frame_stays() -> None:
    page = f"<html><body><div id='left'><p>{'建设改造。' * 50}</p></div><div class='right'>榜单</div></body></html>"
    assert opened(page.encode(), "page.html").text == "建设改造。" * 50


def test_entities_declared_in_a_page_mean_nothing() -> None:
    levels = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9))
    page = f'<!DOCTYPE html [<!ENTITY a0 "爆炸">{levels}]><html><body><p>正文&a9;</p></body></html>'
    assert len(opened(page.encode(), "bomb.html").text) < 2_000
    outside = '<!DOCTYPE html [<!ENTITY f SYSTEM "file:///etc/hostname">]><html><body><p>正文&f;</p></body></html>'
    assert "正文&f;" in opened(outside.encode(), "outside.html").text


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (b"%PDF-1.7\n", "plan.txt", "pdf"),  # content before name
        (packed("xl/workbook.xml"), "plan.docx", "xlsx"),
        (packed("xl/workbook.bin", "xl/styles.bin"), "plan.xlsx", "xlsb"),
        (packed("word/document.xml", "word/embeddings/a.xlsx"), "plan.xlsx", "docx"),
        (packed("OFD.xml"), "plan.ofd", "ofd"),
        (packed("ppt/presentation.xml"), "plan.pptx", "pptx"),
        (packed("mimetype", "content.xml"), "plan.ods", "archive"),  # of no type known
        (packed("plan.txt"), "plan.zip", "archive"),
        (b"PK\x03\x04 and nothing more", "plan.docx", "archive"),  # broken
        (gzip.compress(b"plan"), "plan.gz", "archive"),
        (b"Rar!\x1a\x07", "plan.rar", "archive"),
        (stored("WordDocument"), "plan.xls", "doc"),
        (stored("Workbook", "WordDocument"), "plan.doc", "xls"),  # a sheet that holds a document
        (stored("Book"), "plan.et", "xls"),
        (stored("EncryptedPackage"), "plan.xlsx", "locked"),
        (stored("PowerPoint Document"), "plan.ppt", "ppt"),
        (b"{\\rtf1 plan}", "plan.rtf", "rtf"),
        (b"\x89PNG\r\n\x1a\n", "plan.png", "image"),
        (b"\xff\xd8\xff\xe0", "scan.jpg", "image"),
        (b"RIFF\x00\x00\x00\x00WEBP", "scan.webp", "image"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related\n", "page.mht", "mhtml"),
        (
            b"From: <Saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary=a",
            "plan.doc",
            "mhtml",
        ),
        (b"1. MIME-Version: multipart/\n\nMIME-Version: 1.0\nContent-Type: multipart/x", "plan.txt", None),
        (PLAN.encode(), "plan.pdf", None),
    ],
)
def test_the_format_is_recognised_by_content(data: bytes, name: str, kind: str | None) -> None:
    assert recognise(data, name=name) == kind


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (packed("ppt/presentation.xml"), "format_not_read"),
        (b"\x89PNG\r\n\x1a\n", "picture_not_read"),
        (packed("plan.txt"), "archive_not_read"),
        (stored("EncryptedPackage"), "file_locked"),
    ],
)
def test_what_is_not_read_is_refused_with_what_to_do(data: bytes, code: str) -> None:
    assert refusal(data) == code


def test_text_that_begins_like_a_picture_is_text() -> None:
    assert opened("BMW 等企业 20 家".encode()).text == "BMW 等企业 20 家"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file_empty"),
        (b" \r\n\t", "file_empty"),
        ("\u200b\u3000\n".encode(), "no_words"),  # nothing that can be seen
        (b"<html><body><script>1</script></body></html>", "no_words"),
        (bytes(range(256)) * 8, "not_text"),
        (b"\x00" * 1000, "not_text"),
        (b"\x81\xff\x90" * 400, "not_text"),
    ],
)
def test_what_holds_no_plan_is_refused(data: bytes, code: str) -> None:
    assert refusal(data) == code


def test_the_limits_stand_where_they_are_set() -> None:
    assert refusal(b"x" * 11, limits=Limits(bytes=10)) == "file_too_large"
    assert open_document(b"x" * 10, name="plan.txt", limits=Limits(bytes=10)).text == "x" * 10
    assert refusal(b"1\n" * 10, limits=Limits(lines=10)) == "too_many_lines"
    assert open_document(b"1\n" * 9, name="plan.txt", limits=Limits(lines=10)).text == "1\n" * 9
    assert refusal(b"<p>1" * 11, "p.html", limits=Limits(lines=10)) == "too_many_lines"
    assert refusal(b"<html>" + b"<div>" * 60 + b"1", "p.html", limits=Limits(depth=50)) == "nested_too_deep"
    assert open_document(b"<html>" + b"<div>" * 4_000 + b"1", name="p.html").text == "1"
