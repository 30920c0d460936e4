"""Weak spots to be mended before issue: tasks nobody could check, times that say nothing, names cut off."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from duban.core.values import Span
from duban.plans.reading.codes import finding, short
from duban.plans.reading.models import Deadline, Finding, Item, Section
from duban.plans.reading.resolve import Register

if TYPE_CHECKING:
    from duban.plans.reading.items import Read

# Something to show at the end: a document that is issued, a work that is finished. Not 加强…建设, 推进….
_PRODUCTS = (
    *(
        "建成",
        "新建",
        "竣工",
        "通车",
        "投用",
        "投产",
        "开工",
        "完工",
        "出台",
        "印发",
        "制定",
        "编制",
        "成立",
        "设立",
        "组建",
    ),
    *(
        "建立",
        "挂牌",
        "启用",
        "上线",
        "开通",
        "发布",
        "公布",
        "全覆盖",
        "清零",
        "验收",
        "创建",
        "创成",
        "获评",
        "开园",
        "举办",
    ),
    *("召开", "评选", "上市", "签约", "落地", "交付", "办完", "改完"),
)
# A time that sends the reader elsewhere: （同左）, 同上, 见任务内容.
_REFERS = r"[(（]?(?:[同如][左上前右]|详?见.{0,6}(?:栏|左|上|任务|内容|附件|表))"
# A time that never comes.
_VAGUE = (
    "长期",
    "持续",
    "常态",
    "尽快",
    "适时",
    "及时",
    "随时",
    "按时序",
    "按计划",
    "按上级",
    "按要求",
    "按节点",
    "视情",
    "待定",
)
_AS_SHEET = r"20\d\d[-/.]\d"
_MANNED = 0.8  # so many items name their own leader where one that does not has lost it
_FEWEST = 5


def of_measure(item: Item, at: int, words: Span) -> Iterator[Finding]:
    """Say whether a task has a figure, a time, or at least something to show."""
    if words.start == words.end:
        return
    if not item.targets and not item.deadlines:
        yield finding(
            "measure_missing" if any(map(item.text.__contains__, _PRODUCTS)) else "task_vague", words, at, item
        )
    elif not item.deadlines:
        yield finding("deadline_missing", words, at, item)


def of_deadlines(reads: Sequence["Read"], issued_on: date | None) -> Iterator[Finding]:
    """Say which times have passed already, cannot be, say nothing, or are written unlike the others."""
    items = [read.item for read in reads]
    dated = [(at, item, deadline) for at, item in enumerate(items) for deadline in item.deadlines]
    as_sheet = [bool(re.match(_AS_SHEET, deadline.text)) for _, _, deadline in dated]
    for (at, item, deadline), is_as_sheet in zip(dated, as_sheet, strict=True):
        printed = short(deadline.text)
        if deadline.date is not None and issued_on is not None and deadline.date < issued_on:
            yield finding("deadline_past", deadline.span, at, item, printed=printed, issued=issued_on.isoformat())
        if deadline.date is None and deadline.precision in ("day", "month") and issued_on is not None:
            yield finding("date_impossible", deadline.span, at, item, printed=printed)
        if re.match(_REFERS, deadline.text):
            yield finding("deadline_refers", deadline.span, at, item, printed=printed)
        elif deadline.date is None and any(word in deadline.text for word in _VAGUE):
            yield finding("deadline_vague", deadline.span, at, item, printed=printed)
        if is_as_sheet and sum(as_sheet) * 2 < len(dated):
            yield finding("date_form_differs", deadline.span, at, item, printed=printed)


def of_two_times(reads: Sequence["Read"]) -> Iterator[Finding]:
    """Find items whose time limit lies before a time in their own words; 年内 allows for any time of the year."""
    for at, read in enumerate(reads):
        if len(read.item.deadlines) < 2:
            continue
        inside = [each for each in read.item.deadlines if each.date and read.words.holds(each.span)]
        limits = [each for each in read.item.deadlines if each.date and not read.words.holds(each.span)]
        for limit in limits:
            later = next((each for each in inside if _is_later(each, limit)), None)
            if later is not None:
                params = {"printed": short(limit.text), "other_printed": short(later.text)}
                yield finding("deadlines_contradict", limit.span, at, read.item, **params)


def _is_later(time: Deadline, limit: Deadline) -> bool:
    """Say whether a time lies behind a limit; that of a year, behind its year."""
    if time.date is None or limit.date is None:
        return False
    return time.date.year > limit.date.year if time.precision == "year" else time.date > limit.date


def of_leaders(items: Sequence[Item], sections: Sequence[Section]) -> Iterator[Finding]:
    """Find the items without a leader in a plan whose items name their own, and those that have none either way."""
    manned = sum(bool(item.leaders_at) for item in items)
    is_own = manned >= max(_FEWEST, _MANNED * len(items))
    for at, item in enumerate(items):
        section = sections[item.section] if item.section is not None else None
        if item.leaders_at or (section is not None and section.leaders_at):
            continue
        if is_own:
            yield finding("leader_missing", item.span, at, item, count=manned)
        elif section is not None:
            yield finding("leader_unknown", item.span, at, item)


def of_lists(reads: Sequence["Read"]) -> Iterator[Finding]:
    """Find units that stand twice in one list, and names that are the beginning of another's."""
    surfaces = {mention.surface for read in reads for mention in read.mentions}
    for at, read in enumerate(reads):
        for role in (read.item.leads, read.item.cooperating, read.item.responsible):
            names: set[str] = set()
            for mention in role:
                if mention.name in names:
                    yield finding("unit_repeated", mention.span, at, read.item, name=mention.name)
                names.add(mention.name)
                if mention.kind == "other" and len(mention.surface) > 2:
                    whole = {other for other in surfaces if other.startswith(mention.surface)} - {mention.surface}
                    if whole:
                        params = {"surface": mention.surface, "other": min(whole, key=lambda name: (len(name), name))}
                        yield finding("unit_truncated", mention.span, at, read.item, **params)


def of_register(reads: Sequence["Read"], register: Register) -> Iterator[Finding]:
    """Find units that the register given does not know, each where it stands first."""
    known = {*register.names, *register.names.values(), *register.kinds}
    if not known:
        return
    seen: set[str] = set()
    for at, read in enumerate(reads):
        for mention in read.mentions:
            if mention.name in known or mention.name in seen or mention.kind.startswith("collective"):
                continue
            seen.add(mention.name)
            yield finding("unit_unknown", mention.span, at, read.item, name=mention.name)
