"""Lists of units and their roles, in every form that is read."""

import pytest

from duban.plans.reading.kinds import kind_of
from notation import codes, duty, read, surfaces

ROLES = [  # responsibility part, leads, cooperating, responsible
    # labels in a bracket
    ("（牵头单位：市财政局；配合单位：市审计局）", "市财政局", "市审计局", ""),
    # half-width marks and blanks inside
    ("(牵头单位:市财政局; 配合单位:市审计局,  各县区政府)", "市财政局", "市审计局 各县区政府", ""),
    # nobody leads
    ("（责任单位：市金融办、银保监分局）", "", "", "市金融办 银保监分局"),
    # beside a lead the responsible units cooperate
    ("（牵头单位：县林业局；责任单位：县农业农村局、相关乡镇）", "县林业局", "县农业农村局 相关乡镇", ""),
    # leader in the same bracket
    ("（责任领导：穆清源；牵头单位：县发改局）", "县发改局", "", ""),
    # other words for the same roles
    ("（牵头责任单位：市工信局；协同责任单位：市商务局）", "市工信局", "市商务局", ""),
    ("（主办单位：市工信局；协办单位：市商务局）", "市工信局", "市商务局", ""),
    # verbs in a bracket
    ("（区数据局牵头，区司法局按职责分工负责）", "区数据局", "区司法局", ""),
    ("（区数据局牵头，区司法局配合）", "区数据局", "区司法局", ""),
    ("（区财政局、区司法局按职责分工负责）", "", "", "区财政局 区司法局"),
    ("（区司法局负责）", "", "", "区司法局"),
    ("（省住房城乡建设厅牵头）", "省住房城乡建设厅", "", ""),
    # another kind of bracket, a note behind the verbs
    ("〔区司法局牵头，各执法部门按职责分工负责（另有规定的除外）〕", "区司法局", "各执法部门", ""),
    # lines
    ("\n牵头单位：市财政局。\n配合单位：市审计局。", "市财政局", "市审计局", ""),
    # a blank inside a label
    ("\n牵头责任 单位：市科技局", "市科技局", "", ""),
    # units on the line below their label
    ("\n牵头单位：\n市财政局、审计局\n配合单位：市公安局", "市财政局 审计局", "市公安局", ""),
    # never closed
    ("（牵头单位：市能源局；配合单位：市发改委", "市能源局", "市发改委", ""),
]


@pytest.mark.parametrize(("part", "leads", "cooperating", "responsible"), ROLES)
def test_roles(part: str, leads: str, cooperating: str, responsible: str) -> None:
    item = duty(part)
    found = (surfaces(item.leads), surfaces(item.cooperating), surfaces(item.responsible))
    assert found == (leads, cooperating, responsible)


LISTS = [  # list as printed, units
    # all marks between units
    ("市财政局、审计局,国资委，土储中心；水务局", "市财政局 审计局 国资委 土储中心 水务局"),
    # 等 marks the unit before it, also with its noun
    ("市财政局、工商联等，各县区政府", "市财政局 工商联… 各县区政府"),
    ("市财政局、工商联等有关部门", "市财政局 工商联…"),
    # words that look like joints and are none
    ("市工业和信息化局、市林业和草原局", "市工业和信息化局 市林业和草原局"),
    ("各乡镇党委和人民政府", "各乡镇党委和人民政府"),
    ("各乡镇党委、政府，各街道党工委、办事处", "各乡镇党委、政府 各街道党工委、办事处"),  # one name each
    ("县委、县政府办公室", "县委 县政府办公室"),
    # a person in brackets behind a unit
    ("市统计局（局长于成）、市审计局（责任人：林川）", "市统计局 市审计局"),
    # 及 before a collective joins two units
    ("区国资办及各镇（街道）", "区国资办 各镇（街道）"),
    # marks inside one unit
    ("市商务局，各县、市、区政府", "市商务局 各县、市、区政府"),
    ("市自然资源局，各县（市、区）人民政府", "市自然资源局 各县（市、区）人民政府"),
    ("市发改委（市铁路办）、市商务局", "市发改委（市铁路办） 市商务局"),
    ("市商务局，各区、县级市", "市商务局 各区、县级市"),
    ("市商务局，各有关区、县级市", "市商务局 各有关区、县级市"),
    # how units are called together, not what they do
    ("各任务牵头单位，各县区政府", "各任务牵头单位 各县区政府"),
    # two collectives, not one
    ("市政府各部门、各直属机构", "市政府各部门 各直属机构"),
    # a long run of blanks belongs to no unit
    ("市直有关部门，" + "\u00a0" * 500 + "各县区政府", "市直有关部门 各县区政府"),
]


@pytest.mark.parametrize(("printed", "expected"), LISTS)
def test_a_list_is_cut_into_its_units(printed: str, expected: str) -> None:
    assert surfaces(duty(f"（牵头单位：市办公室；配合单位：{printed}）").cooperating) == expected


def test_a_note_lets_the_first_listed_unit_lead_in_every_list() -> None:
    reading = read(
        "1.做一件事。\n责任单位：发改局、财政局（列首位者为牵头单位，下同）\n2.做两件事。（责任单位：住建局、水利局）"
    )
    assert [surfaces(item.leads) for item in reading.items] == ["发改局", "住建局"]
    assert [surfaces(item.cooperating) for item in reading.items] == ["财政局", "水利局"]


def test_a_line_that_lost_its_label_leads_when_nobody_else_does() -> None:
    reading = read("1.做事。\n责任领导：郑怀舟。\n市住建局。\n协同责任单位：市公安局。")
    assert surfaces(reading.items[0].leads) == "市住建局"
    assert "label_lost" in codes(reading)


def test_a_sentence_between_the_lines_is_no_unit() -> None:
    reading = read("1.做事。\n责任领导：郑怀舟。\n请抓紧办理。\n协同责任单位：市公安局。")
    assert not reading.items[0].leads
    assert "lead_missing" in codes(reading)


KINDS = [
    ("市纪委监委机关", "party"),
    ("市财政局", "department"),
    ("市民委", "department"),  # ends like a committee of the party and is none
    ("区地方金融监管局", "department"),  # not the national supervision
    ("市税务局", "vertical"),
    ("人民银行某市中心支行", "vertical"),  # before the banks
    ("某某农商银行", "company"),
    ("国网某某供电公司", "company"),
    ("电信某某分公司", "company"),
    ("县供电公司", "company"),
    ("市委组织部", "party"),
    ("团市委", "party"),
    ("市工商联", "party"),
    ("检察院", "court"),
    ("望海区人民政府", "county"),
    ("盐仓街道", "county"),
    ("曲江新城管委会", "zone"),
    ("县经济开发区", "zone"),
    ("市公路管理中心", "institution"),
    ("市供销社", "institution"),
    ("各镇（街道）", "collective_all"),
    ("市直各部门", "collective_all"),
    ("全区项目推进各专班", "collective_all"),
    ("相关乡镇", "collective_related"),
    ("市直有关部门", "collective_related"),
    ("某某联合体", "other"),
    ("局" * 100, "other"),
]


@pytest.mark.parametrize(("name", "kind"), KINDS)
def test_kind_of_a_unit(name: str, kind: str) -> None:
    assert kind_of(name) == kind


JOINTS = [  # list as printed, units
    # 和, 与, 及 between two units
    ("市教育局和市科技局", "市教育局 市科技局"),
    ("市教育局、市科技局及市审计局", "市教育局 市科技局 市审计局"),
    ("市教育局与体育局", "市教育局 体育局"),
    ("市卫生健康委和计生协、市残联", "市卫生健康委 计生协 市残联"),
    # within a name
    ("市人力资源和社会保障局、市住房和城乡建设局", "市人力资源和社会保障局 市住房和城乡建设局"),
    ("市农业农村和水利局", "市农业农村和水利局"),
    ("市文化和旅游局和市体育局", "市文化和旅游局 市体育局"),
    ("市科学技术和工业信息化局、民族和宗教事务局", "市科学技术和工业信息化局 民族和宗教事务局"),
    ("市机关事务管理和保障中心", "市机关事务管理和保障中心"),
    ("各乡镇党委和政府", "各乡镇党委和政府"),
    # two local governments with one ending
    ("青浒区和云山区政府", "青浒区 云山区政府"),
    ("经开区和高新区管委会", "经开区 高新区管委会"),
    ("经开区、高新区管委会", "经开区 高新区管委会"),
    # 及 before those whom nobody named
    ("市教育局及有关部门", "市教育局 有关部门"),
    ("市教育局及其他有关部门", "市教育局 其他有关部门"),
    # 等 in the middle
    ("市水利局、市能源局等省有关部门和各设区市人民政府", "市水利局 市能源局… 各设区市人民政府"),
    ("市教育局等，各县区政府、市残联等12个部门", "市教育局… 各县区政府 市残联…"),
    ("市教育局等国务院相关部门及各地区", "市教育局… 各地区"),
    ("市教育局等市直部门，各县区政府", "市教育局… 各县区政府"),
    # the extent of collectives
    ("各旗县市区政府、开发区管委会", "各旗县市区政府 开发区管委会"),
    ("各县、市、区政府", "各县、市、区政府"),
    ("各县、区人民政府，各园区", "各县、区人民政府 各园区"),
    ("各市（州）、县（市、区）人民政府", "各市（州）、县（市、区）人民政府"),
    ("各区、县（市）人民政府、市教育局", "各区、县（市）人民政府 市教育局"),
    ("各镇、街道，市教育局", "各镇、街道 市教育局"),
    ("各乡镇人民政府、街道办事处", "各乡镇人民政府 街道办事处"),
    ("各县<市、区>人民政府", "各县<市、区>人民政府"),
    ("各县（市、区）人民政府（管委会）", "各县（市、区）人民政府（管委会）"),
    ("市、县财政部门", "市、县财政部门"),
    # second names, a second name with a mark in it
    ("市文化和旅游局（市文物局）、市教育局", "市文化和旅游局（市文物局） 市教育局"),
    ("市委宣传部（市新闻出版局、市电影局）、市教育局", "市委宣传部（市新闻出版局、市电影局） 市教育局"),
]


@pytest.mark.parametrize(("printed", "expected"), JOINTS)
def test_words_that_join_units_or_belong_to_a_name(printed: str, expected: str) -> None:
    assert surfaces(duty(f"（牵头单位：市办公室；配合单位：{printed}）").cooperating) == expected


BODIES = [
    ("市委办", "party"),
    ("县委统战部", "party"),
    ("市招商专班", "department"),
    ("市河长制办公室", "department"),
    ("市消防救援支队", "vertical"),
    ("国家金融监督管理总局澜州监管分局", "vertical"),
    ("市城投", "company"),
    ("澜州农商行", "company"),
    ("澜州经开区", "zone"),
    ("高新技术产业园区", "zone"),
    ("东湖新城", "zone"),
    ("青浒区", "county"),  # the place for its government
    ("云山县", "county"),
    ("灌区", "other"),
    ("县（市、区）政府", "collective_all"),
    ("市重点项目推进组", "department"),
]


@pytest.mark.parametrize(("name", "kind"), BODIES)
def test_kind_of_bodies_beside_the_departments(name: str, kind: str) -> None:
    assert kind_of(name) == kind
