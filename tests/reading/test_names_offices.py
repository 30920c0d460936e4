"""Short forms, endings that several names share, and names that reforms ended."""

import doctest
from datetime import date

import pytest

from duban.plans.reading import headings, kinds, offices, parts, sharing
from duban.plans.reading.offices import change_of, forms
from duban.plans.reading.resolve import Register
from notation import codes, duty, names, read, surfaces

SHORT = [  # short, full
    ("发改委", "发展和改革委员会"),
    ("发展改革委", "发展和改革委员会"),
    ("工信局", "工业和信息化局"),
    ("人社局", "人力资源和社会保障局"),
    ("人力资源社会保障局", "人力资源和社会保障局"),
    ("住建局", "住房城乡建设局"),
    ("卫健委", "卫生健康委员会"),
    ("市场监管局", "市场监督管理局"),
    ("应急局", "应急管理局"),
    ("医保局", "医疗保障局"),
    ("城管局", "城市管理综合执法局"),
    ("妇联", "妇女联合会"),
    ("政府办", "人民政府办公室"),
]


@pytest.mark.parametrize(("short", "full"), SHORT)
def test_a_short_form_means_its_full_name(short: str, full: str) -> None:
    assert forms(short) & forms(full)


@pytest.mark.parametrize(("one", "other"), [("工信局", "经信局"), ("发改委", "发改局"), ("财政局", "审计局")])
def test_offices_that_differ_are_kept_apart(one: str, other: str) -> None:
    assert not forms(one) & forms(other)


def test_the_register_knows_usual_short_forms() -> None:
    full = {name: name for name in ("澜州市财政局", "市发展和改革委员会", "市卫生健康委员会")}
    reading = read("1.做事。（牵头单位：市发改委；配合单位：卫健委、市财政局）", register=Register(full))
    assert names(reading.items[0].leads) == "市发展和改革委员会"
    assert names(reading.items[0].cooperating) == "市卫生健康委员会 市财政局"


def test_a_short_form_of_two_units_of_the_register_is_ambiguous() -> None:
    full = {name: name for name in ("市城市管理局", "市城市管理综合执法局")}
    reading = read("1.做事。（牵头单位：市城管局）", register=Register(full))
    assert names(reading.items[0].leads) == "市城管局"
    assert "name_ambiguous" in codes(reading)


ALIKE = [  # two names, whether they may be one
    ("市发改委", "市发展和改革委员会", True),
    ("市资规局", "市自然资源和规划局", True),
    ("市住建局", "市住房城乡建设局", True),
    ("市民委", "市民族事务委员会", True),
    # another level, other offices
    ("市发改委", "县发展和改革委员会", False),
    ("市工信局", "市经信局", False),
]


@pytest.mark.parametrize(("one", "other", "alike"), ALIKE)
def test_a_short_form_and_its_full_name_in_one_plan_are_marked(one: str, other: str, alike: bool) -> None:
    reading = read(f"1.做事。（牵头单位：{one}；配合单位：{other}）")
    assert [unit.name for unit in reading.units] == [one, other]
    assert ("names_alike" in codes(reading)) == alike


SHARED = [  # list as printed, surfaces, names
    ("市教育、科技、财政局", "市教育 科技 财政局…"[:-1], "市教育局 市科技局 市财政局"),
    ("市审计局、教育、财政局", "市审计局 教育 财政局", "市审计局 市教育局 市财政局"),
    # 发改 may be a committee or a bureau: no guess
    ("市发改、财政局", "市发改 财政局", "市发改 市财政局"),
]


@pytest.mark.parametrize(("printed", "expected", "full"), SHARED)
def test_names_that_share_one_ending(printed: str, expected: str, full: str) -> None:
    cooperating = duty(f"（牵头单位：市办公室；配合单位：{printed}）").cooperating
    assert (surfaces(cooperating), names(cooperating)) == (expected, full)


def test_a_shared_ending_that_cannot_be_said_is_a_finding() -> None:
    assert "name_ambiguous" in codes(read("1.做事。（牵头单位：市发改、财政局）"))


INHERITED = [  # list, names
    # after units that carry no level
    ("市财政局、国网供电公司、审计局", "市财政局 国网供电公司 市审计局"),
    ("市财政局、市税务局、澜州海关、统计局", "市财政局 市税务局 澜州海关 市统计局"),
    ("市财政局、各县区政府、审计局", "市财政局 各县区政府 市审计局"),
    # a second name goes with its unit
    ("市财政局、文化和旅游局（文物局）", "市财政局 市文化和旅游局（文物局）"),
    # an office of a special task, and of a group
    ("市财政局、招商专班、河长制办公室", "市财政局 市招商专班 市河长制办公室"),
    # a park and a street are bodies of their own
    ("市财政局、澜州经开区管委会、盐仓街道", "市财政局 澜州经开区管委会 盐仓街道"),
    # broken by a line end
    ("市财政局、住房\n城乡建设局", "市财政局 市住房城乡建设局"),
]


@pytest.mark.parametrize(("printed", "expected"), INHERITED)
def test_a_level_is_handed_on_past_bodies_of_their_own(printed: str, expected: str) -> None:
    assert names(duty(f"（牵头单位：市办公室；配合单位：{printed}）").cooperating) == expected


FORMER = [  # name, day, successors
    ("国土资源局", date(2024, 3, 1), ("自然资源局", "自然资源和规划局")),
    # the last day before the local reform was finished, and the day after
    ("环保局", date(2019, 3, 31), None),
    ("环保局", date(2019, 4, 1), ("生态环境局",)),
    ("乡村振兴局", date(2023, 6, 1), None),
    ("乡村振兴局", date(2025, 1, 1), ("农业农村局",)),
    ("银保监分局", date(2025, 3, 1), ("国家金融监督管理总局监管分局",)),
    ("扶贫办", date(2022, 1, 1), ("乡村振兴局", "农业农村局")),
    ("财政局", date(2025, 3, 1), None),
]


@pytest.mark.parametrize(("own", "on", "successors"), FORMER)
def test_names_that_a_reform_ended(own: str, on: date, successors: tuple[str, ...] | None) -> None:
    change = change_of(own, on)
    assert (change.successors if change else None) == successors


def test_a_former_name_in_a_later_plan_is_a_finding_with_its_successors() -> None:
    reading = read("澜州市人民政府办公室关于2024年重点工作分工的通知\n1.做事。（牵头单位：市国土资源局）")
    found = next(finding for finding in reading.findings if finding.code == "unit_former")
    assert found.params == {"surface": "市国土资源局", "name": "市自然资源局或市自然资源和规划局", "year": 2018}
    assert names(reading.items[0].leads) == "市国土资源局"


def test_examples_in_the_docstrings_hold() -> None:
    for module in (headings, kinds, offices, parts, sharing):
        assert doctest.testmod(module).failed == 0
