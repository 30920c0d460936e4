"""What a document says of itself before its items: title, numbers, issuer, date, demands."""

import re
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from duban.core.values import Span
from duban.plans.reading.lines import Block, Line
from duban.plans.reading.models import Plan, Requirement
from duban.plans.reading.numerals import whole
from duban.plans.reading.outline import Outline
from duban.plans.reading.patterns import (
    BROKEN_DATE,
    CLOSERS,
    DATE_LINE,
    DOC_NUMBER,
    INDEX_NUMBER,
    ISSUER,
    META_DATE,
    NO_LETTERS,
    NO_TITLE,
    OPENERS,
    SIGNATURE,
    TITLE_END,
)
from duban.plans.reading.sharing import notes_in
from duban.plans.reading.slips import Slip

_TITLE_LINES = 4
_LONGEST_TITLE = 120
_SHORT = 40
_COVER_LINES = 300


class Cover(NamedTuple):
    """The plan's own facts and what is wrong with them."""

    plan: Plan
    slips: list[Slip]


def read_cover(text: str, parts: Outline) -> Cover:
    """Read the facts of the document; what is printed twice is taken from the document before the page around it."""
    notice = _notice_title(text, parts.cover)
    title = _issued_title(text, notice, parts.cover) or _own_title(text, parts) or notice
    dated, slips = _date(text, parts)
    found = {
        "title": title,
        "doc_number": _doc_number(text, parts),
        "index_number": _field(INDEX_NUMBER.search(text, 0, parts.start)),
        "issuer": _issuer(text, parts, notice),
        "issued_on": dated[1] if dated else None,
    }
    at = {name: span for name, span in found.items() if span is not None}
    said = {name: _words(text, span) for name, span in at.items()}
    plan = Plan(
        title=said.get("title"),
        doc_number=said.get("doc_number"),
        index_number=said.get("index_number"),
        issuer=said.get("issuer"),
        issued_on=dated[0] if dated else None,
        requirements=tuple(_requirement(text, block) for block in parts.demands),
        at=at,
    )
    slips += [Slip("duty_for_all", note.span) for note in notes_in(text[: parts.start])]
    return Cover(plan, slips)


def _words(text: str, span: Span) -> str:
    """Return what is printed, joined where the line was broken."""
    return "".join(line.strip() for line in span.of(text).split("\n"))


def _field(found: re.Match[str] | None) -> Span | None:
    return Span(*found.span("value")) if found else None


def _is_title_line(text: str, line: Line) -> bool:
    """Say whether a line may be a piece of a title."""
    words = line.span.of(text)
    return (
        len(words) <= _LONGEST_TITLE
        and not NO_TITLE.search(words)
        and not DATE_LINE.search(words)
        and not BROKEN_DATE.fullmatch(words)
        and not SIGNATURE.fullmatch(words)
    )


def _own_title(text: str, parts: Outline) -> Span | None:
    """Find the plan's own title: the lines above its first section, or below 附件1."""
    if parts.headings and parts.headings[0].block.head.style == "annex" and parts.headings[0].block.rest:
        above = parts.headings[0].block.rest
    else:
        above = parts.cover[-(_TITLE_LINES + 3) :]
    place = len(above) - 1
    while place >= 0 and not (_is_title_line(text, above[place]) and TITLE_END.search(above[place].span.of(text))):
        words = above[place].span.of(text)
        is_measure = len(words) <= _SHORT and (":" in words or "：" in words)  # 单位：万元 above a table
        is_note = words[0] in OPENERS and words[-1] in CLOSERS
        if not words.endswith("。") and not is_measure and not is_note and not DATE_LINE.search(words):
            return None  # but for sentences, notes in brackets, and for who issued it when
        place -= 1
    if place < 0:
        return None
    first = place
    while first > 0 and place - first < _TITLE_LINES - 1 and _is_title_line(text, above[first - 1]):
        if DOC_NUMBER.search(text, above[first - 1].start, above[first - 1].end):
            break
        first -= 1
    return Span(above[first].start, above[place].end)


def _issued_title(text: str, notice: Span | None, cover: list[Line]) -> Span | None:
    """Find the line that repeats what a notice issues: …关于印发《…分工方案》的通知."""
    words = _letters(_words(text, notice)) if notice is not None else ""
    _, issuing, issued = words.removesuffix("的通知").partition("印发")
    if notice is None or not issuing or not issued or not words.endswith("的通知"):
        return None
    return next(
        (
            line.span
            for line in cover
            if line.start >= notice.end
            and line.end - line.start <= _LONGEST_TITLE
            and _letters(line.span.of(text)) == issued
        ),
        None,
    )


def _letters(words: str) -> str:
    return NO_LETTERS.sub("", words)


def _notice_title(text: str, cover: list[Line]) -> Span | None:
    """Find 某市人民政府关于…的通知, on one line or on several."""
    for place, line in enumerate(cover[:_COVER_LINES]):
        about = text.find("关于", line.start, line.end)
        if about < 0 or NO_TITLE.search(line.span.of(text)):
            continue
        for last in cover[place : place + _TITLE_LINES]:
            words = last.span.of(text)
            if NO_TITLE.search(words):
                break
            if TITLE_END.search(words):
                return Span(line.start, last.end)
    return None


def _issuer(text: str, parts: Outline, notice: Span | None) -> Span | None:
    """Find who issued it: before 关于 in the title or on the line above, else the signature over the date."""
    if notice is not None:
        found = ISSUER.match(text, notice.start, notice.end)
        if found:
            return Span(*found.span("issuer"))
    lines = parts.cover + parts.outside
    for line, below in pairwise(lines):
        is_over_date = DATE_LINE.search(below.span.of(text)) or (notice and below.start == notice.start)
        if is_over_date and SIGNATURE.fullmatch(line.span.of(text)):
            return line.span
    return None


def _doc_number(text: str, parts: Outline) -> Span | None:
    """Find the document's own number: a line of its own first, then a field of the page."""
    alone = field = None
    for line in parts.cover:
        if line.end - line.start > _SHORT:
            continue
        found = DOC_NUMBER.search(text, line.start, line.end)
        if found and found.end() == line.end:
            if found.start() == line.start:
                alone = alone or Span(*found.span())
            else:
                field = field or Span(*found.span())
    return alone or field


def _date(text: str, parts: Outline) -> tuple[tuple[date, Span] | None, list[Slip]]:
    """Find the day of issue: the line under the issuer, else the field of the page; say if the line lost characters."""
    printed = broken = None
    for line in parts.cover + parts.outside:
        if line.end - line.start > _SHORT:
            continue
        words = line.span.of(text)
        found = DATE_LINE.search(words) if words.endswith("日") else None
        if found and (day := _day(found)):
            printed = printed or (day, Span(line.start + found.start(), line.end))
        elif BROKEN_DATE.fullmatch(words):
            broken = broken or line.span
    field = META_DATE.search(text, 0, parts.start)
    said = _day(field) if field else None
    slips = [Slip("date_incomplete", broken)] if broken and not printed else []
    if printed is None and field and said:
        return (said, Span(field.start("year"), field.end())), slips
    if printed and said and said != printed[0]:
        slips.append(Slip("date_differs", printed[1]))
    return printed, slips


def _day(found: re.Match[str]) -> date | None:
    """Return the day that a match writes, or None where there is no such day."""
    year, month, day = (whole(found[name].replace("○", "〇")) for name in ("year", "month", "day"))
    if year is None or month is None or day is None:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _requirement(text: str, block: Block) -> Requirement:
    """Read a demand of the covering notice: its heading, and the paragraphs that speak below it."""
    head = block.head
    stop = text.find("。", head.body, head.end)
    title = text[head.body : head.end if stop < 0 else stop].strip()
    spoken = []
    for line in block.rest:
        if not line.span.of(text).endswith(("。", "；", ";", "：", ":")):
            break
        spoken.append(line)
    end = spoken[-1].end if spoken else head.end
    begin = stop + 1 if stop >= 0 else (spoken[0].start if spoken else head.end)
    return Requirement(head.label, title, text[begin:end].strip(), Span(head.start, end))
