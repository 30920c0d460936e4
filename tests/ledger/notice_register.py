"""The register of the notice's city, in full names: short facts, each with the short name that the notice prints."""

from datetime import date

from duban.core import clock
from duban.orgs.models import GroupMember, Jurisdiction, Unit, UnitAlias
from duban.orgs.register.pinyin import keyboard_columns

# Full name=short name; a name alone is printed in full.
UNITS = {
    "department": """
市财政局 市农牧局 市审计局 市公安局 市水务局 市工业和信息化局 市自然资源局 市商务局 市教育局 市体育局 市生态环境局
市文化旅游广电局 市统计局 市林业和草原局 市民政局 市信访局 市应急管理局 市退役军人事务局 市司法局 市能源局
市交通运输局 市政务服务局 市蒙中药产业发展办公室 市区域经济合作局
市发展和改革委员会=市发改委 市人民政府国有资产监督管理委员会=市国资委 市人民政府金融工作办公室=市金融办
市住房和城乡建设局=市住建局 市市场监督管理局=市场监督管理局 市卫生健康委员会=市卫健委 市扶贫开发办公室=市扶贫办
市科学技术局=市科技局 市城市管理办公室=市城管办 市人力资源和社会保障局=市人社局 市医疗保障局=市医保局
市民族事务委员会=市民委 通辽市高铁经济圈建设指挥部办公室=高铁经济圈建设指挥部办公室
""",
    "institution": """
市土地收购储备中心=市土储中心 市政务服务和公共资源交易中心 市信息化推进中心 内蒙古民族大学 通辽国家粮食交易中心
市供销合作社联合社=市供销社
""",
    "party": "市工商业联合会=市工商联 市科学技术协会=市科协 市残疾人联合会=市残联",
    "vertical": """
中国人民银行通辽市中心支行=人民银行通辽市中心支行 中国银行业监督管理委员会通辽监管分局=通辽银监分局
通辽火车站 通辽海关 市气象局
""",
    "company": """
通辽市国有投资公司=国投公司 通辽市水务投资公司=水投公司 通辽市城市投资集团=城投集团 通辽市交通投资集团=交投集团
恒瑞投资集团 通辽民航机场公司 国网通辽供电公司 联通通辽分公司 电信通辽分公司 移动通辽分公司
""",
    "court": "通辽市中级人民法院=市法院 通辽市人民检察院=市检察院",
    "county": """
科尔沁区人民政府=科尔沁区政府 霍林郭勒市人民政府 开鲁县人民政府 库伦旗人民政府 奈曼旗人民政府 扎鲁特旗人民政府
科尔沁左翼中旗人民政府 科尔沁左翼后旗人民政府
""",
    "zone": "通辽经济技术开发区管理委员会=开发区管委会",
    "collective_all": "各旗县市区政府 市直各部门",
    "collective_related": "相关旗县市区政府 市直相关部门 市直有关部门",
}
ENDED = {"市扶贫开发办公室": date(2021, 5, 31)}
"""What is not there any more today, and was on the day of the notice."""


def enter(city: Jurisdiction) -> dict[str, Unit]:
    """Enter the register and return its units by the short name, the full one where there is no other."""
    found: dict[str, Unit] = {}
    for kind, names in UNITS.items():
        for name in names.split():
            full, _, short = name.partition("=")
            unit, _is_new = Unit.objects.get_or_create(
                jurisdiction=city,
                name=full,
                defaults={
                    "kind": kind,
                    "position": len(found) + 1,
                    "pinyin": "",
                    "initials": "",
                    "until": ENDED.get(full),
                    "created_at": clock.now(),
                },
            )
            if short:
                UnitAlias.objects.create(
                    jurisdiction=city,
                    unit=unit,
                    surface=short,
                    **keyboard_columns(short),
                    origin=UnitAlias.Origin.SHORT,
                    until=ENDED.get(full),
                    created_at=clock.now(),
                )
            found[short or full] = unit
    for group, member_kind in (("各旗县市区政府", "county"), ("市直各部门", "department")):
        GroupMember.objects.bulk_create(
            GroupMember(jurisdiction=city, group=found[group], unit=unit)
            for unit in found.values()
            if unit.kind == member_kind
        )
    return found
