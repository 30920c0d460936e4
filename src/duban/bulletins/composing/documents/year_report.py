"""年度报告: the year of a plan, a result for every clause and what follows from it; no score, no rank."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from duban.bulletins.composing.documents.bulletin_facts import Suspended
from duban.bulletins.composing.documents.facts import NONE, Count, Letterhead, Subject
from duban.bulletins.composing.documents.parts import (
    Outline,
    Piece,
    cell,
    figure,
    figures,
    head_row,
    named,
    paper,
    text,
    title_of,
)
from duban.bulletins.composing.tree import Align, Annex, Block, Column, Document, Form, Row, Run, Table
from duban.bulletins.composing.wording import clause, joined, sentence


class Ending(StrEnum):
    """How a task ended the year."""

    DONE = "done"
    DONE_LATE = "done_late"
    NOT_DONE = "not_done"
    CARRIED_OVER = "carried_over"
    CANCELLED = "cancelled"


ENDING_WORDS = {
    Ending.DONE: "按期完成",
    Ending.DONE_LATE: "逾期完成",
    Ending.NOT_DONE: "未完成",
    Ending.CARRIED_OVER: "结转下年",
    Ending.CANCELLED: "已取消",
}


@dataclass(frozen=True)
class Ended:
    """A task at the end of its year, with the cause where it was not done in time."""

    subject: Subject
    leads: tuple[str, ...]
    ending: Ending
    result: str
    cause: str = ""
    follows: str = ""
    ref: str | None = None


@dataclass(frozen=True)
class Section:
    """A section at the end of the year."""

    name: str
    leader: str
    endings: tuple[tuple[Ending, Count], ...]


@dataclass(frozen=True)
class Round:
    """What the rounds of the year came to."""

    rounds: Count = NONE
    bulletins: Count = NONE
    circulars: Count = NONE
    on_site: Count = NONE
    rectified: Count = NONE
    listed: Count = NONE
    delisted: Count = NONE
    objections: Count = NONE
    upheld: Count = NONE


@dataclass(frozen=True)
class YearReport:
    """All that a year-end report tells."""

    head: Letterhead
    subject: tuple[str, ...]
    year: int
    clauses: Count
    tasks: Count
    endings: tuple[tuple[Ending, Count], ...]
    sections: tuple[Section, ...]
    rounds: Round
    problems_raised: Count = NONE
    problems_solved: Count = NONE
    proposals_filed: Count = NONE
    proposals_adopted: Count = NONE
    changes: tuple[Count, Count, Count] = (NONE, NONE, NONE)  # clauses added, cancelled, deadlines moved
    suspended: tuple[Suspended, ...] = ()
    ended: tuple[Ended, ...] = ()


def year_report(facts: YearReport) -> Document:
    """Return the report."""
    annexes = (
        [Annex(f"{facts.year}年重点任务完成情况表", (_table(facts.ended),), is_landscape=True)] if facts.ended else []
    )
    title = title_of("关于", *facts.subject, "完成情况的报告")
    return paper(Form.BRIEF, facts.head, title, _body(facts), annexes)


def _endings(endings: tuple[tuple[Ending, Count], ...]) -> list[Piece]:
    return figures(*((ENDING_WORDS[ending], count, "项") for ending, count in endings))


def _body(facts: YearReport) -> Iterator[Block]:
    outline = Outline()
    merged: list[Piece] = ["，合并为", figure(facts.tasks, "项")] if facts.tasks.value != facts.clauses.value else []
    yield text(
        f"{facts.year}年，", "".join(facts.subject), figure(facts.clauses, "条"), *merged, "。完成情况报告如下："
    )
    yield outline.heading(1, "总体完成情况")
    yield text(*_endings(facts.endings), "。", *_changes(facts.changes))
    if facts.sections:
        yield outline.heading(1, "各组完成情况")
        for section in facts.sections:
            leader = f"（责任领导：{section.leader}）" if section.leader else ""
            yield outline.running(2, section.name + leader, *_endings(section.endings), "。")
    yield outline.heading(1, "督查情况")
    yield text(*_rounds(facts.rounds))
    if facts.problems_raised or facts.proposals_filed:
        yield outline.heading(1, "困难问题和合理化建议")
        yield text(*_problems(facts))
    yield from _unfinished(facts, outline)


def _changes(changes: tuple[Count, Count, Count]) -> list[Piece]:
    added, cancelled, moved = changes
    told = figures(("新增", added, "条"), ("取消", cancelled, "条"), ("调整时限", moved, "项"))
    return ["经批准，全年", *told, "。"] if told else []


def _rounds(rounds: Round) -> list[Piece]:
    told = figures(
        ("开展督查", rounds.rounds, "次"),
        ("印发督查通报", rounds.bulletins, "期"),
        ("全市通报", rounds.circulars, "次"),
        ("现场核查", rounds.on_site, "项"),
        ("整改到位", rounds.rectified, "项"),
        ("挂牌督办", rounds.listed, "项"),
        ("摘牌", rounds.delisted, "项"),
        ("受理异议", rounds.objections, "件"),
        ("撤销或者变更原认定", rounds.upheld, "件"),
    )
    return ["全年", *told, "。"] if told else ["全年没有开展督查。"]


def _problems(facts: YearReport) -> list[Piece]:
    told: list[Piece] = []
    if facts.problems_raised:
        told += [
            "提出困难问题",
            figure(facts.problems_raised, "个"),
            "，解决",
            figure(facts.problems_solved, "个"),
            "。",
        ]
    if facts.proposals_filed:
        told += [
            "收到合理化建议",
            figure(facts.proposals_filed, "条"),
            "，采纳",
            figure(facts.proposals_adopted, "条"),
            "。",
        ]
    return told


def _unfinished(facts: YearReport, outline: Outline) -> Iterator[Block]:
    open_ones = [each for each in facts.ended if each.ending in {Ending.NOT_DONE, Ending.CARRIED_OVER}]
    if not open_ones:
        return
    yield outline.heading(1, "未完成和结转的任务")
    for each in open_ones:
        cause = f"原因：{clause(each.cause)}。" if each.cause else ""
        told = Run(sentence(each.result), each.ref)
        head = f"{named(each.subject)}，{joined(each.leads)}，{ENDING_WORDS[each.ending]}"
        yield outline.running(2, head, told, cause, sentence(each.follows))


def _table(ended: tuple[Ended, ...]) -> Table:
    columns = (
        Column(12, Align.CENTRE), Column(62), Column(40), Column(20, Align.CENTRE), Column(60), Column(44),
    )  # fmt: skip
    heads = (head_row("条号", "任务", "牵头单位", "结果", "完成情况", "原因和后续"),)
    rows = tuple(
        Row(
            (
                cell(each.subject.number),
                cell(clause(each.subject.title)),
                cell(joined(each.leads)),
                cell(Run(ENDING_WORDS[each.ending], each.ref)),
                cell(clause(each.result) or "—"),
                cell("；".join(filter(None, map(clause, (each.cause, each.follows)))) or "—"),
            )
        )
        for each in ended
    )
    return Table(columns, heads, rows, f"全年任务{len(ended)}项的结果")
