"""What is wrong or weak in a document: one case for every code."""

import re
from pathlib import Path

import pytest

from duban.core.values import Span
from duban.plans.reading.agreeing import of_cells
from duban.plans.reading.codes import SEVERITIES
from duban.plans.reading.items import Read
from duban.plans.reading.models import Cell, Document, Grid, Source
from duban.plans.reading.resolve import Register
from duban.plans.reading.writing import of_broken_names, of_repeated_heads, of_unparted_units
from notation import codes, duty, read

DUTY = "（牵头单位：市财政局；配合单位：市审计局）"
PAGE = Path(__file__).parents[2] / "docs" / "reading.md"

CASES = {  # code: a text that has it
    "items_missing": "没有任务。",
    "lead_missing": f"1.甲事。{DUTY}\n2.乙事。\n3.丙事。{DUTY}",
    "leader_name_incomplete": f"一、甲（责任领导：于，共1条）\n1.甲事。{DUTY}",
    "leader_name_missing": "1.甲事。（责任领导：；牵头单位：市财政局）",
    "blank_run": f"1.甲事{' ' * 12}多。{DUTY}",
    "bracket_extra": "1.甲事。（市财政局牵头，市审计局负责））",
    "bracket_unclosed": "1.甲事。（牵头单位：市财政局；配合单位：市审计局",
    "comma_expected": "1.甲事。（牵头单位：市财政局；市审计局）",
    "cooperating_missing": "1.甲事。（牵头单位：市财政局）",
    "count_differs": f"一、甲（责任领导：于成，共3条）\n1.甲事。{DUTY}",
    "date_incomplete": f"某市人民政府\n2023年3  日\n1.甲事。{DUTY}",
    "item_repeated": f"1.甲事，乙事。{DUTY}\n2.甲事、乙事。{DUTY}",
    "item_too_long": f"1.{'甲' * 20_001}。{DUTY}",
    "items_alike": f"1.推动政务服务事项集成，年底前新增事项二十四项，甲。{DUTY}\n"
    f"2.乙，推动政务服务事项集成，年底前新增事项二十四项。{DUTY}",
    "label_lost": "1.甲事。\n责任领导：郑怀舟\n市住建局\n配合单位：市公安局",
    "label_unusual": "1.甲事。\n牵头部位：市水利局",
    "local_government_leads": "1.甲事。（牵头单位：市科技局，各县区政府）",
    "measure_missing": f"1.出台甲办法。{DUTY}",
    "name_ambiguous": "1.甲。（牵头单位：商务局）\n2.乙。（牵头单位：市商务局）\n3.丙。（牵头单位：县商务局）",
    "names_alike": "1.甲。（牵头单位：市工信局；配合单位：市工业和信息化局）",
    "number_lost": "1.甲事。\n牵头单位：市财政局\n乙事。\n牵头单位：市审计局",
    "number_repeated": f"1.甲事。{DUTY}\n1.乙事。{DUTY}\n2.丙事。{DUTY}\n2.丁事。{DUTY}",
    "number_skipped": f"1.甲事。{DUTY}\n3.乙事。{DUTY}",
    "quote_unpaired": f"1.甲”事。{DUTY}",
    "role_empty": "1.甲事。（牵头单位：市财政局；配合单位：）",
    "semicolon_expected": "1.甲事。（牵头单位：市财政局，配合单位：市审计局）",
    "separator_lost": f"1.达到94%50%以上。{DUTY}",
    "unit_doubtful": "1.甲事。（牵头单位：市财政局、电话0000-123）",
    "unit_former": "澜州市人民政府办公室关于2024年重点工作分工的通知\n1.甲事。（牵头单位：市国土资源局）",
    "unit_in_two_roles": "1.甲事。（牵头单位：市民政局；配合单位：民政局）",
    "unit_missing": f"1.最多30办结。{DUTY}",
    "word_lost": f"1.一网通办为重点，甲事。{DUTY}",
    "collective_unnamed": "1.甲事。（牵头单位：市财政局；配合单位：市直有关部门）",
    "date_differs": f"发文日期：2024-03-11\n某市人民政府\n2024年3月8日\n1.甲事。{DUTY}",
    "deadline_missing": f"1.甲事5项。{DUTY}",
    "duty_for_all": "各县区政府均为配合单位。\n1.甲事。（市财政局牵头）",
    "duty_shared": "一、甲\n1.甲事。\n2.乙事。\n责任单位：市财政局",
    "full_stop_missing": f"1.甲事{DUTY}",
    "leader_unknown": f"一、甲\n1.甲事。{DUTY}",
    "leads_several": "1.甲事。（牵头单位：市财政局、审计局）",
    "list_open": "1.甲事。（牵头单位：市财政局等）",
    "name_inferred": "1.甲事。（牵头单位：市财政局、审计局）",
    "names_merged": "1.甲事。（牵头单位：市发改委、市场监管局；配合单位：市市场监管局）",
    "prefix_missing": "1.甲事。（牵头单位：市财政局；配合单位：审计局）",
    "responsible_undivided": "1.甲事。（责任单位：市财政局、市审计局）",
    "blanks_inside": f"1.甲 事 情。{DUTY}",
    "bracket_mixed": "1.甲事。（牵头单位：市财政局；配合单位：市审计局)",
    "bracket_unpaired": f"1.甲《乙事。{DUTY}",
    "date_form_differs": "".join(
        f"{number}.甲事{number}。\n牵头单位：市财政局\n完成时限：{due}\n"
        for number, due in enumerate(("10月底", "11月底", "2026-08-31"), 1)
    ),
    "deadline_past": "某市人民政府\n2024年3月8日\n1.甲事。\n牵头单位：市财政局\n完成时限：2023年6月底",
    "deadline_refers": "1.甲事。\n牵头单位：市财政局\n完成时限：（同左）",
    "deadline_vague": "1.甲事。\n牵头单位：市财政局\n完成时限：长期坚持",
    "figures_contradict": f"1.城区污水处理率达到97%。{DUTY}\n2.乙事，城区污水处理率达到95%以上。{DUTY}",
    "leader_missing": "".join(
        f"{number}.甲事{number}。\n责任领导：{leader}\n牵头单位：市财政局\n"
        for number, leader in enumerate(("于成", "秦川", "方远", "江澜", "石见", "何田"), 1)
    )
    + "7.乙事。\n牵头单位：市财政局",
    "date_impossible": "某市人民政府\n2024年3月8日\n1.甲事。\n牵头单位：市财政局\n完成时限：9月31日前",
    "deadlines_contradict": "2024年重点任务\n1.9月底前完成甲事。\n牵头单位：市财政局\n完成时限：6月底前",
    "figure_impossible": f"1.自来水覆盖率达到120%。{DUTY}",
    "range_reversed": f"1.城乡居民收入增长8%至6%。{DUTY}",
    "mark_doubled": f"1.甲事，，乙事。{DUTY}",
    "task_vague": f"1.加强甲事。{DUTY}",
    "total_differs": f"方案共5个方面12项任务。\n1.甲事。{DUTY}\n2.乙事。{DUTY}",
    "unit_repeated": "1.甲事。（牵头单位：市财政局；配合单位：市审计局、市审计局）",
    "unit_truncated": "1.甲事。（牵头单位：市数据资源管理）\n2.乙事。（牵头单位：市数据资源管理局）",
    "words_missing": "1.\n牵头单位：市财政局\n2.乙事。\n牵头单位：市财政局",
}
# What needs a table, a register or several items: tested below, in test_layouts_shared, test_sheets and test_grids.
BY_THEMSELVES = {
    *("duty_for_all", "duty_shared", "figure_expected", "heading_repeated", "name_broken"),
    *("columns_hidden", "pages_without_text", "rows_hidden", "sheet_hidden", "table_unread", "unit_unknown"),
    "units_unparted",
}
SOUND = f"一、甲（责任领导：于成，共1条）\n1.年底前完成甲事5项。{DUTY}"


def test_every_code_has_a_case() -> None:
    assert CASES.keys() | BY_THEMSELVES == SEVERITIES.keys()


@pytest.mark.parametrize("code", CASES)
def test_a_fault_is_found(code: str) -> None:
    assert code in {finding.code for finding in read(CASES[code]).findings}


def test_a_sound_item_has_no_finding() -> None:
    assert codes(read(SOUND), but="") == []


def test_a_finding_points_into_the_text_and_at_its_item() -> None:
    for text in CASES.values():
        reading = read(text)
        for finding in reading.findings:
            assert finding.span is None or 0 <= finding.span.start < finding.span.end <= len(text)
            if finding.item_index is not None:
                assert reading.items[finding.item_index].number == finding.item


def test_repetition_names_the_first_of_three() -> None:
    reading = read("".join(f"{number}.同一件事。{DUTY}\n" for number in (1, 2, 3)))
    repeated = [finding for finding in reading.findings if finding.code == "item_repeated"]
    assert [(finding.item, finding.params["other"]) for finding in repeated] == [("2", "1"), ("3", "1")]


def test_one_very_long_statement_twice_makes_two_items_alike() -> None:
    task = "全面推行工程建设项目分阶段办理施工许可和联合验收改革试点工作"
    text = f"1.{task}，甲事。{DUTY}\n2.乙事，{task}。{DUTY}\n3.丙事，推行联合验收改革试点。{DUTY}"
    alike = [finding for finding in read(text).findings if finding.code == "items_alike"]
    assert [(finding.item, finding.params["other"]) for finding in alike] == [("2", "1")]


def test_one_responsible_unit_alone_needs_no_lead() -> None:
    assert len(duty("（责任单位：市财政局）").responsible) == 1
    assert not {"lead_missing", "responsible_undivided"} & set(codes(read("1.甲事。（责任单位：市财政局）")))


def test_the_page_of_codes_lists_every_code_with_its_severity() -> None:
    listed = re.findall(r"^\| `(\w+)` \| (must|check|note) \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert dict(listed) == SEVERITIES
    assert len(listed) == len(SEVERITIES)


def table(*rows: str) -> Document:
    """Return a document that is one table, its cells parted by blanks."""
    text, cells = "", []
    for row, line in enumerate(rows, 1):
        for column, words in enumerate(line.split(), 1):
            cells.append(Cell(Span(len(text), len(text) + len(words)), row, column))
            text += words + "\n"
    source = Source("plan.xlsx", "0" * 64, "xlsx", None, len(text))
    return Document(source, text, (), (Grid(1, tuple(cells)),))


def test_words_among_sums_are_found_and_totals_are_not() -> None:
    sums = [f"{number} 任务{number} {number}00" for number in range(1, 7)]
    document = table("序号 内容 投资", *sums, "7 任务七 待定", "8 任务八 /", "合计 8项 不含待定")
    found = list(of_cells(document.text, document.grids, ()))
    assert [(each.code, each.params["printed"]) for each in found] == [("figure_expected", "待定")]


def test_an_empty_cell_below_units_is_found_where_the_others_are_filled() -> None:
    rows = [f"{number} 任务{number} 市财政局" for number in range(1, 7)]
    document = table("序号 内容 配合单位", *rows, "7 任务七 /")
    found = list(of_cells(document.text, document.grids, ()))
    assert [(each.code, each.params["printed"]) for each in found] == [("role_empty", "配合单位")]
    half = table("序号 内容 配合单位", *rows[:3], "7 任务七 /", "8 任务八 /", "9 任务九 /")
    assert list(of_cells(half.text, half.grids, ())) == []


def test_a_heading_between_two_items_that_run_on_came_with_a_page() -> None:
    head = "序号 任务 牵头单位 配合单位 完成时限 备注\n"
    text = f"{head}1 甲事\n{head}2 乙事\n附件2\n{head}1 丙事\n"
    items = [read(f"1.甲事。{DUTY}").items[0]._replace(number=number, span=Span(at, at + 4)) for number, at in (
        ("1", text.index("1 甲")), ("2", text.index("2 乙")), ("1", text.index("1 丙")),
    )]  # fmt: skip
    found = list(of_repeated_heads(text, items))
    assert [(each.code, each.span and each.span.start) for each in found] == [
        ("heading_repeated", text.index("序号", 10))
    ]


def test_a_name_over_a_line_end_is_noted() -> None:
    reads = [read_item_over("各街\n道")]
    assert [each.params["name"] for each in of_broken_names("各街\n道", reads)] == ["各街道"]


def test_units_that_only_line_ends_part_are_noted_once() -> None:
    text = "市财政局\n市审计局"
    mention = read(f"1.甲事。{DUTY}").items[0].leads[0]
    units = (mention._replace(span=Span(0, 4)), mention._replace(span=Span(5, 9)))
    twice = [_with(leads=units), _with(leads=(), cooperating=units)]
    assert [each.params["count"] for each in of_unparted_units(text, twice)] == [2]


def _with(**roles: object) -> Read:
    return Read(read(f"1.甲事。{DUTY}").items[0]._replace(**roles), Span(0, 0), [], {})


def read_item_over(text: str) -> Read:
    item = read(f"1.甲事。{DUTY}").items[0]
    mention = item.leads[0]._replace(surface=text, span=Span(0, len(text)))
    return Read(item._replace(leads=(mention,), cooperating=()), Span(0, 0), [], {})


def test_a_unit_that_the_register_does_not_hold_is_named_once() -> None:
    text = "1.甲事。（牵头单位：市财政局、市审记局；配合单位：各县区政府）\n2.乙事。（牵头单位：市审记局）"
    register = Register(names={"市财政局": "澜州市财政局"})
    unknown = [each for each in read(text, register=register).findings if each.code == "unit_unknown"]
    assert [(each.item, each.params["name"]) for each in unknown] == [("1", "市审记局")]
    assert "unit_unknown" not in codes(read(text))


@pytest.mark.parametrize(
    "text",
    [
        f"方案共3个方面2项任务。\n1.甲事。{DUTY}\n2.乙事。{DUTY}",  # the number is right
        f"现分解为5项目标和2项任务。\n1.甲事。{DUTY}\n2.乙事。{DUTY}",  # the second of two numbers
        f"落实国务院33条措施。\n1.甲事。{DUTY}\n2.乙事。{DUTY}",  # somebody else's
    ],
)
def test_a_total_that_holds_or_is_another_is_no_finding(text: str) -> None:
    assert "total_differs" not in codes(read(text))


@pytest.mark.parametrize(
    "words", ["资产负债率控制在120%以下。", "收入比上年增长150%。", "年底前完成甲事，其中6月底前完成60%。"]
)
def test_what_can_be_is_no_finding(words: str) -> None:
    found = codes(read(f"2024年重点任务\n1.{words}{DUTY}"))
    assert not {"figure_impossible", "range_reversed", "deadlines_contradict", "date_impossible"} & set(found)


def test_within_the_year_contradicts_no_limit_in_it() -> None:
    reading = read("2024年重点任务\n1.年内完成投资14亿元。\n牵头单位：市财政局\n完成时限：2024年11月")
    assert "deadlines_contradict" not in codes(reading)


def test_steps_of_one_item_and_figures_of_other_things_contradict_nothing() -> None:
    text = (
        f"1.6月底前污水处理率达到60%，年底前污水处理率达到97%。{DUTY}\n"
        f"2.农村自来水普及率达到95%。{DUTY}\n3.城区自来水普及率达到99%。{DUTY}"
    )
    assert "figures_contradict" not in codes(read(text))


def test_where_no_item_ends_with_a_full_stop_none_is_missed() -> None:
    lines = [f"{number}.任务{number}{DUTY}" for number in range(1, 5)]
    assert "full_stop_missing" not in codes(read("\n".join(lines)))
    assert "full_stop_missing" in codes(read("\n".join([*lines, f"5.任务五。{DUTY}"])))


def test_an_empty_cell_for_which_the_units_above_hold_is_no_finding() -> None:
    head = "序号\n任务\n责任单位\n完成时限\n"
    rows = [f"{number}\n办好任务{number}。\n市财政局\n12月底前\n" for number in range(1, 7)]
    reading = read(f"{head}{''.join(rows)}开办又一处。\n6月底前\n7\n办好末事。\n市审计局\n12月底前\n")
    assert [item.number for item in reading.items][-3:] == ["6", "6", "7"]
    assert [unit.name for unit in reading.items[-2].responsible] == ["市财政局"]
    assert "role_empty" not in codes(reading)
