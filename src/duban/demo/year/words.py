"""What the simulated people write: templates about the invented city, filled from their own tasks and figures."""

import random
import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

DONE = (
    "本月按工作方案推进，{step}。",
    "对照节点表逐项销号，{step}。",
    "{step}，台账同步更新。",
    "会同配合单位开展调度，{step}。",
)
STEPS = (
    "召开推进会2次，梳理堵点5个，已解决3个",
    "与配合单位逐家对接，分工和时限已书面确认",
    "组织3个工作组下沉县市区，现场核查12处",
    "完成中期评估初稿，正在征求意见",
    "对进展偏慢的两个县区当面提醒，明确补进度的日期",
    "开展业务培训4场，覆盖乡镇经办人员180人",
    "签订责任书，任务分解到科室和个人",
    "逐项核对数据来源，更正口径不一致的3处",
    "印发操作指引，窗口和热线同步启用",
    "走访服务对象60户，收集意见17条，已答复14条",
    "与邻市交流一次，借鉴两项做法",
    "清理历史遗留事项8件，余下3件明确了责任人",
    "把任务进度纳入科室周调度，逾期事项当周通报",
    "完成季度自查，4个问题已整改3个",
    "协调上级对口部门一次，争取到配套支持",
    "公布办理时限和监督电话，接受群众评价",
)
BUILT = (
    "第二批项目实施方案审定，资金已下达到县市区",
    "招标文件已公示，月底前开标",
    "施工单位增加一个作业面，进度追回6天",
    "首批点位通过验收，回访良好",
    "完成施工图审查，征地补偿协议签订九成",
)
BUILDING = re.compile("建设|改造|工程|公路|管网|水库|建成|枢纽|堵点|更新")
FIGURE = "{title}：累计{value}{measure}，为目标的{share}%。"
RATE = "{title}：目前为{value}%。"
HELD = "{title}：{value}{measure}，在控制线以内。"
NEXT = (
    "下月集中力量做好下一节点的前期准备，每周调度一次。",
    "抓紧办理剩余手续，同步做好冬夏季施工预案。",
    "继续跟踪落后点位，需要市领导协调的事项另报。",
    "完成第三方核验，查漏补缺。",
    "会同配合单位开展一次联合检查。",
    "把已形成的做法固化成制度，推广到其他县市区。",
)
BEHIND = "受前期手续影响，进度比计划偏慢，已倒排工期。"
REMARKS = (
    "上月数为快报数，本月按核定数更正。",
    "集中入库形成，已与统计口径核对。",
    "季度结算集中确认所致。",
)
CONTRIBUTED = (
    "已按要求完成本月事项，无需协调的问题。",
    "本月办结相关事项9件，在办2件。",
    "数据已核对，与主管部门口径一致。",
    "按时限提供，附明细在共享目录。",
)
RETURNED_REPORTS = (
    "只写了过程，请补充本月完成的数量。",
    "数字与上月相同，请说明原因。",
    "请写明两个落后县区的名称和补进度的日期。",
)
RETURNED_PLANS = (
    "节点之间超过三个月没有检查点，请补充。",
    "“加强”“推进”不可检查，请写成能看见的结果。",
    "责任人请写到分管负责同志。",
)
RETURNED_CONTRIBUTIONS = ("缺分项数字，请补充。", "口径与上月不同，请核对。")
HANDED_BACK = ("第二段数字请与财务科核对后再报。", "请补充下一步的具体日期。")
UNLOCKED = ("系统迁移期间未能登录，情况属实。", "经办人住院，由新联络员补报。")
ADVICE = ("情况属实，建议同意。", "理由可以成立，请责任领导审定。", "现有安排可以消化，建议不作调整。")
VERIFIED = ("抽查3处现场，与报告一致。", "查阅验收资料并电话回访，属实。", "会同配合单位现场核实，达到目标。")
STATEMENT = "工作方案所列节点全部完成，目标达到。"
NO_EVIDENCE = "实物工程，现场可查。"
DELIVERED = ("纸质呈送", "随公文交换呈送", "呈阅件送秘书")
EXEMPT = "按市政府统一安排参加全省招商活动，本月情况并入下月报送。"
AMENDED = ("漏报两个新增点位。", "一项数字写错单位。")
REFUSED = "两个点位的验收单落款在下月，按下月进展报送，已受理的报告不变。"
MORE = "补充：另有2个点位在月末完成验收。"

CHECKPOINTS = (
    (("任务分解到科室，方案印发", 4, 15), ("完成年度目标过半", 6, 30), ("完成年度目标八成", 9, 25)),
    (("底数摸清，清单建立", 4, 10), ("首批项目验收", 6, 26), ("第二批项目验收", 10, 23)),
    (("资金和分工落实", 4, 17), ("中期评估", 7, 10), ("问题整改到位", 10, 16)),
)


class Told(NamedTuple):
    """A figure as a report tells it."""

    title: str
    value: Decimal
    measure: str
    target: Decimal
    is_ceiling: bool


def progress(rng: random.Random, title: str, figures: Sequence[Told], *, is_behind: bool) -> str:
    """Return a month's progress: what was done, and the first figures."""
    steps = (*BUILT, *BUILT, *STEPS) if BUILDING.search(title) else STEPS
    said = [rng.choice(DONE).format(step=rng.choice(steps)), *(_figure(each) for each in figures[:3])]
    if is_behind:
        said.append(BEHIND)
    return "".join(said)


def _figure(told: Told) -> str:
    value = format(told.value.normalize(), "f")
    if told.is_ceiling:
        return HELD.format(title=told.title, value=value, measure=told.measure)
    if told.measure == "%":
        return RATE.format(title=told.title, value=value)
    share = round(told.value / told.target * 100) if told.target else 0
    return FIGURE.format(title=told.title, value=value, measure=told.measure, share=share)
