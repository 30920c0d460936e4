"""挂牌督办决定, 摘牌决定: a case goes on the supervised list and comes off it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from duban.bulletins.composing.documents.facts import Letterhead, Subject
from duban.bulletins.composing.documents.parts import OBJECTION_DAYS, Outline, named, paper, text, title_of
from duban.bulletins.composing.tree import Block, Document, Form, Run
from duban.bulletins.composing.wording import clause, counted, day_in, sentence


@dataclass(frozen=True)
class Listing:
    """Why a case is listed, what is demanded until when, who watches it, who answers for it."""

    head: Letterhead
    subject: Subject
    unit: str
    history: tuple[str, ...]  # 通报、整改、核查: whole sentences in the order of time
    requirements: tuple[str, ...]
    limit: date
    leader: str
    watch_officer: str
    approved_by: str = "市政府"
    measures_days: int = 5
    check_days: int = 10
    is_public: bool = False
    ref: str | None = None


def listing(facts: Listing) -> Document:
    """Return the decision to list."""
    title = title_of("关于对", f"“{clause(facts.subject.title)}”", "实行挂牌督办的决定")
    return paper(Form.FULL, facts.head, title, _listing(facts))


def _listing(facts: Listing) -> Iterator[Block]:
    year, outline = facts.head.on.year, Outline()
    yield text(
        f"经{facts.approved_by}批准，决定对{facts.unit}{named(facts.subject)}实行挂牌督办。现将有关事项通知如下："
    )
    yield outline.heading(1, "挂牌事由")
    yield text(Run("".join(map(sentence, facts.history)), facts.ref))
    yield outline.heading(1, "督办要求")
    if len(facts.requirements) == 1:
        yield text(sentence(facts.requirements[0]))
    else:
        inner = Outline()
        for requirement in facts.requirements:
            yield inner.running(3, requirement)
    yield outline.heading(1, "督办期限")
    yield text(
        f"自{day_in(facts.head.on, year)}起至{day_in(facts.limit, year)}止。{facts.unit}主要负责人在"
        f"{counted(facts.measures_days, '个工作日')}内报送措施。"
    )
    yield outline.heading(1, "督办责任")
    yield text(
        f"责任领导{facts.leader}，督办人{facts.watch_officer}，每{counted(facts.check_days, '个工作日')}核查一次。"
        "全部要求落实并经2人现场核查通过后，报市政府批准摘牌；到期未完成的，由市政府决定约谈或者提出问责建议。"
    )
    public = "挂牌和摘牌情况向社会公布。" if facts.is_public else "本决定在政府系统内部印发。"
    yield text(f"{public}如有异议，可以自收到本决定之日起{OBJECTION_DAYS}日内向{facts.head.organ}申请复核。")


@dataclass(frozen=True)
class Delisting:
    """What was checked before a case comes off the list, and when it is looked at again."""

    head: Letterhead
    subject: Subject
    unit: str
    listed_on: date
    listing_number: str
    results: tuple[str, ...]
    checked_on: date
    checkers: tuple[str, ...]
    look_back_on: date
    approved_by: str = "市政府"
    notice_days: int = 0  # working days for which it stood open for remarks
    ref: str | None = None


def delisting(facts: Delisting) -> Document:
    """Return the decision to take a case off the list."""
    title = title_of("关于对", f"“{clause(facts.subject.title)}”", "解除挂牌督办的决定")
    return paper(Form.FULL, facts.head, title, _delisting(facts))


def _delisting(facts: Delisting) -> Iterator[Block]:
    year = facts.head.on.year
    yield text(
        f"{day_in(facts.listed_on, year)}，{facts.unit}{named(facts.subject)}被挂牌督办（{facts.listing_number}）。"
        f"{day_in(facts.checked_on, year)}，{'、'.join(facts.checkers)}现场核查，情况如下："
    )
    outline = Outline()
    if len(facts.results) == 1:
        yield text(Run(sentence(facts.results[0]), facts.ref))
    else:
        for result in facts.results:
            yield outline.running(3, result)
    notice = f"经公示{counted(facts.notice_days, '个工作日')}无异议，" if facts.notice_days else ""
    yield text(f"{notice}经{facts.approved_by}批准，决定自{day_in(facts.head.on, year)}起解除挂牌督办。")
    yield text(f"{facts.unit}要巩固整改结果，{facts.head.organ}将于{day_in(facts.look_back_on, year)}前后回访核查。")
