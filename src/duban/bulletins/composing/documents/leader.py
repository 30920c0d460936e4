"""领导专用一页纸: what a leader decides, on one sheet with room for a pen. Nothing is ticked beforehand."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from duban.bulletins.composing.documents.facts import Lights, Subject
from duban.bulletins.composing.documents.parts import Outline, cell, head_row, lights, named, sheet, text
from duban.bulletins.composing.tree import Align, Blank, Block, CheckBoxes, Column, Document, Foot, Form, Row, Table
from duban.bulletins.composing.wording import clause, counted, day, day_in, sentence

MOST = 3  # decisions on one sheet
MOST_LATE = 6


@dataclass(frozen=True)
class Decision:
    """What waits for the leader: the question, how it stands, the ways, what the office proposes and why."""

    subject: Subject
    question: str
    situation: str
    options: tuple[str, ...]
    proposal: str = ""


@dataclass(frozen=True)
class Late:
    """A task behind, in one line."""

    subject: Subject
    unit: str
    word: str
    fact: str
    limit: date | None = None


@dataclass(frozen=True)
class LeaderBrief:
    """What the sheet says: lights of the leader's field, decisions, what is behind, what falls due next."""

    leader: str
    organ: str
    on: date
    cut_off: date
    field: str
    lights: Lights
    decisions: tuple[Decision, ...] = ()
    late: tuple[Late, ...] = ()
    due_next: tuple[str, ...] = ()
    foot: Foot | None = None


def leader_brief(facts: LeaderBrief) -> Document:
    """Return the sheet; what does not fit on it is counted and stands in the ledger."""
    subtitle = f"{facts.leader}　{facts.field}　截至{day(facts.cut_off)}"
    return sheet(
        Form.SHEET, "重点任务情况一页纸", facts.organ, facts.on, _body(facts), subtitle=subtitle, foot=facts.foot
    )


def _body(facts: LeaderBrief) -> Iterator[Block]:
    year, outline = facts.on.year, Outline()
    yield text(f"分管任务{facts.lights.total}项，其中", *lights(facts.lights), "。")
    yield outline.heading(1, "请您决定")
    if not facts.decisions:
        yield text("没有等您决定的事项。")
    for decision in facts.decisions[:MOST]:
        proposal = f"建议：{sentence(decision.proposal)}" if decision.proposal else ""
        yield outline.running(
            2, f"{named(decision.subject)}：{clause(decision.question)}", sentence(decision.situation), proposal
        )
        yield CheckBoxes("　　", tuple((clause(option), False) for option in decision.options))
    yield from _rest(len(facts.decisions) - MOST, "件待决定事项")
    if facts.late:
        yield outline.heading(1, "进展滞后")
        yield _late_table(facts.late[:MOST_LATE], year)
        yield from _rest(len(facts.late) - MOST_LATE, "项滞后任务")
    if facts.due_next:
        yield outline.heading(1, "近期到期")
        yield text(f"{'；'.join(map(clause, facts.due_next))}。")
    yield Blank("批示：", 3)


def _rest(count: int, what: str) -> Iterator[Block]:
    if count > 0:
        yield text(f"另有{counted(count, what)}，见台账。")


def _late_table(late: tuple[Late, ...], year: int) -> Table:
    columns = (
        Column(12, Align.CENTRE),
        Column(44),
        Column(30),
        Column(20, Align.CENTRE),
        Column(46),
        Column(24, Align.CENTRE),
    )
    rows = tuple(
        Row(
            (
                cell(each.subject.number),
                cell(clause(each.subject.title)),
                cell(each.unit),
                cell(each.word),
                cell(clause(each.fact)),
                cell(day_in(each.limit, year) if each.limit else "—"),
            )
        )
        for each in late
    )
    heads = (head_row("条号", "任务", "责任单位", "亮灯", "事实", "期限"),)
    return Table(columns, heads, rows, "进展滞后的任务：条号、任务、责任单位、亮灯、事实、期限")
