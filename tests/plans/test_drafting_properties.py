"""What holds for any corrections in any order."""

from collections.abc import Iterator
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from cast import TWO_SECTIONS, reading
from duban.plans.drafting.apply import Recorded, after_undo, apply
from duban.plans.drafting.corrections import Correction, parse
from duban.plans.drafting.describe import params_of
from duban.plans.drafting.errors import CorrectionRefused, UndoBlocked, UndoUnknown
from duban.plans.drafting.models import Draft
from duban.plans.drafting.open_points import open_points
from duban.plans.drafting.start import draft_of

READING = reading(TWO_SECTIONS + "! leader_name_incomplete must s1\n! measure_missing check 4")
ITEMS = ("1", "2", "3", "4", "5", "3.1", "3.2", "4-5", "3.2-4", "9")
VALUES = ("1/target/0", "2/deadline/0", "3/lead/0", "3/lead/0.1", "4/responsible/1", "5/+1", "s1/leader/0", "s0")
UNITS = ("市水利局", "市财政局", "市发改委", "各县市区政府", "市新局")

item = st.sampled_from(ITEMS)
value = st.sampled_from((*VALUES, *ITEMS))
unit = st.sampled_from(UNITS)
role = st.sampled_from(("lead", "cooperating", "responsible"))
kinds = st.sampled_from(("department", "county", "collective_all"))

BODIES = {
    "unit_named": {"unit": unit, "name": unit},
    "unit_kind": {"unit": unit, "unit_kind": kinds},
    "mention_named": {"mention": value, "name": unit},
    "mention_role": {"mention": value, "role": role},
    "mention_added": {"item": item, "name": unit, "role": role},
    "mention_removed": {"mention": value},
    "target_set": {"target": value, "value": st.integers(0, 99), "unit": st.just("个")},
    "target_added": {"item": item, "text": st.just("两成"), "value": st.integers(0, 99)},
    "target_removed": {"target": value},
    "deadline_added": {"item": item, "text": st.just("年底"), "precision": st.just("year")},
    "deadline_removed": {"deadline": value},
    "item_split": {"item": item, "offset": st.integers(0, 40)},
    "items_joined": {"items": st.lists(item, min_size=2, max_size=2)},
    "items_linked": {"items": st.lists(item, min_size=2, max_size=3), "leading": item},
    "items_unlinked": {"item": item},
    "item_number": {"item": item, "number": st.sampled_from(("7", "8a"))},
    "item_accepted": {"items": st.lists(item, min_size=1, max_size=3)},
    "leader_named": {"place": value, "name": st.sampled_from(("骆明远", "沈砚"))},
    "leader_removed": {"leader": value},
    "finding_settled": {"finding": st.integers(0, 2)},
    "section_count_explained": {"section": st.just("s1"), "remark": st.just("原件如此")},
}
attempts = st.lists(
    st.sampled_from(sorted(BODIES)).flatmap(lambda kind: st.tuples(st.just(kind), st.fixed_dictionaries(BODIES[kind]))),
    max_size=12,
)


def recorded(tried: list[tuple[str, dict[str, object]]]) -> list[Recorded]:
    """Keep what fits, as the service does."""
    kept: list[Recorded] = []
    draft = draft_of(READING)
    for kind, body in tried:
        correction = parse(kind, body)
        try:
            draft = correction.apply(draft, len(kept) + 1)
        except CorrectionRefused:
            continue
        kept.append(Recorded(len(kept) + 1, correction))
    return kept


@given(attempts)
def test_what_was_recorded_always_applies_again(tried: list[tuple[str, dict[str, object]]]) -> None:
    kept = recorded(tried)
    draft = apply(READING, kept)
    assert draft == apply(READING, [Recorded(each.seq, _stored(each.correction)) for each in kept])
    assert all(params_of(each.correction, draft) for each in kept)
    assert isinstance(open_points(draft), tuple)


@given(attempts)
def test_the_clauses_of_a_draft_cover_those_that_were_read(tried: list[tuple[str, dict[str, object]]]) -> None:
    draft = apply(READING, recorded(tried))
    spans = [item.span for item in draft.items]
    assert [span.start for span in spans] == sorted(span.start for span in spans)
    for read in READING.items:
        inside = [span for span in spans if span.start < read.span.end and read.span.start < span.end]
        assert min(span.start for span in inside) <= read.span.start
        assert max(span.end for span in inside) >= read.span.end
        assert all(before.end <= after.start for before, after in pairwise(inside))
    assert all("\n".join(span.of(draft.text) for span in item.words) == item.text for item in draft.items)


@given(attempts)
def test_nothing_that_was_read_is_lost(tried: list[tuple[str, dict[str, object]]]) -> None:
    before, after = draft_of(READING), apply(READING, recorded(tried))
    assert set(_read(before)) <= set(_read(after))
    assert len({value.id for item in after.items for value in item.placed}) == sum(
        len(item.placed) for item in after.items
    )


@given(attempts, st.integers(1, 12))
def test_undo_gives_the_draft_that_was_never_corrected_so(tried: list[tuple[str, dict[str, object]]], seq: int) -> None:
    kept = recorded(tried)
    try:
        without = after_undo(READING, kept, seq)
    except (UndoBlocked, UndoUnknown):
        return
    marked = [Recorded(each.seq, each.correction, is_undone=each.seq == seq) for each in kept]
    assert without == apply(READING, marked)
    assert without == apply(READING, [each for each in kept if each.seq != seq])


def _stored(correction: Correction) -> Correction:
    return parse(correction.kind, correction.body())


def _read(draft: Draft) -> Iterator[tuple[object, ...]]:
    for section in draft.sections:
        yield section.title.read, section.span
        yield from ((leader.name.read, leader.span) for leader in section.leaders)
    for clause in draft.items:
        yield from ((leader.name.read, leader.span) for leader in clause.leaders)
        yield from (
            (each.name.read, each.role.read, each.kind.read, each.surface, each.span) for each in clause.mentions
        )
        yield from ((each.text, each.value.read, each.unit.read, each.span) for each in clause.targets)
        yield from ((each.text, each.date.read, each.span) for each in clause.deadlines)
