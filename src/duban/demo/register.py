"""The register of the fictional city: every unit in full, with the short name that documents print."""

from duban.demo import city
from duban.orgs.models import Unit, UnitAlias
from duban.orgs.register.aliases import add_alias
from duban.orgs.register.entering import UnitFacts, enter_unit
from duban.orgs.register.members import name_members
from duban.orgs.viewers import Viewer

# Full name=short name; a name alone is printed in full.
UNITS = {
    Unit.Kind.DEPARTMENT: """
市发展和改革委员会=市发改委 市财政局 市审计局 市行政审批局 市数据局 市工业和信息化局=市工信局 市统计局 市商务局
市住房和城乡建设局=市住建局 市农业农村局 市自然资源局 市生态环境局 市林业局
市人民政府国有资产监督管理委员会=市国资委 市人力资源和社会保障局=市人社局 市应急管理局=市应急局 市交通运输局
市市场监督管理局=市市场监管局 市科学技术局=市科技局 市教育局 市司法局 市民政局 市城市管理局=市城管局 市公安局
市水利局 市卫生健康委员会=市卫健委 市医疗保障局=市医保局 市文化和旅游局=市文旅局 市体育局
市退役军人事务局=市退役军人局 市信访局
""",
    Unit.Kind.INSTITUTION: """
市机关事务服务中心=市机关事务中心 市投资促进中心 市住房公积金管理中心=市公积金中心 市供销合作社联合社=市供销社
澜州学院 澜州职业技术学院
""",
    Unit.Kind.PARTY: """
市委网络安全和信息化委员会办公室=市委网信办 市委金融委员会办公室=市委金融办 市工商业联合会=市工商联
市委机构编制委员会办公室=市委编办 市总工会 市残疾人联合会=市残联 市妇女联合会=市妇联
市委政法委员会=市委政法委 市委社会工作部
""",
    Unit.Kind.COUNTY: """
青浒区人民政府=青浒区政府 泽阳区人民政府=泽阳区政府 云壑县人民政府=云壑县政府 石濑县人民政府=石濑县政府
宁汀市人民政府=宁汀市政府
""",
    Unit.Kind.ZONE: "澜州高新技术产业开发区管理委员会=高新区管委会",
    Unit.Kind.COMPANY: """
澜州市城市建设投资集团有限公司=市城投集团 澜州市交通投资集团有限公司=市交投集团 澜州市水务集团有限公司=市水务集团
国网澜州供电公司 电信澜州分公司 移动澜州分公司 联通澜州分公司 中国铁塔澜州分公司
""",
    Unit.Kind.VERTICAL: """
国家统计局澜州调查队 国家税务总局澜州市税务局 人民银行澜州市分行 国家金融监督管理总局澜州监管分局
市消防救援支队 澜州海事局 澜州海关 市气象局
""",
    Unit.Kind.COURT: "澜州市中级人民法院=市法院 澜州市人民检察院=市检察院",
    Unit.Kind.COLLECTIVE_ALL: "各县市区政府 市直各部门",
    Unit.Kind.COLLECTIVE_RELATED: "相关县市区政府 市直有关部门 相关市属企业",
}
MEMBERS = {"各县市区政府": Unit.Kind.COUNTY, "市直各部门": Unit.Kind.DEPARTMENT}
PARENTS = {"市投资促进中心": "市商务局", "市公积金中心": "市住建局"}
LETTERS = {
    Unit.Kind.DEPARTMENT: "B",
    Unit.Kind.INSTITUTION: "S",
    Unit.Kind.PARTY: "D",
    Unit.Kind.COUNTY: "X",
    Unit.Kind.ZONE: "K",
    Unit.Kind.COMPANY: "Q",
    Unit.Kind.VERTICAL: "Z",
    Unit.Kind.COURT: "F",
}


def enter_register(viewer: Viewer) -> dict[str, Unit]:
    """Enter all units and name the members of the groups; return the units by short name, else by full name."""
    found: dict[str, Unit] = {}
    for kind, names in UNITS.items():
        for number, name in enumerate(names.split(), 1):
            full, _, short = name.partition("=")
            facts = UnitFacts(
                kind=kind,
                standing=Unit.Standing.PARTNER if kind in Unit.PARTNERS else Unit.Standing.OBJECT,
                code=f"{city.CODE.upper()}-{LETTERS[kind]}{number:02}" if kind in LETTERS else None,
                parent=found.get(PARENTS.get(short or full, "")),
            )
            unit = enter_unit(viewer=viewer, name=full, facts=facts)
            if short:
                add_alias(viewer=viewer, unit=unit, surface=short, origin=UnitAlias.Origin.SHORT)
            found[short or full] = unit
    for group, member_kind in MEMBERS.items():
        members = [unit for unit in found.values() if unit.kind == member_kind]
        name_members(viewer=viewer, group=found[group], units=members)
    return found
