"""复核决定: the answer to an objection, within 30 days, by people who took no part in the inspection."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from duban.bulletins.composing.documents.facts import Letterhead, Subject
from duban.bulletins.composing.documents.parts import Outline, named, paper, text, title_of
from duban.bulletins.composing.tree import Block, Document, Form, Run
from duban.bulletins.composing.wording import clause, day_in, joined, sentence


class Outcome(StrEnum):
    """How an objection was decided."""

    UPHELD = "upheld"
    PARTLY_UPHELD = "partly_upheld"
    REJECTED = "rejected"


_WORDS = {Outcome.UPHELD: "撤销原认定", Outcome.PARTLY_UPHELD: "变更原认定", Outcome.REJECTED: "维持原认定"}


@dataclass(frozen=True)
class ReviewDecision:
    """Who objected to what, what was found, what was decided; `change` is the new requirement or limit."""

    head: Letterhead
    subject: Subject
    unit: str
    against: str  # 《关于…的通报》（澜政督通〔2026〕5号）
    filed_on: date
    grounds: str
    found: tuple[str, ...]
    outcome: Outcome
    because: str
    reviewers: tuple[str, ...]
    change: str = ""
    recused: tuple[str, ...] = ()
    was_stayed: bool = False
    approved_by: str = "市政府"
    ref: str | None = None


def review_decision(facts: ReviewDecision) -> Document:
    """Return the decision."""
    title = title_of("关于", facts.unit, "异议的复核决定")
    return paper(Form.FULL, facts.head, title, _body(facts))


def _body(facts: ReviewDecision) -> Iterator[Block]:
    year, outline = facts.head.on.year, Outline()
    yield text(
        f"{day_in(facts.filed_on, year)}，{facts.unit}对{facts.against}关于{named(facts.subject)}的认定提出异议。"
        f"经复核，决定如下："
    )
    yield outline.heading(1, "异议理由")
    yield text(sentence(facts.grounds))
    yield outline.heading(1, "复核查明")
    yield text(Run("".join(map(sentence, facts.found)), facts.ref))
    recused = (
        f"参加原督查的{joined(facts.recused)}没有参加复核。" if facts.recused else "参加原督查的人员没有参加复核。"
    )
    yield text(f"复核由{joined(facts.reviewers)}承办，{recused}")
    yield outline.heading(1, "复核决定")
    yield text(f"{clause(facts.because)}。经{facts.approved_by}批准，{_WORDS[facts.outcome]}。{_follows(facts)}")


def _follows(facts: ReviewDecision) -> str:
    match facts.outcome:
        case Outcome.UPHELD:
            return "相应的整改、挂牌要求不再执行，在下期督查通报中更正。"
        case Outcome.PARTLY_UPHELD:
            return f"变更为：{sentence(facts.change)}"
        case Outcome.REJECTED:
            if facts.was_stayed:
                return "复核期间停止执行的要求，自本决定送达之日起恢复执行，期限顺延。"
            return "原要求和期限不变。"
