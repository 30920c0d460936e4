"""调度会议纪要, 现场办公纪要: what was dispatched in order and by node, and what was settled, with owner and day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from duban.bulletins.composing.documents.facts import Letterhead, Recorded, Subject
from duban.bulletins.composing.documents.parts import Outline, mark_of, named, paper, runs, text, title_of
from duban.bulletins.composing.tree import Block, Document, Form, Paragraph, Roster, Run
from duban.bulletins.composing.wording import clause, counted, day, day_in, joined, sentence


@dataclass(frozen=True)
class Settled:
    """A decision: what is done, by whom, until when."""

    action: str
    owner: str
    by: date
    helpers: tuple[str, ...] = ()
    recorded: Recorded | None = None
    ref: str | None = None


@dataclass(frozen=True)
class Item:
    """A task on the agenda: how it stands, what was settled of it."""

    subject: Subject
    situation: str
    settled: tuple[Settled, ...] = ()
    ref: str | None = None


@dataclass(frozen=True)
class Minutes:
    """The minutes of a dispatch meeting or of a session on the spot."""

    head: Letterhead
    held_on: date
    place: str
    chair: str
    items: tuple[Item, ...]
    present: tuple[str, ...]
    absent: tuple[str, ...] = ()
    attending: tuple[str, ...] = ()  # 列席
    is_on_site: bool = False
    open_before: int = 0  # decisions of earlier meetings that are not confirmed yet
    confirmed: int = 0


def minutes(facts: Minutes) -> Document:
    """Return the minutes."""
    kind = "现场办公纪要" if facts.is_on_site else "重点任务调度会议纪要"
    return paper(
        Form.MINUTES, facts.head, title_of(f"{facts.held_on.month}月{facts.held_on.day}日", kind), _body(facts)
    )


def _body(facts: Minutes) -> Iterator[Block]:
    year, outline = facts.head.on.year, Outline()
    what = "现场办公" if facts.is_on_site else "调度会议"
    yield text(
        f"{day(facts.held_on)}，{facts.chair}在{facts.place}主持{what}，调度重点任务{counted(len(facts.items), '项')}。"
        "纪要如下："
    )
    if facts.open_before or facts.confirmed:
        yield outline.heading(1, "此前议定事项办理情况")
        yield text(_earlier(facts))
    yield outline.heading(1, "调度情况和议定事项")
    for item in facts.items:
        yield outline.running(2, named(item.subject), Run(sentence(item.situation), item.ref))
        yield from _settled(item.settled, year)
    if not any(item.settled for item in facts.items):
        yield text("会议没有形成需要办理的议定事项。")
    yield from _rosters(facts)


def _earlier(facts: Minutes) -> str:
    done = f"已办结确认{counted(facts.confirmed, '件')}" if facts.confirmed else ""
    still = f"继续办理{counted(facts.open_before, '件')}" if facts.open_before else ""
    return f"{joined([done, still]).replace('、', '，')}。"


def _settled(decisions: tuple[Settled, ...], year: int) -> Iterator[Paragraph]:
    outline = Outline()
    for each in decisions:
        helpers = f"，{joined(each.helpers)}配合" if each.helpers else ""
        who = f"（{each.owner}牵头{helpers}，{day_in(each.by, year)}前）"
        told = Run(f"{clause(each.action)}{who}{mark_of(each.recorded, year)}。", each.ref)
        yield text(told) if len(decisions) == 1 else Paragraph(runs(told), outline.heading(3))


def _rosters(facts: Minutes) -> Iterator[Roster]:
    for label, names in (("出席：", facts.present), ("请假：", facts.absent), ("列席：", facts.attending)):
        if names:
            yield Roster(label, runs(joined(names)))
