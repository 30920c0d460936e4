"""What kind of body a name says it is, by its ending or beginning; the first row that fits decides.

Plain comparisons of endings: as one pattern this took a tenth of the time in which a plan may be read.
"""

from functools import lru_cache

from duban.plans.reading.models import UnitKind

_LONGEST_NAME = 60
_LONGEST_PLACE = 5
_NO_PLACES = (
    "灌区",
    "矿区",
    "林区",
    "景区",
    "库区",
    "社区",
    "片区",
    "郊区",
    "牧区",
    "任区",
    "护区",
    "城区",
    "军区",
    "省区",
)
_LONGEST_OFFICE = 16
_DECIDED = ("审定", "审议", "通过", "批准", "研究", "同意")  # 县委常委会会议审定 says who decided, not who does it
# Words that end like a body and are the first half of a name: 社会|和…局, 广播电视台|…, 学校|和托育机构
_MATTERS = ("社会", "学校", "医院", "养老院", "场所", "网站", "平台", "部队", "家庭", "街道", "乡镇", "村镇")
# 国务院各部, short and in full, and the organs of a committee
_MINISTRIES = (
    *("教育部", "科技部", "科学技术部", "工信部", "工业和信息化部", "公安部", "安全部", "民政部", "司法部", "财政部"),
    *(
        "社会保障部",
        "人社部",
        "自然资源部",
        "生态环境部",
        "环境部",
        "建设部",
        "住建部",
        "交通运输部",
        "水利部",
        "农业农村部",
    ),
    *("商务部", "文化和旅游部", "应急管理部", "应急部", "退役军人部", "外交部", "组织部", "宣传部", "统战部"),
)
_LEVELS = "省市县区旗州盟"
_RELATED = ("相关", "有关", "涉及", "所在地")
_COURTS = ("法院", "检察院")
_PARTY_ORGANS = (
    *("监委机关", "纪委机关", "纪检监察机关"),
    "纪委",
    "监委",
    "政法委",
    "组织部",
    "宣传部",
    "统战部",
    "编办",
    "网信办",
    "党校",
)
# 群团: bodies led by the party
_GROUPS = (
    *("总工会", "工商联", "妇联", "残联", "科协", "文联", "社科联", "侨联", "计生协", "计生协会"),
    *("红十字会", "关工委", "共青团", "政协", "人大"),
)
# 垂直管理: bodies in a line of their own, by law or by the reform of their system
_VERTICALS = (
    *("海关", "海事局", "税务局", "税务分局", "气象局", "地震局", "邮政管理局", "通信管理局", "烟草局", "烟草专卖局"),
    *("银监局", "银监分局", "银保监局", "银保监分局", "证监局", "证监办事处", "监管分局", "调查队"),
    *("消防支队", "消防大队", "消防救援总队", "消防救援支队", "消防救援大队", "武警支队", "军分区", "人武部"),
    *("火车站", "边检站"),
)
_VERTICAL_SYSTEMS = ("人民银行", "人行", "国家金融监督管理总局", "国家统计局", "国家税务总局")
_COMPANIES = ("公司", "集团", "银行", "联社", "国网", "中储粮")
_COMPANY_ENDS = (
    "城投",
    "交投",
    "国投",
    "产投",
    "文旅投",
    "水投",
    "农投",
    "建投",
    "农商行",
    "支行",
    "分行",
    "供电局",
    "电业局",
)
_CARRIERS = ("电信", "移动", "联通", "铁塔", "中国铁塔", "中国电信", "中国移动", "中国联通")
_ZONES = (
    *("管委会", "管理委员会", "开发区", "高新区", "经开区", "新区", "高新园", "工业园", "产业园", "科技园", "物流园"),
    *(
        "示范区",
        "保税区",
        "园区",
        "功能区",
        "试验区",
        "合作区",
        "度假区",
        "风景区",
        "新城",
        "生态城",
        "自贸区",
        "综保区",
        "经开",
    ),
)
_LOCAL_GOVERNMENTS = (
    *("县政府", "区政府", "旗政府", "市政府", "州政府", "镇政府", "乡政府", "人民政府"),
    *("街道", "街道办事处", "街道办", "镇", "乡"),
)
_INSTITUTIONS = (
    *("中心", "大学", "学院", "学校", "医院", "院", "馆", "站"),
    *("社", "台", "所", "队", "协会", "公证处", "园"),
)
_DEPARTMENTS = (
    *("公安机关", "政法机关", "检察机关", "审判机关", "税务机关", "司法行政机关", "监管机关"),
    *("局", "委", "办", "厅", "室", "办公室", "委员会", "部", "署", "处", "指挥部"),
    *("专班", "工作组", "领导小组", "协调小组", "工作小组", "联席会议", "推进组", "总队", "支队", "大队"),
)


@lru_cache(maxsize=4096)  # names repeat, within a plan and from plan to plan
def kind_of(name: str) -> UnitKind:
    """Return the kind of body that a name says it is; a second name in brackets behind it does not count.

    >>> kind_of("市审计局"), kind_of("科尔沁区政府"), kind_of("各旗县市区政府"), kind_of("市直有关部门")
    ('department', 'county', 'collective_all', 'collective_related')
    >>> kind_of("通辽海关"), kind_of("国投公司"), kind_of("市中级人民法院"), kind_of("开发区管委会")
    ('vertical', 'company', 'court', 'zone')
    >>> kind_of("市民委"), kind_of("市委政法委"), kind_of("团市委"), kind_of("市财政局（地方金融监管局）")
    ('department', 'party', 'party', 'department')
    """
    main = name if name.startswith("各") else name.replace("(", "（").partition("（")[0]
    if len(main) > _LONGEST_NAME or main.endswith(_DECIDED):
        return "other"
    if any(map(str.isdecimal, main)):
        return _kind_of_one(main)  # 各区政府6月底前 is no name
    if any(word in main for word in _RELATED):
        return "collective_related"
    if _is_collective(main) or (len(main) == 1 and main in _LEVELS):  # 县（市、区）政府
        return "collective_all"
    return _kind_of_one(main)


def is_office(name: str) -> bool:
    """Say whether a name is surely that of an office: it says its level, or stands for all of a kind.

    >>> is_office("市图书馆"), is_office("各县区政府"), is_office("县级公立医院"), is_office("发改委")
    (True, True, False, True)
    """
    kind = kind_of(name)
    if kind.startswith("collective") or kind in ("party", "vertical", "court", "zone"):
        return True
    if name[:1] in _LEVELS and name[1:2] not in ("级", "直", "场", "民", "域", "际"):
        return kind != "other"
    if name.endswith(_MINISTRIES):
        return True
    return kind == "department" and name.endswith(("局", "委", "办", "厅", "委员会")) and len(name) <= _LONGEST_OFFICE


def is_whole(name: str) -> bool:
    """Say whether a name is complete as the left or right side of 和: its ending is that of a body, not of a matter.

    >>> is_whole("市财政局"), is_whole("市工业"), is_whole("市卫生健康委"), is_whole("市住房"), is_whole("高新区")
    (True, False, True, False, True)
    """
    return len(name) > 1 and kind_of(name) != "other" and not name.endswith(_MATTERS)


def _kind_of_one(name: str) -> UnitKind:
    """Return the kind of a single body."""
    rows: tuple[tuple[bool, UnitKind], ...] = (
        (_is_party(name), "party"),
        (name.endswith(_COURTS), "court"),
        (_is_vertical(name), "vertical"),
        (_is_company(name), "company"),
        (name.endswith(_ZONES), "zone"),
        (_is_local(name), "county"),
        (name.endswith(_INSTITUTIONS), "institution"),
        (name.endswith(_DEPARTMENTS), "department"),
    )
    return next((kind for fits, kind in rows if fits), "other")


def _is_collective(name: str) -> bool:
    """各…, 市直各部门, 全市各学校, 市政府各部门, 市直行政执法部门. Not 市政府采购部门."""
    return (
        name.startswith("各")
        or (name.startswith("全") and name[1:2] in _LEVELS and "各" in name)
        or any(part in name for part in ("各部门", "各单位", "直各"))
        or (name.endswith("部门") and name[1:2] in ("直", "级", "属"))
    )


def _is_party(name: str) -> bool:
    """市委组织部, 团市委, 市总工会: organs of the party and the bodies led by it. Not 市民委, 发改委."""
    bare = name.removeprefix("团")
    return (bare[:1] in _LEVELS and bare[1:2] == "委") or name.endswith(_GROUPS) or name.endswith(_PARTY_ORGANS)


def is_generic_vertical(name: str) -> bool:
    """Say whether a body in a line of its own is printed without its place: 税务局, 消防救援支队. Not 厦门银保监局."""
    return name in _VERTICALS


def _is_company(name: str) -> bool:
    """城投集团, 国网供电公司, 澜州农商行, 移动公司."""
    return any(part in name for part in _COMPANIES) or name.startswith(_CARRIERS) or name.endswith(_COMPANY_ENDS)


def _is_local(name: str) -> bool:
    """青浒区政府, 盐仓街道, 青浒区. Not 灌区, 责任区."""
    return (len(name) > 2 and name.endswith(_LOCAL_GOVERNMENTS)) or (
        3 <= len(name) <= _LONGEST_PLACE and name[-1] in "县区旗" and not name.endswith(_NO_PLACES)
    )


def _is_vertical(name: str) -> bool:
    """通辽海关, 人民银行…支行, 民航锦屿监管局. Not 区地方金融监管局, which is a department."""
    return (
        name.endswith(_VERTICALS)
        or any(part in name for part in _VERTICAL_SYSTEMS)
        or (name.startswith("民航") and name.endswith("监管局"))
    )
