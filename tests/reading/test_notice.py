"""The real notice, item by item: units by role and order, names, figures, times, and what is wrong with it.

The tables were written from the document by hand. `@` stands for the two bodies that most lists end with; 等 behind a
list marks its last unit as open. `+` parts leads from cooperating units.
"""

from collections import Counter
from collections.abc import Iterator

import pytest

import requires
from duban.plans.reading.models import Finding, Item, Mention, Reading
from duban.plans.reading.read import read_document
from duban.plans.reading.sources import open_document

pytestmark = pytest.mark.shared

REST = "各旗县市区政府、开发区管委会"
UNITS = """\
1 市财政局+市农牧局、审计局、国资委、土储中心、@
2 市金融办+市公安局、人民银行通辽市中心支行、通辽银监分局、@
3 市住建局、工业和信息化局、水务局+@
4 市蒙中药产业发展办公室、工业和信息化局+相关旗县市区政府
5 市财政局、发改委+市金融办、工商联等
6 市金融办+市财政局、国投公司等
7 市发改委、财政局、市场监督管理局、政务服务局等+@
8 市财政局、国资委+@
9 市自然资源局+@
10 市住建局+市自然资源局、高铁经济圈建设指挥部办公室等、科尔沁区政府、开发区管委会
11 市自然资源局+市住建局、商务局、教育局、卫健委、体育局等、开发区管委会
12 市住建局、水务局+生态环境局、工业和信息化局、水投公司、@
13 市住建局+内蒙古民族大学、市科协、文化旅游广电局、水务局、科尔沁区政府、开发区管委会
14 开发区管委会+市商务局、住建局、自然资源局等
15 市发改委、住建局+市蒙中药产业发展办公室、文化旅游广电局、农牧局、相关旗县市区政府
16 市政务服务局、政务服务和公共资源交易中心+市直相关部门
17 市国资委+市财政局、金融办、城投集团、交投集团、水投公司、国投公司、恒瑞投资集团等、@
18 市发改委+市直相关部门、高铁经济圈建设指挥部办公室
19 市自然资源局、生态环境局+市发改委等、@
20 市统计局+@
21 市自然资源局+市财政局、林业和草原局、农牧局、国投公司、@
22 市住建局+市发改委、扶贫办、民政局、残联、@
23 市统计局+市直有关部门、@
24 市信访局+@
25 市应急管理局+@
26 市审计局+市财政局、国资委等
27 市财政局+市直各部门、@
28 市工商联、市场监督管理局+@
29 市工业和信息化局、科技局、@+
30 市工商联+@
31 市信息化推进中心+市直相关部门
32 市区域经济合作局+@
33 市市场监督管理局+@
34 市蒙中药产业发展办公室+市市场监督管理局、卫健委、商务局、内蒙古民族大学等、@
35 市扶贫办+相关旗县市区政府
36 市城管办+科尔沁区政府、开发区管委会
37 市科技局+内蒙古民族大学等
38 市科技局、发改委、人社局、市场监督管理局+
39 市科技局+相关旗县市区政府
40 市教育局+@
41 市科技局+市扶贫办、相关旗县市区政府
42 市文化旅游广电局+市体育局、发改委、通辽民航机场公司、通辽火车站
43 市体育局+@
44 市文化旅游广电局+@
45 市人社局+市农牧局、教育局、退役军人事务局等、@
46 市卫健委+市医保局、@
47 市人社局、民政局+@
48 市退役军人事务局+@
49 市商务局+@
50 市商务局+市发改委、蒙中药产业发展办公室、通辽国家粮食交易中心、国投公司、通辽海关、通辽民航机场公司等、\
相关旗县市区政府、开发区管委会
51 市商务局+市直有关部门
52 市政务服务局、政务服务和公共资源交易中心+市直有关部门
53 市扶贫办+市农牧局、教育局、卫健委、医保局、民政局等、@
54 市水务局+@
55 市住建局、水务局+生态环境局、工业和信息化局、水投公司、@
56 市农牧局+相关旗县市区政府
57 市农牧局+市水务局、@
58 市农牧局、自然资源局+@
59 市农牧局+市市场监督管理局、@
60 市农牧局+市商务局、@
61 市农牧局+市生态环境局、住建局、自然资源局、卫健委、@
62 市农牧局+@
63 市农牧局、供销社、林业和草原局、水务局+@
64 市农牧局+商务局等、相关旗县市区政府
65 市林业和草原局+@
66 市水务局+市发改委、水投公司、@
67 市民委+@
68 市气象局+科尔沁区政府
69 市司法局+@
70 市公安局+@
71 市生态环境局+市工业和信息化局、发改委、住建局、@
72 市生态环境局、自然资源局、林业和草原局+市农牧局、工业和信息化局等、@
73 市生态环境局+市自然资源局、林业和草原局、农牧局、水务局、法院、检察院、司法局、财政局等、@
74 市工业和信息化局+相关旗县市区政府
75 市能源局+国网通辽供电公司等、相关旗县市区政府
76 市工业和信息化局+市发改委等、相关旗县市区政府、开发区管委会
77 市工业和信息化局、发改委+市生态环境局、科技局、自然资源局、@
78 市信息化推进中心+联通通辽分公司、电信通辽分公司、移动通辽分公司、@
79 市国资委+市财政局、发改委、市场监督管理局、自然资源局、住建局、公安局等
80 市发改委、交通运输局、国网通辽供电公司+市自然资源局等、@
81 市交通运输局+@
"""
# Printed without their level, which they take from their neighbours; every other unit is named as printed.
INHERITING = (
    "审计局 国资委 土储中心 工业和信息化局 水务局 发改委 工商联 财政局 市场监督管理局 政务服务局 商务局 教育局 卫健委 "
    "体育局 生态环境局 文化旅游广电局 住建局 自然资源局 农牧局 政务服务和公共资源交易中心 金融办 林业和草原局 扶贫办 "
    "民政局 残联 科技局 人社局 退役军人事务局 蒙中药产业发展办公室 医保局 供销社 法院 检察院 司法局 公安局 交通运输局 "
    "高铁经济圈建设指挥部办公室"
)
KINDS = {
    "collective_all": "各旗县市区政府 市直各部门",
    "collective_related": "相关旗县市区政府 市直相关部门 市直有关部门",
    "county": "科尔沁区政府",
    "zone": "开发区管委会",
    "company": "国投公司 水投公司 城投集团 交投集团 恒瑞投资集团 通辽民航机场公司 国网通辽供电公司 联通通辽分公司 "
    "电信通辽分公司 移动通辽分公司",
    "vertical": "人民银行通辽市中心支行 通辽银监分局 通辽海关 通辽火车站 市气象局",
    "court": "市法院 市检察院",
    "party": "市工商联 市科协 市残联",
    "institution": "市土储中心 市供销社 市信息化推进中心 市政务服务和公共资源交易中心 内蒙古民族大学 "
    "通辽国家粮食交易中心",
}
TARGETS = {
    "6": "=20亿元",
    "12": "=94% >=50%",
    "16": "<=1次 <=30",
    "28": "=5000户",
    "32": "=100个 =100个",
    "40": "=1所",
    "45": "<=4.5% =1.55万人 >=50场次 >=3万个 =1.75万名 =46万人",
    "47": "=10所",
    "52": "<=1次 <=30",
    "53": "=14.6亿元 =2.78万 =3个 >=15%",
    "55": "=94% >=50%",
    "57": "=10万亩 =260万亩 =560万亩 >=10万头",
    "60": "=33万",
    "65": "=330万亩 =300万亩 =100万亩",
    "66": "=0.64 =8万人口",
    "74": "=60万头",
    "80": "=700公里",
    "81": "=680公里 =99个",
}
DEADLINES = {"13": "年内", "53": "年内", "66": "年内"}
SECTIONS = [  # label, leader, items
    ("一", "张锐", 27),
    ("二", "杜汇良", 7),
    ("三", "陈广利", 2),
    ("四", "亓彦伟", 5),
    ("五", "于", 3),
    ("六", "崔景英", 4),
    ("七", "赵长青", 4),
    ("八", "韩国武", 16),
    ("九", "王军", 2),
    ("十", "王伟光", 11),
]
# What a person has to settle or look at; None is the document or a section.
FAULTS = {
    "date_incomplete": [None],  # digits are left of the date line
    "leader_name_incomplete": [None],  # group five: the given name is lost
    "quote_unpaired": ["1", "16", "50", "52"],
    "separator_lost": ["12", "55"],  # two percentages run together
    "comma_expected": ["12", "55", "66"],  # a semicolon between units
    "semicolon_expected": ["20"],
    "word_lost": ["16", "31", "52"],  # …为重点 and …为核心 without 以
    "unit_missing": ["16", "52"],  # 最多30办结
    "blank_run": ["23"],
    "local_government_leads": ["29"],
    "item_repeated": ["52", "55"],
    "bracket_unclosed": ["75"],
}


@pytest.fixture(scope="module")
def reading() -> Reading:
    """The notice, read."""
    data = (requires.SHARED / "plans" / "tongliao-2019.txt").read_bytes()
    return read_document(open_document(data, name="tongliao-2019.txt"))


def units_as_printed() -> dict[str, list[list[tuple[str, bool]]]]:
    """The table of units: number to leads and cooperating units, each with whether 等 follows."""
    table = {}
    for line in UNITS.splitlines():
        number, _, roles = line.replace("@", REST).partition(" ")
        table[number] = [
            [(unit.removesuffix("等"), unit.endswith("等")) for unit in role.split("、") if unit]
            for role in roles.split("+")
        ]
    return table


def printed(mentions: tuple[Mention, ...]) -> list[tuple[str, bool]]:
    return [(mention.surface, mention.open_ended) for mention in mentions]


def mentions_in(reading: Reading) -> Iterator[Mention]:
    for item in reading.items:
        yield from (*item.leads, *item.cooperating, *item.responsible)


def by_number(reading: Reading) -> dict[str | None, Item]:
    return {item.number: item for item in reading.items}


def faults(reading: Reading, code: str) -> list[Finding]:
    return [finding for finding in reading.findings if finding.code == code]


def test_eighty_one_items_stand_in_ten_sections_with_their_declared_counts(reading: Reading) -> None:
    assert [item.number for item in reading.items] == [str(number) for number in range(1, 82)]
    held = Counter(item.section for item in reading.items)
    assert [
        (section.label, section.leaders_at[0].name, held[place]) for place, section in enumerate(reading.sections)
    ] == SECTIONS
    assert [section.declared_count for section in reading.sections] == [count for _, _, count in SECTIONS]


def test_every_unit_is_read_in_its_role_and_order(reading: Reading) -> None:
    assert {
        item.number: [printed(item.leads), printed(item.cooperating)] for item in reading.items
    } == units_as_printed()
    assert not any(item.responsible for item in reading.items)


def test_names_take_the_level_of_their_neighbours_and_only_then(reading: Reading) -> None:
    bare = set(INHERITING.split())
    for mention in mentions_in(reading):
        assert mention.name == ("市" + mention.surface if mention.surface in bare else mention.surface)
    assert {mention.surface for mention in mentions_in(reading)} >= bare


def test_two_spellings_of_a_bureau_are_one_unit(reading: Reading) -> None:
    spellings = {unit.name: unit.surfaces for unit in reading.units}
    assert set(spellings["市市场监督管理局"]) == {"市场监督管理局", "市市场监督管理局"}
    assert set(spellings["市商务局"]) == {"市商务局", "商务局"}
    assert "市场监督管理局" not in spellings
    assert len(reading.units) == len({unit.name for unit in reading.units})


def test_kinds_of_units(reading: Reading) -> None:
    expected = {name: kind for kind, names in KINDS.items() for name in names.split()}
    assert {unit.name: unit.kind for unit in reading.units if unit.kind != "department"} == expected


def test_targets_with_comparator_value_and_measure(reading: Reading) -> None:
    assert {
        item.number: " ".join(f"{target.comparator}{target.value}{target.unit}" for target in item.targets)
        for item in reading.items
        if item.targets
    } == TARGETS


def test_times(reading: Reading) -> None:
    times = {item.number: item.deadlines[0].text for item in reading.items if item.deadlines}
    assert times == DEADLINES
    assert {str(item.deadlines[0].date) for item in reading.items if item.deadlines} == {"2019-12-31"}


def test_what_the_document_says_of_itself(reading: Reading) -> None:
    plan = reading.plan
    assert plan.title == "市五届二次人代会《政府工作报告》重点任务分工方案"
    assert (plan.doc_number, plan.index_number) == ("通政办发〔2019〕10号", "E000-tlsz/2019-00245")
    assert (plan.issuer, str(plan.issued_on)) == ("通辽市人民政府办公室", "2019-03-18")
    assert [(demand.label, demand.title) for demand in plan.requirements] == [
        ("一", "加强领导,落实责任"),
        ("二", "强化调度,协调推进"),
        ("三", "严格督查,推动落实"),
    ]
    assert plan.requirements[2].text.endswith("挂牌督办。")
    assert plan.at.keys() == {"title", "doc_number", "index_number", "issuer", "issued_on"}


@pytest.mark.parametrize("code", FAULTS)
def test_what_is_wrong_is_found_where_it_stands_and_nowhere_else(reading: Reading, code: str) -> None:
    assert [finding.item for finding in faults(reading, code)] == FAULTS[code]


def test_only_the_lost_name_has_to_be_settled_before_adoption(reading: Reading) -> None:
    assert [finding.code for finding in reading.findings if finding.severity == "must"] == ["leader_name_incomplete"]


def test_nothing_else_is_to_be_looked_at(reading: Reading) -> None:
    assert {finding.code for finding in reading.findings if finding.severity != "note"} == set(FAULTS)


def test_an_item_without_figure_and_date_is_marked_and_no_other(reading: Reading) -> None:
    vague = {finding.item for code in ("measure_missing", "task_vague") for finding in faults(reading, code)}
    assert vague == {str(number) for number in range(1, 82)} - TARGETS.keys() - DEADLINES.keys()
    dated = {finding.item for finding in faults(reading, "deadline_missing")}
    assert dated == TARGETS.keys() - DEADLINES.keys()


def test_items_that_nobody_helps_with_are_noted(reading: Reading) -> None:
    assert [finding.item for finding in faults(reading, "cooperating_missing")] == ["29", "38"]


def test_places_and_measures_of_what_is_wrong(reading: Reading) -> None:
    assert faults(reading, "blank_run")[0].params == {"length": 3682}
    fields = ("other", "leader", "other_leader")
    assert [tuple(map(finding.params.get, fields)) for finding in faults(reading, "item_repeated")] == [
        ("16", "赵长青", "张锐"),
        ("12", "韩国武", "张锐"),
    ]
    quoted = {code: faults(reading, code)[0].span for code in ("separator_lost", "date_incomplete")}
    assert {code: span and span.of(reading.text) for code, span in quoted.items()} == {
        "separator_lost": "94%50%",
        "date_incomplete": "2019316",
    }


def test_open_lists_and_nameless_groups_are_noted_one_by_one(reading: Reading) -> None:
    table = units_as_printed()
    open_lists = sum(is_open for roles in table.values() for role in roles for _, is_open in role)
    assert len(faults(reading, "list_open")) == open_lists
    units = [unit for roles in table.values() for role in roles for unit, _ in role]
    nameless = sum("相关" in unit or "有关" in unit for unit in units)
    assert len(faults(reading, "collective_unnamed")) == nameless


def test_every_surface_is_the_text_at_its_span(reading: Reading) -> None:
    for mention in mentions_in(reading):
        assert mention.span.of(reading.text) == mention.surface
    for item in reading.items:
        assert item.text in item.span.of(reading.text)
        assert all(target.span.of(reading.text) == target.text for target in item.targets)
    assert by_number(reading)["23"].span.end - by_number(reading)["23"].span.start > 3682
