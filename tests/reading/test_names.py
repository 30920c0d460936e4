"""Full names: the level that a unit takes from its neighbours, and what takes none."""

import pytest

from duban.plans.reading.resolve import Register, level_of
from notation import codes, duty, names, read

PLAN = "澜州市人民政府关于重点任务分工的通知\n1.做事。（牵头单位：{lead}；配合单位：{helpers}）"

INHERITED = [  # lead, cooperating as printed, names of the cooperating
    # from the unit before, over all marks of the list
    ("市办公室", "市农牧局、审计局，国资委", "市农牧局 市审计局 市国资委"),
    # from a later one when it stands first
    ("市办公室", "审计局、市农牧局", "市审计局 市农牧局"),
    # begins with 市 and has no level
    ("市办公室", "市发改委、市场监督管理局", "市发改委 市市场监督管理局"),
    ("市办公室", "市市场监督管理局、卫健委", "市市场监督管理局 市卫健委"),
    # the whole list is bare: the level of the bracket
    ("市住建局", "生态环境局、水务局", "市生态环境局 市水务局"),
    # generic names of courts, groups and institutions are nobody without a level
    ("市办公室", "市水务局、法院、工商联、土储中心", "市水务局 市法院 市工商联 市土储中心"),
    # a party organ takes its committee
    ("市办公室", "市委组织部、宣传部、市教育局", "市委组织部 市委宣传部 市教育局"),
    # also past an office of the government
    ("市办公室", "市委办、市政府办、宣传部、党校", "市委办 市政府办 市委宣传部 市委党校"),
    # the nearest level counts
    ("省办公室", "省发改委、财政厅、市教育局、体育局", "省发改委 省财政厅 市教育局 市体育局"),
    # a branch hands nothing on
    ("区住建局", "市规划局澜州分局、人防办", "市规划局澜州分局 区人防办"),
]
AS_PRINTED = [
    "澜州学院",  # says the place of the document
    "澜州海关",
    "公安澜州分局",
    "内蒙古民族大学",  # says another place
    "人民银行某市中心支行",
    "国网供电公司",
    "国投公司",  # an enterprise is no organ of the government
    "交投集团",
    "银监分局",  # a branch of a higher body
    "青浒区政府",
    "开发区管委会",
    "各县区政府",
    "相关乡镇",
    "科研院所",  # many, of which none has a level
    "市直有关部门",
    "团市委",
    "宣传部",  # 市委宣传部 would be a guess: no organ of the committee stands before it
]


@pytest.mark.parametrize(("lead", "helpers", "expected"), INHERITED)
def test_a_unit_without_level_takes_that_of_its_neighbours(lead: str, helpers: str, expected: str) -> None:
    reading = read(PLAN.format(lead=lead, helpers=helpers))
    assert names(reading.items[0].cooperating) == expected


@pytest.mark.parametrize("unit", AS_PRINTED)
def test_a_body_of_its_own_stays_as_printed(unit: str) -> None:
    reading = read(PLAN.format(lead="市财政局", helpers=f"市审计局、{unit}"))
    assert reading.items[0].cooperating[1].name == unit


def test_without_any_level_in_the_plan_names_stay_as_printed() -> None:
    assert names(duty("（牵头单位：工信局；配合单位：统计局、各乡镇）").cooperating) == "统计局 各乡镇"


def test_a_bare_list_is_completed_by_the_rest_of_the_document() -> None:
    reading = read("1.做事。（牵头单位：某公司；配合单位：商务局等）\n2.做事情。（牵头单位：市商务局）")
    assert names(reading.items[0].cooperating) == "市商务局"
    assert [unit.name for unit in reading.units] == ["某公司", "市商务局"]
    assert "prefix_missing" in codes(reading)


def test_two_candidates_are_a_finding_and_no_choice() -> None:
    reading = read(
        "1.做事。（牵头单位：某公司；配合单位：商务局）\n2.办事。（牵头单位：市商务局）\n3.跑事。（牵头单位：县商务局）"
    )
    assert names(reading.items[0].cooperating) == "商务局"
    assert "name_ambiguous" in codes(reading)


def test_a_bracket_that_contradicts_the_document_is_a_finding() -> None:
    reading = read("1.做事。（牵头单位：县财政局；配合单位：商务局）\n2.办事。（牵头单位：市商务局）")
    assert names(reading.items[0].cooperating) == "商务局"
    assert "name_ambiguous" in codes(reading)


def test_the_register_knows_better() -> None:
    register = Register({"工信局": "市工业和信息化局"}, {"市工业和信息化局": "institution"})
    reading = read("1.做事。（牵头单位：市财政局；配合单位：工信局）", register=register)
    assert [(unit.name, unit.kind) for unit in reading.units][1] == ("市工业和信息化局", "institution")


def test_two_spellings_are_one_unit_and_noted() -> None:
    reading = read("1.做事。（牵头单位：市发改委、市场监管局；配合单位：市市场监管局）")
    assert {unit.name: unit.mentions for unit in reading.units} == {"市发改委": 1, "市市场监管局": 2}
    assert {"names_merged", "unit_in_two_roles"} <= set(codes(reading))


def test_a_short_form_is_kept_apart_and_marked() -> None:
    reading = read("1.做事。（牵头单位：市工信局；配合单位：市工业和信息化局）")
    assert [unit.name for unit in reading.units] == ["市工信局", "市工业和信息化局"]
    assert "names_alike" in codes(reading)


@pytest.mark.parametrize(
    ("surface", "level"),
    [
        ("市政务服务局", "市"),
        ("市政协", "市"),
        ("市政工程处", ""),  # 市政 is one word here
        ("市民政局", "市"),
        ("市民中心", ""),
        ("区域经济合作局", ""),
        ("市区域经济合作局", "市"),
        ("县域经济办", ""),
        ("旗财政局", "旗"),
    ],
)
def test_level_of_a_surface(surface: str, level: str) -> None:
    assert level_of(surface) == level
