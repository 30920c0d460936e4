"""Page furniture and control characters go, the document and what describes it stay."""

import pytest

from duban.plans.reading.furniture import Line, without_controls, without_furniture

GONE = [
    "您现在的位置：首页 > 政务公开 > 正文",
    "当前位置：首页>>政务公开>>文件",
    "澜州市人民政府网  首页 > 政务公开 > 市政府文件",
    "澜州市自然资源局  欢迎您！",
    "分享到:",
    "分享到：微信 微博 QQ空间",
    "扫一扫在手机打开当前页    分享到：    【关闭窗口】",
    "【打印本页】【关闭窗口】",
    "字体：【大 中 小】  阅读次数：1386  打印",
    "CopyRight 2017 © Lanzhou All Rights Reserved  版权所有:澜州市人民政府",
    "主办：澜州市人民政府办公室   网站标识码：9900000001",
    "ICP备00000001号  主办：澜州市人民政府办公室",
    "网站地图　联系我们　您是第 1082241 位访客",
    "上一篇：关于做好春季造林工作的通知",
    "上一篇：土地公告   下一篇：无",
    "相关文档推荐  民生工程进度表",
    "— 12 —",
    "第 3 页 共 12 页",
]

KEPT = [
    "索 引 号:LZ0001/2026-00245",  # metadata
    "发文日期:2026-03-18",
    "主    题:综合政务",
    "12. 推进政府网站标识码和ICP备案清理。（牵头单位：市数据局）",  # a task about websites
    "建设手机首页 | 一网通办专区。",  # a sentence
    "责任单位：市网信办、版权所有处",  # names a unit
    "打印机更新 300 台",  # begins with a button's word
    "主办单位：市文旅局",  # not at the edge of the page
    "（此件公开发布）",
    "",
]


@pytest.mark.parametrize("text", GONE)
def test_furniture_is_cut(text: str) -> None:
    kept = without_furniture([Line(1, "关于印发方案的通知"), Line(2, text), Line(3, "一、工业（共1条）")])
    assert [line.number for line in kept] == [1, 3]


@pytest.mark.parametrize("text", KEPT)
def test_the_document_and_its_metadata_stay(text: str) -> None:
    lines = [Line(1, "关于印发方案的通知"), Line(2, text), Line(3, "一、工业（共1条）")]
    assert without_furniture(lines) == lines


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("2026-03-18 信息来源:市政府办公室 阅读量:", "2026-03-18 信息来源:市政府办公室"),
        ("发布日期：2026-02-06    浏览次数：412", "发布日期：2026-02-06"),
        ("索引号：LZ-1    打印    分享到：微信", "索引号：LZ-1"),
        ("来源：市政府办公室 浏览次数：412 字号：[ 大 中 小 ]", "来源：市政府办公室"),  # brackets of their own
    ],
)
def test_from_a_line_of_metadata_only_the_furniture_is_cut(text: str, left: str) -> None:
    assert without_furniture([Line(7, text)]) == [Line(7, left)]


def test_lines_of_the_edge_go_only_at_the_edge() -> None:
    lines = [
        Line(1, "政办发电 -澜州在线"),  # the title of the window
        Line(2, ""),
        Line(3, "关于印发方案的通知"),
        Line(4, "技术支持：市信息中心"),  # within the document it is text
        Line(5, "一、工业（共1条）"),
        Line(6, "主办单位：市政府办公室"),
        Line(7, "技术支持：市信息中心"),
    ]
    assert [line.number for line in without_furniture(lines)] == [2, 3, 4, 5]


def test_a_unit_under_a_label_at_the_foot_belongs_to_the_last_item() -> None:
    lines = [Line(1, "1.做事。"), Line(2, "牵头单位：市财政局"), Line(3, "协办单位：市审计局"), Line(4, "")]
    assert [line.number for line in without_furniture(lines)] == [1, 2, 3, 4]


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("a\r\nb\rc\nd", "a\nb\nc\nd"),  # ends of Windows, old Macintosh, Unix
        ("a\x0bb\x0cc\x85d\u2028e\u2029f", "a\nb\nc\nd\ne\nf"),  # soft breaks and pages
        ("市\u200b财\ufeff政\xad局\x00\x1f", "市财政局"),  # unseen characters
        ("\u202e1.\u202c 建设", "1. 建设"),  # marks of direction
        ("　\xa0\t 建 设", "　\xa0\t 建 设"),  # blanks of every kind stay
        ("\ufffd", "\ufffd"),  # what could not be decoded stays visible
    ],
)
def test_control_characters_go_and_nothing_else(text: str, cleaned: str) -> None:
    assert without_controls(text) == cleaned


def test_long_lines_of_furniture_words_take_no_time() -> None:
    for piece in ("微信", "打印【", "首 页 ", " - ", "第", "\t|　", "分享到："):
        without_furniture([Line(number, (piece * 200)[:399]) for number in range(1, 200)])
