"""Problems, dispatches and proposals of the simulated year, as data: what is raised of which task, and its course.

Tasks are named by their printed numbers; a problem is raised by the coordinating lead.
"""

from datetime import date
from typing import NamedTuple

Course = tuple[tuple[date, str], ...]


def _on(*steps: str) -> Course:
    """Return a course from words such as `4-13 raise`."""
    found = []
    for step in steps:
        day, _blank, act = step.partition(" ")
        month, _dash, number = day.partition("-")
        found.append((date(2026, int(month), int(number)), act))
    return tuple(found)


class Trouble(NamedTuple):
    """A problem: its words, what is asked, the answers that are possible, what is decided and reported."""

    number: str
    title: str
    text: str
    asked: str
    course: Course
    answers: str = ""
    decided: str = "请牵头单位会同有关单位按程序办理，结果报市政府。"
    reported: str = "已按议定要求办结，相关手续齐备。"
    why: str = "情况有变化，按新的安排办理。"


class Meeting(NamedTuple):
    """A dispatch of the leader of a task: when it is planned and held, what is decided there."""

    key: str
    number: str
    title: str
    place: str
    on: date
    course: Course
    is_on_site: bool = False
    words: str = ""
    decided: tuple[str, ...] = ()


class Idea(NamedTuple):
    """A proposal of the lead of a task, and what becomes of it."""

    number: str
    title: str
    text: str
    course: Course
    answer: str = "adopted"
    words: str = "建议可行，请有关单位按职责推进。"


TROUBLES = (
    Trouble(
        "7",
        "两个重点项目林地手续卡在省级",
        "城北物流园和泽阳光伏支架两个项目使用林地申请已上报，省级窗口要求补充占补说明，已补正两次。",
        "是否由市领导带队赴省协调林地手续",
        _on("4-13 raise", "4-14 to_leader", "4-16 decide", "4-20 receive", "4-24 report", "4-27 confirm"),
        "*市领导带队赴省对接一次｜市林业局建议\n由市林业局继续补正，月底再议",
        "4月下旬由市领导带队赴省对接，市发改委牵头备齐材料。",
        "已对接，两个项目林地手续4月23日批复。",
    ),
    Trouble(
        "25",
        "环城南路东段两处管线迟迟未迁改",
        "燃气和通信管线各一处未迁改，施工单位窝工，产权单位对迁改费用分担有不同意见。",
        "迁改费用由谁承担、何时迁改完",
        _on(
            "4-14 raise",
            "4-16 to_unit",
            "5-8 send_up",
            "5-12 decide",
            "5-20 report",
            "5-21 reopen",
            "5-25 report",
            "5-26 unsolved",
            "5-28 report",
            "5-29 unsolved",
            "6-2 unsolvable",
        ),
        decided="费用按协议各担一半，5月25日前迁改完。",
        why="燃气管线仍未停气碰口，路面无法恢复。",
    ),
    Trouble(
        "24",
        "老旧小区加装电梯意见不一",
        "两个小区低层住户反对，公示期内收到异议11件，街道调解三轮未成。",
        "是否先做无异议单元",
        _on(
            "4-15 raise",
            "4-17 to_unit",
            "4-21 decide",
            "4-22 drop",
            "4-23 decide",
            "4-24 receive",
            "4-28 report",
        ),
        decided="无异议单元先行开工，有异议单元继续协商。",
    ),
    Trouble(
        "29",
        "石濑作业区岸线许可与用海手续交叉",
        "作业区岸线许可须待用海论证，论证又以岸线许可为前提，两个部门各等对方。",
        "是否并联办理，由谁牵头",
        _on(
            "4-16 raise",
            "4-20 to_leader",
            "4-22 send_up",
            "4-24 decide",
            "4-27 receive",
            "4-28 drop",
            "4-29 decide",
            "4-30 receive",
            "5-7 report",
            "5-8 confirm_decision",
            "5-11 confirm",
        ),
        decided="两项手续并联办理，由市交通运输局牵头，5月底前取得初步意见。",
    ),
    Trouble(
        "33",
        "和美乡村示范村名单有一村搬迁",
        "示范村之一列入地灾避险搬迁，原定建设内容不宜实施。",
        "是否调整名单",
        _on("4-20 raise", "4-21 to_leader", "4-22 decide", "4-23 drop", "4-24 withdraw"),
        why="县里已另定替补村，不再需要协调。",
    ),
    Trouble(
        "39",
        "消费券平台结算延迟",
        "平台与银行对账口径不一，商户回款晚7天。",
        "由谁统一对账口径",
        _on("4-20 raise", "4-21 withdraw"),
        why="平台已自行修正，回款恢复正常。",
    ),
    Trouble(
        "41",
        "跨境电商平台接口未开通",
        "平台与口岸监管系统接口申请已提交，尚未开通。",
        "请协调口岸部门加快开通",
        _on("4-20 raise", "4-22 triage", "4-24 withdraw"),
        why="接口已开通。",
    ),
    Trouble(
        "45",
        "一所新建小学场地清表受阻",
        "场地内有一处临时堆场未清，责任单位承诺两次未兑现。",
        "何时清场交地",
        _on("4-21 raise", "4-22 to_unit", "4-23 withdraw"),
        why="堆场已清走。",
    ),
    Trouble(
        "48",
        "市运会主场馆照明未过检",
        "照明照度检测两项不合格，需追加预算更换灯具。",
        "追加经费从何列支",
        _on("4-21 raise", "4-22 to_city", "4-24 withdraw"),
        why="供应商同意免费更换。",
    ),
    Trouble(
        "50",
        "两处助餐点消防验收资料缺失",
        "租用场所原始消防资料缺失，无法备案。",
        "能否按现状检测出具意见",
        _on("4-22 raise", "4-23 to_leader", "4-24 decide", "4-27 withdraw"),
        why="改租另一处场所。",
    ),
    Trouble(
        "52",
        "江北院区供电容量不足",
        "院区临时用电容量不足，夜间施工受限。",
        "是否先行架设临时专线",
        _on("4-22 raise", "4-23 to_leader", "4-24 decide", "4-27 receive", "4-28 report", "4-29 withdraw"),
        why="供电公司已提前增容，不再需要专线。",
    ),
    Trouble(
        "35",
        "三座小型水库加固料场未批",
        "料场用地未批，汛期前完工有风险。",
        "料场用地能否按临时用地先行",
        _on(
            "5-6 raise",
            "5-7 to_unit",
            "5-8 decide",
            "5-11 receive",
            "5-12 report",
            "5-13 unsolved",
            "5-14 report",
            "5-15 unsolved",
            "5-18 decide",
            "5-19 receive",
            "5-20 report",
            "5-21 confirm",
        ),
        decided="按临时用地先行，月底前补齐手续。",
        why="县里仍未放行，料进不了场。",
    ),
    Trouble(
        "57",
        "督察整改一处堆场业主停产",
        "业主停产且资金链断裂，整改主体缺位。",
        "是否由属地政府代为整改",
        _on(
            "5-6 raise",
            "5-7 to_leader",
            "5-8 decide",
            "5-11 receive",
            "5-12 report",
            "5-13 reopen",
            "5-14 drop",
            "5-15 decide",
            "5-18 receive",
            "5-19 report",
            "5-20 confirm",
        ),
        "*属地政府代为整改，费用依法追偿｜市司法局意见\n等待司法程序",
        "由属地县政府代为整改，费用依法追偿。",
    ),
    Trouble(
        "26、56",
        "污水主管穿越铁路涵洞审批未下",
        "澜江北岸主管须穿越铁路涵洞，铁路部门要求补充安全评估。",
        "是否现场会商穿越方案",
        _on("5-12 raise", "5-13 to_leader", "5-14 agenda", "6-1 report", "6-3 confirm"),
        reported="安全评估已通过，铁路部门5月29日同意施工。",
    ),
    Trouble(
        "13",
        "乡镇应急救援站编制未落实",
        "17个站中有5个未落实人员编制。",
        "人员编制如何解决",
        _on("5-6 raise", "5-7 to_leader", "6-1 send_up", "6-3 decide", "6-4 receive", "6-10 report", "6-11 confirm"),
        decided="在县域总量内调剂，6月底前到位。",
    ),
    Trouble(
        "21",
        "两条线路改造停电窗口冲突",
        "停电窗口与高考、农忙冲突。",
        "改造窗口如何安排",
        _on("6-8 note", "6-9 to_leader", "6-10 decide", "6-11 receive", "6-15 report", "6-16 confirm"),
    ),
    Trouble(
        "38",
        "预警信息末端广播县级配套资金未到位",
        "三个县配套资金共260万元未到位，设备已到货不能安装。",
        "配套资金由谁先行垫付",
        _on("7-2 raise", "7-3 to_leader", "7-14 decide", "7-15 receive", "7-24 report", "7-27 confirm"),
        "*市级预备费先垫，年底结算扣回｜市财政局、市应急局建议\n县级限期到位，逾期通报\n压减安装数量，先保山区乡镇",
        "市级先行垫付，年底结算扣回。",
    ),
    Trouble(
        "22",
        "基站选址遭小区业主反对",
        "6处基站选址公示后被投诉，铁塔公司暂停施工。",
        "选址如何定",
        _on("7-7 raise", "7-9 to_leader", "7-13 decide", "7-14 receive", "7-20 report", "7-22 confirm"),
    ),
)

MEETINGS = (
    Meeting(
        "off",
        "26、56",
        "污水管网专题调度会",
        "市政府第三会议室",
        date(2026, 5, 15),
        _on("5-13 plan", "5-14 off"),
    ),
    Meeting(
        "river",
        "26、56",
        "澜江北岸主管穿越铁路现场办公",
        "澜江北岸二标工地",
        date(2026, 5, 21),
        _on("5-18 plan", "5-21 hold", "5-22 write", "5-22 strike", "5-22 sign", "5-25 send"),
        is_on_site=True,
        words="会议现场查看了涵洞和导流段，听取住建、水利、铁路部门意见。",
        decided=("安全评估5月28日前完成，铁路部门同步审查。", "导流段围挡由施工单位另行设计。"),
    ),
    Meeting(
        "june",
        "26、56",
        "六月调度会",
        "市政府第二会议室",
        date(2026, 6, 9),
        _on("6-4 plan", "6-9 hold", "6-9 write", "6-10 sign", "6-11 send"),
        words="会议逐项过了上次议定事项和滞后任务。",
        decided=("汛期前完成江北片区雨污分流检查井复核。",),
    ),
    Meeting(
        "july",
        "38",
        "七月调度会",
        "市政府第二会议室",
        date(2026, 7, 10),
        _on("7-6 plan", "7-10 hold", "7-10 write", "7-13 sign", "7-14 send"),
        words="会议听取了预警设施建设情况。",
        decided=("山区乡镇预警广播7月底前全部装完。",),
    ),
)

IDEAS = (
    Idea(
        "44",
        "统一各窗口收件清单",
        "建议由政务服务部门统一各窗口收件清单，减少重复提交。",
        _on("4-15 file", "4-17 route_unit", "4-24 answer", "5-20 finish"),
    ),
    Idea(
        "58",
        "节会经费改为先备后补",
        "建议节会市场化部分改为先备案后补助。",
        _on("5-11 file", "5-13 route_leader", "5-20 answer", "5-21 finish"),
        answer="not",
        words="现行办法刚施行一年，先按现行办法执行。",
    ),
    Idea("47", "现代产业学院用地打包报批", "建议四个学院用地打包报批。", _on("5-12 file", "5-14 withdraw")),
    Idea(
        "14", "欠款线索共享", "建议法院与工信部门共享欠款线索。", _on("5-12 file", "5-14 route_unit", "5-18 withdraw")
    ),
    Idea(
        "19",
        "重点实验室设备共享共用",
        "建议建立实验设备共享平台，向规上企业开放。",
        _on("7-1 file", "7-3 route_leader", "7-13 answer", "8-12 finish"),
        answer="in_part",
        words="先在新材料领域试行。",
    ),
)
SPECIALS_FROM = date(2026, 4, 15)
"""From when leaders instruct on special reports: one that they have read, one that has just come."""
