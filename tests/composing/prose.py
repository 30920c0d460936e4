"""A plan set as running text, in a layout drawn at random."""

import random
from dataclasses import dataclass

from composing.plans import Plan, Section, Task

LABELS = {  # one set goes through a plan
    "lead": ("牵头单位", "牵头部门", "牵头责任单位", "主办单位", "主责单位", "牵头（责任）单位", "第一责任单位", "主要责任单位"),
    "coop": ("配合单位", "协办单位", "参与单位", "协同单位", "协同责任单位", "协作单位", "配合部门", "参加单位", "协助单位"),
    "owner": ("责任单位", "责任部门", "落实单位", "承办单位", "实施单位", "责任主体"),
    "leader": ("责任领导", "牵头领导", "分管领导", "包抓领导", "牵头负责领导", "分管市领导", "责任人"),
    "due": ("完成时限", "完成时间", "时间节点", "时限要求", "进度要求", "办结时限", "完成期限"),
}
CARDINALS = "一二三四五六七八九十"
BRACKETS = ("（）", "()", "【】", "[]", "〔〕", "［］")
SECTIONS = ("一、", "（一）", "第一部分　", "第一章　", "一、\n", "none")
ITEMS = {  # numbers of items by the headings above them
    "一、": ("1.", "1、", "1．", "（1）", "(1)", "（一）", "1.1", "①", "第1条　", "任务1：", "none", "１．", "1）"),
    "（一）": ("1.", "1、", "（1）", "①", "none"),
    "第一部分　": ("1.", "（一）", "一、", "第一条　", "1．"),
    "第一章　": ("第一条　", "1.", "一、"),
    "一、\n": ("1.", "1、"),
    "none": ("1.", "1、", "（1）", "一、", "（一）", "第1项　", "任务一：", "①"),
}
_STANDING = ("", "", "本表所列时限为最迟完成时间。", "（此件公开发布）")
TAILS = ("bracket due", "dash", "labels above", "joint", "goal lines", "post", "section head", "section lines", "bracket", "bracket", "lines", "lines", "line", "verbs", "verb bracket", "verb bracket", "bare", "tags", "below", "square lines")


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
    cover: bool
    lines_end: str
    verbs: tuple[str, str, str]
    words_after: bool
    indent: str
    wrapped: int
    minor: bool
    intro: bool
    ends: str


def draw_style(dice: random.Random, plan: Plan) -> Style:
    """Draw how a plan is set."""
    section = dice.choice(SECTIONS)
    tail = dice.choice(TAILS)
    if tail == "bare" and (plan.roles != "owner"):
        tail = "bracket"
    if tail in ("section head", "section lines") and (section == "none" or plan.has_leaders == "section"):
        tail = "lines"
    if tail == "joint" and plan.roles != "lead coop":
        tail = "lines"
    if tail == "post" and plan.has_leaders != "item":
        tail = "bracket"
    if tail in ("dash", "bracket due") and plan.roles == "lead coop owner":
        tail = "lines"
    if tail == "tags" and plan.roles not in ("lead coop", "lead owner"):
        tail = "lines"
    if tail in ("verbs", "verb bracket") and plan.roles == "lead coop owner":
        tail = "bracket"
    item = dice.choice(ITEMS[section])
    if item == "none" and tail in ("below", "labels above", "goal lines", "section head", "section lines"):
        item = "1." if section != "1." else "（1）"
    stop = dice.choice(("。", "。", ""))
    if item == "none":
        stop = "。"
    if tail in ("section head", "section lines"):
        for part in plan.sections:
            for task in part.tasks:
                first = part.tasks[0]
                task.leads, task.coops, task.owners, task.leaders, task.due = first.leads, first.coops, first.owners, [], ""
                task.names = first.names
    if tail in ("verbs", "verb bracket", "dash", "joint", "bracket due"):
        for task in plan.tasks:
            task.leaders = task.leaders[:1]
    return Style(
        tail=tail,
        section=section,
        item=item,
        runs_on=dice.random() < 0.5 and item != "1.1",
        brackets=dice.choice(BRACKETS),
        colon=dice.choice("：：:"),
        between=dice.choice(("；", "；", ";", "，", "。")),
        comma=dice.choice(("、", "、", "，", ",")),
        labels={role: dice.choice(options) for role, options in LABELS.items()},
        stop=stop,
        cover=dice.random() < 0.5,
        lines_end=dice.choice(("", "", "。", "；")),
        verbs=(
            dice.choice(("牵头", "牵头负责", "总牵头")),
            dice.choice(("配合", "参与", "协助", "协同配合", "参加", "密切配合")),
            dice.choice(("负责", "按职责分工负责", "分别负责", "按职责分工落实", "落实", "具体负责", "依职责分工负责")),
        ),
        words_after=dice.random() < 0.2,
        indent=dice.choice(("", "", "　　")),
        wrapped=dice.choice((0, 0, 0, 0, 28, 34)) if tail not in ("below", "section lines", "square lines") and item != "none" and stop else 0,
        minor=section == "一、" and item in ("1.", "1、", "1．", "①", "任务1：") and dice.random() < 0.3,
        intro=item != "none" and section != "none" and dice.random() < 0.2,
        ends=dice.choice(_STANDING),
    )


def set_as_text(plan: Plan, style: Style) -> list[str]:
    """Return the lines of a plan; numbers and labels are noted in it."""
    lines = _cover(plan) if style.cover else []
    lines += [plan.title]
    number = 0
    for at, section in enumerate(plan.sections):
        if style.section == "none":
            section.title = section.leader = ""
        else:
            lines += _heading(section, at, style)
            if style.tail == "section lines":
                lines += _lines(section.tasks[0], style)
            if style.intro and not style.tail.startswith("section"):
                lines += ["　　坚持系统观念，突出重点，压茬推进，确保取得实效。"]
            if style.minor:
                lines += [f"（一）{section.above}"]
        number = number if style.runs_on or style.section == "none" else 0
        for task in section.tasks:
            number += 1
            lines += [style.indent + line for line in _task(task, number, at, style)]
    if style.ends:
        lines += [style.ends]
    if style.wrapped:
        broken = [piece for line in lines for piece in _wrapped(line, style.wrapped)]
        lines = broken if (len(broken) - len(lines)) * 5 > len(broken) else lines
    if plan.has_leaders == "section" and style.section == "none":
        plan.has_leaders = "none"
    return lines


def _wrapped(line: str, width: int) -> list[str]:
    """Break a line as a page does."""
    pieces, taken = [""], 0
    for char in line:
        taken += 1 if char.isascii() else 2
        if taken > 2 * width:
            pieces.append("")
            taken = 1 if char.isascii() else 2
        pieces[-1] += char
    return pieces


def _cover(plan: Plan) -> list[str]:
    return [
        f"{plan.issuer}关于印发{plan.title}的通知",
        f"云政办发〔2025〕{len(plan.tasks)}号",
        f"各{'乡镇' if plan.level == '县' else '区'}人民政府，{plan.level}政府各部门、各直属机构：",
        f"《{plan.title}》已经{plan.level}政府同意，现印发给你们，请认真抓好落实。",
        "一、加强组织领导。各责任单位要高度重视，主要负责同志亲自抓。",
        "二、强化督促检查。各牵头单位每季度末报送进展情况。",
        plan.issuer,
        "2025年2月18日",
    ]


def _heading(section: Section, at: int, style: Style) -> list[str]:
    label = style.section.replace("一", CARDINALS[at])
    leader = f"（{style.labels['leader']}{style.colon}{section.leader}）" if section.leader else ""
    section.label = label.strip("、　（）\n")
    if style.tail == "section head":
        leader = _bracket(section.tasks[0], style)[0][1:]
    if label.endswith("\n"):
        return [label.strip(), section.title + leader]
    return [label + section.title + leader]


def label_of(style: Style, number: int, at: int) -> str:
    """Return the number of an item as printed."""
    kind = style.item
    if kind == "none":
        return ""
    if kind == "①":
        return chr(0x2460 + number - 1)
    if kind == "1.1":
        return f"{at + 1}.{number} "
    if kind == "１．":
        return "".join(chr(0xFF10 + int(digit)) for digit in str(number)) + "．"
    cardinal = CARDINALS[number - 1] if number <= 10 else f"十{CARDINALS[number - 11]}"
    return kind.replace("1", str(number)).replace("一", cardinal)


def _task(task: Task, number: int, at: int, style: Style) -> list[str]:
    label = label_of(style, number, at)
    task.number = label.strip("、.．（）() 　：")
    words = task.words + style.stop
    tail = _TAILS[style.tail](task, style)
    if style.tail == "labels above":
        return [label + tail[0], *tail[1:], "工作任务：" + words]
    if tail[0].startswith("+"):
        first = tail[0][1:]
        if style.words_after is False or not first.startswith(("（", "(", "【", "[", "〔", "［")):
            return [label + words + first, *tail[1:]]
        return [label + task.words + first + style.stop, *tail[1:]]
    return [label + words, *tail]


def _fields(task: Task) -> list[tuple[str, str]]:
    """Return what is said of a task: role and who or when, units still apart."""
    said: list[tuple[str, str]] = []
    if task.leaders:
        said.append(("leader", "、".join(task.leaders)))
    said += [(role, "、".join(units)) for role, units in (("lead", task.leads), ("coop", task.coops), ("owner", task.owners)) if units]
    if task.due:
        said.append(("due", task.due))
    return said


def _joined(task: Task, style: Style) -> list[str]:
    return [style.labels[role] + style.colon + words.replace("、", style.comma if role != "leader" else "、") if "（" not in words else style.labels[role] + style.colon + words for role, words in _fields(task)]


def _bracket(task: Task, style: Style) -> list[str]:
    between = "；" if style.comma in "，," and style.between in "，。" else style.between
    between = "；" if between == "。" else between
    return ["+" + style.brackets[0] + between.join(_joined(task, style)) + style.brackets[1]]


def _lines(task: Task, style: Style) -> list[str]:
    return [line + style.lines_end for line in _joined(task, style)]


def _square_lines(task: Task, style: Style) -> list[str]:
    return [f"【{style.labels[role]}】{words}" for role, words in _fields(task)]


def _line(task: Task, style: Style) -> list[str]:
    return [(" " if style.between in "。；" else style.between).join(_joined(task, style))]


def _below(task: Task, style: Style) -> list[str]:
    lines = []
    for role, words in _fields(task):
        lines.append(style.labels[role] + style.colon)
        lines += [words] if role in ("leader", "due") or "（" in words else words.split("、")
    return lines


def _verb_words(task: Task, style: Style) -> str:
    lead, coop, owner = style.verbs
    pieces = [f"{'、'.join(task.leaders)}副市长牵头" if len(task.leaders) == 1 else ""]
    pieces += ["、".join(task.leads) + lead if task.leads else "", "、".join(task.coops) + coop if task.coops else ""]
    pieces += ["、".join(task.owners) + owner if task.owners else ""]
    pieces += [f"{task.due}完成" if task.due and task.due != "全年" else task.due]
    if task.due and task.due != "全年":
        task.due += "完成"
    return "，".join(filter(None, pieces))


def _verb_bracket(task: Task, style: Style) -> list[str]:
    return ["+" + style.brackets[0] + _verb_words(task, style) + style.brackets[1]]


def _verbs(task: Task, style: Style) -> list[str]:
    return ["+由" + _verb_words(task, style) + "。" if style.stop else "+，由" + _verb_words(task, style) + "。"]


def _bare(task: Task, style: Style) -> list[str]:
    task.leaders = []
    due = f"，{task.due}" if task.due else ""
    return ["+" + style.brackets[0] + "、".join(task.owners) + due + style.brackets[1]]


def _bracket_due(task: Task, style: Style) -> list[str]:
    """（牵头单位：A；配合单位：B，6月底完成）"""
    due, task.due = task.due, ""
    inside = _bracket(task, style)[0][2:-1]
    task.due = due and due + ("完成" if due[-1] in "底前日月" else "")
    return ["+" + style.brackets[0] + inside + (f"，{task.due}" if due else "") + style.brackets[1]]


def _dash(task: Task, style: Style) -> list[str]:
    task.leaders = []
    return ["+——" + _verb_words(task, style)]


def _above(task: Task, style: Style) -> list[str]:
    return _lines(task, style)


def _joint(task: Task, style: Style) -> list[str]:
    """（由A会同B负责）"""
    task.leaders = []
    task.leads = task.leads[:1]
    due = f"，{task.due}" if task.due else ""
    return [f"+{style.brackets[0]}由{task.leads[0]}会同{'、'.join(task.coops)}{style.verbs[2]}{due}{style.brackets[1]}"]


def _post(task: Task, style: Style) -> list[str]:
    """责任领导：副市长于成"""
    said = _lines(task, style)
    names = task.leaders
    return [line.replace("、".join(names), "，".join(f"副市长{name}" for name in names)) if at == 0 else line for at, line in enumerate(said)]


def _goal_lines(task: Task, style: Style) -> list[str]:
    return ["工作措施：完善机制，加强调度。", *_lines(task, style)]


def _nothing(task: Task, style: Style) -> list[str]:
    return ["+"]


def _tags(task: Task, style: Style) -> list[str]:
    tagged = [f"{unit}（牵头）" for unit in task.leads] + (task.coops or task.owners)
    said = [f"{style.labels['owner']}{style.colon}{'、'.join(tagged)}"]
    said = [f"{style.labels['leader']}{style.colon}{'、'.join(task.leaders)}"] * bool(task.leaders) + said
    said += [f"{style.labels['due']}{style.colon}{task.due}"] * bool(task.due)
    return said


_TAILS = {
    "bracket": _bracket,
    "lines": _lines,
    "square lines": _square_lines,
    "line": _line,
    "below": _below,
    "verbs": _verbs,
    "verb bracket": _verb_bracket,
    "bare": _bare,
    "bracket due": _bracket_due,
    "dash": _dash,
    "labels above": _above,
    "joint": _joint,
    "goal lines": _goal_lines,
    "post": _post,
    "section head": _nothing,
    "section lines": _nothing,
    "tags": _tags,
}
