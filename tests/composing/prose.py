"""A plan set as running text: cover, headings, tasks with their numbers and responsibility parts."""

from composing.plans import Plan, Section, Task
from composing.styles import CARDINALS, Style
from composing.tails import heading_lines, heading_part, tail_of

_OPENERS = "（(【[〔［"
_NEVER_FIRST = "，。、；：:;,）)】]〕］%"
_FEWEST_BROKEN = 5  # one line in so many has to be a piece of another one, else nothing says that a text is wrapped


def set_as_text(plan: Plan, style: Style) -> list[str]:
    """Return the lines of a plan; numbers and labels are noted in it."""
    lines = [*(_cover(plan) if style.covered else []), plan.title]
    number = 0
    for at, section in enumerate(plan.sections):
        if style.section == "none":
            section.title = section.leader = ""
        else:
            lines += _heading(section, at, style)
            number = number if style.runs_on else 0
        for task in section.tasks:
            number += 1
            lines += [style.indent + line for line in _task(task, number, at, style)]
    if plan.has_leaders == "section" and style.section == "none":
        plan.has_leaders = "none"
    lines += [style.last] if style.last else []
    broken = [piece for line in lines for piece in wrapped(line, style.width)] if style.width else []
    return broken if (len(broken) - len(lines)) * _FEWEST_BROKEN > len(broken) else lines


def wrapped(line: str, width: int) -> list[str]:
    """Break a line as a page does, so many ideographs wide."""
    pieces, taken = [""], 0
    for char in line:
        wide = 1 if char.isascii() else 2
        if taken + wide > 2 * width and char not in _NEVER_FIRST:
            pieces.append("")
            taken = 0
        pieces[-1] += char
        taken += wide
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
    section.label = label.strip("、　（）\n")
    said = f"（{style.labels['leader']}{style.colon}{section.leader}）" if section.leader else ""
    if style.tail == "section head":
        said = heading_part(section.tasks[0], style)
    lines = [label.strip(), section.title + said] if label.endswith("\n") else [label + section.title + said]
    if style.tail == "section lines":
        lines += heading_lines(section.tasks[0], style)
    elif style.intro and style.tail != "section head":
        lines += ["　　坚持系统观念，突出重点，压茬推进，确保取得实效。"]
    return [*lines, f"（一）{section.above}"] if style.minor else lines


def _label(style: Style, number: int, at: int) -> str:
    """Return the number of an item as printed."""
    signs = {
        "none": "",
        "①": chr(0x2460 + number - 1),
        "1.1": f"{at + 1}.{number} ",
        "１．": "".join(chr(0xFF10 + int(digit)) for digit in str(number)) + "．",
    }
    cardinal = CARDINALS[number - 1] if number <= len(CARDINALS) else f"十{CARDINALS[number - 11]}"
    return signs.get(style.item, style.item.replace("1", str(number)).replace("一", cardinal))


def _task(task: Task, number: int, at: int, style: Style) -> list[str]:
    label = _label(style, number, at)
    task.number = label.strip("、.．（）() 　：")
    first, *rest = tail_of(task, style)
    if style.tail == "labels above":
        return [label + first, *rest, f"工作任务：{task.words}{style.stop}"]
    if not first.startswith("+"):
        return [label + task.words + style.stop, first, *rest]
    stops_behind = style.stop_behind and first[1:].startswith(tuple(_OPENERS))
    words = task.words + first[1:] + style.stop if stops_behind else task.words + style.stop + first[1:]
    return [label + words, *rest]
