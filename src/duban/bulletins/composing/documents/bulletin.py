"""督查通报: the monthly bulletin of a round, from its frozen snapshot. A part that has nothing to say is left out."""

from collections.abc import Iterator

from duban.bulletins.composing.documents.bulletin_facts import Bulletin, Checks, Group, Listed, Moves, Reporting
from duban.bulletins.composing.documents.bulletin_tables import finding_table, line_table
from duban.bulletins.composing.documents.facts import LIGHT_WORDS
from duban.bulletins.composing.documents.parts import (
    Outline,
    Piece,
    cell,
    figure,
    figures,
    finding_text,
    head_row,
    lights,
    named,
    objection,
    paper,
    text,
    title_of,
)
from duban.bulletins.composing.tree import Align, Annex, Block, Column, Document, Form, Paragraph, Row, Table
from duban.bulletins.composing.wording import clause, day_in, joined, months, percent, sentence


def bulletin(facts: Bulletin) -> Document:
    """Return the bulletin of a round."""
    what = "启动情况" if facts.is_launch else "落实情况"
    title = title_of("关于", *facts.subject, f"{months(facts.months)}{what}的通报")
    return paper(Form.BRIEF, facts.head, title, _body(facts), _annexes(facts))


def _body(facts: Bulletin) -> Iterator[Block]:
    outline = Outline()
    yield _opening(facts)
    yield outline.heading(1, "总体情况")
    yield from _overall(facts)
    for part in (_sections, _regions, _issues, _cures, _needs, _next):
        yield from part(facts, outline)
    if facts.findings:
        yield objection(facts.head.organ)


def _opening(facts: Bulletin) -> Paragraph:
    basis = f"根据{facts.basis}，" if facts.basis else ""
    merged = f"{clause(facts.merged_for)}，{months(facts.months)}合并督查。" if facts.merged_for else ""
    subject = "".join(facts.subject)
    what = "启动情况" if facts.is_launch else f"{months(facts.months)}落实情况"
    checks = figures(
        ("案头核查", facts.checks.on_paper, "项"), ("现场核查", facts.checks.on_site, "项"), separator="、"
    )
    done = ["，", *checks] if checks else []
    return text(merged, basis, f"{facts.head.organ}对{subject}{what}开展督查", *done, "。现将情况通报如下：")


def _overall(facts: Bulletin) -> Iterator[Paragraph]:
    count: list[Piece] = [
        f"截至{day_in(facts.cut_off, facts.year)}，",
        "".join(facts.subject),
        figure(facts.clauses, "条"),
    ]
    if facts.added or facts.cancelled:
        changes = figures(("新增", facts.added, "条"), ("取消", facts.cancelled, "条"), separator="、")
        count += ["（经批准", *changes, "）"]
    if facts.tasks.value != facts.clauses.value:
        count += ["，合并为", figure(facts.tasks, "项")]
    if facts.is_launch:
        received, planned = facts.receipt
        yield text(*count, "，已签收", figure(received, "项"), "，已报送实施方案", figure(planned, "项"), "。")
        return
    yield text(*count, "，其中", *lights(facts.lights), "。", *_moves(facts.moves))
    yield text(*_reporting(facts.reporting), *_checks(facts.checks))
    if facts.suspended:
        told = [
            f"{named(each.subject)}暂停至{day_in(each.until, facts.year)}（{clause(each.cause)}）"
            for each in facts.suspended
        ]
        yield text(f"经批准暂停实施：{'；'.join(told)}。")


def _moves(moves: Moves | None) -> list[Piece]:
    if moves is None:
        return []
    told = figures(
        ("新办结", moves.closed, "项"),
        ("由滞后、严重滞后转为正常", moves.recovered, "项"),
        ("转为滞后、严重滞后", moves.worse, "项"),
    )
    return ["与上次通报相比，", *told, "。"] if told else ["与上次通报相比，各项任务状态没有变化。"]


def _reporting(reporting: Reporting) -> list[Piece]:
    if not reporting.due:
        told: list[Piece] = ["本期没有应报送进展的任务"]
    elif reporting.on_time.value == reporting.due.value:
        told = ["应报送进展", figure(reporting.due, "项"), "，全部按时报送"]
    else:
        told = ["应报送进展", figure(reporting.due, "项"), "，按时报送", figure(reporting.on_time, "项")]
        told.append(f"，按时率{percent(reporting.on_time.value, reporting.due.value)}")
        told += ["，逾期报送", figure(reporting.late, "项")] if reporting.late else []
        told += ["，未报送", figure(reporting.missing, "项")] if reporting.missing else []
    told += ["，免报", figure(reporting.exempt, "项")] if reporting.exempt else []
    told += ["；报送中代录", figure(reporting.recorded, "项")] if reporting.recorded else []
    return [*told, "。"]


def _checks(checks: Checks) -> list[Piece]:
    results = figures(
        ("属实", checks.verified, "项"),
        ("与报送不符", checks.contradicted, "项"),
        ("无法核实", checks.unverifiable, "项"),
    )
    told = ["经核查，", *results, "。"] if results else []
    if checks.not_reached:
        told += ["未及核查", figure(checks.not_reached, "项"), "，列入下月首批核查。"]
    return told


def _sections(facts: Bulletin, outline: Outline) -> Iterator[Block]:
    if not facts.sections:
        return
    yield outline.heading(1, "各组进展")
    for group in facts.sections:
        leader = f"（责任领导：{group.leader}）" if group.leader else ""
        counts = [f"{group.lights.total}项，", *lights(group.lights), "。"]
        yield outline.running(2, group.name + leader, *counts, sentence(group.digest))


def _regions(facts: Bulletin, outline: Outline) -> Iterator[Block]:
    if not facts.regions:
        return
    yield outline.heading(1, "县区、开发区情况")
    columns = (Column(46), *(Column(22, Align.CENTRE) for _each in range(6)))
    heads = (head_row("县区、开发区", "承担任务", *LIGHT_WORDS.values()),)
    rows = tuple(_region_row(region) for region in facts.regions)
    notes = ("注：按单位名录顺序排列，单位为项，不作排名。",)
    yield Table(columns, heads, rows, "县区、开发区承担任务的亮灯情况", notes=notes)


def _region_row(region: Group) -> Row:
    counts = [cell(figure(count, "")) for _light, count in region.lights.counts]
    return Row((cell(region.name), cell(str(region.lights.total)), *counts))


def _issues(facts: Bulletin, outline: Outline) -> Iterator[Block]:
    """Tell what is behind: in full here, or by reference where the circular is a document of its own."""
    if not facts.findings and not facts.partners:
        if not facts.is_launch:
            yield outline.heading(1, "需要通报的问题")
            yield text("本期没有需要通报的问题。")
        return
    yield outline.heading(1, "需要通报的问题")
    if facts.findings and facts.circular:
        units = dict.fromkeys(finding.unit for finding in facts.findings)
        told = "、".join(f"{named(finding.subject)}（{finding.unit}）" for finding in facts.findings)
        yield text(f"{told}进展严重滞后，已对{joined(units)}另行通报（{facts.circular}），提出整改要求。")
    else:
        for finding in facts.findings:
            head = f"{named(finding.subject)}，{finding.unit}"
            yield outline.running(2, head, *finding_text(finding, facts.year))
    for partner in facts.partners:
        yield text(f"{named(partner.subject)}：{sentence(partner.fact)}{sentence(partner.step)}")


def _cures(facts: Bulletin, outline: Outline) -> Iterator[Block]:
    if not facts.cured and not facts.listed:
        return
    yield outline.heading(1, "整改和挂牌督办情况")
    if facts.cured:
        told = [
            f"{named(each.subject)}（{each.unit}，{day_in(each.on, facts.year)}核查{each.how}）" for each in facts.cured
        ]
        yield outline.running(2, f"已整改到位{len(told)}项", f"{'；'.join(told)}。")
    if facts.listed:
        told = [_listed(each, facts.year) for each in facts.listed]
        yield outline.running(2, f"正在挂牌督办{len(told)}项", f"{'；'.join(told)}。")


def _listed(each: Listed, year: int) -> str:
    state = f"，{clause(each.state)}" if each.state else ""
    return (
        f"{named(each.subject)}（{each.unit}，{day_in(each.since, year)}挂牌，期限{day_in(each.limit, year)}{state}）"
    )


def _needs(facts: Bulletin, outline: Outline) -> Iterator[Block]:
    """Tell problems solved and open, and what was reported in time and needs a decision: nobody is blamed for it."""
    counts = facts.problems
    if not (counts.raised or counts.solved or counts.open or facts.helps):
        return
    yield outline.heading(1, "需要协调的事项")
    told = figures(
        ("新提出困难问题", counts.raised, "个"),
        ("已解决", counts.solved, "个"),
        ("正在办理", counts.open, "个"),
        ("待市政府决定", counts.waiting_for_city, "个"),
    )
    if told:
        yield text(*told, "。")
    for each in facts.helps:
        difficulty = f"已提前报告困难：{sentence(each.difficulty)}"
        yield outline.running(2, named(each.subject), difficulty, f"需{clause(each.asked_of)}。", sentence(each.step))


def _next(facts: Bulletin, outline: Outline) -> Iterator[Block]:
    demands: list[list[Piece]] = []
    if facts.findings:
        days = {finding.limit for finding in facts.findings}
        limit = f"{day_in(min(days), facts.year)}前" if len(days) == 1 else "按各自期限"
        demands.append([f"被通报单位5个工作日内报送整改方案，{limit}完成整改。"])
    if facts.due_next:
        demands.append(
            [
                "下月到期节点",
                figure(facts.due_next, "个"),
                "，由牵头单位按期完成；不能按期的，到期5个工作日前提出申请。",
            ]
        )
    if not demands:
        return
    yield outline.heading(1, "下步要求")
    for demand in demands:
        yield text(*demand)


def _annexes(facts: Bulletin) -> list[Annex]:
    label = months(facts.months)
    annexes = []
    if facts.findings:
        table = finding_table(facts.findings, facts.year)
        annexes.append(Annex(f"{label}问题事项表", (table,), is_landscape=True))
    if facts.lines:
        annexes.append(Annex(f"{label}重点任务落实情况表", (line_table(facts.lines),), is_landscape=True))
    return annexes
