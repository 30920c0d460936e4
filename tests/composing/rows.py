"""A plan set as a table: which columns, what stands over them, what is merged; cells as rows of words."""

import random
from dataclasses import dataclass

from composing.plans import Plan, Section, Task
from composing.styles import CARDINALS

HEADS = {
    "number": ("序号", "序 号", "编号", "项次", "No."),
    "group": ("类别", "领域", "任务类别", "工作类别", "重点领域", "分类"),
    "title": ("项目名称", "工作事项", "重点工作", "任务名称", "事项"),
    "words": (
        "工作任务",
        "重点任务",
        "目标任务",
        "主要任务",
        "任务内容",
        "年度目标任务",
        "具体内容",
        "主要举措",
        "工作目标",
    ),
    "leader": ("责任领导", "牵头领导", "分管领导", "分管市领导", "包联领导", "市级牵头领导"),
    "lead": ("牵头单位", "牵头部门", "主办单位", "牵头责任单位", "市级牵头单位", "第一责任单位"),
    "coop": ("配合单位", "协办单位", "参与单位", "协同单位", "配合部门", "协作单位"),
    "owner": ("责任单位", "责任部门", "承办单位", "落实单位", "实施主体", "责任单位及部门"),
    "due": ("完成时限", "完成时间", "时间节点", "时限要求", "进度要求", "完成期限", "计划完成时间"),
    "foreign": ("备注", "年度投资（万元）", "任务来源", "进展情况", "联系人及电话", "资金来源"),
}
_SAID = {
    "年度投资（万元）": ("3500", "120"),
    "任务来源": ("政府工作报告", "市委全会"),
    "联系人及电话": ("王磊12345678",),
}
SETTINGS = ("grid", "bars", "tabs", "cells", "spaces", "marked")
_FEWEST_SPACED = 3
_ONE_LINE = ("grid", "bars", "tabs", "marked")


@dataclass
class Cell:
    """A cell and how many rows and columns it covers."""

    words: str
    rows: int = 1
    columns: int = 1


Row = list[Cell | None]


@dataclass
class TableStyle:
    """How a table is made."""

    columns: list[str]
    heads: dict[str, str]
    parts: str
    is_double: bool
    title_rows: int
    groups: str
    number: str
    stop: str
    merges_leads: bool
    sums: bool
    setting: str


def draw_table(dice: random.Random, plan: Plan) -> TableStyle:
    """Draw how a table is made."""
    setting = dice.choice(SETTINGS)
    is_grid = setting == "grid"
    groups = dice.choice(("none", "merged", "repeated", "rows", "rows"))
    groups = "repeated" if groups == "merged" and not is_grid else groups
    columns = _columns(dice, plan, has_groups=groups in ("merged", "repeated"))
    if len(columns) < _FEWEST_SPACED and (setting == "spaces" or (setting == "cells" and "number" not in columns)):
        setting = "tabs"
    if plan.has_leaders == "section" and groups != "rows":
        plan.has_leaders = "none"
        for section in plan.sections:
            section.leader = ""
    if setting == "cells" and "number" not in columns:  # 主要预期目标 may be one more head there
        for section in plan.sections:
            section.title = section.title.replace("主要预期目标", "稳定经济运行")
    return TableStyle(
        columns=columns,
        heads={role: dice.choice(options) for role, options in HEADS.items()},
        parts=dice.choice(("、", "、", "\n", "，", " ")) if is_grid else dice.choice("、、，"),
        is_double=is_grid and " " in plan.roles and dice.random() < 0.25,
        title_rows=dice.choice((0, 0, 1, 2)) if is_grid else 0,
        groups=groups,
        number=dice.choice(("1", "1", "1.", "（1）")) if is_grid else "1",
        stop=dice.choice(("。", "。", "")) if setting in _ONE_LINE else "。",
        merges_leads=is_grid and dice.random() < 0.25,
        sums=is_grid and dice.random() < 0.15,
        setting=setting,
    )


def _columns(dice: random.Random, plan: Plan, *, has_groups: bool) -> list[str]:
    """Draw the columns in their order."""
    words = ["title", "words"] if dice.random() < 0.25 else ["words"]
    leader = ["leader"] if plan.has_leaders == "item" else []
    units, due = plan.roles.split(), ["due"] if plan.has_dues else []
    answering = dice.choice(([*leader, *units, *due], [*units, *leader, *due], [*due, *units, *leader]))
    columns = [*words, *answering]
    number = ["number"] if dice.random() < 0.9 else []
    group = ["group"] if has_groups else []
    before = [*number, *group] if dice.random() < 0.8 else [*group, *number]
    return [*before, *columns, *(["foreign"] if dice.random() < 0.4 else [])]


def set_as_rows(dice: random.Random, plan: Plan, style: TableStyle) -> list[Row]:
    """Return the rows of a table; None stands where a cell above or left of it goes on."""
    titles = [plan.title, f"填报单位：{plan.issuer}"][: style.title_rows]
    rows = [_across(title, style) for title in titles] + _heads(style)
    number = 0
    for at, section in enumerate(plan.sections):
        rows += _section_row(section, at, style)
        first = len(rows)
        for place, task in enumerate(section.tasks):
            number += 1
            if style.merges_leads and place and dice.random() < 0.5:
                _take_leads(task, section.tasks[place - 1])
            task.number = str(number) if "number" in style.columns else ""
            rows.append([_cell(role, task, number, style) for role in style.columns])
        _group(rows[first:], section, style)
        if style.merges_leads and "lead" in style.columns:
            _merge(rows[first:], style.columns.index("lead"))
        section.title = "" if style.groups == "none" else section.title
    if style.sums:
        rows.append([Cell("合计" if at == 0 else "") for at in range(len(style.columns))])
    return rows


def _across(words: str, style: TableStyle) -> Row:
    return [Cell(words, columns=len(style.columns)), *(None for _ in style.columns[1:])]


def _section_row(section: Section, at: int, style: TableStyle) -> list[Row]:
    if style.groups != "rows":
        return []
    section.label = CARDINALS[at]
    leader = f"（{style.heads['leader']}：{section.leader}）" if section.leader else ""
    return [_across(f"{section.label}、{section.title}{leader}", style)]


def _heads(style: TableStyle) -> list[Row]:
    """Return the head in one line, or in two with one word over the columns of units."""
    if not style.is_double:
        return [[Cell(style.heads[role]) for role in style.columns]]
    units = [role for role in style.columns if role in ("lead", "coop", "owner")]
    above: Row = [
        Cell("责任分工", columns=len(units))
        if role == units[0]
        else None
        if role in units
        else Cell(style.heads[role], rows=2)
        for role in style.columns
    ]
    return [above, [Cell(style.heads[role]) if role in units else None for role in style.columns]]


def _take_leads(task: Task, above: Task) -> None:
    """Let a task have the leads of the one above, where it names none of them itself."""
    if not {*above.leads} & {*task.coops, *task.owners}:
        task.leads, task.names = above.leads, {**task.names, **above.names}


def _cell(role: str, task: Task, number: int, style: TableStyle) -> Cell:
    said = _SAID.get(style.heads["foreign"], ("",))
    words = {
        "number": style.number.replace("1", str(number)),
        "group": "",
        "title": f"第{number}号工程",
        "words": task.words + style.stop,
        "leader": "、".join(task.leaders),
        "lead": style.parts.join(task.leads),
        "coop": style.parts.join(task.coops),
        "owner": style.parts.join(task.owners),
        "due": task.due,
        "foreign": said[number % len(said)],
    }
    return Cell(words[role])


def _group(rows: list[Row], section: Section, style: TableStyle) -> None:
    """Write the group of the rows of a section into each, or once over all of them."""
    if "group" not in style.columns:
        return
    at = style.columns.index("group")
    for place, row in enumerate(rows):
        is_first = place == 0
        row[at] = Cell(section.title, rows=len(rows)) if style.groups == "merged" and is_first else Cell(section.title)
        row[at] = None if style.groups == "merged" and not is_first else row[at]


def _merge(rows: list[Row], at: int) -> None:
    """Merge cells below each other that say the same."""
    above: Cell | None = None
    for row in rows:
        cell = row[at]
        if above is not None and cell is not None and cell.words == above.words:
            above.rows += 1
            row[at] = None
        else:
            above = cell


def flat(rows: list[Row], style: TableStyle) -> str:
    """Return rows as text in which the table lost its lines."""
    shown = [[cell.words for cell in row if cell is not None] for row in rows]
    if style.setting == "cells":
        return "\n".join(word for row in shown for word in row if word)
    if style.setting == "spaces":
        return "\n".join("  ".join(word for word in row if word) for row in shown)
    mark = {"tabs": "\t", "bars": " | ", "marked": "|"}[style.setting]
    lines = [mark.join(row) if style.setting == "tabs" or len(row) == 1 else f"|{mark.join(row)}|" for row in shown]
    rule = ["|" + "---|" * len(shown[0])] if style.setting == "marked" else []
    return "\n".join([lines[0], *rule, *lines[1:]])
