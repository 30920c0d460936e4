"""What is wrong or weak in a document: one case for every code."""

import re
from pathlib import Path

import pytest

from duban.plans.reading.findings import SEVERITIES
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
    "measure_missing": f"1.甲事。{DUTY}",
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
    "unit_in_two_roles": "1.甲事。（牵头单位：市民政局；配合单位：民政局）",
    "unit_missing": f"1.最多30办结。{DUTY}",
    "word_lost": f"1.一网通办为重点，甲事。{DUTY}",
    "collective_unnamed": "1.甲事。（牵头单位：市财政局；配合单位：市直有关部门）",
    "date_differs": f"发文日期：2024-03-11\n某市人民政府\n2024年3月8日\n1.甲事。{DUTY}",
    "deadline_missing": f"1.甲事5项。{DUTY}",
    "full_stop_missing": f"1.甲事{DUTY}",
    "leader_unknown": f"一、甲\n1.甲事。{DUTY}",
    "leads_several": "1.甲事。（牵头单位：市财政局、审计局）",
    "list_open": "1.甲事。（牵头单位：市财政局等）",
    "name_inferred": "1.甲事。（牵头单位：市财政局、审计局）",
    "names_merged": "1.甲事。（牵头单位：市发改委、市场监管局；配合单位：市市场监管局）",
    "prefix_missing": "1.甲事。（牵头单位：市财政局；配合单位：审计局）",
    "responsible_undivided": "1.甲事。（责任单位：市财政局、市审计局）",
}
SOUND = f"一、甲（责任领导：于成，共1条）\n1.年底前完成甲事5项。{DUTY}"


def test_every_code_has_a_case() -> None:
    assert CASES.keys() == SEVERITIES.keys()


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


def test_one_responsible_unit_alone_needs_no_lead() -> None:
    assert len(duty("（责任单位：市财政局）").responsible) == 1
    assert not {"lead_missing", "responsible_undivided"} & set(codes(read("1.甲事。（责任单位：市财政局）")))


def test_the_page_of_codes_lists_every_code_with_its_severity() -> None:
    listed = re.findall(r"^\| `(\w+)` \| (must|check|note) \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert dict(listed) == SEVERITIES
    assert len(listed) == len(SEVERITIES)
