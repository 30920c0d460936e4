"""督查方案, 督查结论: what a round may look at, fixed before it starts; what was found, fed back to each object."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from duban.bulletins.composing.documents.facts import Letterhead, Subject
from duban.bulletins.composing.documents.parts import OBJECTION_DAYS, Outline, named, paper, text, title_of
from duban.bulletins.composing.tree import Block, Document, Form, Run
from duban.bulletins.composing.wording import clause, counted, day_in, joined, sentence


@dataclass(frozen=True)
class Stage:
    """A step of a round with its days."""

    what: str
    start: date
    end: date


@dataclass(frozen=True)
class Scheme:
    """The scheme of a round (Order 733, article 15): content, object, scope, method, days, people."""

    head: Letterhead
    name: tuple[str, ...]  # pieces of sense: 2026年11月、重点任务、督查
    basis: str
    contents: tuple[str, ...]
    objects: tuple[str, ...]
    scope: str
    methods: tuple[str, ...]
    stages: tuple[Stage, ...]
    leader: str
    members: tuple[str, ...]
    capacity: int = 0
    recused: tuple[str, ...] = ()


def scheme(facts: Scheme) -> Document:
    """Return the scheme."""
    return paper(Form.FULL, facts.head, title_of(*facts.name, "督查方案"), _scheme(facts))


def _scheme(facts: Scheme) -> Iterator[Block]:
    year, outline = facts.head.on.year, Outline()
    yield text(f"根据{facts.basis}，制定本方案。")
    yield outline.heading(1, "督查内容")
    yield from _numbered(facts.contents)
    yield outline.heading(1, "督查对象和范围")
    yield text(f"督查对象：{joined(facts.objects)}。范围：{clause(facts.scope)}。")
    yield outline.heading(1, "督查方式")
    capacity = f"现场核查不超过{counted(facts.capacity, '项')}，按风险抽取。" if facts.capacity else ""
    yield text(f"采取{joined(facts.methods, '和')}方式。{capacity}")
    yield outline.heading(1, "时间安排")
    for stage in facts.stages:
        yield outline.running(2, clause(stage.what), f"{_span(stage.start, stage.end, year)}。")
    yield outline.heading(1, "人员")
    recused = f"{joined(facts.recused)}回避。" if facts.recused else ""
    yield text(f"组长{facts.leader}，成员{joined(facts.members)}。{recused}")
    yield outline.heading(1, "工作要求")
    yield text(
        "只就本方案所列内容、对象和范围督查，不扩大、不延伸；已有材料和数据的，不要求重复报送；不影响督查对象正常工作。"
    )


def _span(start: date, end: date, year: int) -> str:
    return day_in(start, year) if start == end else f"{day_in(start, year)}至{day_in(end, year)}"


def _numbered(texts: tuple[str, ...]) -> Iterator[Block]:
    """Yield one text as a paragraph, several as a numbered list."""
    if len(texts) == 1:
        yield text(sentence(texts[0]))
        return
    outline = Outline()
    for each in texts:
        yield outline.running(2, each)


@dataclass(frozen=True)
class Result:
    """What was checked of one matter: how, on which day, what proved it, what came of it."""

    subject: Subject
    reported: str
    found: str
    judgement: str  # 属实、与报送不符、无法核实
    method: str
    on: date
    evidence: tuple[str, ...]
    ref: str | None = None


@dataclass(frozen=True)
class Conclusion:
    """The conclusion for one object (Order 733, article 16): clear facts, sufficient proof, the right to object."""

    head: Letterhead
    round_name: str
    unit: str
    start: date
    end: date
    results: tuple[Result, ...]
    demands: tuple[str, ...] = ()


def conclusion(facts: Conclusion) -> Document:
    """Return the conclusion."""
    title = title_of("关于", facts.unit, facts.round_name, "的结论")
    return paper(Form.FULL, facts.head, title, _conclusion(facts))


def _conclusion(facts: Conclusion) -> Iterator[Block]:
    year, outline = facts.head.on.year, Outline()
    count = counted(len(facts.results), "项")
    span = _span(facts.start, facts.end, year)
    yield text(f"{span}，{facts.head.organ}对{facts.unit}开展督查，核查任务{count}。结论如下：")
    yield outline.heading(1, "核查情况")
    for result in facts.results:
        told = (
            f"报送情况：{sentence(result.reported)}{day_in(result.on, year)}{clause(result.method)}，"
            f"查明：{sentence(result.found)}证据：{joined(result.evidence)}。认定：{clause(result.judgement)}。"
        )
        yield outline.running(2, named(result.subject), Run(told, result.ref))
    yield outline.heading(1, "处理意见")
    if facts.demands:
        yield from _numbered(facts.demands)
    else:
        yield text("未发现需要整改的问题。")
    yield text(
        f"如有异议，可以自收到本结论之日起{OBJECTION_DAYS}日内向{facts.head.organ}申请复核，"
        f"复核决定自收到申请之日起{OBJECTION_DAYS}日内作出。"
    )
