"""The annex tables of a bulletin: problem items, and all items in the order of the plan."""

from duban.bulletins.composing.documents.bulletin_facts import Line
from duban.bulletins.composing.documents.facts import SHORT_WORDS, Finding
from duban.bulletins.composing.documents.parts import cell, head_row, reason_of
from duban.bulletins.composing.tree import Align, Column, Row, Run, Table
from duban.bulletins.composing.wording import clause, day_in, joined, sentence


def finding_table(findings: tuple[Finding, ...], year: int) -> Table:
    """Return the annex of problem items, in the order of the plan."""
    columns = (
        Column(12, Align.CENTRE),
        Column(40),
        Column(26),
        Column(17, Align.CENTRE),
        Column(54),
        Column(36),
        Column(30),
        Column(20, Align.CENTRE),
    )
    heads = (head_row("条号", "任务", "责任单位", "亮灯", "依据的事实", "原因", "整改要求", "期限"),)
    rows = tuple(
        Row(
            (
                cell(each.subject.number),
                cell(clause(each.subject.title), "（力争类）" if each.subject.is_strive else ""),
                cell(each.unit),
                cell(SHORT_WORDS[each.light]),
                cell(Run("".join(map(sentence, each.facts)), each.ref)),
                cell(reason_of(each.reason, year)),
                cell(sentence(each.requirement)),
                cell(day_in(each.limit, year)),
            )
        )
        for each in findings
    )
    return Table(columns, heads, rows, f"问题事项{len(findings)}项：条号、任务、责任单位、亮灯、事实、原因、要求、期限")


def line_table(lines: tuple[Line, ...]) -> Table:
    columns = (
        Column(12, Align.CENTRE),
        Column(48),
        Column(32),
        Column(32),
        Column(17, Align.CENTRE),
        Column(17, Align.CENTRE),
        Column(15, Align.CENTRE),
        Column(52),
        Column(16, Align.CENTRE),
    )
    heads = (head_row("条号", "任务", "牵头单位", "配合单位", "亮灯", "核查", "进度", "本期进展", "报送"),)
    rows = tuple(_line_row(line) for line in lines)
    return Table(
        columns, heads, rows, f"全部任务{len(lines)}项：条号、任务、单位、亮灯、核查、进度、进展、报送", size=9
    )


def _line_row(line: Line) -> Row:
    verified = SHORT_WORDS[line.verified] if line.verified else "—"
    return Row(
        (
            cell(line.number),
            cell(clause(line.title)),
            cell(joined(line.leads)),
            cell(joined(line.cooperating) or "—"),
            cell(Run(SHORT_WORDS[line.light], line.ref)),
            cell(verified),
            cell(line.progress or "—"),
            cell(line.text or "—"),
            cell(line.filed or "—"),
        )
    )
