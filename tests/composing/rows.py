"""A plan set as a table: which columns, what stands over them, what is merged; cells as rows of words."""

import random
from dataclasses import dataclass, field

from composing.plans import Plan, Task
from composing.prose import CARDINALS

HEADS = {
    "number": ("序号", "序 号", "编号", "项次", "No."),
    "group": ("类别", "领域", "任务类别", "工作类别", "重点领域", "分类"),
    "title": ("项目名称", "工作事项", "重点工作", "任务名称", "事项"),
    "words": ("工作任务", "重点任务", "目标任务", "主要任务", "任务内容", "年度目标任务", "具体内容", "工作内容", "主要举措", "工作目标"),
    "leader": ("责任领导", "牵头领导", "分管领导", "分管市领导", "包联领导", "市级牵头领导"),
    "lead": ("牵头单位", "牵头部门", "主办单位", "牵头责任单位", "市级牵头单位", "第一责任单位"),
    "coop": ("配合单位", "协办单位", "参与单位", "协同单位", "配合部门", "协作单位"),
    "owner": ("责任单位", "责任部门", "承办单位", "落实单位", "实施主体", "责任单位及部门"),
    "due": ("完成时限", "完成时间", "时间节点", "时限要求", "进度要求", "完成期限", "计划完成时间"),
    "foreign": ("备注", "年度投资（万元）", "任务来源", "进展情况", "联系人及电话", "资金来源"),
}
_FEWEST_SPACED = 3
SETTINGS = ("grid", "bars", "tabs", "cells", "spaces", "marked")
_FOREIGN = {"年度投资（万元）": ("3500", "120", "15000"), "任务来源": ("政府工作报告", "市委全会"), "联系人及电话": ("王磊12345678",)}


@dataclass
class Cell:
    """A cell and how many rows and columns it covers."""

    words: str
    rows: int = 1
    columns: int = 1


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
    lasting: bool
    setting: str
    notes: list[str] = field(default_factory=list)


def draw_table(dice: random.Random, plan: Plan) -> TableStyle:
    """Draw how a table is made."""
    units = {"lead coop": ["lead", "coop"], "lead": ["lead"], "owner": ["owner"], "lead owner": ["lead", "owner"], "lead coop owner": ["lead", "coop", "owner"]}[plan.roles]
    text = ["title", "words"] if dice.random() < 0.25 else ["words"]
    leader = ["leader"] if plan.has_leaders == "item" else []
    due = ["due"] if plan.has_dues else []
    groups = dice.choice(("none", "merged", "repeated", "rows", "rows"))
    columns = [*text]
    place = dice.choice(("before", "behind", "last"))
    columns += [*leader, *units] if place == "before" else [*units, *leader]
    columns = [*columns, *due] if dice.random() < 0.7 else [*text, *due, *columns[len(text) :]]
    if place == "last" and leader:
        columns = [each for each in columns if each != "leader"] + leader
    if groups in ("merged", "repeated"):
        columns = ["group", *columns]
    if dice.random() < 0.9:
        columns = ["number", *columns] if dice.random() < 0.8 or "group" not in columns else [columns[0], "number", *columns[1:]]
    if dice.random() < 0.4:
        columns.append("foreign")
    setting = dice.choice(SETTINGS)
    if plan.has_leaders == "section" and groups not in ("rows",):
        plan.has_leaders = "none"
        for section in plan.sections:
            section.leader = ""
    if setting == "spaces" and len(columns) < _FEWEST_SPACED:
        setting = "tabs"
    if setting == "cells" and "number" not in columns:  # 主要预期目标 may be one more head there
        for section in plan.sections:
            section.title = section.title.replace("主要预期目标", "稳定经济运行")
    heads = {role: dice.choice(options) for role, options in HEADS.items()}
    if setting != "grid":
        groups = {"merged": "repeated"}.get(groups, groups)
    return TableStyle(
        columns=columns,
        heads=heads,
        parts=dice.choice(("、", "、", "\n", "，", " ")) if setting == "grid" else dice.choice("、、，"),
        is_double=setting == "grid" and len(units) > 1 and dice.random() < 0.25,
        title_rows=dice.choice((0, 0, 1, 2)),
        groups=groups,
        number=dice.choice(("1", "1", "1.", "（1）")) if setting == "grid" else "1",
        stop=dice.choice(("。", "。", "")) if setting in ("grid", "bars", "tabs", "marked") else "。",
        merges_leads=setting == "grid" and dice.random() < 0.25,
        sums=setting == "grid" and dice.random() < 0.15,
        lasting=dice.random() < 0.5,
        setting=setting,
    )


def set_as_rows(dice: random.Random, plan: Plan, style: TableStyle) -> list[list[Cell | None]]:
    """Return the rows of a table; None stands where a cell above or left of it goes on."""
    rows = _title_rows(plan, style) + _head_rows(style)
    number = 0
    for at, section in enumerate(plan.sections):
        if style.groups == "rows":
            label = CARDINALS[at]
            leader = f"（{style.heads['leader']}：{section.leader}）" if section.leader else ""
            section.label = label
            rows.append(_across(f"{label}、{section.title}{leader}", style))
        elif style.groups == "none":
            section.title = ""
        for place, task in enumerate(section.tasks):
            if style.merges_leads and place and task.leads and dice.random() < 0.5:
                above = section.tasks[place - 1]
                if not {*above.leads} & {*task.coops, *task.owners}:
                    task.leads, task.names = above.leads, {**task.names, **above.names}
            number += 1
            rows.append([_cell(role, task, section.title, number, place, len(section.tasks), style) for role in style.columns])
        if style.merges_leads and "lead" in style.columns:
            _merge(rows[-len(section.tasks) :], style.columns.index("lead"))
    if style.sums:
        rows.append([Cell("合计" if at == 0 else "") for at in range(len(style.columns))])
    for role in ("number",):
        if role not in style.columns:
            for task in plan.tasks:
                task.number = ""
    return rows


def _title_rows(plan: Plan, style: TableStyle) -> list[list[Cell | None]]:
    if style.setting != "grid":
        return []
    said = [plan.title, f"填报单位：{plan.issuer}"][: style.title_rows]
    return [_across(words, style) for words in said]


def _across(words: str, style: TableStyle) -> list[Cell | None]:
    return [Cell(words, columns=len(style.columns)), *(None for _ in style.columns[1:])]


def _head_rows(style: TableStyle) -> list[list[Cell | None]]:
    if not style.is_double:
        return [[Cell(style.heads[role]) for role in style.columns]]
    units = [role for role in style.columns if role in ("lead", "coop", "owner")]
    first = style.columns.index(units[0])
    above: list[Cell | None] = []
    for at, role in enumerate(style.columns):
        if role not in units:
            above.append(Cell(style.heads[role], rows=2))
        else:
            above.append(Cell("责任分工", columns=len(units)) if at == first else None)
    below = [Cell(style.heads[role]) if role in units else None for role in style.columns]
    return [above, below]


def _cell(role: str, task: Task, title: str, number: int, place: int, count: int, style: TableStyle) -> Cell | None:
    units = {"lead": task.leads, "coop": task.coops, "owner": task.owners}
    if role == "number":
        task.number = str(number)
        return Cell(style.number.replace("1", str(number)))
    if role == "group":
        if style.groups == "merged":
            return Cell(title, rows=count) if place == 0 else None
        return Cell(title)
    if role == "title":
        return Cell(f"第{number}号工程")
    if role == "words":
        return Cell(task.words + style.stop)
    if role == "leader":
        return Cell("、".join(task.leaders))
    if role == "due":
        return Cell(task.due)
    if role == "foreign":
        said = _FOREIGN.get(style.heads["foreign"], ("",))
        return Cell(said[number % len(said)])
    return Cell(_joined(units[role], style.parts))


def _joined(units: list[str], parts: str) -> str:
    return parts.join(units)


def _merge(rows: list[list[Cell | None]], at: int) -> None:
    """Merge cells below each other that say the same."""
    above: Cell | None = None
    for row in rows:
        cell = row[at]
        if above is not None and cell is not None and cell.words == above.words:
            above.rows += 1
            row[at] = None
        else:
            above = cell


def flat(rows: list[list[Cell | None]], style: TableStyle) -> str:
    """Return rows as text in which the table lost its lines."""
    shown = [[cell.words for cell in row if cell is not None] for row in rows]
    if style.setting == "bars":
        return "\n".join("| " + " | ".join(row) + " |" if len(row) > 1 else row[0] for row in shown)
    if style.setting == "marked":
        lines = ["|" + "|".join(row) + "|" if len(row) > 1 else row[0] for row in shown]
        return "\n".join([lines[0], "|" + "---|" * len(shown[0]), *lines[1:]])
    if style.setting == "tabs":
        return "\n".join("\t".join(row) for row in shown)
    if style.setting == "spaces":
        return "\n".join("  ".join(word for word in row if word) for row in shown)
    return "\n".join(word for row in shown for word in row if word)
