"""The plot of the simulated year, as data: who the units are, and what happens on which day.

Tasks are named by their printed numbers, units by their short names. Days of reports are counted in working days from
the day on which they are due: -3 is the day of contributions, 3 the lock.
"""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

ISSUED_ON = date(2026, 3, 2)
LIVES_FROM = date(2026, 7, 8)
"""The day at whose end the demonstration begins to live."""

WITHOUT_ACCOUNT = ("市林业局", "市残联")
NEVER_SIGN_IN = ("宋临川", "沈砚", "施若岚", "石峻岭")
"""The approver and three leaders: what they decide comes on paper."""
SECRETARIES = {"沈砚": "闻清和", "施若岚": "桑以宁", "石峻岭": "路知微"}

CONTACTS = ("vertical", "court")
NAMED_LATER = {"市信访局": date(2026, 3, 18), "市体育局": date(2026, 3, 27), "市气象局": date(2026, 5, 11)}
"""When units whose posts were empty get their people."""
NAMED_SOON = ("石濑县政府", "市委社会工作部")

SLOW = ("市城管局", "市商务局", "市供销社", "市委编办", "石濑县政府", "澜州职业技术学院", "市卫健委")
SILENT = ("市信访局", "市气象局", "市委社会工作部")
POOR = ("市交通运输局", "国网澜州供电公司")
"""Who do everything in time and still fall short of their figures."""
SHORT_OF = {**dict.fromkeys(SLOW, 0.82), **dict.fromkeys(POOR, 0.62), **dict.fromkeys(SILENT, 0.5)}

MARKS = {"35": "is_firm", "41": "is_firm", "45": "is_firm", "52": "is_firm", "13": "is_urgent", "16": "is_strive"}


class Objection(NamedTuple):
    """An assignment that is disputed, and what the leader says."""

    number: str
    unit: str
    on: date
    answered_on: date
    is_adjusted: bool
    reason: str
    answer: str


OBJECTIONS = (
    Objection(
        "58",
        "市文旅局",
        date(2026, 3, 4),
        date(2026, 3, 6),
        is_adjusted=False,
        reason="古驿道和老街项目的资金在县区，建议由相关县市区政府牵头。",
        answer="品牌和节会由市级统筹，仍由你局牵头，项目建设由相关县市区负责，写进工作方案。",
    ),
    Objection(
        "29",
        "市交投集团",
        date(2026, 3, 5),
        date(2026, 3, 10),
        is_adjusted=True,
        reason="澜云铁路的业主是省铁投公司，集团只参股，难以负责开工。",
        answer="集团负责澜宁高速公路和石濑作业区，澜云铁路的协调由市发改委负责。",
    ),
)

RETURNED = {"18": ("office",), "25": ("office", "leader"), "50": ("leader",)}
"""By whom first filings are returned, in order."""
FORCED = {"44": date(2026, 3, 27)}
CONFIRMED_AFTER = {"44": date(2026, 4, 8)}
EARLY = ("1", "2", "3", "5", "7", "10", "15", "18", "31", "35", "44", "49")
PLAIN = ("4", "12", "27", "32", "42", "46", "53", "60")
"""Simple tasks: the first draft is filed as it is."""
SHARED = ("26、56", "28", "37")
"""Tasks whose first figure is allocated to the counties."""


@dataclass(frozen=True)
class WrittenItem:
    """An item that a unit wrote by hand; `waits_for` names a milestone of an earlier item."""

    title: str
    measure: str
    product: str
    milestones: tuple[tuple[str, date], ...]
    is_linear: bool = False
    waits_for: tuple[int, int] | None = None


WRITTEN = {
    "20": (
        WrittenItem(
            "管理体制改革",
            "社会事务清单逐项移交，人员、资产、经费随事走",
            "移交协议",
            (("移交清单经市委编办审定", date(2026, 4, 17)), ("社会事务管理职能移交完毕", date(2026, 5, 29))),
        ),
        WrittenItem(
            "运营公司组建",
            "先定章程和负面清单，再公开选聘管理团队",
            "公司章程",
            (("运营公司注册", date(2026, 5, 15)), ("“管委会+公司”架构运行", date(2026, 6, 30))),
            waits_for=(0, 0),
        ),
    ),
    "25": (
        WrittenItem(
            "澜江三桥",
            "主墩、钢箱梁、斜拉索三个作业面平行施工，每周一调度",
            "主桥合龙",
            (
                ("主塔封顶", date(2026, 5, 20)),
                ("钢箱梁吊装过半", date(2026, 8, 31)),
                ("主桥合龙", date(2026, 12, 25)),
            ),
            is_linear=True,
        ),
        WrittenItem(
            "环城南路东段",
            "管线迁改与路基同步推进",
            "交工验收报告",
            (("管线迁改完成", date(2026, 4, 24)), ("通车", date(2026, 6, 30))),
        ),
        WrittenItem(
            "老旧管网更新改造",
            "按片区打捆招标，避开汛期开挖主干道",
            "竣工资料",
            (
                ("完成60公里", date(2026, 5, 29)),
                ("完成140公里", date(2026, 9, 25)),
                ("完成210公里", date(2026, 12, 18)),
            ),
            is_linear=True,
            waits_for=(1, 0),
        ),
    ),
    "52": (
        WrittenItem(
            "江北院区建设",
            "主体结构分四个流水段，关键线路增加一班",
            "主体结构验收单",
            (
                ("地下室结构完成", date(2026, 4, 30)),
                ("主体结构到八层", date(2026, 8, 14)),
                ("主体封顶", date(2026, 12, 20)),
            ),
            is_linear=True,
        ),
        WrittenItem(
            "县域医共体",
            "药品目录、人员调配、信息系统三统一",
            "评估报告",
            (("五个县级方案批复", date(2026, 5, 8)), ("信息系统贯通", date(2026, 10, 16))),
        ),
    ),
    "6": (
        WrittenItem(
            "市级专项规划",
            "逐个排出征求意见、专家论证、印发的日期",
            "印发文件",
            (
                ("18个规划初稿齐备", date(2026, 4, 20)),
                ("完成专家论证", date(2026, 5, 22)),
                ("18个规划全部印发", date(2026, 6, 30)),
            ),
            is_linear=True,
        ),
    ),
}

CONSENTING = ("市教育局", "市人社局", "市民政局", "市医保局")
CONSENTED_ON = date(2026, 3, 30)
CONSENT_ENDS = date(2026, 12, 31)


class Offer(NamedTuple):
    """What a cooperating unit offers the lead, and what it hears."""

    number: str
    unit: str
    on: date
    answered_on: date
    is_agreed: bool
    what: str
    reason: str = ""


OFFERS = (
    Offer("26、56", "市水务集团", date(2026, 3, 11), date(2026, 3, 13), True, "按月提供管网通水检测结果"),
    Offer("7", "市自然资源局", date(2026, 3, 12), date(2026, 3, 16), True, "每月报送重点项目用地保障清单"),
    Offer("35", "市应急局", date(2026, 3, 12), date(2026, 3, 17), True, "汛期每月提供水库巡查发现的隐患"),
    Offer(
        "39",
        "市文旅局",
        date(2026, 3, 13),
        date(2026, 3, 18),
        False,
        "提供全年节会安排",
        reason="节会安排已在市政府会议纪要中明确，不再重复报送。",
    ),
    Offer("49", "市总工会", date(2026, 3, 16), date(2026, 3, 19), True, "每月提供技能培训开班人数"),
)

NAMED_ON = {"diligent": date(2026, 3, 11), "slow": date(2026, 4, 22)}
"""When leads name whom 相关 and 等 mean; the silent ones never do."""
NAMEABLE = {
    "unit": ("市财政局", "市发改委", "市住建局", "市人社局", "市司法局", "市交通运输局", "市科技局", "市文旅局"),
    "county": ("青浒区政府", "泽阳区政府", "云壑县政府"),
    "company": ("市城投集团", "市交投集团", "市水务集团"),
}

ASKED_ON = date(2026, 3, 31)
ASKED = {
    "5": ("市统计局", "主要指标的初步数和分析"),
    "7": ("市行政审批局", "重点项目审批办结情况"),
    "25": ("市公安局", "施工路段交通组织调整情况"),
    "31": ("市水利局", "灌区通水和高标准农田水源保障情况"),
}
ASKED_OF_COUNTIES = {"26、56": "本地污水管网完成里程", "28": "本地农村公路完成里程"}

# What becomes of a report, step by step: on which working day before or after the day due, which act.
MANNERS: dict[str, tuple[tuple[int, str], ...]] = {
    "usual": ((-2, "lay"), (-1, "file")),
    "early": ((-3, "lay"), (-2, "file")),
    "by_head": ((-1, "file"),),
    "drafted": ((-4, "write"), (-2, "file")),
    "on_the_day": ((-1, "lay"), (0, "file")),
    "nil": ((-3, "nil"), (-2, "file_nil")),
    "consented": ((-2, "consented"),),
    "late": ((0, "lay"), (2, "file")),
    "silent": (),
    "handed_back": ((-4, "lay"), (-3, "hand_back"), (-2, "lay"), (-1, "file")),
    "returned": ((-3, "file"), (-2, "return"), (-1, "write"), (0, "file")),
    "returned_and_lost": ((-1, "file"), (0, "return")),
    "left_in_draft": ((-2, "write"),),
    "left_before_head": ((-1, "lay"),),
    "unlocked": ((5, "unlock"), (6, "file")),
    "waits": ((-4, "write"), (-4, "wait"), (-1, "file")),
    "waits_in_vain": ((-4, "write"), (-4, "wait"), (0, "file")),
    "waits_too_long": ((3, "write"), (3, "wait")),
    "amended": ((-3, "file"), (-2, "accept"), (0, "amend"), (1, "accept_again"), (5, "amend"), (6, "accept_again")),
    "exempt": ((-6, "exempt"),),
}
REPORTS = {
    ("2026-03", "5"): "returned",
    ("2026-03", "7"): "handed_back",
    ("2026-03", "15"): "silent",
    ("2026-03", "31"): "late",
    ("2026-04", "2"): "handed_back",
    ("2026-04", "3"): "returned",
    ("2026-04", "8"): "returned_and_lost",
    ("2026-04", "11"): "left_in_draft",
    ("2026-04", "15"): "left_before_head",
    ("2026-04", "17"): "unlocked",
    ("2026-04", "23"): "late",
    ("2026-04", "26、56"): "waits",
    ("2026-04", "28"): "waits_in_vain",
    ("2026-04", "31"): "waits_too_long",
    ("2026-04", "33"): "amended",
    ("2026-04", "40"): "exempt",
    ("2026-05", "9"): "returned",
    ("2026-05", "19"): "unlocked",
    ("2026-05", "22"): "silent",
    ("2026-05", "30"): "late",
    ("2026-05", "47"): "left_in_draft",
    ("2026-06", "17"): "amended",
    ("2026-06", "22"): "silent",
    ("2026-06", "26、56"): "waits",
    ("2026-06", "50"): "returned",
    ("2026-09", "28"): "waits_in_vain",
    ("2026-10", "59"): "left_before_head",
}

CONTRIBUTIONS: dict[str, tuple[tuple[int, str], ...]] = {
    "usual": ((-5, "file"),),
    "on_the_day": ((-3, "file"),),
    "late": ((-1, "file"),),
    "returned": ((-6, "file"), (-5, "return"), (-4, "file")),
    "returned_and_lost": ((-4, "file"), (-3, "return")),
    "taken": ((-5, "file"), (-4, "accept")),
    "silent": (),
    "returned_too_late": ((-3, "file"), (3, "return")),
}
ANSWERS = {
    ("2026-04", "26、56", "宁汀市政府"): "on_the_day",
    ("2026-04", "26、56", "石濑县政府"): "usual",
    ("2026-04", "28", "云壑县政府"): "late",
    ("2026-04", "31", "市水利局"): "returned_too_late",
    ("2026-04", "7", "市行政审批局"): "returned",
    ("2026-04", "5", "市统计局"): "returned_and_lost",
    ("2026-04", "25", "市公安局"): "taken",
    ("2026-05", "28", "石濑县政府"): "silent",
    ("2026-06", "26、56", "泽阳区政府"): "on_the_day",
    ("2026-06", "26、56", "石濑县政府"): "usual",
    ("2026-06", "28", "石濑县政府"): "silent",
    ("2026-09", "28", "云壑县政府"): "late",
}


class Change(NamedTuple):
    """A change of a work plan that is asked for, and its course."""

    number: str
    on: date
    reason: str
    course: tuple[tuple[date, str], ...]
    is_extension: bool = False
    words: str = ""


CHANGES = (
    Change(
        "24",
        date(2026, 4, 15),
        "两个小区的居民对加装电梯的方案有分歧，需要重新公示。",
        ((date(2026, 4, 16), "advise"), (date(2026, 4, 17), "grant")),
        is_extension=True,
        words="同意，公示期间先做地下管线。",
    ),
    Change(
        "17",
        date(2026, 4, 20),
        "部分企业改造意愿不足，建议推迟节点。",
        ((date(2026, 4, 22), "refuse"),),
        is_extension=True,
        words="意愿不足正是要做的工作，节点不动。",
    ),
    Change(
        "39",
        date(2026, 4, 8),
        "经办处室调整，改由流通促进科承担。",
        ((date(2026, 4, 9), "advise"), (date(2026, 4, 15), "force")),
    ),
    Change("33", date(2026, 4, 13), "计划调整示范村名单。", ((date(2026, 4, 14), "withdraw"),)),
    Change(
        "49",
        date(2026, 4, 14),
        "培训机构招标流标一次，申请顺延。",
        ((date(2026, 4, 15), "advise"), (date(2026, 4, 16), "refuse")),
        is_extension=True,
        words="可先用续签机构开班，不必顺延。",
    ),
    Change(
        "55",
        date(2026, 4, 21),
        "拟增加重型车辆监测事项。",
        ((date(2026, 4, 22), "advise"), (date(2026, 4, 23), "withdraw")),
    ),
    Change("10", date(2026, 4, 9), "增加“银企对接”场次，责任人不变。", ((date(2026, 4, 13), "grant"),), words="同意。"),
    Change(
        "13",
        date(2026, 7, 6),
        "两个乡镇应急救援站的场地需置换，申请顺延。",
        ((date(2026, 7, 7), "advise"), (date(2026, 7, 10), "grant")),
        is_extension=True,
        words="同意，汛期先借用消防站。",
    ),
    Change(
        "45",
        date(2026, 6, 9),
        "一所幼儿园地基遇软土，需换填。",
        ((date(2026, 6, 10), "advise"), (date(2026, 6, 12), "grant")),
        is_extension=True,
        words="同意，开学日期不变。",
    ),
)


class Rest(NamedTuple):
    """A task that rests for an outside cause; without `ended_on` the clock ends it on the day of review."""

    number: str
    on: date
    review_on: date
    reason: str
    ended_on: date | None = None
    because: str = ""


RESTS = (
    Rest(
        "36",
        date(2026, 4, 8),
        date(2026, 6, 30),
        "省里调整水资源论证的审查批次，市级无事可做。",
        ended_on=date(2026, 5, 6),
        because="审查批次已排定，前期工作恢复。",
    ),
    Rest("16", date(2026, 4, 10), date(2026, 5, 11), "隔膜项目所在园区消防水源改造，暂停进场。"),
    Rest("34", date(2026, 6, 22), date(2026, 8, 10), "油茶林连续暴雨，造林作业停止。"),
)


class Finish(NamedTuple):
    """A task that is reported done, and what the check makes of it, day by day."""

    number: str
    on: date
    course: tuple[tuple[date, str], ...] = ()


FINISHES = (
    Finish("41", date(2026, 5, 28), ((date(2026, 6, 1), "verify"), (date(2026, 6, 3), "return"))),
    Finish(
        "41",
        date(2026, 6, 15),
        (
            (date(2026, 6, 16), "verify"),
            (date(2026, 6, 17), "find"),
            (date(2026, 6, 18), "confirm"),
            (date(2026, 6, 22), "close"),
        ),
    ),
    Finish(
        "35",
        date(2026, 6, 10),
        (
            (date(2026, 6, 11), "verify"),
            (date(2026, 6, 15), "find"),
            (date(2026, 6, 16), "confirm"),
            (date(2026, 6, 17), "close"),
            (date(2026, 7, 6), "propose"),
            (date(2026, 7, 7), "reopen"),
        ),
    ),
    Finish(
        "54",
        date(2026, 6, 24),
        ((date(2026, 6, 26), "verify"), (date(2026, 6, 30), "find"), (date(2026, 7, 2), "close")),
    ),
    Finish(
        "6", date(2026, 6, 30), ((date(2026, 7, 6), "verify"), (date(2026, 7, 9), "find"), (date(2026, 7, 13), "close"))
    ),
    Finish(
        "20",
        date(2026, 7, 7),
        ((date(2026, 7, 10), "verify"), (date(2026, 7, 14), "find"), (date(2026, 7, 15), "close")),
    ),
    Finish(
        "12",
        date(2026, 9, 28),
        ((date(2026, 10, 9), "verify"), (date(2026, 10, 13), "find"), (date(2026, 10, 14), "close")),
    ),
    Finish(
        "51",
        date(2026, 10, 29),
        ((date(2026, 11, 3), "verify"), (date(2026, 11, 5), "find"), (date(2026, 11, 6), "close")),
    ),
    Finish(
        "11",
        date(2026, 10, 30),
        ((date(2026, 11, 4), "verify"), (date(2026, 11, 9), "find"), (date(2026, 11, 10), "close")),
    ),
    Finish(
        "26、56",
        date(2026, 11, 30),
        ((date(2026, 12, 2), "verify"), (date(2026, 12, 4), "find"), (date(2026, 12, 7), "close")),
    ),
)
FINISHED_BY = {each.number: each.on for each in reversed(FINISHES)}
"""By when a lead means to be done, as its work plan says."""
WITHDRAWN_CLAIM = ("9", "市财政局", date(2026, 9, 21), date(2026, 9, 24))
PROOF = "汛期第一场暴雨后，两座水库的放水涵洞渗水，需要复修。"
GAP = "综合服务平台的企业备案功能尚不能用，只上线了查询。"


class Special(NamedTuple):
    """A special report to leader and government."""

    number: str
    on: date
    title: str
    text: str


SPECIALS = (
    Special(
        "29",
        date(2026, 4, 20),
        "关于澜云铁路开工条件的专报",
        "用地预审已批，施工图审查排在省里第三批，预计5月中旬出结果。建议由市领导到省厅对接一次。",
    ),
    Special(
        "7",
        date(2026, 5, 18),
        "关于重点项目要素保障的专报",
        "168个项目中31个缺林地指标，其中9个影响上半年开工。建议优先使用今年第一批指标。",
    ),
    Special(
        "59",
        date(2026, 6, 16),
        "关于电信网络诈骗新手法的专报",
        "近期冒充物流理赔的案件增多，已会同通信企业拦截，建议在全市机关和学校再提醒一次。",
    ),
    Special(
        "10",
        date(2026, 7, 8),
        "关于普惠小微贷款增速回落的专报",
        "上半年新增贷款过半，但6月普惠小微余额环比下降。建议三季度开展一次银企对接，重点为首贷户。",
    ),
    Special(
        "25",
        date(2026, 7, 3),
        "关于澜江三桥汛期施工的专报",
        "主塔已封顶，汛期吊装窗口缩短，已备两套方案；工期可控，如遇超警水位将停止水上作业。",
    ),
)

PERIODS_TOLD_AFTER = 7
"""Working days from the day due to the digest; it is delivered on the next one."""
