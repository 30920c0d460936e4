"""The responsibility part of an item in every layout that plans are written in.

A role string names leads, cooperating and responsible units, parted by bars.
"""

import pytest

from duban.plans.reading.models import Item
from notation import codes, duty, read, surfaces


def roles(item: Item) -> str:
    """Return the units of an item by role."""
    return " | ".join(surfaces(role) for role in (item.leads, item.cooperating, item.responsible))


BRACKETS = [  # part behind the words of an item, roles
    # every kind of bracket
    ("【牵头单位：市财政局；配合单位：市审计局】", "市财政局 | 市审计局 | "),
    ("〔牵头单位：市财政局，责任单位：各街道（功能区）〕", "市财政局 | 各街道（功能区） | "),
    ("［责任单位：市财政局］", " |  | 市财政局"),
    ("[责任单位:市财政局]", " |  | 市财政局"),
    # the label in a bracket of its own
    ("【责任单位】市财政局、市审计局", " |  | 市财政局 市审计局"),
    ("\n【牵头单位】：市财政局\n【配合单位】：市审计局", "市财政局 | 市审计局 | "),
    ("\n【责任分工】市财政局牵头，市审计局配合。", "市财政局 | 市审计局 | "),
    # half-width marks
    ("(牵头单位:市财政局;责任单位:市审计局,各县区政府)", "市财政局 | 市审计局 各县区政府 | "),
    # blanks in place of colons and marks
    ("（责任领导  于 成  牵头单位  市财政局  配合单位  市审计局、各街道）", "市财政局 | 市审计局 各街道 | "),
    # a leader and a time in the same bracket
    ("（牵头领导：于成；牵头单位：市财政局；完成时限：6月底）", "市财政局 |  | "),
    # a time at the end of the list, without label
    ("（牵头单位：州审批局；责任单位：州司法局、各县市政府，6月底完成）", "州审批局 | 州司法局 各县市政府 | "),
    # a label that gives no role ends the list before it
    ("（责任单位：市财政局；联系电话：123）", " |  | 市财政局"),
    ("\n责任单位：市财政局 投资规模：3亿元", " |  | 市财政局"),
    # verbs before the first label
    ("（市财政局牵头；完成时限：年底前）", "市财政局 |  | "),
    # brackets within names
    (
        "（牵头单位：市发改委（市铁路办）；责任单位：各县（市、区）政府）",
        "市发改委（市铁路办） | 各县（市、区）政府 | ",
    ),
    # over a line end, as PDF text has it
    ("（牵头单位：市财政局；\n配合单位：市审计局）", "市财政局 | 市审计局 | "),
    # no closing bracket
    ("（责任单位：市财政局、各县（市、区）政府", " |  | 市财政局 各县（市、区）政府"),
    # a bracket in the words that is none of ours
    ("抓好“六稳”（含外贸）。（责任单位：市财政局）", " |  | 市财政局"),
    # one that is never closed
    ("抓好“六稳”（含外贸。（责任单位：市财政局）", " |  | 市财政局"),
]
LABELS = [  # label lines, roles
    ("牵头责任单位：市财政局\n协同责任单位：市审计局", "市财政局 | 市审计局 | "),
    ("主要责任单位：市财政局\n协同配合单位：市审计局", "市财政局 | 市审计局 | "),
    ("主要责任单位：市财政局\n其他责任单位：市审计局", "市财政局 | 市审计局 | "),
    ("第一责任单位：市财政局\n配合单位：市审计局", "市财政局 | 市审计局 | "),
    ("牵头（责任）单位：市财政局\n参与（配合）单位：市审计局", "市财政局 | 市审计局 | "),
    ("牵头组织实施单位：市财政局", "市财政局 |  | "),
    ("牵头部门：市财政局\n责任部门：市审计局", "市财政局 | 市审计局 | "),
    ("责任主体：市财政局", " |  | 市财政局"),
    ("牵头：市财政局\n配合：市审计局", "市财政局 | 市审计局 | "),
    ("牵头：市财政局；责任：市审计局", "市财政局 | 市审计局 | "),
    ("主办单位：市财政局 协办单位：市审计局", "市财政局 | 市审计局 | "),
    # several labels on one line, joined by a comma
    ("牵头单位：市财政局，配合单位：市审计局", "市财政局 | 市审计局 | "),
    # the colon is lost
    ("责任单位 市财政局、市审计局", " |  | 市财政局 市审计局"),
    # each unit on a line of its own below the label
    ("牵头单位：\n市财政局\n配合单位：\n市审计局", "市财政局 | 市审计局 | "),
    # a list broken over two lines, behind a mark and within a name
    ("责任单位：市财政局、\n市审计局", " |  | 市财政局 市审计局"),
    ("责任单位：市财政局、市住房\n城乡建设局、市审计局", " |  | 市财政局 市住房\n城乡建设局 市审计局"),
    # verbs behind the label
    ("责任单位：市财政局牵头，市审计局、市统计局配合", "市财政局 | 市审计局 市统计局 | "),
    # units parted by blanks or a stroke; a blank within a name
    ("责任单位：市财政局 市审计局  市住房 城乡建设局", " |  | 市财政局 市审计局 市住房 城乡建设局"),
    ("责任单位：市财政局/市审计局", " |  | 市财政局 市审计局"),
    # what is said of all stands behind the last
    ("责任单位：市财政局、市审计局（按职责分工负责）", " |  | 市财政局 市审计局"),
    ("主责：市财政局；协同：市审计局", "市财政局 | 市审计局 | "),
    ("整改责任单位：市财政局；配合整改单位：市审计局", " | 市审计局 | 市财政局"),
    # a person behind each unit
    (
        "牵头单位/责任人：市财政局/于 成\n配合单位/责任人：市审计局/林 川；市统计局/方 圆",
        "市财政局 | 市审计局 市统计局 | ",
    ),
    # the role in a bracket behind the unit
    ("责任单位：市财政局（组长单位）、市审计局", "市财政局 | 市审计局 | "),
    ("责任单位：市财政局（牵头）、市审计局", "市财政局 | 市审计局 | "),
    # labels of one line parted by wide blanks
    ("主办：市财政局　　协办：市审计局　　时限：5月底前", "市财政局 | 市审计局 | "),
    # 为 in place of the colon
    ("牵头单位为市财政局，配合单位为市审计局、各镇街。", "市财政局 | 市审计局 各镇街 | "),
    # nobody
    ("牵头单位：市财政局\n配合单位：无", "市财政局 |  | "),
    # who undertakes it leads those who help, and answers where nobody does
    ("承办单位：市财政局\n协办单位：市审计局", "市财政局 | 市审计局 | "),
    ("承办单位：市财政局\n责任单位：市审计局", " |  | 市财政局 市审计局"),
    ("承办单位：市财政局", " |  | 市财政局"),
    # a list broken behind the level of a name
    ("责任单位：市水利局、市\n林业局", " |  | 市水利局 市\n林业局"),
    # a list broken before a bracket within a name
    ("责任单位：市财政局、各县\n（市、区）人民政府", " |  | 市财政局 各县\n（市、区）人民政府"),
    # a sentence after the labels is none of theirs
    ("责任单位：市财政局\n要加强调度。", " |  | 市财政局"),
]
VERBS = [  # what stands in the bracket, roles
    ("市财政局牵头，市审计局、市统计局配合", "市财政局 | 市审计局 市统计局 | "),
    ("市财政局牵头，市审计局参与，市统计局落实", "市财政局 | 市审计局 市统计局 | "),
    ("由市财政局牵头，会同市审计局负责", "市财政局 | 市审计局 | "),
    ("市财政局会同市审计局、市统计局负责", "市财政局 | 市审计局 市统计局 | "),
    # 会同 behind a lead: both help
    ("由市财政局牵头、市审计局会同市统计局负责", "市财政局 | 市审计局 市统计局 | "),
    ("市财政局、市审计局分别负责", " |  | 市财政局 市审计局"),
    ("市财政局、市审计局按职责分工负责", " |  | 市财政局 市审计局"),
    ("市财政局等按照各自职责分工抓好落实", " |  | 市财政局…"),
    ("市财政局等部门依职责落实", " |  | 市财政局…"),
    ("市财政局、市审计局按职责分工", " |  | 市财政局 市审计局"),
    ("市财政局负责，市审计局配合", " | 市审计局 | 市财政局"),
    ("市财政局总牵头，市审计局配合", "市财政局 | 市审计局 | "),
    ("市财政局、市审计局共同牵头", "市财政局 市审计局 |  | "),
    ("市财政局为牵头单位，市审计局为配合单位", "市财政局 | 市审计局 | "),
    ("市财政局主办，市审计局协办", "市财政局 | 市审计局 | "),
    # what a verb is about is no unit
    ("市财政局牵头抓总，市审计局配合", "市财政局 | 市审计局 | "),
    ("市财政局负责资金保障，各县区政府组织实施", " |  | 市财政局 各县区政府"),
    # times behind the verb
    ("市各部门分别负责，年内持续推进", " |  | 市各部门"),
    ("市财政局牵头，6月底前出台办法，年内持续推进", "市财政局 |  | "),
    # a leader among the units
    ("于成副市长牵头，市财政局负责", " |  | 市财政局"),
    # more units behind the verb
    ("市财政局、市审计局按职责分工负责，各县区政府", " |  | 市财政局 市审计局 各县区政府"),
    # the last unit has no verb
    ("市财政局牵头，市审计局", "市财政局 | 市审计局 | "),
    # joined without a mark
    ("市财政局牵头，市级各有关部门及各县市区政府按职责分工负责", "市财政局 | 市级各有关部门 各县市区政府 | "),
]
BARE = [  # part behind the words of an item, roles
    # units alone in the bracket
    ("（市财政局、市审计局，各县区政府）", " |  | 市财政局 市审计局 各县区政府"),
    ("（工信部、公安部、应急管理部）", " |  | 工信部 公安部 应急管理部"),
    ("（市财政局；年底前）", " |  | 市财政局"),
    # angle brackets inside brackets
    ("（市财政局，各县<市、区>人民政府）", " |  | 市财政局 各县<市、区>人民政府"),
    # the role in a bracket behind each, and a time
    ("（市财政局（主办）、市审计局（协办）；6月底前）", "市财政局 | 市审计局 | "),
    # a note behind the list
    ("（市财政局、市审计局，排名第一位为牵头单位，下同）", "市财政局 | 市审计局 | "),
    # behind a dash
    ("——市财政局、市审计局", " |  | 市财政局 市审计局"),
    ("——市财政局牵头，市审计局配合", "市财政局 | 市审计局 | "),
    # a sentence that says no more
    ("由市财政局牵头，市审计局配合。", "市财政局 | 市审计局 | "),
    ("\n市财政局牵头负责，市审计局配合。", "市财政局 | 市审计局 | "),
    ("由市财政局会同市审计局、市统计局组织实施。", "市财政局 | 市审计局 市统计局 | "),
]
NO_PARTS = [
    # a gloss and a place
    "建成图书馆（不含县级公立医院）。",
    "支持企业（含民营企业、个体户）。",
    # a second name in a sentence
    "支持市文旅局（市文物局）开展工作。",
    # verbs in a sentence about something else
    "落实责任，由企业负责整改。",
    "牵头单位要履行好职责。",
    # who decided
    "稳增长（县委常委会2026年第3次会议审定）",
    # 为 behind a word that is no label here
    "以责任单位为主体推进。",
]


@pytest.mark.parametrize(("part", "expected"), BRACKETS)
def test_brackets(part: str, expected: str) -> None:
    assert roles(duty(part)) == expected


@pytest.mark.parametrize(("lines", "expected"), LABELS)
def test_label_lines(lines: str, expected: str) -> None:
    assert roles(duty(f"\n{lines}")) == expected


@pytest.mark.parametrize(("words", "expected"), VERBS)
def test_verbs(words: str, expected: str) -> None:
    assert roles(duty(f"（{words}）")) == expected


@pytest.mark.parametrize(("part", "expected"), BARE)
def test_units_alone(part: str, expected: str) -> None:
    assert roles(duty(part)) == expected


@pytest.mark.parametrize("words", NO_PARTS)
def test_words_that_give_nobody_a_role(words: str) -> None:
    reading = read(f"1.{words}\n2.做事。（牵头单位：市财政局）")
    assert reading.items[0].text == words
    assert "lead_missing" in codes(reading)


TIMES = [  # part, times as printed
    ("（州司法局负责，6月底完成）", ["6月底完成"]),
    ("（责任单位：州司法局、各县市政府，6月底完成）", ["6月底完成"]),
    ("（市各部门分别负责，年内持续推进）", ["年内持续推进"]),
    ("（市财政局牵头，6月底前出台相关办法，年内持续推进）", ["6月底前出台相关办法", "年内持续推进"]),
    ("（市财政局牵头，3月底前出台办法，年内持续推进）", ["3月底前出台办法", "年内持续推进"]),
    ("\n责任单位：市财政局\n时限要求：持续推进", ["持续推进"]),
    ("（牵头单位：市财政局；完成时间：2024年12月）", ["2024年12月"]),
    # behind the bracket
    ("（市财政局牵头，市审计局配合），6月底前完成。", ["6月底前完成"]),
    ("（责任单位：市财政局），9月1日前投用。", ["9月1日前投用"]),
    ("（市财政局），年底前。", ["年底前"]),
]


@pytest.mark.parametrize(("part", "expected"), TIMES)
def test_times_of_the_responsibility_part(part: str, expected: list[str]) -> None:
    assert [deadline.text for deadline in duty(part).deadlines] == expected


LEADERS = [  # part, leaders
    ("（牵头领导：于成；牵头单位：市财政局）", "于成"),
    ("\n包保领导：于成、方 圆\n责任单位：市财政局", "于成 方圆"),
    ("\n分管市领导：于成\n责任单位：市财政局", "于成"),
    # over a line end, behind a mark
    ("\n分管领导：于成、\n方 圆\n责任单位：市财政局", "于成 方圆"),
    ("\n责任领导：政法委员于成圆\n责任单位：平安办", "于成圆"),
    # marks that part the labels
    ("▲责任领导：于成▲牵头单位：市财政局", "于成"),
    # by the post instead of the name
    ("\n责任领导：常务副市长\n责任单位：市财政局", "常务副市长"),
    ("\n责任领导：市政府常务副市长\n责任单位：市财政局", "市政府常务副市长"),
    ("\n责任领导：分管副县长\n责任单位：县财政局", "分管副县长"),
    ("\n分管副市长：于成\n责任单位：市财政局", "于成"),
    ("\n县级领导：于成\n责任单位：县财政局", "于成"),
    # with the post beside the name
    ("\n责任领导：于成副市长、副县长方圆\n责任单位：市财政局", "于成 方圆"),
    ("\n责任领导：于成同志\n责任单位：市财政局", "于成"),
    # with a second post
    ("\n责任领导：县委常委、常务副县长于成\n责任单位：县财政局", "于成"),
    # said by a verb
    ("（于成副市长牵头，市财政局负责）", "于成"),
    # three labels parted by blanks
    ("（包保领导：于成  责任单位：市财政局  责任人：方圆）", "于成"),
    # a person is the leader where no other is named
    ("\n责任单位：市财政局\n责任人：于成", "于成"),
    ("\n责任领导：方圆\n责任单位：市财政局\n责任人：于成", "方圆"),
]


@pytest.mark.parametrize(("part", "expected"), LEADERS)
def test_leaders_of_an_item(part: str, expected: str) -> None:
    assert " ".join(leader.name for leader in duty(part).leaders_at) == expected


def test_an_item_with_two_tails_keeps_its_words_and_the_units_of_both() -> None:
    item = duty("（责任单位：市财政局）再做一件。（责任单位：市审计局）", words="做一件。")
    assert item.text == "做一件。（责任单位：市财政局）再做一件。"
    assert roles(item) == " |  | 市财政局 市审计局"


def test_two_tails_with_verbs_are_one_part_of_the_item() -> None:
    item = duty("（市财政局牵头）再做一件。（市审计局负责）", words="做一件。")
    assert roles(item) == "市财政局 | 市审计局 | "


def test_a_bracket_and_lines_below_it_belong_together() -> None:
    item = duty("（责任领导：于成）\n牵头单位：市财政局\n配合单位：市审计局")
    assert roles(item) == "市财政局 | 市审计局 | "
    assert [leader.name for leader in item.leaders_at] == ["于成"]


def test_the_words_of_an_item_may_stand_below_its_units() -> None:
    item = duty("牵头单位：市财政局\n责任领导：于成\n工作任务：做好一件事。\n完成时限：6月底", words="")
    assert item.text == "做好一件事。"
    assert roles(item) == "市财政局 |  | "


NOTES = [
    "列首位者为牵头单位，下同",
    "第一责任单位为牵头单位，下同",
    "排名第一位为牵头单位，下同",
    "排在第一位的为牵头单位，下同",
    "列第一位的责任单位为牵头单位或汇总单位",
    "排名首位的单位为牵头单位",
    "首个单位为牵头单位，下同",
    "前列为牵头单位",
    "排在前面的为牵头单位，下同",
]


@pytest.mark.parametrize("note", NOTES)
def test_a_note_lets_the_first_listed_lead(note: str) -> None:
    reading = read(
        f"1.甲事。\n责任单位：市财政局、市审计局（{note}）\n2.乙事。（市水利局、市统计局）\n3.丙事。（市民政局）"
    )
    assert [roles(item) for item in reading.items] == [
        "市财政局 | 市审计局 | ",
        "市水利局 | 市统计局 | ",
        "市民政局 |  | ",
    ]


def test_such_a_note_may_stand_in_the_notice() -> None:
    reading = read("责任分解中，列第一位的责任单位为牵头单位。\n1.甲事。\n责任单位：市财政局、市审计局")
    assert roles(reading.items[0]) == "市财政局 | 市审计局 | "


SECTIONS = [  # title of a section, leader
    ("石见川区长主抓的工作", "石见川"),
    ("于成同志负责的工作", "于成"),
    ("由于成常务副市长牵头的工作", "于成"),
    ("常务副县长于成牵头的工作", "于成"),
    ("工业经济（牵头领导：于成）", "于成"),
    ("工业经济\n责任领导：于成", "于成"),
    ("市长热线负责的工作", ""),
]


@pytest.mark.parametrize(("title", "expected"), SECTIONS)
def test_leaders_of_a_section(title: str, expected: str) -> None:
    section = read(f"一、{title}\n1.做事。（市财政局牵头）").sections[0]
    assert " ".join(leader.name for leader in section.leaders_at) == expected


def test_a_star_means_what_the_note_says() -> None:
    reading = read(
        "1.甲事。（责任单位：★市财政局、市审计局；带★的为牵头单位，下同）\n2.乙事。（责任单位：市水利局、★市林业局）"
    )
    assert [roles(item) for item in reading.items] == ["市财政局 | 市审计局 | ", "市林业局 | 市水利局 | "]


def test_a_star_without_a_note_means_nothing() -> None:
    assert roles(duty("（责任单位：★市财政局、市审计局）")) == " |  | 市财政局 市审计局"
