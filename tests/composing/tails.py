"""The responsibility part of a task in each of its forms, as lines; one that begins with + stands behind the words."""

from collections.abc import Callable

from composing.plans import Task
from composing.styles import Style


def tail_of(task: Task, style: Style) -> list[str]:
    """Return the lines of a part; what the form cannot say is taken from the task."""
    return _FORMS[style.tail](task, style)


def _fields(task: Task) -> list[tuple[str, list[str]]]:
    """Return what is said of a task: the role, and who or when."""
    said = [("leader", task.leaders), ("lead", task.leads), ("coop", task.coops), ("owner", task.owners)]
    return [(role, words) for role, words in [*said, ("due", [task.due] if task.due else [])] if words]


def _joined(role: str, words: list[str], style: Style) -> str:
    """Return one labelled list; marks within brackets stay what they are."""
    mark = "、" if role == "leader" or any("（" in word for word in words) else style.comma
    return style.labels[role] + style.colon + mark.join(words)


def _lists(task: Task, style: Style) -> list[str]:
    return [_joined(role, words, style) for role, words in _fields(task)]


def _bracket(task: Task, style: Style) -> list[str]:
    unclear = style.between == "。" or (style.comma in "，," and style.between in "，。")
    between = "；" if unclear else style.between
    return ["+" + style.brackets[0] + between.join(_lists(task, style)) + style.brackets[1]]


def _bracket_due(task: Task, style: Style) -> list[str]:
    """（牵头单位：A；配合单位：B，6月底完成）"""
    due, task.due = task.due, ""
    inside = _bracket(task, style)[0][2:-1]
    task.due = due and due + ("完成" if due[-1] in "底前日月" else "")
    return ["+" + style.brackets[0] + inside + (f"，{task.due}" if due else "") + style.brackets[1]]


def _lines(task: Task, style: Style) -> list[str]:
    return [line + style.line_end for line in _lists(task, style)]


def _square_lines(task: Task, style: Style) -> list[str]:
    return [f"【{style.labels[role]}】{'、'.join(words)}" for role, words in _fields(task)]


def _line(task: Task, style: Style) -> list[str]:
    return [(" " if style.between in "。；" else style.between).join(_lists(task, style))]


def _below(task: Task, style: Style) -> list[str]:
    lines = []
    for role, words in _fields(task):
        lines.append(style.labels[role] + style.colon)
        lines += ["、".join(words)] if role == "leader" or any("（" in word for word in words) else words
    return lines


def _goal_lines(task: Task, style: Style) -> list[str]:
    return ["工作措施：完善机制，加强调度。", *_lines(task, style)]


def _post(task: Task, style: Style) -> list[str]:
    """责任领导：副市长于成"""
    said = _lines(task, style)
    return [said[0].replace("、".join(task.leaders), "，".join(f"副市长{name}" for name in task.leaders)), *said[1:]]


def _verb_words(task: Task, style: Style) -> str:
    lead, coop, owner = style.verbs
    pieces = [f"{'、'.join(task.leaders)}副市长牵头"] if task.leaders else []
    pieces += [
        "、".join(units) + verb
        for units, verb in ((task.leads, lead), (task.coops, coop), (task.owners, owner))
        if units
    ]
    if task.due:
        task.due += "" if task.due == "全年" else "完成"
        pieces.append(task.due)
    return "，".join(pieces)


def _verb_bracket(task: Task, style: Style) -> list[str]:
    return ["+" + style.brackets[0] + _verb_words(task, style) + style.brackets[1]]


def _verbs(task: Task, style: Style) -> list[str]:
    return [f"+{'' if style.stop else '，'}由{_verb_words(task, style)}。"]


def _dash(task: Task, style: Style) -> list[str]:
    task.leaders = []
    return ["+——" + _verb_words(task, style)]


def _joint(task: Task, style: Style) -> list[str]:
    """（由A会同B负责）"""
    task.leaders, task.leads = [], task.leads[:1]
    due = f"，{task.due}" if task.due else ""
    return [f"+{style.brackets[0]}由{task.leads[0]}会同{'、'.join(task.coops)}{style.verbs[2]}{due}{style.brackets[1]}"]


def _bare(task: Task, style: Style) -> list[str]:
    task.leaders = []
    due = f"，{task.due}" if task.due else ""
    return ["+" + style.brackets[0] + "、".join(task.owners) + due + style.brackets[1]]


def _tags(task: Task, style: Style) -> list[str]:
    """责任单位：A（牵头）、B"""
    tagged = [f"{unit}（牵头）" for unit in task.leads] + (task.coops or task.owners)
    lines = [_joined("leader", task.leaders, style)] if task.leaders else []
    lines.append(f"{style.labels['owner']}{style.colon}{'、'.join(tagged)}")
    return lines + ([_joined("due", [task.due], style)] if task.due else [])


def _nothing(_: Task, __: Style) -> list[str]:
    return ["+"]


_FORMS: dict[str, Callable[[Task, Style], list[str]]] = {
    "bracket": _bracket,
    "bracket due": _bracket_due,
    "lines": _lines,
    "square lines": _square_lines,
    "line": _line,
    "below": _below,
    "labels above": _lines,
    "goal lines": _goal_lines,
    "post": _post,
    "verbs": _verbs,
    "verb bracket": _verb_bracket,
    "dash": _dash,
    "joint": _joint,
    "bare": _bare,
    "tags": _tags,
    "section head": _nothing,
    "section lines": _nothing,
}


def heading_part(task: Task, style: Style) -> str:
    """Return the bracket behind a heading whose units hold for all its tasks."""
    return _bracket(task, style)[0][1:]


def heading_lines(task: Task, style: Style) -> list[str]:
    """Return the same as lines below the heading."""
    return _lines(task, style)
