"""An entry read: its words, leaders, units by role, times and figures."""

from typing import NamedTuple

from duban.core.values import Span
from duban.plans.reading.deadlines import deadline_of, find_deadlines
from duban.plans.reading.headings import leaders_of
from duban.plans.reading.models import Deadline, Item, Mention, Target
from duban.plans.reading.outline import Entry
from duban.plans.reading.parts import UNIT_ROLES, Part
from duban.plans.reading.resolve import Names
from duban.plans.reading.slips import Slip
from duban.plans.reading.targets import find_targets
from duban.plans.reading.units import Named, split_units

_LONGEST_WORDS = 20_000  # beyond it nobody wrote a task; figures and times are not looked for there
_LONGEST_LABEL = 8
_LABELS = tuple(
    kind + noun
    for kind in ("", "工作", "重点", "主要", "具体", "年度", "目标", "项目", "任务", "事项")
    for noun in ("任务", "内容", "事项", "名称", "举措", "目标任务", "任务名称")
)
_AROUND = " \u00a0\u3000\t\n"


class Lists(NamedTuple):
    """The units of one entry by role, as printed."""

    leads: list[Named]
    cooperating: list[Named]
    responsible: list[Named]


class Read(NamedTuple):
    """An item, the stretch of its own words, its slips, and what each unit's name rests on.

    `is_row` says that it stands in a table, `repeats` that its number is that of the row above it.
    """

    item: Item
    words: Span
    slips: list[Slip]
    bases: dict[Span, str]
    is_row: bool = False
    repeats: bool = False

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """Return the units of all roles in the order of the roles."""
        return (*self.item.leads, *self.item.cooperating, *self.item.responsible)


def list_units(text: str, entry: Entry, *, first_leads: bool, all_lead: bool = False) -> Lists:
    """Cut the lists of an entry into units and settle their roles.

    Beside a lead, 责任单位 cooperate. Where a note lets the first listed lead, an undivided list is divided so; where
    one lets all lead if nobody else does, they do.
    """
    lists = Lists([], [], [])
    for part in entry.parts:
        if part.role in UNIT_ROLES:
            _add(lists, part, split_units(text, part.span), is_lent=part in entry.lent)
    if lists.leads:
        return Lists(lists.leads, lists.cooperating + lists.responsible, [])
    if first_leads and lists.responsible:
        return Lists(lists.responsible[:1], lists.cooperating + lists.responsible[1:], [])
    if all_lead and lists.responsible:
        return Lists(lists.responsible, lists.cooperating, [])
    return lists


def _add(lists: Lists, part: Part, units: list[Named], *, is_lent: bool) -> None:
    """Add the units of one part to their role; one that a part before named so stands once."""
    role = {"lead": lists.leads, "cooperating": lists.cooperating}.get(part.role, lists.responsible)
    among = [named for each in lists for named in each] if is_lent else role
    named_before = {named.surface for named in among}
    role.extend(named for named in units if named.surface not in named_before)


def read_item(text: str, entry: Entry, lists: Lists, names: Names, *, year: int | None) -> Read:
    """Read one entry; `year` is the plan's."""
    words = [_words(text, *span) for span in entry.words]
    words[0] = _words(text, _after_label(text, words[0]), words[0].end)
    leaders, slips = leaders_of(text, entry.parts)
    targets: list[Target] = []
    deadlines: list[Deadline] = []
    for span in words:
        looked_at = Span(span.start, min(span.end, span.start + _LONGEST_WORDS))
        found, lost = find_targets(text, looked_at)
        targets += found
        slips += [Slip("item_too_long", span)] if looked_at != span else []
        slips += [*(entry.tail.slips if entry.tail and span is words[-1] else ()), *lost]
        deadlines += find_deadlines(text, looked_at, year=year)
    bases: dict[Span, str] = {}
    around = names.level_around([named.surface for role in lists for named in role])
    leads, cooperating, responsible = (_mentions(role, names, around, bases) for role in lists)
    item = Item(
        number=entry.block.head.label or None,
        section=entry.section,
        path=entry.path,
        text="\n".join(span.of(text) for span in words),
        span=Span(entry.block.head.start, entry.end),
        leaders_at=tuple(leaders),
        leads=leads,
        cooperating=cooperating,
        responsible=responsible,
        deadlines=(*deadlines, *_labelled_deadlines(text, entry, year)),
        targets=tuple(targets),
    )
    stretch = Span(words[0].start, max(span.end for span in words))
    return Read(item, stretch, [*slips, *entry.slips], bases, is_row=bool(entry.cells), repeats=entry.repeats)


def _after_label(text: str, span: Span) -> int:
    """Return where words begin behind a label that says no more than that they follow: 工作任务：新建…"""
    near = min(span.end, span.start + _LONGEST_LABEL)
    colon = max(text.find(":", span.start, near), text.find("：", span.start, near))
    return colon + 1 if text[span.start : max(colon, span.start)] in _LABELS and colon + 1 < span.end else span.start


def _words(text: str, start: int, end: int) -> Span:
    """Leave out the blanks around an item's own words."""
    end = max(start, end)
    words = text[start:end]
    kept = words.strip(_AROUND)
    if kept and len(kept) < len(words):
        start += len(words) - len(words.lstrip(_AROUND))
    return Span(start, start + len(kept))


def _mentions(role: list[Named], names: Names, around: str, bases: dict[Span, str]) -> tuple[Mention, ...]:
    """Resolve one list."""
    if not role:
        return ()
    resolved = names.resolve([named.surface for named in role], around=around)
    mentions = []
    for named, name in zip(role, resolved, strict=True):
        bases[named.span] = name.basis
        mentions.append(Mention(name.text, named.surface, names.kind(name.text), named.open_ended, named.span))
    return tuple(mentions)


def _labelled_deadlines(text: str, entry: Entry, year: int | None) -> list[Deadline]:
    """Return the times that stand under a label or in a column of their own."""
    return [
        deadline_of(text, part.span, year=year)
        for part in entry.parts
        if part.role == "due" and part.span.start < part.span.end
    ]
