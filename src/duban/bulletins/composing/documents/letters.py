"""商请函: a letter to a party that is no object of inspection. It asks; it neither orders nor blames."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from duban.bulletins.composing.documents.facts import Letterhead, Subject
from duban.bulletins.composing.documents.parts import named, paper, text, title_of
from duban.bulletins.composing.tree import Block, Document, Form, Run
from duban.bulletins.composing.wording import clause, day_in, sentence


@dataclass(frozen=True)
class PartnerLetter:
    """What is asked of a partner: for which task, how it stands, what would help, until when, on which agenda it is."""

    head: Letterhead
    subject: Subject
    facts: tuple[str, ...]
    request: str
    by: date
    meeting: str = ""  # 12月7日市政府调度会
    is_reminder: bool = False  # 工作提示函: of a thing that both already agreed on
    ref: str | None = None


def partner_letter(facts: PartnerLetter) -> Document:
    """Return the letter."""
    ending = "工作提示函" if facts.is_reminder else "商请函"
    title = title_of("关于", f"“{clause(facts.subject.title)}”", f"有关事项的{ending}")
    return paper(Form.LETTER, facts.head, title, _body(facts))


def _body(facts: PartnerLetter) -> Iterator[Block]:
    year = facts.head.on.year
    source = f"是{facts.subject.plan}确定的任务" if facts.subject.plan else "是市政府重点任务"
    yield text(f"{named(facts.subject)}{source}，目前进展如下：")
    yield text(Run("".join(map(sentence, facts.facts)), facts.ref))
    asked = "提示" if facts.is_reminder else "商请"
    yield text(f"现{asked}贵单位{clause(facts.request)}，并于{day_in(facts.by, year)}前函复。")
    if facts.meeting:
        yield text(f"此事项已列入{facts.meeting}议程，届时请派员参加。")
    yield text("专此函达。")
