"""How a plan is set as running text: labels, numbers, brackets, marks, and the form of its responsibility parts."""

import random
from dataclasses import dataclass

from composing.plans import Plan

LABELS = {  # one set goes through a plan
    "lead": (
        "牵头单位",
        "牵头部门",
        "牵头责任单位",
        "主办单位",
        "主责单位",
        "牵头（责任）单位",
        "第一责任单位",
        "主要责任单位",
    ),
    "coop": (
        "配合单位",
        "协办单位",
        "参与单位",
        "协同单位",
        "协同责任单位",
        "协作单位",
        "配合部门",
        "参加单位",
        "协助单位",
    ),
    "owner": ("责任单位", "责任部门", "落实单位", "承办单位", "实施单位", "责任主体"),
    "leader": ("责任领导", "牵头领导", "分管领导", "包抓领导", "牵头负责领导", "分管市领导", "责任人"),
    "due": ("完成时限", "完成时间", "时间节点", "时限要求", "进度要求", "办结时限", "完成期限"),
}
CARDINALS = "一二三四五六七八九十"
_BRACKETS = ("（）", "()", "【】", "[]", "〔〕", "［］")
_ITEMS = {  # numbers of items by the headings above them
    "一、": ("1.", "1、", "1．", "（1）", "(1)", "（一）", "1.1", "①", "第1条　", "任务1：", "none", "１．", "1）"),
    "（一）": ("1.", "1、", "（1）", "①", "none"),
    "第一部分　": ("1.", "（一）", "一、", "第一条　", "1．"),
    "第一章　": ("第一条　", "1.", "一、"),
    "一、\n": ("1.", "1、"),
    "none": ("1.", "1、", "（1）", "一、", "（一）", "第1项　", "任务一：", "①"),
}
_TAILS = (
    *("bracket", "bracket", "bracket due", "lines", "lines", "line", "square lines", "below", "labels above", "post"),
    *("verb bracket", "verb bracket", "verbs", "dash", "joint", "bare", "tags", "goal lines", "section head"),
    "section lines",
)
_ONLY = {  # forms that say only these roles
    "bare": ("owner",),
    "joint": ("lead coop",),
    "tags": ("lead coop", "lead owner"),
    **dict.fromkeys(("verbs", "verb bracket", "dash", "bracket due"), ("lead coop", "lead", "owner", "lead owner")),
}
_OF_SECTIONS = ("section head", "section lines")
_OWN_LINES = ("below", "labels above", "goal lines", *_OF_SECTIONS)  # such items have numbers
_NO_WRAP = ("below", "section lines", "square lines")
_ONE_LEADER = ("verbs", "verb bracket", "dash", "joint", "bracket due")


@dataclass
class Style:
    """How a plan is set: the marks, labels and places that go through it."""

    tail: str
    section: str
    item: str
    runs_on: bool
    brackets: str
    colon: str
    between: str
    comma: str
    labels: dict[str, str]
    stop: str
    covered: bool
    line_end: str
    verbs: tuple[str, str, str]
    stop_behind: bool
    indent: str
    width: int
    minor: bool
    intro: bool
    last: str


def draw_style(dice: random.Random, plan: Plan) -> Style:
    """Draw how a plan is set; its tasks lose what the form of their parts cannot say."""
    section = dice.choice(list(_ITEMS))
    tail = _tail(dice, plan, section)
    item = dice.choice(_ITEMS[section])
    if item == "none" and tail in _OWN_LINES:
        item = "1."
    stop = "。" if item == "none" else dice.choice(("。", "。", ""))
    _fit(plan, tail)
    return Style(
        tail=tail,
        section=section,
        item=item,
        runs_on=dice.random() < 0.5 and item != "1.1",
        brackets=dice.choice(_BRACKETS),
        colon=dice.choice("：：:"),
        between=dice.choice(("；", "；", ";", "，", "。")),
        comma=dice.choice(("、", "、", "，", ",")),
        labels={role: dice.choice(options) for role, options in LABELS.items()},
        stop=stop,
        covered=dice.random() < 0.5,
        line_end=dice.choice(("", "", "。", "；")),
        verbs=(
            dice.choice(("牵头", "牵头负责", "总牵头")),
            dice.choice(("配合", "参与", "协助", "协同配合", "参加", "密切配合")),
            dice.choice(("负责", "按职责分工负责", "分别负责", "按职责分工落实", "落实", "依职责分工负责")),
        ),
        stop_behind=dice.random() < 0.2,
        indent=dice.choice(("", "", "　　")),
        width=dice.choice((0, 0, 0, 0, 28, 34)) if tail not in _NO_WRAP and item != "none" and stop else 0,
        minor=section == "一、" and item in ("1.", "1、", "1．", "①", "任务1：") and dice.random() < 0.3,
        intro=item != "none" and section != "none" and dice.random() < 0.2,
        last=dice.choice(("", "", "本表所列时限为最迟完成时间。", "（此件公开发布）")),
    )


def _tail(dice: random.Random, plan: Plan, section: str) -> str:
    """Draw the form of the responsibility parts among those that can say what the plan says."""
    drawn = dice.choice(_TAILS)
    if drawn in _OF_SECTIONS and (section == "none" or plan.has_leaders == "section"):
        return "lines"
    if drawn == "post" and plan.has_leaders != "item":
        return "bracket"
    return drawn if plan.roles in _ONLY.get(drawn, (plan.roles,)) else "lines"


def _fit(plan: Plan, tail: str) -> None:
    """Let the tasks say no more than the form of their parts can."""
    for section in plan.sections:
        first = section.tasks[0]
        for task in section.tasks:
            if tail in _OF_SECTIONS:
                task.leads, task.coops, task.owners, task.names = first.leads, first.coops, first.owners, first.names
                task.leaders, task.due = [], ""
            elif tail in _ONE_LEADER:
                task.leaders = task.leaders[:1]
