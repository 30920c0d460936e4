"""全市通报: the city-wide circular, a document of its own that names units for slowness, with their reasons."""

from collections.abc import Iterator
from dataclasses import dataclass

from duban.bulletins.composing.documents.bulletin_tables import finding_table
from duban.bulletins.composing.documents.facts import Finding, Letterhead
from duban.bulletins.composing.documents.parts import Outline, finding_text, named, objection, paper, text, title_of
from duban.bulletins.composing.tree import Annex, Block, Document, Form
from duban.bulletins.composing.wording import months


@dataclass(frozen=True)
class Circular:
    """What a circular says: only what was approved stands in it (Order 733, article 21)."""

    head: Letterhead
    subject: tuple[str, ...]
    year: int
    months: tuple[int, ...]
    findings: tuple[Finding, ...]
    approved_by: str = "市政府"
    bulletin: str = ""  # 《澜州政务督查》第9期: the issue of the round it belongs to
    plan_days: int = 5
    with_table: bool = False


def circular(facts: Circular) -> Document:
    """Return the circular; each unit is named once for each of its matters, in the order of the plan."""
    title = title_of("关于", *facts.subject, "进展滞后情况的通报")
    label = months(facts.months)
    table = finding_table(facts.findings, facts.year)
    annexes = [Annex(f"{label}通报事项表", (table,), is_landscape=True)] if facts.with_table else []
    return paper(Form.FULL, facts.head, title, _body(facts), annexes)


def _body(facts: Circular) -> Iterator[Block]:
    outline = Outline()
    count = len(facts.findings)
    source = f"（见{facts.bulletin}）" if facts.bulletin else ""
    yield text(
        f"{facts.head.organ}对{''.join(facts.subject)}{months(facts.months)}落实情况开展督查{source}，"
        f"发现{count}项任务行动迟缓或者进度达不到要求。经{facts.approved_by}批准，现通报如下："
    )
    yield outline.heading(1, "通报事项")
    for finding in facts.findings:
        head = f"{finding.unit}：{named(finding.subject)}"
        yield outline.running(2, head, *finding_text(finding, facts.year))
    yield outline.heading(1, "整改要求")
    yield text(
        f"{_units(facts)}自收到本通报之日起{facts.plan_days}个工作日内报送整改方案，写明原因、措施、责任人和完成日期，"
        "由单位主要负责人签字。"
    )
    yield text(f"整改到期后，由{facts.head.organ}核查并在下期督查通报中公布结果；逾期未整改到位的，提请挂牌督办。")
    yield objection(facts.head.organ)


def _units(facts: Circular) -> str:
    return "被通报单位" if len({finding.unit for finding in facts.findings}) > 1 else facts.findings[0].unit
