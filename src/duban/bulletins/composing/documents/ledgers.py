"""重点任务台账, 单位台账: the ledger as a table, in the order of the plan; nothing in it is ranked."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from duban.bulletins.composing.documents.facts import SHORT_WORDS, Light, Lights, Recorded
from duban.bulletins.composing.documents.parts import cell, lights, mark_of, sheet, text
from duban.bulletins.composing.documents.parts import head_row as heads_of
from duban.bulletins.composing.tree import Align, Block, Cell, Column, Document, Foot, Form, Row, Run, Table
from duban.bulletins.composing.wording import clause, day, day_in, joined


@dataclass(frozen=True)
class Entry:
    """A task as the ledger holds it; `changed` says what was changed from the printed plan (原为…，依据…调整)."""

    number: str
    text: str
    leads: tuple[str, ...]
    cooperating: tuple[str, ...]
    deadline: date | None
    light: Light
    progress: str
    latest: str
    latest_on: date | None = None
    recorded: Recorded | None = None
    problem: str = ""
    changed: str = ""
    ref: str | None = None


@dataclass(frozen=True)
class Group:
    """A section: its label, its leader, its entries."""

    name: str
    leader: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Ledger:
    """The ledger of a government."""

    title: str
    organ: str
    on: date
    lights: Lights
    groups: tuple[Group, ...]
    foot: Foot | None = None


def ledger(facts: Ledger) -> Document:
    """Return the ledger."""
    subtitle = f"{facts.organ}　截至{day(facts.on)}"
    return sheet(Form.TABLE, facts.title, facts.organ, facts.on, _ledger(facts), subtitle=subtitle, foot=facts.foot)


def _ledger(facts: Ledger) -> Iterator[Block]:
    yield text(f"共{facts.lights.total}项，其中", *lights(facts.lights), "。")
    columns = (
        Column(12, Align.CENTRE), Column(58), Column(30), Column(30), Column(23, Align.CENTRE),
        Column(19, Align.CENTRE), Column(14, Align.CENTRE), Column(47), Column(28),
    )  # fmt: skip
    heads = (heads_of("条号", "任务", "牵头单位", "配合单位", "时限", "亮灯", "进度", "最近进展", "困难问题"),)
    rows: list[Row] = []
    for group in facts.groups:
        leader = f"（责任领导：{group.leader}）" if group.leader else ""
        label = f"{group.name}{leader}，{len(group.entries)}项"
        heading = Cell((Run(label),), columns=len(columns), is_head=True, align=Align.START)
        rows.append(Row((heading,)))
        rows += [_row(entry, facts.on.year) for entry in group.entries]
    yield Table(columns, heads, tuple(rows), "重点任务台账，按任务组和条号排列")


def _row(entry: Entry, year: int) -> Row:
    changed = f"（{clause(entry.changed)}）" if entry.changed else ""
    return Row(
        (
            cell(entry.number),
            cell(clause(entry.text), changed),
            cell(joined(entry.leads)),
            cell(joined(entry.cooperating) or "—"),
            cell(day_in(entry.deadline, year) if entry.deadline else "持续推进"),
            cell(Run(SHORT_WORDS[entry.light], entry.ref)),
            cell(entry.progress or "—"),
            cell(_latest(entry, year)),
            cell(clause(entry.problem) or "—"),
        )
    )


def _latest(entry: Entry, year: int) -> str:
    if not entry.latest:
        return "—"
    on = f"（{day_in(entry.latest_on, year)}）" if entry.latest_on else ""
    return clause(entry.latest) + on + mark_of(entry.recorded, year)


@dataclass(frozen=True)
class Duty:
    """What a unit does in a task: in which role, which part, who runs it, by when, how it stands."""

    number: str
    task: str
    role: str  # 牵头、配合、责任
    part: str
    person: str
    due_on: date | None
    light: Light
    latest: str = ""
    latest_on: date | None = None
    recorded: Recorded | None = None
    is_closed: bool = False
    ref: str | None = None


@dataclass(frozen=True)
class UnitLedger:
    """The ledger of one unit: what it leads first, then what it helps with, each in the order of the plan."""

    unit: str
    on: date
    plan: str
    duties: tuple[Duty, ...]
    head: str = ""
    deputy: str = ""
    liaison: str = ""
    foot: Foot | None = None


def unit_ledger(facts: UnitLedger) -> Document:
    """Return the unit's own ledger."""
    people = [("主要负责人", facts.head), ("分管负责人", facts.deputy), ("联络员", facts.liaison)]
    told = "　".join(f"{post}：{name or '未明确'}" for post, name in people)
    subtitle = f"截至{day(facts.on)}　{told}"
    title = f"{facts.unit}重点任务台账"
    return sheet(Form.TABLE, title, facts.unit, facts.on, _unit_ledger(facts), subtitle=subtitle, foot=facts.foot)


def _unit_ledger(facts: UnitLedger) -> Iterator[Block]:
    roles = dict.fromkeys(duty.role for duty in facts.duties)
    counts = [f"{role}{sum(duty.role == role for duty in facts.duties)}项" for role in roles]
    yield text(
        f"{facts.plan}中，{facts.unit}{joined(counts)}。" if counts else f"{facts.plan}中，{facts.unit}没有承担的任务。"
    )
    if not facts.duties:
        return
    columns = (
        Column(12, Align.CENTRE), Column(52), Column(14, Align.CENTRE), Column(48), Column(22, Align.CENTRE),
        Column(23, Align.CENTRE), Column(19, Align.CENTRE), Column(56), Column(14, Align.CENTRE),
    )  # fmt: skip
    heads = (heads_of("条号", "任务", "角色", "责任部分", "责任人", "时限", "亮灯", "最近进展", "销号"),)
    rows = tuple(_duty(duty, facts.on.year) for duty in facts.duties)
    yield Table(columns, heads, rows, f"{facts.unit}承担的任务")


def _duty(duty: Duty, year: int) -> Row:
    latest = "—"
    if duty.latest:
        on = f"（{day_in(duty.latest_on, year)}）" if duty.latest_on else ""
        latest = clause(duty.latest) + on + mark_of(duty.recorded, year)
    return Row(
        (
            cell(duty.number),
            cell(clause(duty.task)),
            cell(duty.role),
            cell(clause(duty.part) or "—"),
            cell(duty.person or "未明确"),
            cell(day_in(duty.due_on, year) if duty.due_on else "持续推进"),
            cell(Run(SHORT_WORDS[duty.light], duty.ref)),
            cell(latest),
            cell("■" if duty.is_closed else "□"),
        )
    )
