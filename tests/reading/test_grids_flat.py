"""Tables that lost their lines: cells parted by blanks, tabs or bars, on one line or on many."""

import pytest

from grid_notation import leaders, units
from notation import read

BLANKS = """澜州市2026年重点任务分解表
序号 重点任务 具体举措 牵头单位 配合单位 完成时限
1 便民停车 新增泊位900个。 市城管局 市公安局、财政局 10月底
2 口袋公园 建成8个。 市园林局 各区政府 年底前"""


def test_cells_parted_by_single_blanks_are_given_to_their_columns() -> None:
    first, second = read(BLANKS).items
    assert (first.number, first.text, units(first)) == ("1", "便民停车\n新增泊位900个。", "市城管局;市公安局、财政局;")
    assert [deadline.text for deadline in second.deadlines] == ["年底前"]
    assert read(BLANKS).plan.title == "澜州市2026年重点任务分解表"


@pytest.mark.parametrize(
    ("row", "words", "roles"),
    [
        # a stray blank inside a cell
        ("1 便民 停车 新增泊位900个。 市城管局 市公安局 全年", "便民 停车\n新增泊位900个。", "市城管局;市公安局;"),
        # the second cell of words is empty
        ("1 便民停车新增泊位900个。 市城管局 市公安局 全年", "便民停车新增泊位900个。", "市城管局;市公安局;"),
        # nobody cooperates
        ("1 便民停车 新增泊位900个。 市城管局  全年", "便民停车\n新增泊位900个。", "市城管局;;"),
        # the row goes on over the next line
        (
            "1 便民停车 新增泊位900个，\n改造300个。 市城管局 市公安局 全年",
            "便民停车\n新增泊位900个，\n改造300个。",
            "市城管局;市公安局;",
        ),
        # tabs keep empty cells apart
        ("1\t便民停车\t新增泊位900个。\t市城管局\t市公安局\t全年", "便民停车\n新增泊位900个。", "市城管局;市公安局;"),
    ],
)
def test_a_row_of_blanks(row: str, words: str, roles: str) -> None:
    item = read(
        f"序号 重点任务 具体举措 牵头单位 配合单位 完成时限\n{row}\n2 甲事 办好。 市园林局 市财政局 全年"
    ).items[0]
    assert (item.text, units(item)) == (words, roles)


def test_heads_with_blanks_inside_are_joined() -> None:
    [item] = read("序 号 工作任务 分 管 领导 牵头单位\n1 办好甲事。 于成 市财政局").items
    assert (leaders(item), units(item)) == ("于成", "市财政局;;")


BARS = "| 序号 | 任务 | 牵头单位 | 配合单位 |\n| --- | --- | --- | --- |\n"
LINES = "序号\n任务\n牵头单位\n配合单位\n1\n办好甲事。\n市财政局\n市审计局\n2\n办好乙事。\n市民政局"


@pytest.mark.parametrize(
    "table",
    [
        f"{BARS}| 1 | 办好甲事。 | 市财政局 | 市审计局 |\n| 2 | 办好乙事。 | 市民政局 | |",
        "序号｜任务｜牵头单位｜配合单位\n1｜办好甲事。｜市财政局｜市审计局\n2｜办好乙事。｜市民政局｜",
        "序号\t任务\t牵头单位\t配合单位\n1\t办好甲事。\t市财政局\t市审计局\n2\t办好乙事。\t市民政局",
        LINES,
        "|\n" + LINES.replace("\n", " |\n") + " |\n|",
    ],
    ids=["bars and a rule", "wide bars", "tabs", "a cell a line", "a cell a line with bars"],
)
def test_forms_of_flattened_tables(table: str) -> None:
    first, second = read(table).items
    assert (first.text, units(first), second.number, units(second)) == (
        *("办好甲事。", "市财政局;市审计局;"),
        *("2", "市民政局;;"),
    )


def test_a_group_before_its_first_row_holds_for_the_rows_below() -> None:
    reading = read(
        "类别\n序号\n任务\n责任单位\n工业\n1\n办好甲事。\n市工信局\n2\n办好乙事。\n市商务局\n民生\n3\n办好丙事。\n市民政局"
    )
    assert [section.title for section in reading.sections] == ["工业", "民生"]
    assert [item.section for item in reading.items] == [0, 0, 1]


def test_what_stands_below_the_last_row_is_no_cell() -> None:
    reading = read("序号\n任务\n责任单位\n1\n办好甲事。\n市工信局\n2\n办好乙事。\n市商务局\n扫码阅读\n澜州市人民政府")
    assert units(reading.items[1]) == ";;市商务局"


def test_a_title_between_rows_opens_a_section() -> None:
    reading = read(f"{BLANKS}\n民生保障\n3 养老 建成5家。 市民政局 市财政局 年底前")
    assert [section.title for section in reading.sections] == ["民生保障"]
    assert [item.section for item in reading.items] == [None, None, 0]


def test_a_section_may_have_its_number_and_its_title_on_a_line_each() -> None:
    cells = (
        "序号|任务|牵头单位|一|产业发展|1|办好甲事。|市财政局|2|办好乙事。|市审计局|二|城市建设|3|办好丙事。|市住建局"
    )
    reading = read(cells.replace("|", "\n"))
    assert [(section.label, section.title) for section in reading.sections] == [("一", "产业发展"), ("二", "城市建设")]
    assert [(item.number, item.section) for item in reading.items] == [("1", 0), ("2", 0), ("3", 1)]


def test_repeated_heads_are_no_row() -> None:
    head = BLANKS.split("\n")[1]
    reading = read(f"{BLANKS}\n{head}\n3 养老 建成5家。 市民政局 市财政局 年底前")
    assert [item.number for item in reading.items] == ["1", "2", "3"]


@pytest.mark.parametrize(
    "text",
    [
        "各县区政府，市直各部门、各有关单位：\n1.办好甲事。（牵头单位：市财政局）",
        "1.办好甲事。\n牵头单位：市财政局\n2.办好乙事。\n牵头单位：市审计局",
        "序号 单位 联系人 联系电话\n1 市财政局 于成 0000",
    ],
)
def test_other_lines_are_no_table(text: str) -> None:
    assert all(not finding.code.startswith("table") for finding in read(text).findings)
    assert [item.text for item in read(text).items if item.text.startswith("市")] == []


def test_a_cell_of_several_lines_ends_before_units() -> None:
    rows = "1\n建成公园8个，\n新增绿地3万平方米。\n市园林局\n市财政局\n市审计局\n2\n办好乙事。\n市民政局\n市残联"
    first = read(f"序号\n任务\n牵头单位\n配合单位\n{rows}").items[0]
    assert (first.text, units(first)) == ("建成公园8个，\n新增绿地3万平方米。", "市园林局;市财政局、市审计局;")


def test_numbers_may_run_on_from_table_to_table() -> None:
    head = "序号 任务 牵头单位 时限"
    reading = read(f"一、工业\n{head}\n1 办好甲事。 市工信局 6月底\n二、民生\n{head}\n2 办好乙事。 市民政局 6月底")
    assert [(item.number, item.section) for item in reading.items] == [("1", 0), ("2", 1)]


def test_words_that_begin_again_below_a_number_are_a_row_of_their_own() -> None:
    rows = "1\n开工建设养护楼。\n市民政局\n5月底前动工\n开工建设老年大学。\n12月底前"
    rows += "\n2\n改造危房150户。\n市住建局\n市残联\n12月底前"
    items = read(f"序号\n民生实事\n责任单位\n完成时限\n{rows}").items
    assert [(item.number, item.text, units(item)) for item in items] == [
        ("1", "开工建设养护楼。", ";;市民政局"),
        ("1", "开工建设老年大学。", ";;市民政局"),
        ("2", "改造危房150户。", ";;市住建局、市残联"),
    ]
    assert [deadline.text for item in items for deadline in item.deadlines][:2] == ["5月底前动工", "12月底前"]


def test_the_title_above_the_heads_is_none_of_them() -> None:
    reading = read(
        "附件\n2026年民生实事目标任务分解表\n序号\n民生实事\n责任单位\n1\n办好甲事。\n市民政局\n3\n办好丙事。\n市残联"
    )
    assert [section.title for section in reading.sections] == ["2026年民生实事目标任务分解表"]
    assert [item.number for item in reading.items] == ["1", "3"]  # a number that was left out ends no table


def test_a_group_that_a_blank_breaks_is_told_from_the_task_beside_it() -> None:
    rows = "1 严格耕地保 护 守住红线 分解到村组。 县农业农村局\n2  占补平衡 当年补足。 县农业农村局"
    reading = read(f"序号 领域 主要任务 具体举措 牵头单位\n{rows}")
    assert [section.title for section in reading.sections] == ["严格耕地保护"]
    assert [item.text for item in reading.items] == ["守住红线\n分解到村组。", "占补平衡\n当年补足。"]


def test_a_column_may_hold_leaders_beside_units() -> None:
    [item] = read("序号|任务|牵头领导/牵头单位\n1|办好甲事。|于 成/市财政局").items
    assert (leaders(item), units(item)) == ("于成", "市财政局;;")
