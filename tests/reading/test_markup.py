"""Of a page full of other things the document remains, with the numbers and the tables that a browser shows."""

from email.mime.multipart import MIMEMultipart
from email.mime.nonmultipart import MIMENonMultipart
from email.mime.text import MIMEText

import pytest

from duban.plans.reading.errors import Unreadable
from duban.plans.reading.models import Document
from duban.plans.reading.sources import open_document

PLAN = (
    "<p>一、工业（责任领导：秦川，共2条）</p><p>1.新增规模以上企业20家，工业增加值增长6%。（牵头单位：市工信局）</p>"
    "<p>2.建成园区标准厂房10万平方米，入驻率达到80%。（牵头单位：市商务局；配合单位：市财政局）</p>"
)
WORDS = [
    "一、工业（责任领导：秦川，共2条）",
    "1.新增规模以上企业20家，工业增加值增长6%。（牵头单位：市工信局）",
    "2.建成园区标准厂房10万平方米，入驻率达到80%。（牵头单位：市商务局；配合单位：市财政局）",
]


def opened(body: str) -> Document:
    return open_document(f"<html><body>{body}</body></html>".encode(), name="page.html")


def lines(body: str) -> list[str]:
    return opened(body).text.split("\n")


def cells(document: Document, at: int = 0) -> dict[tuple[int, int], str]:
    return {(cell.row, cell.column): cell.span.of(document.text) for cell in document.grids[at].cells}


@pytest.mark.parametrize(
    "around",
    [
        # links one a line, in a list and in boxes, beside the article
        "<div><ul><li><a href=1>市政府召开常务会议</a></li><li><a href=2>关于公布名单的公告</a></li>"
        "<li><a href=3>关于印发规划的通知</a> 03-01</li></ul></div><div>{}</div>",
        "<div>{}</div><div><div><a href=1>统计公报</a></div><div><a href=2>图解方案</a></div></div>",
        # the same within it
        "<div>{}<ul><li><a href=1>图解一</a></li><li><a href=2>图解二</a></li><li><a href=3>图解三</a></li></ul></div>",
        # links side by side
        "<div>{}<p><a href=1>上一页</a> <a href=1>1</a> <a href=2>2</a> <a href=2>下一页</a></p></div>",
        # one link below its heading, and words about the site
        "<div>{}</div><div><h3>相关解读</h3><ul><li><a href=1>一图读懂分工方案</a></ul></div>"
        "<div><p>主办单位：澜州市人民政府办公室</p><p>联系电话：0000-1234567 邮编：000000</p></div>",
        # boxes by their names
        "<div class='mainNav'>首页 政务公开</div><div>{}</div><div id=sideBar>办事指南</div>",
        "<div class='left'>栏目</div><div>{}</div><div class=right>排行</div>",
        "<div id='share-box'>分享</div><div class='left'>{}<div class=print>打印本页</div></div>",
        # what does not show
        "<div style='display: none'>下一步工作</div><p hidden>草稿</p>{}<p style='visibility:hidden'>备用</p>",
        "<noscript>未启用脚本</noscript>{}<template>模板</template><select><option>省级部门</option></select>",
        # a page laid out by tables
        "<table><tr><td><a href=1>首页</a></td></tr></table><table><tr><td width=200><a href=1>公开指南</a><br>"
        "<a href=2>公开目录</a></td><td><table><tr><td>{}</td></tr></table></td></tr></table>",
    ],
)
def test_what_surrounds_the_article_goes(around: str) -> None:
    assert lines(around.format(PLAN)) == WORDS


@pytest.mark.parametrize(
    ("around", "kept"),
    [
        ("<h1>澜州市任务分工方案</h1><div class=content>{}</div>", ["澜州市任务分工方案", *WORDS]),
        ("<div class=header><h1>分工方案</h1></div><div>{}</div>", ["分工方案", *WORDS]),  # a head with the title
        ("<div class=top><div class=xlTitle>分工方案</div></div><div>{}</div>", ["分工方案", *WORDS]),
        ("<div>{}<p class=right>澜州市人民政府</p></div>", [*WORDS, "澜州市人民政府"]),  # a class that aligns
        ("<div>{}</div><div>2026年2月27日</div>", [*WORDS, "2026年2月27日"]),
        ("{}<ul><li><a href=a.doc>附件1.表</a><li><a href=b.doc>附件2.表</a><li><a href=c>附件3</a></ul>",
         [*WORDS, "附件1.表", "附件2.表", "附件3"]),
        ("{}<p>附件：<a href=a.pdf>分工表.pdf</a></p>", [*WORDS, "附件：分工表.pdf"]),
        ("{}<p>联系电话：0000-1234567</p>", [*WORDS, "联系电话：0000-1234567"]),  # within the article
        ("<p>发布：<script>1</script>今日</p>{}", ["发布：今日", *WORDS]),  # a script breaks no line
        ("<p><a name=top>重点任务</a></p>{}", ["重点任务", *WORDS]),  # an anchor is no link
    ],
)  # fmt: skip
def test_what_belongs_to_the_document_stays(around: str, kept: list[str]) -> None:
    assert lines(around.format(PLAN)) == kept


def test_a_page_of_links_alone_is_read() -> None:
    assert lines("<p><a href=1>1.建设园区</a></p><p><a href=2>2.改造管网</a></p><p><a href=3>3.修路</a></p>") == [
        "1.建设园区",
        "2.改造管网",
        "3.修路",
    ]


def test_an_article_that_a_script_would_show_is_read() -> None:
    assert lines(f"<div id=zoom style='display:none'>{PLAN}</div><p>加载中</p>")[:3] == WORDS


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("<ol><li>建设<li>改造</ol>", ["1.建设", "2.改造"]),
        ("<ol start=5><li>建设<li value=9>改造<li>修路</ol>", ["5.建设", "9.改造", "10.修路"]),
        ("<ol type=A><li>建设</ol><ol type=i><li>改造</ol>", ["A.建设", "i.改造"]),
        ("<ol style='list-style-type: cjk-ideographic'><li>建设<li>改造</ol>", ["一、建设", "二、改造"]),
        ("<ol><li>工业<ol><li>建设<li>改造</ol><li>农业</ol>", ["1.工业", "1.建设", "2.改造", "2.农业"]),  # nested
        ("<ol><li><p>建设</p><p>说明</p><li>改造</ol>", ["1.建设", "说明", "2.改造"]),  # only the first line
        ("<ol><li>3.建设<li>（一）改造</ol>", ["3.建设", "（一）改造"]),  # numbered by hand
        ("<ol style='list-style:none'><li>建设</ol>", ["建设"]),
        ("<ul><li>建设<li>改造</ul>", ["建设", "改造"]),  # points are no numbers
    ],
)
def test_ordered_lists_show_their_numbers(body: str, shown: list[str]) -> None:
    assert lines(body) == shown


def test_cells_of_a_table_keep_their_extent() -> None:
    document = opened(
        "<table><tr><th rowspan=2>序号<th rowspan=2>任务<th colspan=2>责任分工<tr><th>牵头单位<th>配合单位"
        "<tr><td>1<td>建设<td rowspan=3>市住建局<br>市水务局<td></td><tr><td>2<td>改造<td>市财政局</table>"
    )
    assert cells(document) == {
        (1, 1): "序号",
        (1, 2): "任务",
        (1, 3): "责任分工",
        (2, 3): "牵头单位",
        (2, 4): "配合单位",
        (3, 1): "1",
        (3, 2): "建设",
        (3, 3): "市住建局\n市水务局",  # two lines of one cell
        (3, 4): "",  # an empty cell keeps its place and is no line
        (4, 1): "2",
        (4, 2): "改造",
        (4, 4): "市财政局",
    }
    spans = {(cell.row, cell.column): (cell.rows, cell.columns) for cell in document.grids[0].cells}
    assert spans[1, 1] == (2, 1)
    assert spans[1, 3] == (1, 2)
    assert spans[3, 3] == (2, 1)  # no further than the table


@pytest.mark.parametrize(
    "table",
    [
        "<table><tr><td>建设</td></tr><tr><td>改造</td></tr></table>",  # one column
        "<table><tr><td>建设</td><td>改造</td></tr></table>",  # one row
        "<table role=presentation><tr><td>建设<td>1<tr><td>改造<td>2</table>",
        "<table><tr><td>栏<td>目<tr><td colspan=2>" + "<p>建设园区</p>" * 20 + "</table>",  # a page in a cell
    ],
)
def test_tables_that_lay_out_are_none(table: str) -> None:
    document = opened(table)
    assert document.grids == ()
    assert all(place.table is None for place in document.places)


def test_a_table_within_a_cell_belongs_to_the_cell_and_one_within_a_frame_is_a_table() -> None:
    inner = "<table><tr><td>甲<td>乙<tr><td>丙<td>丁</table>"
    document = opened(f"<table><tr><td>1<td>市工信局、市财政局等部门{inner}<tr><td>2<td>市水务局</table>")
    assert cells(document)[1, 2] == "市工信局、市财政局等部门\n甲\n乙\n丙\n丁"
    framed = opened(f"<table><tr><td>栏<td>{inner}<tr><td>目<td></table>")
    assert cells(framed) == {(1, 1): "甲", (1, 2): "乙", (2, 1): "丙", (2, 2): "丁"}
    assert len(framed.grids) == 1


def test_rows_and_cells_of_links_stay() -> None:
    link = "<a href=1>{}</a>".format
    row = f"<tr><td>1<td>{link('建设园区')}<td>市工信局<br>{link('市财政局')}<tr><td>{'<td>'.join(map(link, '二三四'))}"
    document = opened(f"<table><tr><td>序号<td>任务内容<td>牵头单位和配合单位{row}</table>")
    assert list(cells(document).values())[3:] == ["1", "建设园区", "市工信局\n市财政局", "二", "三", "四"]


def test_cells_hold_words_that_elsewhere_would_be_furniture() -> None:
    document = opened("<table><tr><td>指标<td>单位<tr><td>浏览量<td>次<tr><td>返回首页<td>大</table>")
    assert list(cells(document).values()) == ["指标", "单位", "浏览量", "次", "返回首页", "大"]


def test_breaks_and_blanks_stay() -> None:
    assert lines("<p>&nbsp;&nbsp;建设<br/>改造<br>　　修路</p><pre>一\n 二</pre>") == [
        "\xa0\xa0建设",
        "改造",
        "　　修路",
        "一",
        "二",
    ]


def test_a_page_nested_or_merged_without_end_takes_no_time() -> None:
    deep = "<div>" * 3_000 + PLAN
    assert lines(deep) == WORDS
    wide = "<table>" + "<tr>" + "<td rowspan=99999999 colspan=99999999>1" * 2_000 + "<tr><td>2</table>"
    assert len(opened(wide).places) == 2_001
    nested = "<table><tr><td>1<td>" * 200
    assert len(opened(nested).text.split("\n")) == 200


@pytest.mark.parametrize("charset", ["utf-8", "gbk"])
def test_a_page_saved_as_one_file_is_read(charset: str) -> None:
    archive = MIMEMultipart("related")
    picture = MIMENonMultipart("image", "png")
    picture.set_payload("AAAA")
    archive.attach(picture)
    page = f"<html><head><meta charset={charset}></head><body>{PLAN}</body></html>"
    archive.attach(MIMEText(page, "html", charset))
    del archive["MIME-Version"]
    data = b"MIME-Version: 1.0\n" + archive.as_bytes()
    document = open_document(data, name="plan.mht")
    assert document.text.split("\n") == WORDS
    assert document.source.format == "mhtml"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=a\n\n--a\n\nplain\n--a--", "no_words"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related\n", "no_words"),  # cut off
        (b"MIME-Version: 1.0\nContent-Type: multipart/x; boundary=a\n" + b"\n--a\nContent-Type: multipart/x\n" * 999,
         "no_words"),
    ],
)  # fmt: skip
def test_an_archive_without_a_page_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as refused:
        open_document(data, name="plan.mht")
    assert refused.value.code == code
