"""督办通知单, 催办单, 整改通知书: written orders to one unit, in the form of a letter; one matter, one slip."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from duban.bulletins.composing.documents.facts import Finding, Letterhead, Subject
from duban.bulletins.composing.documents.parts import OBJECTION_DAYS, Outline, named, paper, reason_of, text
from duban.bulletins.composing.tree import Block, Document, Form, Run
from duban.bulletins.composing.wording import clause, counted, day_in, joined, sentence


@dataclass(frozen=True)
class SupervisionSlip:
    """A matter that is so late that the head of the unit must answer (level 2): what, since when, what was done."""

    head: Letterhead
    subject: Subject
    facts: tuple[str, ...]
    requirement: str
    limit: date
    answer_by: date
    basis: str = ""
    steps: tuple[str, ...] = ()
    is_lead: bool = True
    ref: str | None = None


def supervision_slip(facts: SupervisionSlip) -> Document:
    """Return the 督办通知单."""
    return paper(Form.LETTER, facts.head, ("督办通知单",), _supervision(facts))


def _supervision(facts: SupervisionSlip) -> Iterator[Block]:
    year, outline = facts.head.on.year, Outline()
    role = "牵头" if facts.is_lead else "承担"
    plan = f"{facts.subject.plan}" if facts.subject.plan else ""
    basis = f"根据{facts.basis}，" if facts.basis else ""
    yield text(f"{basis}现就你单位{role}的{plan}{named(facts.subject)}，通知如下：")
    steps = f"此前{joined(facts.steps)}。" if facts.steps else ""
    yield outline.heading(1, "督办事项")
    yield text(Run("".join(map(sentence, facts.facts)), facts.ref), steps)
    yield outline.heading(1, "办理要求")
    yield text(f"请在{day_in(facts.limit, year)}前，{sentence(facts.requirement)}")
    yield outline.heading(1, "回复要求")
    yield text(
        f"请单位主要负责人研究，在{day_in(facts.answer_by, year)}前书面说明原因和办理措施，报{facts.head.organ}。"
        "事项有困难、需上级协调的，请一并写明。"
    )


@dataclass(frozen=True)
class Urged:
    """One thing that is owed: what is to be done (报送11月进展), due on which day, how many working days over."""

    subject: Subject
    what: str
    due_on: date
    days_over: int = 0
    ref: str | None = None


@dataclass(frozen=True)
class UrgingSlip:
    """What a unit owes, urged together. `times` counts the urging of the same matter, this one included."""

    head: Letterhead
    items: tuple[Urged, ...]
    by: date
    times: int = 1


def urging_slip(facts: UrgingSlip) -> Document:
    """Return the 催办单: one thing in one sentence, several in a numbered list."""
    return paper(Form.LETTER, facts.head, ("催办单",), _urging(facts))


def _urging(facts: UrgingSlip) -> Iterator[Block]:
    year = facts.head.on.year
    times = f"（第{facts.times}次催办）" if facts.times > 1 else ""
    if len(facts.items) == 1:
        item = facts.items[0]
        yield text(f"你单位{named(item.subject)}，", Run(_owed(item, year), item.ref), f"{times}。")
    else:
        yield text(f"你单位下列{counted(len(facts.items), '件')}事项尚未办理{times}：")
        outline = Outline()
        for item in facts.items:
            told = Run(f"{_owed(item, year)}。", item.ref)
            yield outline.running(3, named(item.subject), told)
    yield text(f"请在{day_in(facts.by, year)}前办理并报送；已经办理的，请告知办理日期。")


def _owed(item: Urged, year: int) -> str:
    over = f"，已超期{counted(item.days_over, '个工作日')}" if item.days_over else ""
    return f"应于{day_in(item.due_on, year)}前{clause(item.what)}{over}"


@dataclass(frozen=True)
class RectificationNotice:
    """The order to put right what a circular named: facts, rule, requirement, limit, who checks."""

    head: Letterhead
    finding: Finding
    circular: str
    rule: str
    plan_by: date
    extension_days: int = 10


def rectification_notice(facts: RectificationNotice) -> Document:
    """Return the 整改通知书."""
    return paper(Form.LETTER, facts.head, ("整改通知书",), _rectification(facts))


def _rectification(facts: RectificationNotice) -> Iterator[Block]:
    year, outline, finding = facts.head.on.year, Outline(), facts.finding
    yield text(f"{facts.circular}已对你单位{named(finding.subject)}予以通报。现就整改通知如下：")
    yield outline.heading(1, "存在的问题")
    rule = f"（{clause(facts.rule)}）" if facts.rule else ""
    told = Run("".join(map(sentence, finding.facts)), finding.ref)
    yield text(
        told,
        f"你单位说明的原因：{reason_of(finding.reason, year)}。"
        if finding.reason.text.strip()
        else "你单位逾期未说明原因。",
    )
    if rule:
        yield text(f"认定依据：{clause(facts.rule)}。")
    yield outline.heading(1, "整改要求")
    yield text(sentence(finding.requirement))
    yield outline.heading(1, "整改期限")
    yield text(
        f"请在{day_in(facts.plan_by, year)}前报送整改方案，写明原因、措施、责任人和完成日期；"
        f"在{day_in(finding.limit, year)}前完成整改并申请核查。确需延期的，到期前书面申请，延期一次，"
        f"不超过{facts.extension_days}个工作日。"
    )
    yield outline.heading(1, "核查和异议")
    yield text(
        f"申请核查后5个工作日内由{facts.head.organ}核查；逾期未申请或者核查未通过的，提请挂牌督办。"
        f"如有异议，可以自收到通报之日起{OBJECTION_DAYS}日内申请复核，复核期间整改不停止。"
    )
