"""A plan drawn at random: sections, tasks, and who has which role in each."""

import random
import re
from dataclasses import dataclass, field
from typing import Any

from composing import words

_GOAL = re.compile(r"(?P<op>>=|<=|=|~|<)(?P<value>[\d.]+)(?P<unit>\S*)")
ROLES = ("lead coop", "lead", "owner", "lead owner", "lead coop owner")


@dataclass
class Task:
    """One task: its words, the figures in them, and who answers for it by when."""

    words: str
    targets: list[dict[str, Any]]
    leads: list[str] = field(default_factory=list)
    coops: list[str] = field(default_factory=list)
    owners: list[str] = field(default_factory=list)
    leaders: list[str] = field(default_factory=list)
    due: str = ""
    number: str = ""
    names: dict[str, str] = field(default_factory=dict)


@dataclass
class Section:
    """Tasks below one heading; a title is empty where the plan has no headings."""

    title: str
    tasks: list[Task]
    leader: str = ""
    above: str = ""
    label: str = ""


@dataclass
class Plan:
    """A plan; `level` is that of its government, `roles` says which roles its tasks have."""

    title: str
    issuer: str
    level: str
    roles: str
    has_leaders: str
    has_dues: bool
    sections: list[Section]

    @property
    def tasks(self) -> list[Task]:
        """Return the tasks in their order."""
        return [task for section in self.sections for task in section.tasks]


def draw(dice: random.Random) -> Plan:
    """Draw a plan."""
    level = dice.choice("市市县区省")
    place = dice.choice(("云溪", "青浒", "澜江", "石桥"))
    roles = dice.choice(ROLES)
    leaders = dice.choice(("none", "item", "section"))
    has_dues = dice.random() < 0.5
    naming = dice.choice(("full", "full", "carried", "bare"))
    tasks = dice.sample(words.TASKS, dice.randint(4, 9))
    titles = dice.sample(words.TITLES, 3)
    cut = sorted(dice.sample(range(1, len(tasks)), dice.randint(1, 2)))
    sections = [
        Section(titles[at], [_task(dice, each, level, naming, roles, leaders, has_dues) for each in tasks[low:high]])
        for at, (low, high) in enumerate(zip([0, *cut], [*cut, len(tasks)], strict=True))
    ]
    for section in sections:
        section.leader = dice.choice(words.LEADERS) if leaders == "section" else ""
        section.above = dice.choice(words.SUBTITLES)
    kind = dice.choice(("重点工作任务分解表", "重点工作分工方案", "《政府工作报告》任务分解方案", "民生实事责任清单"))
    return Plan(
        f"{place}{level}2025年{kind}", f"{place}{level}人民政府办公室", level, roles, leaders, has_dues, sections
    )


def _task(
    dice: random.Random, drawn: tuple[str, str], level: str, naming: str, roles: str, leaders: str, has_dues: bool
) -> Task:
    said, goals = drawn
    task = Task(said, [_target(goal) for goal in goals.split()])
    offices = dice.sample(words.UNITS, 7)
    everybody = dice.choice(words.EVERYBODY[level])
    task.leads = offices[: dice.choice((1, 1, 1, 2))] if "lead" in roles else []
    offices = offices[2:]
    task.coops = offices[: dice.choice((1, 2, 3))] if "coop" in roles else []
    offices = offices[3:]
    task.owners = offices[: dice.choice((1, 2, 2))] if "owner" in roles else []
    last = task.coops or task.owners
    if last and dice.random() < 0.3:
        last.append(dice.choice(words.BODIES))
    other = dice.choice(words.OTHERS) if level == "市" and naming == "full" and dice.random() < 0.5 else ""
    for units in (task.leads, task.coops, task.owners):
        _name(task, units, level, naming)
    if other and other not in (*task.leads, *task.coops, *task.owners):
        (dice.choice([task.leads, last]) or last or task.leads).append(other)
    if last and dice.random() < 0.4:
        last.extend(split_everybody(everybody))
    if leaders == "item":
        task.leaders = dice.sample(words.LEADERS, dice.choice((1, 1, 1, 2)))
    if has_dues:
        task.due = dice.choice(words.DUES if dice.random() < 0.7 else words.MORE_DUES)
    return task


def split_everybody(units: str) -> list[str]:
    """Return the units of a collective that is printed as two."""
    return re.split("、(?![^（]*）)", units)


def _name(task: Task, units: list[str], level: str, naming: str) -> None:
    """Print each unit with its level, the first of a list only, or none."""
    for at, unit in enumerate(units):
        if naming == "full" or (naming == "carried" and at == 0):
            units[at] = level + unit
        elif naming == "carried" and unit != "城投集团":
            task.names[unit] = level + unit


def _target(goal: str) -> dict[str, Any]:
    found = _GOAL.fullmatch(goal)
    assert found is not None, goal
    op = {"<": "<="}.get(found["op"], found["op"])
    return {"op": op, "value": float(found["value"]), "unit": found["unit"]}


def gold(plan: Plan) -> dict[str, Any]:
    """Return what a right reading holds, as the gold labels say it."""
    names: dict[str, str] = {}
    for task in plan.tasks:
        names |= task.names
    units = [unit for task in plan.tasks for unit in (*task.leads, *task.coops, *task.owners)]
    has_sections = bool(plan.sections[0].title)
    return {
        "items": [
            _gold_item(at if has_sections else None, task)
            for at, section in enumerate(plan.sections)
            for task in section.tasks
        ],
        "names": names,
        "names_free": [] if any(unit.startswith(plan.level) for unit in units) else ["*"],
        "sections": [{"title": each.title, "label": each.label, "leader": each.leader} for each in plan.sections],
    }


def _gold_item(section: int | None, task: Task) -> dict[str, Any]:
    return {
        "number": task.number or None,
        "section": section,
        "head": task.words[:8],
        "extra_heads": [],
        "leaders": task.leaders,
        "leads": task.leads,
        "coops": task.coops + (task.owners if task.leads else []),
        "owners": [] if task.leads else task.owners,
        "deadline": task.due or None,
        "targets": task.targets,
        "optional": [],
        "complete": True,
    }
