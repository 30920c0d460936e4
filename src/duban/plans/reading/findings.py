"""What is wrong or weak in a document (审读意见): all that its parts say, gathered in the order of the text.

Codes and severities stand in codes.py. What is out of order in the writing is found by writing.py, weak spots by
weak.py, contradictions by agreeing.py; here are roles, units, numbers and repetition.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from duban.core.values import Span
from duban.plans.reading.agreeing import of_cells, of_figures, of_totals, of_values
from duban.plans.reading.alike import clauses_of, items_alike, units_alike
from duban.plans.reading.codes import finding, short
from duban.plans.reading.models import Finding, Grid, Item, Mention, Section, Unit
from duban.plans.reading.patterns import BLANK_RUN, LEVELS, LOST_OPENING
from duban.plans.reading.renamed import of_former_names
from duban.plans.reading.resolve import EMPTY, Register, level_of
from duban.plans.reading.slips import Slip
from duban.plans.reading.weak import of_deadlines, of_leaders, of_lists, of_measure, of_register, of_two_times
from duban.plans.reading.writing import of_blanks, of_broken_names, of_repeated_heads, of_unparted_units, of_writing

if TYPE_CHECKING:
    from duban.plans.reading.cover import Cover
    from duban.plans.reading.headings import Named
    from duban.plans.reading.items import Read

_LONGEST_UNIT = 40
_SENTENCE_ENDS = "。；;！？!?…”"
_FEWEST_STOPS = 3  # so many items make a habit
_HABITS = ("semicolon_expected", "comma_expected")  # no slips where most items of the plan have them


def find_faults(
    text: str,
    cover: "Cover",
    headings: Sequence["Named"],
    reads: Sequence["Read"],
    units: Sequence[Unit],
    *,
    grids: Sequence[Grid] = (),
    register: Register = EMPTY,
) -> tuple[Finding, ...]:
    """Say all that is wrong or weak in a document, in the order of its text."""
    sections = [heading.section for heading in headings]
    items = [read.item for read in reads]
    found = list(of_slips(text, cover.slips))
    habits = _habits(headings, reads)
    for heading in headings:
        found += of_slips(text, [slip for slip in heading.slips if slip.code not in habits])
    for at, read in enumerate(reads):
        found += of_slips(text, [slip for slip in read.slips if slip.code not in habits], at, read.item)
        found += of_item(text, at, read)
        found += of_writing(text, at, read.item, read.words)
        found += of_measure(read.item, at, read.words)
        found += of_bases(at, read)
    found += of_full_stops(text, reads)
    found += of_leaders(items, sections)
    found += of_deadlines(reads, cover.plan.issued_on)
    found += of_two_times(reads)
    found += of_sections(headings, items)
    found += of_totals(text, headings, items)
    found += of_numbers(reads, items)
    found += of_repetition(items, sections)
    found += of_figures(text, reads)
    found += of_values(text, reads)
    found += of_cells(text, grids, items)
    found += of_repeated_heads(text, items)
    found += of_blanks(text, reads)
    found += of_broken_names(text, reads)
    found += of_unparted_units(text, reads)
    found += of_lists(reads)
    found += of_likeness(reads, units)
    found += of_units(reads, units)
    found += of_register(reads, register)
    found += of_former_names(reads, cover.plan)
    if not items:
        found.append(finding("items_missing", None))
    return tuple(sorted(found, key=lambda each: (each.span or Span(0, 0), each.code)))


def of_slips(text: str, slips: Iterable[Slip], at: int | None = None, item: Item | None = None) -> Iterator[Finding]:
    """Turn slips of the pen into findings that quote what is printed."""
    for slip in slips:
        yield finding(slip.code, slip.span, at, item, printed=short(slip.span.of(text)))


def _habits(headings: Sequence["Named"], reads: Sequence["Read"]) -> set[str]:
    """Return the codes of marks that most items of the plan set so: they are its manner and no slips."""
    of_each = (*(each.slips for each in headings), *(each.slips for each in reads))
    lists = [{slip.code for slip in slips} for slips in of_each]
    counted = Counter(code for codes in lists for code in codes if code in _HABITS)
    in_items = any(slip.code in _HABITS for read in reads for slip in read.slips)
    parted = sum(len(read.mentions) > 1 for read in reads) if in_items else 0
    fewest = _FEWEST_STOPS if in_items else 2
    return {code for code, count in counted.items() if count >= fewest and count * 2 > parted}


def of_item(text: str, at: int, read: "Read") -> Iterator[Finding]:
    """Say what is wrong or weak in one item by itself."""
    item, words = read.item, read.words
    yield from _of_roles(at, item)
    yield from _of_units(at, item)
    for run in BLANK_RUN.finditer(text, item.span.start, item.span.end):
        yield finding("blank_run", Span(*run.span()), at, item, length=run.end() - run.start())
    lost = LOST_OPENING.match(text, words.start, words.end)
    if lost:
        yield finding("word_lost", Span(*lost.span()), at, item, printed=short(lost[0]))


def of_full_stops(text: str, reads: Sequence["Read"]) -> Iterator[Finding]:
    """Items without a full stop, unless none of the plan has one; cells of a table need none."""
    spoken = [
        (at, read)
        for at, read in enumerate(reads)
        if not read.is_row and read.words.start < read.words.end < read.item.span.end
    ]
    open_ended = [(at, read) for at, read in spoken if text[read.words.end - 1] not in _SENTENCE_ENDS]
    if len(open_ended) == len(spoken) >= _FEWEST_STOPS:
        return
    for at, read in open_ended:
        yield finding("full_stop_missing", Span(read.words.end - 1, read.words.end), at, read.item)


def _of_roles(at: int, item: Item) -> Iterator[Finding]:
    """Who leads, who helps, and who stands in both lists."""
    if not item.leads and not item.responsible:
        yield finding("lead_missing", item.span, at, item)
    elif not item.leads and len(item.responsible) > 1:
        yield finding("responsible_undivided", item.responsible[0].span, at, item, count=len(item.responsible))
    if item.leads and not item.cooperating and not item.responsible:
        yield finding("cooperating_missing", item.span, at, item)
    if len(item.leads) > 1:
        yield finding("leads_several", _cover(item.leads), at, item, count=len(item.leads), first=item.leads[0].name)
    governing = [lead for lead in item.leads if lead.kind == "county" or lead.kind.startswith("collective")]
    if governing:
        yield finding(
            "local_government_leads", _cover(governing), at, item, units="、".join(lead.surface for lead in governing)
        )
    names = {lead.name for lead in item.leads}
    for other in item.cooperating:
        if other.name in names:
            yield finding("unit_in_two_roles", other.span, at, item, name=other.name)


def _of_units(at: int, item: Item) -> Iterator[Finding]:
    """Units that somebody has to name, and words that are hardly a unit."""
    for mention in (*item.leads, *item.cooperating, *item.responsible):
        if mention.open_ended:
            yield finding("list_open", mention.span, at, item, last=mention.surface)
        if mention.kind == "collective_related":
            yield finding("collective_unnamed", mention.span, at, item, surface=mention.surface)
        has_digits = mention.kind == "other" and any(map(str.isdecimal, mention.surface))
        if has_digits or len(mention.surface) > _LONGEST_UNIT:
            yield finding("unit_doubtful", mention.span, at, item, printed=short(mention.surface))


def _cover(mentions: Sequence[Mention]) -> Span:
    """Return the stretch from the first mention to the last."""
    return Span(mentions[0].span.start, mentions[-1].span.end)


def of_sections(headings: Sequence["Named"], items: Sequence[Item]) -> Iterator[Finding]:
    """Sections whose declared number of items is not what they and the sections below them hold."""
    held = Counter(item.section for item in items)
    for place, heading in enumerate(headings):
        section = heading.section
        if section.declared_count is None:
            continue
        end = place + 1
        while end < len(headings) and headings[end].depth > heading.depth:
            end += 1
        counted = sum(held[at] for at in range(place, end))
        if section.declared_count != counted:
            yield finding(
                "count_differs", section.span, label=section.label, declared=section.declared_count, counted=counted
            )


def of_numbers(reads: Sequence["Read"], items: Sequence[Item]) -> Iterator[Finding]:
    """Numbers that are skipped or stand twice; a series may begin anew at 1, and rows of a table may share one."""
    before = 0
    for at, item in enumerate(items):
        if item.number is None:
            if _stands_among_numbers(items, at):
                yield finding("number_lost", item.span, at, item)
            before += 1
            continue
        if not item.number.isdecimal():
            continue
        number = int(item.number)
        begins_anew = number == 1 and at > 0 and items[at - 1].section != item.section
        if number == before and not reads[at].repeats and not begins_anew:
            yield finding("number_repeated", item.span, at, item)
        elif number not in (before, before + 1, 1):
            yield finding("number_skipped", item.span, at, item, before=before)
        before = number


def _stands_among_numbers(items: Sequence[Item], at: int) -> bool:
    """Say whether an item beside one without number has one; a section without any lost none."""
    beside = items[max(at - 1, 0) : at + 2]
    return any(other.number is not None and other.section == items[at].section for other in beside)


def of_repetition(items: Sequence[Item], sections: Sequence[Section]) -> Iterator[Finding]:
    """Items with the same words (marks and blanks aside) as an earlier one; each counts with the first."""
    seen: dict[str, int] = {}
    said = [clauses_of(item.text) for item in items]
    for at, item in enumerate(items):
        words = "".join(said[at])
        first = seen.setdefault(words, at)
        if words and first != at:
            yield finding("item_repeated", item.span, at, item, **_answering(items, sections, at, first))
    for first, at in items_alike(said):
        yield finding("items_alike", items[at].span, at, items[at], **_answering(items, sections, at, first))


def _answering(items: Sequence[Item], sections: Sequence[Section], at: int, first: int) -> dict[str, str | int]:
    """Return which item an item repeats, and who answers for either."""
    return {
        "other": items[first].number or "",
        "other_index": first,
        "leader": _leader(items[at], sections),
        "other_leader": _leader(items[first], sections),
    }


def _leader(item: Item, sections: Sequence[Section]) -> str:
    """Return the leaders who answer for an item, by itself or through its section."""
    leaders = item.leaders_at or (sections[item.section].leaders_at if item.section is not None else ())
    return "、".join(leader.name for leader in leaders)


def of_bases(at: int, read: "Read") -> Iterator[Finding]:
    """Lists that carry no level themselves, and names with more than one candidate."""
    for mention in read.mentions:
        if read.bases[mention.span] == "ambiguous":
            yield finding("name_ambiguous", mention.span, at, read.item, surface=mention.surface)
    for role in (read.item.leads, read.item.cooperating, read.item.responsible):
        bare = [mention for mention in role if read.bases[mention.span] in ("bracket", "document")]
        if bare:
            yield finding("prefix_missing", bare[0].span, at, read.item, surface=bare[0].surface, name=bare[0].name)


def of_likeness(reads: Sequence["Read"], units: Sequence[Unit]) -> Iterator[Finding]:
    """Units whose names may mean the same one."""
    for brief, long in units_alike(units):
        for at, read in enumerate(reads):
            mention = next((mention for mention in read.mentions if mention.name == long.name), None)
            if mention is not None:
                yield finding("names_alike", mention.span, at, read.item, name=long.name, other=brief.name)
                break


def of_units(reads: Sequence["Read"], units: Sequence[Unit]) -> Iterator[Finding]:
    """Names that two spellings share or that are nowhere printed in full; the register answers for its own."""
    first: dict[str, tuple[int, Mention]] = {}
    bases: dict[str, set[str]] = {}
    for at, read in enumerate(reads):
        for mention in read.mentions:
            first.setdefault(mention.name, (at, mention))
            bases.setdefault(mention.name, set()).add(read.bases[mention.span])
    for unit in units:
        at, mention = first[unit.name]
        if bases[unit.name] == {"register"}:
            continue
        if len(unit.surfaces) > 1 and any(surface[0] in LEVELS and not level_of(surface) for surface in unit.surfaces):
            yield finding("names_merged", mention.span, name=unit.name, surfaces="、".join(unit.surfaces))
        if unit.name not in unit.surfaces and reads[at].bases[mention.span] in ("list", "bracket"):
            yield finding("name_inferred", mention.span, at, reads[at].item, name=unit.name, surface=mention.surface)
