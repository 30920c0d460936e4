"""Tables of tasks: heads, rows, merged cells, sections, sums, and tables that hold no tasks."""

import pytest

from duban.plans.reading.grids.heads import column_of
from grid_notation import leaders, read_grids, units

HEAD = "序号|重点任务|牵头单位|配合单位|完成时限"
ROWS = """1|新建口袋公园8个。|市城管局|市财政局、审计局|10月底
2|改造老旧小区12个。|市住建局|各区政府|12月底"""


@pytest.mark.parametrize(
    ("head", "role"),
    [
        ("序 号", "number"),  # blanks inside
        ("项次", "number"),
        ("重点任务", "words"),
        ("目标任务", "words"),
        ("主要举措", "words"),
        ("工作要求", "words"),
        ("年度目标", "words"),
        ("建设规模及内容", "words"),
        ("重点领域", "group"),
        ("项目类别", "group"),  # ends like a group, though it speaks of projects
        ("牵头单位", "lead"),
        ("主办", "lead"),
        ("市级牵头部门", "lead"),
        ("牵头（责任）单位", "lead"),  # brackets inside
        ("协办单位", "cooperating"),
        ("参加单位", "cooperating"),
        ("责任单位", "responsible"),
        ("省级责任单位", "responsible"),  # a level before the word
        ("牵头领导及单位", "lead"),
        ("责任领导、单位", "responsible"),
        ("责任股室", "responsible"),
        ("责任乡镇", "responsible"),
        ("责任单位及责任人", "responsible"),  # units and persons in one column
        ("承办单位", "responsible"),
        ("分 管\n市领导", "leader"),
        ("包抓领导", "leader"),
        ("完成时限", "due"),
        ("时间节点", "due"),
        ("进度安排", "due"),
        ("开工时间", "none"),  # when it begins
        ("进展情况", "none"),
        ("备注", "none"),
        ("联系人及电话", "none"),
        ("年度投资（万元）", "none"),
        ("资金来源", "none"),
        ("任务来源", "none"),  # not the task itself
        ("跟踪督办单位", "none"),  # who watches does not act
        ("单位", "none"),  # of a list of persons
        ("承接方", ""),  # nothing known
    ],
)
def test_a_head_says_what_its_column_is(head: str, role: str) -> None:
    assert column_of(head) == role


def test_each_row_is_an_item() -> None:
    first, second = read_grids(f"{HEAD}\n{ROWS}").items
    assert (first.number, first.text, units(first)) == ("1", "新建口袋公园8个。", "市城管局;市财政局、审计局;")
    assert [deadline.text for deadline in second.deadlines] == ["12月底"]
    assert [mention.name for mention in first.cooperating] == ["市财政局", "市审计局"]


def test_every_value_is_the_text_at_its_span() -> None:
    reading = read_grids(f"{HEAD}\n{ROWS}")
    for item in reading.items:
        assert item.span.of(reading.text).startswith(item.number or "")
        for mention in (*item.leads, *item.cooperating, *item.responsible):
            assert mention.span.of(reading.text) == mention.surface
        for target in item.targets:
            assert target.span.of(reading.text) == target.text


def test_words_run_on_over_several_columns() -> None:
    [item] = read_grids("序号|工作任务|具体措施|年度目标|责任单位\n1|便民停车|挖潜扩容|新增泊位900个|市城管局").items
    assert item.text == "便民停车\n挖潜扩容\n新增泊位900个"
    assert [target.text for target in item.targets] == ["900个"]


@pytest.mark.parametrize(
    ("heads", "cells", "expected"),
    [
        ("牵头单位|责任单位", "市财政局|市审计局", "市财政局;市审计局;"),  # beside a lead 责任单位 cooperate
        ("责任单位", "市财政局、市审计局", ";;市财政局、市审计局"),
        ("责任单位", "牵头单位：市财政局\\配合单位：市审计局", "市财政局;市审计局;"),  # labels inside the cell
        ("责任单位", "市财政局牵头，市审计局配合", "市财政局;市审计局;"),  # verbs inside the cell
        ("责任单位", "市财政局（牵头）、市审计局", "市财政局;市审计局;"),  # marked in brackets
        ("责任单位", "市财政局\\市审计局\\各区政府", ";;市财政局、市审计局、各区政府"),  # one below the other
        ("责任单位", "市市场监督管理\\局、市审计局", ";;市市场监督管理\n局、市审计局"),  # a name broken by the line end
        ("责任单位", "市委\\办公室、市审计局", ";;市委\n办公室、市审计局"),  # the end of a name is no unit
        ("责任单位", "教育局 人社局", ";;教育局、人社局"),  # blanks between
        ("责任单位（列首位者为牵头单位）", "市财政局、市审计局", "市财政局;市审计局;"),  # a note in the head
        ("责任单位及责任人", "市财政局\\于成", ";;市财政局"),  # a person inside the unit
        ("牵头单位|配合单位", "市财政局|/", "市财政局;;"),  # nobody
        ("牵头领导/牵头单位", "于 成/市财政局", "市财政局;;"),  # a person beside the unit
        ("承办单位|协办单位", "市财政局|市审计局", "市财政局;市审计局;"),  # who undertakes it leads who help
        ("承办单位", "市财政局", ";;市财政局"),
        ("牵头处室|牵头单位", "预算处|市财政局", "市财政局;;"),  # what is inside the unit
        ("牵头处室", "预算处", "预算处;;"),
        ("牵头单位|配合单位|责任单位", "市财政局|市审计局|各区政府", "市财政局;市审计局、各区政府;"),
    ],
)
def test_cells_give_units_their_roles(heads: str, cells: str, expected: str) -> None:
    [item] = read_grids(f"序号|任务|{heads}\n1|办好甲事。|{cells}").items
    assert units(item) == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("于成", "于成"),
        ("向 阳", "向阳"),  # a short name is filled with a blank
        ("于成、向 阳", "于成、向阳"),
        ("向 阳方 圆", "向阳、方圆"),  # names that run together, each filled
        ("林一帆向 阳", "林一帆、向阳"),
        ("于成\\林一帆", "于成、林一帆"),  # one below the other
        ("—", ""),
    ],
)
def test_a_cell_names_leaders(cell: str, expected: str) -> None:
    [item] = read_grids(f"序号|任务|责任领导|牵头单位\n1|办好甲事。|{cell}|市财政局").items
    assert leaders(item) == expected


def test_merged_cells_hold_for_every_row_they_cover() -> None:
    first, second = read_grids(
        """序号|任务|分管领导|牵头单位|配合单位
        1|办好甲事。|于成|市财政局|市审计局
        2|办好乙事。|^|^|市统计局"""
    ).items
    assert (leaders(second), units(second)) == ("于成", "市财政局;市统计局;")
    assert first.leads == second.leads


def test_rows_below_a_number_carry_it() -> None:
    reading = read_grids(
        """序号|任务|牵头单位|时限
        1|办好甲事。|市财政局|6月
        ^|办好乙事。|市审计局|8月
        2|办好丙事。|市统计局|9月"""
    )
    assert [item.number for item in reading.items] == ["1", "1", "2"]
    assert not {finding.code for finding in reading.findings} & {"number_repeated", "number_skipped", "number_lost"}


def test_a_row_without_number_takes_the_units_that_it_leaves_empty() -> None:
    second = read_grids("序号|任务|牵头单位|配合单位\n1|办好甲事。|市财政局|市审计局\n |办好乙事。| |市统计局").items[1]
    assert (second.number, units(second)) == ("1", "市财政局;市统计局;")


def test_a_numbered_row_takes_nothing_from_above() -> None:
    second = read_grids("序号|任务|领导|牵头单位\n1|办好甲事。|于成|市财政局\n2|办好乙事。| |市统计局").items[1]
    assert leaders(second) == ""


def test_a_row_without_words_adds_units_to_the_item_above() -> None:
    [item] = read_grids("序号|任务|牵头单位|配合单位\n1|办好甲事。|市财政局|市审计局\n^|^|市统计局|市税务局").items
    assert units(item) == "市财政局、市统计局;市审计局、市税务局;"


def test_rows_across_the_table_are_sections() -> None:
    reading = read_grids(
        f"""{HEAD}
        一、城建工作（责任领导：于成，共1条）|>|>|>|>
        1|建好甲园。|市城管局|市财政局|6月
        民生类|>|>|>|>
        2|办好乙事。|市民政局|市财政局|8月"""
    )
    assert [(section.label, section.title) for section in reading.sections] == [("一", "城建工作"), ("", "民生类")]
    assert [item.section for item in reading.items] == [0, 1]
    assert [leader.name for leader in reading.sections[0].leaders_at] == ["于成"]
    assert reading.sections[0].declared_count == 1


def test_a_chinese_number_beside_a_title_opens_a_section() -> None:
    reading = read_grids("序号|任务|牵头单位\n一|工业经济|\n1|办好甲事。|市工信局\n二|城建|\n2|办好乙事。|市住建局")
    assert [(section.label, section.title) for section in reading.sections] == [("一", "工业经济"), ("二", "城建")]
    assert [item.number for item in reading.items] == ["1", "2"]


def test_a_column_of_groups_makes_sections() -> None:
    reading = read_grids(
        """类别|序号|任务|牵头单位
        工业\\强市|1|办好甲事。|市工信局
        ^|2|办好乙事。|市商务局
        民生|3|办好丙事。|市民政局
        民生|4|办好丁事。|市残联"""
    )
    assert [section.title for section in reading.sections] == ["工业强市", "民生"]
    assert [item.section for item in reading.items] == [0, 0, 1, 1]


def test_a_task_over_several_numbers_is_a_section() -> None:
    reading = read_grids(
        """重点任务|序号|具体措施|责任单位
        优化环境|1|办好甲事。|市财政局
        ^|2|办好乙事。|市审计局"""
    )
    assert [section.title for section in reading.sections] == ["优化环境"]
    assert [item.text for item in reading.items] == ["办好甲事。", "办好乙事。"]


@pytest.mark.parametrize("row", ["合计|>|12|", "小 计|2项||", "总计（2项）|||", "注：以上任务按月报送。|>|>|>"])
def test_sums_and_notes_are_no_items(row: str) -> None:
    assert len(read_grids(f"序号|任务|投资|牵头单位\n1|办好甲事。|5|市财政局\n{row}").items) == 1


def test_title_rows_stand_above_the_head() -> None:
    reading = read_grids(f"澜州市2026年重点任务分解表|>|>|>|>\n单位：万元|>|>|>|>\n{HEAD}\n{ROWS}")
    assert reading.plan.title == "澜州市2026年重点任务分解表"
    assert len(reading.items) == 2


@pytest.mark.parametrize(
    "head",
    [
        "序号|任务|责任分工|>|时限\n^|^|牵头单位|配合单位|^",  # merged
        "序号|任务|责任分工||时限\n|||||".replace("|||||", "||牵头单位|配合单位|"),  # the same, not merged
        "序号|任务|责任单位|>|时限\n^|^|牵头|配合|^",  # the lower line says the role
    ],
)
def test_a_head_may_be_two_lines_deep(head: str) -> None:
    first = read_grids(f"{head}\n{ROWS}").items[0]
    assert units(first) == "市城管局;市财政局、审计局;"
    assert [deadline.text for deadline in first.deadlines] == ["10月底"]


def test_a_repeated_head_is_no_item() -> None:
    reading = read_grids(f"{HEAD}\n{ROWS}\n{HEAD}\n3|办好丙事。|市民政局|市残联|全年")
    assert [item.number for item in reading.items] == ["1", "2", "3"]


def test_tables_with_different_heads_follow_each_other() -> None:
    reading = read_grids(
        "一、工业（责任领导：于成）",
        f"{HEAD}\n{ROWS}",
        "二、民生（责任领导：林一帆）",
        "项次|民生实事|责任单位|备注\n1|办好丙事。|市民政局、市残联|续建",
    )
    assert [(item.number, item.section) for item in reading.items] == [("1", 0), ("2", 0), ("1", 1)]
    assert units(reading.items[2]) == ";;市民政局、市残联"
    assert [leader.name for leader in reading.sections[1].leaders_at] == ["林一帆"]


def test_a_table_without_head_goes_on_with_the_one_before() -> None:
    reading = read_grids(
        f"{HEAD}\n{ROWS}", "续表", "3|办好丙事。|市民政局|市残联|全年\n4|办好丁事。|市水务局|市财政局|全年"
    )
    assert [item.number for item in reading.items] == ["1", "2", "3", "4"]


def test_heads_may_stand_one_below_the_other() -> None:
    [item] = read_grids("任务名称|办好甲事。\n牵头单位|市财政局\n配合单位|市审计局\n完成时限|6月底").items
    assert (item.text, units(item)) == ("办好甲事。", "市财政局;市审计局;")


def test_a_card_holds_each_head_with_its_value_beside_it() -> None:
    [item] = read_grids(
        """序号|1|责任领导|于成
        任务|办好甲事。|时限|6月
        牵头单位|市财政局|配合单位|市审计局"""
    ).items
    assert (item.number, item.text, leaders(item), units(item)) == ("1", "办好甲事。", "于成", "市财政局;市审计局;")


def test_chinese_numbers_beside_titles_across_the_table_nest() -> None:
    reading = read_grids(
        """序号|任务|牵头单位
        一|工业强市（10项）|>
        （一）|规上企业|>
        1|办好甲事。|市工信局
        二|民生|>
        2|办好乙事。|市民政局"""
    )
    assert [item.path for item in reading.items] == [("一", "一", "1"), ("二", "2")]


def test_years_may_head_columns() -> None:
    [item] = read_grids("序号|任务|2026年目标|2027年目标|责任单位\n1|甲园|建成1处|建成2处|市住建局").items
    assert item.text == "甲园\n建成1处\n建成2处"


def test_quarters_below_one_head_are_words() -> None:
    [item] = read_grids("序号|项目|年度目标|>|责任单位\n^|^|一季度|二季度|^\n1|甲园|开工|竣工|市住建局").items
    assert item.text == "甲园\n开工\n竣工"


def test_numbers_that_begin_anew_below_each_heading_are_no_repetition() -> None:
    table = "序号|任务|责任单位\n1|办好{}事。|市工信局"
    reading = read_grids("一、工业", table.format("甲"), "二、农业", table.format("乙"))
    assert [section.label for section in reading.sections] == ["一", "二"]
    assert "number_repeated" not in {finding.code for finding in reading.findings}


def test_a_number_may_open_the_words() -> None:
    first, second = read_grids("任务|牵头单位\n1.办好甲事。|市财政局\n2.办好乙事。|市审计局").items
    assert [(item.number, item.text) for item in (first, second)] == [("1", "办好甲事。"), ("2", "办好乙事。")]


def test_words_may_say_who_does_it_where_no_column_does() -> None:
    reading = read_grids(
        "领域|任务及责任分工|完成时限\n经济|1.办好甲事。（市财政局牵头，市审计局配合）|6月底\n经济|2.办好乙事。（市教育局负责）|年底"
    )
    assert [(item.number, units(item), item.deadlines[0].text) for item in reading.items] == [
        ("1", "市财政局;市审计局;", "6月底"),
        ("2", ";;市教育局", "年底"),
    ]


def test_words_may_end_in_a_responsibility_part() -> None:
    [item] = read_grids("序号|任务|责任领导\n1|办好甲事。（牵头单位：市财政局；配合单位：市审计局）|于成").items
    assert (item.text, units(item), leaders(item)) == ("办好甲事。", "市财政局;市审计局;", "于成")


@pytest.mark.parametrize(
    "table",
    [
        "序号|单位|联系人|联系电话\n1|市财政局|于成|0000\n2|市审计局|林一帆|0000",  # who is to be called
        "姓名|单位|职务\n于成|市财政局|局长",
        "索引号|LZ-1|发文机关|市政府\n标题|方案|日期|2026年",  # the page around the document
        "指标|单位|2025年|2026年\n粮食产量|万吨|20|21",  # figures
    ],
)
def test_other_tables_give_no_items(table: str) -> None:
    reading = read_grids(table)
    assert not reading.items
    assert "table_unread" not in {finding.code for finding in reading.findings}


def test_running_text_beside_other_tables_is_read() -> None:
    reading = read_grids(
        "1.办好甲事。（牵头单位：市财政局）\n2.办好乙事。（牵头单位：市审计局）", "序号|单位|电话\n1|市财政局|0000"
    )
    assert [item.number for item in reading.items] == ["1", "2"]


def test_a_table_in_one_cell_is_only_layout() -> None:
    reading = read_grids("1.办好甲事。\\牵头单位：市财政局\\2.办好乙事。\\牵头单位：市审计局|")
    assert [units(item) for item in reading.items] == ["市财政局;;", "市审计局;;"]


def test_the_title_of_an_annex_ends_where_a_title_does() -> None:
    reading = read_grids(
        "附件2", f"澜州市重点任务分解表|>|>|>|>\n澜政办发〔2026〕5号|>|>|>|>\n单位：万元|>|>|>|>\n{HEAD}\n{ROWS}"
    )
    assert [section.title for section in reading.sections] == ["澜州市重点任务分解表"]


def test_an_annex_with_a_table_stands_below_its_own_title() -> None:
    reading = read_grids(
        "澜州市人民政府办公室关于印发分工方案的通知\n一、总体要求\n抓好落实。\n二、保障措施\n加强督查。\n附件1\n重点任务分工表",
        f"{HEAD}\n{ROWS}",
        "澜州市人民政府办公室\n2026年3月5日",
    )
    assert [section.title for section in reading.sections] == ["重点任务分工表"]
    assert len(reading.items) == 2
    assert str(reading.plan.issued_on) == "2026-03-05"


TEXT = (
    "1.新建口袋公园8个。（牵头单位：市城管局；配合单位：市财政局、审计局）\n2.改造老旧小区12个。（牵头单位：市住建局）"
)


def test_a_table_that_repeats_the_running_text_adds_its_times_and_no_items() -> None:
    reading = read_grids(f"{TEXT}\n附件\n重点任务分工表", f"{HEAD}\n{ROWS}")
    assert [item.number for item in reading.items] == ["1", "2"]
    assert [deadline.text for item in reading.items for deadline in item.deadlines] == ["10月底", "12月底"]


def test_a_table_of_other_items_beside_running_text_stands() -> None:
    other = ROWS.replace("口袋公园8个", "停车场5处").replace("改造老旧小区", "更新电梯")
    assert len(read_grids(TEXT, f"{HEAD}\n{other}").items) == 4


def test_a_table_gives_units_to_tasks_that_the_running_text_only_tells() -> None:
    reading = read_grids("一、主要任务\n1.新建口袋公园8个。\n2.改造老旧小区12个。\n附件\n任务分工表", f"{HEAD}\n{ROWS}")
    assert [units(item) for item in reading.items] == ["市城管局;市财政局、审计局;", "市住建局;各区政府;"]


UNKNOWN = """承接方|要办的事
市财政局|把澜河沿岸步道修到东门大桥。
市审计局|给每个社区配一名联络的干部。
市统计局|把普查员的培训办到各个乡镇去。"""


def test_a_table_that_nobody_understands_is_a_finding_with_its_heads() -> None:
    [finding] = [finding for finding in read_grids(UNKNOWN).findings if finding.code == "table_unread"]
    assert finding.params == {"table": 1, "heads": "承接方 | 要办的事"}


def test_a_person_may_say_what_the_columns_are() -> None:
    items = read_grids(UNKNOWN, columns={"承接方": "lead", "要办的事": "words"}).items
    assert [units(item) for item in items] == ["市财政局;;", "市审计局;;", "市统计局;;"]
