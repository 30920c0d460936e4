"""Tables whose cells run together: heads, rows and units told apart without any mark between them."""

import pytest

from duban.plans.reading.grids.naming import cut_names
from grid_notation import leaders, units
from notation import read

HEADS = "序号项目名称主要内容分管领导牵头单位配合单位"
FIRST = "1家门口的好学校改建学校7所，净增学位900个。林一帆教育局住建局城投集团各街道"
SECOND = "2口袋公园新建口袋公园8个。向 阳园林局城管局各街道"


@pytest.mark.parametrize(
    ("run", "names"),
    [
        ("住建局城投集团各街道", "住建局 城投集团 各街道"),  # a company, a collective
        ("人社局总工会高新园各街道", "人社局 总工会 高新园 各街道"),
        ("卫健局红十字会教育局", "卫健局 红十字会 教育局"),  # ends in 会
        ("文旅局团区委妇联", "文旅局 团区委 妇联"),  # a name of two characters
        ("市住建局市财政局", "市住建局 市财政局"),  # a level begins a name
        ("区委宣传部文旅局", "区委宣传部 文旅局"),  # an organ of the committee is one
        ("盐仓街道办事处财政局", "盐仓街道办事处 财政局"),  # the end of a name is none by itself
        ("人力资源社会保障局财政局", "人力资源社会保障局 财政局"),  # 社 inside a name ends none
        ("公安分局市场监管局商务局", "公安分局 市场监管局 商务局"),
        ("应急局、林业局公安局", "应急局 林业局 公安局"),  # a mark that was left
        ("教育局高新园（棠溪镇）各街道", "教育局 高新园（棠溪镇） 各街道"),  # a second name in brackets
        ("晋陵公司轨道公司推进片区改造", "晋陵公司 轨道公司"),  # what is to be done ends the names
        ("财政局\n审计局", "财政局 审计局"),  # a line end between two names
    ],
)
def test_names_without_marks_are_cut(run: str, names: str) -> None:
    assert " ".join(name.of(run) for name in cut_names(run, 0, len(run))[0].names) == names


def test_rows_are_told_apart_by_their_numbers() -> None:
    first, second = read(f"澜州市实事项目责任分解表{HEADS}{FIRST}{SECOND}").items
    assert first.text == "家门口的好学校改建学校7所，净增学位900个。"
    assert (leaders(first), units(first)) == ("林一帆", "教育局;住建局、城投集团、各街道;")
    assert (leaders(second), units(second)) == ("向阳", "园林局;城管局、各街道;")


def test_a_figure_among_the_words_opens_no_row() -> None:
    reading = read(f"{HEADS}1好学校改建学校2所，新建3所。林一帆教育局住建局{SECOND}3停车改造4处。林一帆城管局公安局")
    assert [item.number for item in reading.items] == ["1", "2", "3"]


def test_heads_that_come_again_are_no_words() -> None:
    reading = read(f"{HEADS}{FIRST}{HEADS}{SECOND}")
    assert [item.text for item in reading.items][1] == "口袋公园新建口袋公园8个。"
    assert units(reading.items[0]).endswith("各街道;")


def test_words_with_units_of_their_own_stand_under_the_number_above() -> None:
    reading = read(f"{HEADS}1老街焕新整治立面3万平方米。林一帆文旅局盐仓街道疏通小巷18条。向 阳住建局水务局{SECOND}")
    assert [(item.number, leaders(item), units(item)) for item in reading.items] == [
        ("1", "林一帆", "文旅局;盐仓街道;"),
        ("1", "向阳", "住建局;水务局;"),
        ("2", "向阳", "园林局;城管局、各街道;"),
    ]


def test_a_line_end_may_stand_in_a_name() -> None:
    first = read(f"{HEADS}{FIRST[:-1]}\n{FIRST[-1]}{SECOND}").items[0]
    assert "".join(units(first).split()) == "教育局;住建局、城投集团、各街道;"


def test_what_a_page_left_in_a_name_ends_no_table() -> None:
    reading = read(f"{HEADS}1甲事办好甲事。林一帆教育局高新园（棠溪镇\n2、）各街道{SECOND}")
    assert [item.number for item in reading.items] == ["1", "2"]


def test_a_leader_is_told_from_a_unit_by_surname() -> None:
    first = read(f"{HEADS}1甲事办好甲事。张菁民政局高新园各街道{SECOND}").items[0]
    assert (leaders(first), units(first)) == ("张菁", "民政局;高新园、各街道;")


def test_words_for_which_nobody_is_found_are_not_lost() -> None:
    reading = read(f"{HEADS}{FIRST}2口袋公园新建8个。向 阳园林局城管局再改造小游园6处，补种乔木。")
    assert [item.text for item in reading.items][-1] == "再改造小游园6处，补种乔木。"


def test_a_time_ends_a_row_where_the_table_has_a_column_for_it() -> None:
    first, second = read("序号工作任务责任单位完成时限1办好甲事。教育局、住建局10月底前2办好乙事。园林局12月底前").items
    assert (units(first), [deadline.text for deadline in first.deadlines]) == (";;教育局、住建局", ["10月底前"])
    assert [deadline.text for deadline in second.deadlines] == ["12月底前"]


@pytest.mark.parametrize(
    "text",
    [
        f"{HEADS}",  # no row
        f"{HEADS}1一段没有句号也没有单位的话",
        "序号1之后没有表头。教育局",
    ],
)
def test_what_cannot_be_told_apart_is_left_alone(text: str) -> None:
    assert not read(text).items
