"""Numbers of lists, which stand in no text, are counted and written as Word draws them."""

import pytest

from duban.plans.reading.read import read_document
from duban.plans.reading.sources import open_document
from duban.plans.reading.word_numerals import written
from word_packages import listed, package, paragraph, styled

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


def drawn(body: str, numbering: str = NUMBERING, styles: str = STYLES) -> list[str]:
    return open_document(package(body, numbering=numbering, styles=styles), name="plan.docx").text.split("\n")


def abstract(*levels: str, number: int = 7, more: str = "") -> str:
    """An abstract list of levels, each "form text" with further properties behind a bar."""
    written_levels = ""
    for at, level in enumerate(levels):
        drawn_as, _, extra = level.partition("|")
        form, _, text = drawn_as.partition(" ")
        written_levels += (
            f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{extra}<w:lvlText w:val="{text}"/>'
            "</w:lvl>"
        )
    return f'<w:abstractNum w:abstractNumId="{number}">{written_levels}{more}</w:abstractNum>'


def num(number: int, of: int = 7, changes: str = "") -> str:
    """A list made from an abstract one."""
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{of}"/>{changes}</w:num>'


def begins(level: int, at: int) -> str:
    """A change of where a list begins."""
    return f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{at}"/></w:lvlOverride>'


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
    assert drawn(body) == [
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


def test_lists_of_one_kind_count_on_together_unless_told_where_to_begin() -> None:
    numbering = abstract("decimal %1.", "decimal (%2)") + num(1) + num(2) + num(3, changes=begins(0, 1) + begins(1, 4))
    body = listed("", 0) + listed("", 0, 2) + listed("", 0, 3) + listed("", 1, 3) + listed("", 1, 3) + listed("", 0, 3)
    assert drawn(body + listed("", 1, 3) + listed("", 0), numbering) == [
        "1.",
        "2.",
        "1.",
        "(4)",
        "(5)",
        "2.",
        "(4)",
        "3.",
    ]


def test_a_level_may_count_on_below_a_new_heading() -> None:
    levels = (
        "chineseCountingThousand %1、",
        'decimal %2.|<w:lvlRestart w:val="0"/>',
        'decimal （%3）|<w:lvlRestart w:val="1"/>',
    )
    body = "".join(listed("", level) for level in (0, 1, 2, 1, 2, 0, 1, 2))
    assert drawn(body, abstract(*levels) + num(1)) == ["一、", "1.", "（1）", "2.", "（2）", "二、", "3.", "（1）"]


def test_a_level_before_its_heading_shows_the_first_number_of_the_heading() -> None:
    numbering = abstract("decimal %1.", "decimal %1.%2") + num(1)
    assert drawn(listed("", 1) + listed("", 1) + listed("", 0), numbering) == ["1.1", "1.2", "2."]


def test_numbers_of_headings_within_a_number_may_all_be_figures() -> None:
    numbering = abstract("chineseCounting 第%1章", "decimal %1.%2|<w:isLgl/>", "decimal %1.%2.%3") + num(1)
    body = listed("总则", 0) + listed("建设", 1) + listed("改造", 2)
    assert drawn(body, numbering) == ["第一章 总则", "1.1 建设", "一.1.1 改造"]


def test_styles_bring_their_list_and_their_level() -> None:
    levels = ('chineseCountingThousand %1、|<w:pStyle w:val="A"/>', 'decimal %2.|<w:pStyle w:val="B"/>')
    styles = (
        '<w:style w:type="paragraph" w:styleId="A"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="C"><w:basedOn w:val="A"/><w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr>'
        '</w:pPr></w:style><w:style w:type="paragraph" w:styleId="D"><w:basedOn w:val="A"/><w:pPr><w:numPr>'
        '<w:numId w:val="0"/></w:numPr></w:pPr></w:style>'
    )
    body = styled("", "A") + styled("", "B") + styled("", "C") + styled("无", "D") + styled("", "A")
    assert drawn(body, abstract(*levels) + num(1), styles) == ["一、", "1.", "2.", "无", "二、"]


def test_a_paragraph_without_style_takes_the_standard_one() -> None:
    styles = '<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>'
    assert drawn(paragraph("建设"), abstract("decimal %1.") + num(1), f"{styles}</w:pPr></w:style>") == ["1.建设"]


def test_a_list_may_stand_in_a_style_of_lists() -> None:
    styles = (
        '<w:style w:type="numbering" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
    )
    link = '<w:numStyleLink w:val="L"/>'
    numbering = abstract(number=6, more=link) + num(1, of=6) + abstract("decimal （%1）") + num(2)
    assert drawn(listed("建设", 0), numbering, styles) == ["（1）建设"]
    circle = abstract(number=6, more=link) + num(1, of=6) + num(2, of=6)  # a style of lists that names itself
    assert drawn(listed("建设", 0), circle, styles) == ["建设"]


def test_a_list_may_write_a_level_anew() -> None:
    change = '<w:lvlOverride w:ilvl="0"><w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/>'
    change += '<w:lvlText w:val="任务%1："/></w:lvl></w:lvlOverride>'
    assert drawn(listed("建设", 0), abstract("decimal %1.") + num(1, changes=change)) == ["任务3：建设"]


@pytest.mark.parametrize(
    ("level", "shown"),
    [
        ('decimal 第%1条|<w:suff w:val="nothing"/>', "第1条建设"),
        ('decimal %1|<w:suff w:val="nothing"/>', "1 建设"),  # else a figure would run into the words
        ("decimal %1", "1 建设"),
        ("decimal  %1. ", "1.建设"),
        ("none ", "建设"),
        ("decimal 注意", "注意 建设"),  # no number in it
    ],
)
def test_what_stands_between_number_and_words(level: str, shown: str) -> None:
    assert drawn(listed("建设", 0), abstract(level) + num(1)) == [shown]


def test_a_form_of_a_newer_word_counts_before_the_one_for_older() -> None:
    level = (
        '<w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="1"/><mc:AlternateContent><mc:Choice>'
        '<w:numFmt w:val="custom" w:format="001, 002, 003, ..."/></mc:Choice><mc:Fallback><w:numFmt w:val="decimal"/>'
        '</mc:Fallback></mc:AlternateContent><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
    )
    assert drawn(listed("建设", 0), level + num(1)) == ["001.建设"]


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
        (28, "lowerLetter", "bb"),
        (12, "chineseLegalSimplified", "壹拾贰"),
        (110, "chineseCountingThousand", "一百一十"),
        (12, "ideographDigital", "一二"),
        (3, "ideographTraditional", "丙"),
        (4, "ideographZodiac", "卯"),
        (2, "decimalEnclosedParen", "⑵"),
        (10, "ideographEnclosedCircle", "㊉"),
        (5, "decimalZero", "05"),
        (3, "lowerLetter", "c"),
        (12, "decimalFullWidth", "１２"),
        (1, "none", ""),
        (7, "never heard of", "7"),
    ],
)
def test_numbers_are_written_in_their_form(count: int, form: str, shown: str) -> None:
    assert written(count, form) == shown


def test_the_number_that_is_drawn_is_the_number_of_the_item() -> None:
    tasks = (
        "新增企业20家。（牵头单位：市工信局）",
        "改造管网30公里。（牵头单位：市住建局）",
        "新建泵站2座。（牵头单位：市水务局）",
    )
    body = listed("工业（责任领导：秦川，共3条）", 0) + "".join(listed(task, 2) for task in tasks)
    reading = read_document(open_document(package(body, numbering=NUMBERING), name="plan.docx"))
    assert [item.number for item in reading.items] == ["1", "2", "3"]
    assert [section.label for section in reading.sections] == ["一"]
