"""The plot of the simulated year, as data: who the units are, and what happens on which day.

Tasks are named by their printed numbers, units by their short names.
"""

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
        ((date(2026, 4, 9), "advise"), (date(2026, 4, 15), "force"), (date(2026, 4, 21), "confirm")),
        words="同意，请新的承办科与配合单位逐家交接。",
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
        "57",
        date(2026, 5, 18),
        "第三方评估改为自查，节约经费。",
        ((date(2026, 5, 19), "advise"), (date(2026, 5, 25), "force"), (date(2026, 6, 2), "revoke")),
        words="督察反馈问题必须由第三方评估，恢复原方案。",
    ),
    Change(
        "11",
        date(2026, 6, 29),
        "集团重组后责任科室调整，措施相应修改。",
        ((date(2026, 6, 30), "advise"), (date(2026, 7, 7), "force"), (date(2026, 7, 20), "confirm")),
        words="同意，暂行期间的做法继续执行。",
    ),
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
    Rest("31", date(2026, 8, 19), date(2026, 9, 10), "上游水库应急检修，灌区停水。"),
    *(
        Rest(number, date(2026, 8, 27), date(2026, 9, 15), "强台风过境，户外施工和集中活动一律暂停。")
        for number in ("8", "17", "50")
    ),
    Rest("7", date(2026, 8, 28), date(2026, 9, 15), "强台风过境，重点项目工地停工。"),
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
