"""Pieces that makers of documents put together: runs with figures, numbered headings, findings, tables, heads."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import combinations, pairwise

from duban.bulletins.composing.documents.facts import (
    LIGHT_WORDS,
    Count,
    Finding,
    Letterhead,
    Lights,
    Reason,
    Recorded,
    Subject,
)
from duban.bulletins.composing.tree import (
    Align,
    Annex,
    Block,
    Cell,
    Colophon,
    Document,
    Foot,
    Form,
    Heading,
    Masthead,
    Paragraph,
    Row,
    Run,
    Runs,
    Signature,
)
from duban.bulletins.composing.wording import clause, counted, day, day_in, joined, sentence

LONGEST_LINE = 19  # characters of a title that fit beside each other
Piece = str | Run
NO_REASON = "逾期未说明原因"
OBJECTION_DAYS = 30


def runs(*pieces: Piece) -> Runs:
    """Return texts and figures as runs; neighbouring texts become one."""
    made: list[Run] = []
    for piece in pieces:
        run = Run(piece) if isinstance(piece, str) else piece
        if made and made[-1].ref is None and run.ref is None and made[-1].face == run.face:
            made[-1] = Run(made[-1].text + run.text, None, run.face)
        elif run.text:
            made.append(run)
    return tuple(made)


def figure(count: Count, measure: str) -> Run:
    """Return a count with its measure word as one run that leads to its rows."""
    return Run(counted(count.value, measure), count.ref)


def text(*pieces: Piece) -> Paragraph:
    """Return a paragraph."""
    return Paragraph(runs(*pieces))


def flush(*pieces: Piece) -> Paragraph:
    """Return a paragraph that is not indented."""
    return Paragraph(runs(*pieces), is_flush=True)


class Outline:
    """Headings in their order: a heading of a higher level begins the lower ones anew.

    >>> outline = Outline()
    >>> [outline.heading(level, "甲").label for level in (1, 2, 2, 1, 2)]
    ['一、', '（一）', '（二）', '二、', '（一）']
    """

    def __init__(self) -> None:
        self._counts = [0] * 5

    def heading(self, level: int, *pieces: Piece) -> Heading:
        """Return the next heading of a level."""
        self._counts[level] += 1
        self._counts[level + 1 :] = [0] * (4 - level)
        return Heading(level, self._counts[level], runs(*pieces))

    def running(self, level: int, head: str, *pieces: Piece) -> Paragraph:
        """Return a paragraph that begins with the next heading of a level."""
        return Paragraph(runs(*pieces), self.heading(level, sentence(head)))


def listed(pieces: Iterable[Sequence[Piece]], separator: str = "，") -> list[Piece]:
    """Return groups of pieces with a separator between them."""
    made: list[Piece] = []
    for group in pieces:
        if made:
            made.append(separator)
        made.extend(group)
    return made


def figures(*told: tuple[str, Count, str], separator: str = "，") -> list[Piece]:
    """Return words with their figures; what was counted to nothing is left out, and all of it may be.

    >>> [run.text for run in runs(*figures(("新办结", Count(2), "项"), ("免报", Count(0), "项")))]
    ['新办结2项']
    """
    return listed([[words, figure(count, measure)] for words, count, measure in told if count], separator)


def lights(counts: Lights, *, measure: str = "项", with_zero: bool = False) -> list[Piece]:
    """Return 已办结6项，正常47项…; lights that nothing has are left out.

    >>> [run.text for run in runs(*lights(Lights(blue=Count(6, "b"), red=Count(1))))]
    ['已办结', '6项', '，严重滞后1项']
    """
    shown = [(light, count) for light, count in counts.counts if count or with_zero]
    return listed([[LIGHT_WORDS[light], figure(count, measure)] for light, count in shown])


def title_of(*pieces: str) -> tuple[str, ...]:
    """Break a title between pieces of sense into the fewest lines that hold it, as even as can be.

    >>> title_of("关于11月", "《政府工作报告》", "重点任务", "落实情况的通报")
    ('关于11月《政府工作报告》', '重点任务落实情况的通报')
    >>> title_of("督办通知单")
    ('督办通知单',)
    """
    words = [piece for piece in pieces if piece]
    for count in range(1, len(words) + 1):
        fits = [lines for lines in _lines(words, count) if max(map(_width, lines)) <= LONGEST_LINE]
        if fits:
            return min(fits, key=lambda lines: max(map(_width, lines)) - min(map(_width, lines)))
    return tuple(words)


def _lines(words: Sequence[str], count: int) -> Iterator[tuple[str, ...]]:
    for cuts in combinations(range(1, len(words)), count - 1):
        edges = [0, *cuts, len(words)]
        yield tuple("".join(words[start:end]) for start, end in pairwise(edges))


def _width(line: str) -> float:
    return sum(0.5 if sign.isascii() else 1 for sign in line)


def named(subject: Subject) -> str:
    """Return a task by number and words: 第51项“市中心医院东院区开诊”（力争类）.

    >>> named(Subject("51", "市中心医院东院区开诊。", is_strive=True))
    '第51项“市中心医院东院区开诊”（力争类）'
    """
    return f"第{subject.number}项“{clause(subject.title)}”" + ("（力争类）" if subject.is_strive else "")


def mark_of(recorded: Recorded | None, year: int) -> str:
    """Return how an act came that was not done by its doer at the keyboard, in brackets, or nothing.

    >>> mark_of(Recorded("电话", "李四", date(2026, 11, 25)), 2026)
    '（代录：11月25日电话，李四提供）'
    >>> mark_of(Recorded("纸质", "李四", date(2026, 11, 25), number="云卫〔2026〕8号"), 2026)
    '（代录：11月25日纸质，云卫〔2026〕8号，李四提供）'
    """
    if recorded is None:
        return ""
    parts = [f"代录：{day_in(recorded.on, year)}{recorded.means}", recorded.number, f"{recorded.by}提供"]
    return f"（{'，'.join(filter(None, parts))}）"


def reason_of(reason: Reason, year: int) -> str:
    """Return the reason as it is printed: the unit's words with their source, or that it gave none in time.

    >>> reason_of(Reason(), 2026), reason_of(Reason("桩基施工单位更换", "单位说明，11月25日"), 2026)
    ('逾期未说明原因', '桩基施工单位更换（单位说明，11月25日）')
    """
    if not reason.text.strip():
        return NO_REASON
    return clause(reason.text) + (f"（{reason.source}）" if reason.source else "") + mark_of(reason.recorded, year)


def finding_text(finding: Finding, year: int) -> list[Piece]:
    """Return a finding as running text: facts, steps before, reason, requirement, limit."""
    facts = "".join(map(sentence, finding.facts))
    steps = f"此前{joined(finding.steps)}。" if finding.steps else ""
    reason = f"原因：{reason_of(finding.reason, year)}。"
    required = f"要求：{day_in(finding.limit, year)}前，{sentence(finding.requirement)}"
    return [Run(facts, finding.ref), steps, reason, required]


def objection(organ: str) -> Paragraph:
    """Return the sentence about the right to object (Order 733, article 17)."""
    return text(f"被通报单位如有异议，可以自收到本通报之日起{OBJECTION_DAYS}日内向{organ}申请复核。")


def paper(
    form: Form, head: Letterhead, title: tuple[str, ...], body: Iterable[Block], annexes: Sequence[Annex] = ()
) -> Document:
    """Return a document: its letterhead around a title and a text, the annexes named below it and bound behind it."""
    is_brief = form in {Form.BRIEF, Form.MINUTES}
    issued = (head.organ, day(head.on)) if is_brief else ("", "")
    colophon = Colophon(head.copies, head.organ, f"{day(head.on)}印发") if form is not Form.LETTER else None
    if form is Form.LETTER and head.copies:
        colophon = Colophon(head.copies)
    remarks = [head.remark] if head.remark else []
    remarks += [f"联系人：{head.contact}"] if head.contact else []
    labels = [f"附件{number}" if len(annexes) > 1 else "附件" for number in range(1, len(annexes) + 1)]
    return Document(
        form=form,
        title=title,
        dated=head.on,
        author=head.organ,
        masthead=Masthead(head.mark, head.number, *issued, head.signer),
        addressees=f"{head.addressees}：" if head.addressees else "",
        body=tuple(body),
        attachments=tuple(annex.title for annex in annexes),
        signature=None if is_brief else Signature(head.organ, day(head.on), head.is_sealed),
        remark=f"（{'；'.join(remarks)}）" if remarks else "",
        annexes=tuple(replace(annex, label=label) for annex, label in zip(annexes, labels, strict=True)),
        colophon=colophon,
        foot=head.foot,
    )


def sheet(
    form: Form, title: str, organ: str, on: date, body: Iterable[Block], *, subtitle: str = "", foot: Foot | None = None
) -> Document:
    """Return a working paper: a title, a line of facts below it, blocks."""
    return Document(form, (title,), on, organ, body=tuple(body), subtitle=subtitle, foot=foot)


def cell(*pieces: Piece, columns: int = 1, rows: int = 1, align: Align | None = None) -> Cell:
    """Return a cell."""
    return Cell(runs(*pieces), columns, rows, align=align)


def head_cell(words: str, columns: int = 1, rows: int = 1) -> Cell:
    """Return a cell that names its column or row."""
    return Cell(runs(words), columns, rows, is_head=True)


def head_row(*words: str) -> Row:
    """Return a row of heads."""
    return Row(tuple(map(head_cell, words)))


def row(*words: str | Run) -> Row:
    """Return a row of plain cells."""
    return Row(tuple(cell(each) for each in words))
