"""The fictional city of the demonstration: its government, and who has an account in it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

CODE = "lan"
NAME = "澜州市"
PLAN = "lan-2026.txt"
SEED = "lan-2026"
OPENED_AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
SINCE = date(2025, 1, 2)
BASIS = "澜政任〔2025〕1号"


@dataclass(frozen=True)
class Member:
    """A person who has an account in the demonstration; `unit` by its short name, `serves` by the leader's name."""

    username: str
    name: str
    post: str
    unit: str | None = None
    serves: str | None = None


OFFICE = (
    Member("chief", "钟离秋", "office_head"),
    Member("office", "岳明川", "officer"),
    Member("registrar", "柏亦舒", "registrar"),
    Member("mayor", "宋临川", "approver"),
    Member("auditor", "向南亭", "auditor"),
    Member("system", "石一鸣", "system"),
    Member("security", "骆安", "security"),
    Member("audit", "巫明鉴", "audit"),
)
"""Those who are there before the register is entered."""

SECOND_OFFICER = "凌霁"

AFTER_ADOPTION = (
    Member("leader", "顾怀舟", "leader"),
    Member("secretary", "白晓渡", "secretary", serves="顾怀舟"),
    Member("head", "辛致远", "head", "市发改委"),
    Member("deputy", "裴松年", "deputy", "市发改委"),
    Member("liaison", "舒晚", "liaison", "市发改委"),
)
"""Those whose posts were filled with everybody else's."""

LEADERS = {
    "程维岳": "政府自身建设、审计、政务服务、数据",
    "顾怀舟": "发展改革、财政、金融、国资、统计、应急管理",
    "骆明远": "工业、科技、能源、通信",
    "沈砚": "自然资源、住房城乡建设、城市管理、交通运输",
    "温守田": "农业农村、水利、林业、气象",
    "施若岚": "商务、招商引资、市场监管",
    "苗映秋": "教育、体育",
    "白雁翎": "人力资源社会保障、民政、卫生健康、医疗保障、退役军人事务",
    "尉迟川": "生态环境、文化旅游",
    "石峻岭": "公安、司法、信访",
}
"""Who answers for which field of work."""

NAMED = {("市发改委", "head"): "辛致远", ("市发改委", "deputy"): "裴松年", ("市发改委", "liaison"): "舒晚"}
"""Posts of the people who have an account."""

GAPS = {
    "市信访局": (),
    "市委社会工作部": (),
    "市体育局": ("head",),
    "市气象局": ("head",),
    "石濑县政府": ("head", "deputy"),
}
"""What is filled in units where something is still missing."""

SURNAMES = "沈陆梁葛韩秦袁邵穆颜季晏祝盛苏滕卓纪耿裘"
GIVEN = (
    *("知行", "望舒", "明棠", "泊舟", "静姝", "承宇", "景然", "若谷", "怀瑾", "听澜", "青禾", "远帆", "映川", "松涛"),
    *("亦安", "牧之", "清越", "南乔", "书昀", "星野", "嘉木", "云岫", "沐阳", "既白", "思源", "长风", "允中", "照临"),
)
