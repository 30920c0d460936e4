"""Every kind of correction: what it changes, what it keeps, what it refuses."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from cast import TWO_SECTIONS, reading
from duban.plans.drafting.apply import Recorded, after_undo, apply
from duban.plans.drafting.corrections import KINDS, parse
from duban.plans.drafting.errors import CorrectionRefused
from duban.plans.drafting.models import Draft, standing
from duban.plans.drafting.open_points import is_adoptable, open_points

MARKED = TWO_SECTIONS + "! leader_name_incomplete must s1\n! measure_missing check 4"


def draft(*corrections: tuple[str, dict[str, object]], notation: str = MARKED) -> Draft:
    recorded = [Recorded(seq, parse(kind, body)) for seq, (kind, body) in enumerate(corrections, 1)]
    return apply(reading(notation), recorded)


def names(item_id: str, role: str, of: Draft) -> list[str]:
    return [mention.name.now for mention in of.item(item_id).in_role(role)]  # type: ignore[arg-type]


def test_a_unit_named_anew_is_followed_wherever_it_is_named() -> None:
    made = draft(("unit_named", {"unit": "市水利局", "name": "市水务局"}))
    assert names("3", "cooperating", made) == ["市生态环境局", "市水务局"]
    assert names("5", "cooperating", made) == ["市水务局"]
    mention = made.item("5").mentions[1]
    assert (mention.name.read, mention.name.seq, mention.alias) == ("市水利局", 1, "corrected")
    assert mention.surface == "市水利局"


def test_a_unit_merged_with_another_takes_the_kind_of_that_one() -> None:
    made = draft(
        ("unit_kind", {"unit": "市统计局", "unit_kind": "vertical"}),
        ("unit_named", {"unit": "市财政局", "name": "市统计局"}),
    )
    assert {mention.kind.now for mention in made.mentions() if mention.name.now == "市统计局"} == {"vertical"}


def test_a_mention_named_alone_leaves_other_places_and_the_register_alone() -> None:
    made = draft(("mention_named", {"mention": "3/cooperating/1", "name": "省水利厅"}))
    assert names("3", "cooperating", made) == ["市生态环境局", "省水利厅"]
    assert names("5", "cooperating", made) == ["市水利局"]
    assert made.item("3").mentions[2].alias == "none"


def test_a_role_changes_at_its_place() -> None:
    made = draft(("mention_role", {"mention": "4/responsible/0", "role": "lead"}))
    assert (names("4", "lead", made), names("4", "responsible", made)) == (["市城管局"], ["市公安局"])
    assert made.item("4").mentions[0].role.read == "responsible"


def test_a_unit_added_stands_without_a_span() -> None:
    made = draft(("mention_added", {"item": "5", "name": "市财政局", "role": "cooperating"}))
    added = made.item("5").mentions[-1]
    assert (added.id, added.span, added.added, added.kind.now) == ("5/+1", None, 1, "department")


def test_what_was_removed_stays_in_the_draft_marked() -> None:
    made = draft(("mention_removed", {"mention": "3/cooperating/0"}))
    assert names("3", "cooperating", made) == ["市水利局"]
    assert made.item("3").mentions[1].removed == 1


def test_a_figure_set_keeps_its_words_and_what_was_read() -> None:
    made = draft(("target_set", {"target": "1/target/0", "comparator": ">=", "value": "5.50", "unit": "%"}))
    target = made.item("1").targets[0]
    assert (target.text, target.comparator.now, target.comparator.read) == ("5.5%左右", ">=", "~")
    assert target.value.seq is None  # 5.50 is the 5.5 that was read


def test_a_figure_can_be_pointed_at_in_the_text() -> None:
    text = reading().text
    start = text.index("按月")
    made = draft(("target_added", {"item": "1", "start": start, "end": start + 2, "value": 12, "unit": "次"}))
    added = made.item("1").targets[-1]
    assert (added.text, added.span, added.value.now) == ("按月", (start, start + 2), Decimal(12))


def test_a_date_is_set_added_and_removed() -> None:
    made = draft(
        ("deadline_set", {"deadline": "2/deadline/0", "date": "2026-06-15", "precision": "day"}),
        ("deadline_added", {"item": "3", "text": "年底前", "date": "2026-12-31", "precision": "year"}),
        ("deadline_removed", {"deadline": "5/deadline/0"}),
    )
    assert made.item("2").deadlines[0].date.now == date(2026, 6, 15)
    assert made.item("3").deadlines[0].date.now == date(2026, 12, 31)
    assert standing(made.item("5").deadlines) == ()


def test_a_split_gives_its_units_to_both_parts_and_each_figure_to_its_own() -> None:
    clause = draft().item("5")
    made = draft(("item_split", {"item": "5", "offset": clause.text.index("，")}))
    first, second = made.items[4:]
    assert (first.id, second.id, first.number.now, second.number.now) == ("5.1", "5.2", "5-1", "5-2")
    assert first.text + second.text == clause.text
    assert (first.span.start, first.span.end, second.span.end) == (
        clause.span.start,
        second.span.start,
        clause.span.end,
    )
    assert names("5.1", "lead", made) == names("5.2", "lead", made) == ["市住建局"]
    assert ([target.id for target in first.targets], second.targets) == (["5/target/0"], ())
    assert [deadline.id for deadline in second.deadlines] == ["5/deadline/0"]


def test_clauses_joined_keep_the_words_and_values_of_both() -> None:
    made = draft(("items_joined", {"items": ["3", "4"]}))
    joined = made.item("3-4")
    assert joined.text == f"{draft().item('3').text}\n{draft().item('4').text}"
    assert (joined.number.now, joined.read, len(joined.mentions)) == ("3、4", (2, 3), 5)
    again = draft(
        ("items_joined", {"items": ["3", "4"]}), ("item_split", {"item": "3-4", "offset": len(draft().item("3").text)})
    )
    assert [item.text.strip() for item in again.items[2:4]] == [draft().item("3").text, draft().item("4").text]


def test_linked_clauses_make_one_group_that_falls_apart_with_its_leading_one() -> None:
    linked = ("items_linked", {"items": ["3", "5"], "leading": "5"})
    made = draft(linked)
    assert [item.id for item in made.group_of(made.item("3"))] == ["5", "3"]
    assert draft(linked, ("items_unlinked", {"item": "5"})).item("3").leading is None


def test_a_leader_is_named_for_a_section_or_added_to_a_clause() -> None:
    made = draft(
        ("leader_named", {"place": "s1/leader/0", "name": "沈砚青", "finding": 0}),
        ("leader_named", {"place": "3", "name": "骆明远"}),
    )
    assert made.sections[1].leaders[0].name.now == "沈砚青"
    assert made.item("3").leaders[0].name.now == "骆明远"
    settled = made.findings[0].settled
    assert settled is not None
    assert (settled.how, settled.seq) == ("corrected", 1)


def test_a_name_completed_in_its_place_settles_what_was_found_wrong_with_it() -> None:
    read = reading(MARKED)
    leader = read.sections[1].leaders_at[0]
    found = read.findings[0]._replace(span=leader.span)
    elsewhere = read.findings[0]._replace(span=read.sections[0].leaders_at[0].span)
    named = Recorded(1, parse("leader_named", {"place": "s1/leader/0", "name": "沈砚青"}))
    made = apply(read._replace(findings=(found, elsewhere)), [named])
    assert [finding.settled is not None for finding in made.findings] == [True, False]


def test_fields_of_the_document_can_be_set_and_emptied() -> None:
    made = draft(
        ("plan_field", {"field": "issued_on", "value": "2026-02-28"}),
        ("plan_field", {"field": "doc_number", "value": ""}),
    )
    assert (made.plan.issued_on.now, made.plan.issued_on.read) == (date(2026, 2, 28), date(2026, 2, 27))
    assert made.plan.doc_number.now is None


def test_numbers_titles_and_explanations_are_kept() -> None:
    made = draft(
        ("item_number", {"item": "4", "number": "4a"}),
        ("section_titled", {"section": "s1", "title": "城建工作"}),
        ("section_count_explained", {"section": "s1", "remark": "原件如此"}),
        ("leader_removed", {"leader": "s0/leader/0"}),
        ("target_removed", {"target": "3/target/0"}),
        ("item_accepted", {"items": ["1", "2"]}),
    )
    assert (made.item("4").number.now, made.item("4").number.read) == ("4a", "4")
    assert (made.sections[1].title.now, made.sections[1].title.read) == ("城建工作", "城市建设工作")
    assert made.sections[1].explained is not None
    assert standing(made.sections[0].leaders) == ()
    assert standing(made.item("3").targets) == ()
    assert [item.accepted for item in made.items] == [6, 6, None, None, None]


@pytest.mark.parametrize(
    ("corrections", "code"),
    [
        # a kind that nobody registered
        ([("made_up", {})], "plans.correction_unknown"),
        # a field that is missing, blank, of another kind, or not a date
        ([("unit_named", {"unit": "市水利局"})], "plans.correction_malformed"),
        ([("unit_named", {"unit": "市水利局", "name": "  "})], "plans.correction_malformed"),
        ([("unit_named", {"unit": "市水利局", "name": "局" * 65})], "plans.correction_malformed"),
        ([("unit_named", {"unit": "市水利局", "name": "局\x00"})], "plans.correction_malformed"),
        ([("mention_role", {"mention": "4/responsible/0", "role": "boss"})], "plans.correction_malformed"),
        ([("target_set", {"target": "1/target/0", "value": "NaN"})], "plans.correction_malformed"),
        ([("target_set", {"target": "1/target/0", "value": "1e30"})], "plans.correction_malformed"),
        (
            [("deadline_set", {"deadline": "2/deadline/0", "date": "soon", "precision": "day"})],
            "plans.correction_malformed",
        ),
        ([("plan_field", {"field": "issued_on", "value": "2026-02-30"})], "plans.correction_malformed"),
        ([("plan_field", {"field": "doc_number", "value": "号" * 65})], "plans.correction_malformed"),
        ([("target_added", {"item": "1", "value": 1})], "plans.correction_malformed"),
        ([("finding_settled", {})], "plans.correction_malformed"),
        # a place that is not there, or not any more
        ([("mention_removed", {"mention": "9/lead/0"})], "plans.place_unknown"),
        ([("mention_removed", {"mention": "5/lead/0"})] * 2, "plans.place_unknown"),
        ([("item_accepted", {"items": ["1", "9"]})], "plans.place_unknown"),
        ([("finding_settled", {"finding": 9})], "plans.place_unknown"),
        ([("section_titled", {"section": "s9", "title": "x"})], "plans.place_unknown"),
        ([("leader_removed", {"leader": "s0"})], "plans.place_unknown"),
        (
            [("items_joined", {"items": ["1", "2"]}), ("item_number", {"item": "1", "number": "7"})],
            "plans.place_unknown",
        ),
        # the draft says so already
        ([("unit_named", {"unit": "市水利局", "name": "市水利局"})], "plans.nothing_changed"),
        ([("item_accepted", {"items": ["1"]})] * 2, "plans.nothing_changed"),
        ([("item_number", {"item": "1", "number": "1"})], "plans.nothing_changed"),
        ([("finding_settled", {"finding": 1})] * 2, "plans.nothing_changed"),
        ([("leader_named", {"place": "s1/leader/0", "name": "沈砚"})], "plans.nothing_changed"),
        # units
        ([("unit_named", {"unit": "市某局", "name": "市水务局"})], "plans.unit_not_in_draft"),
        ([("mention_added", {"item": "5", "name": "市住建局", "role": "lead"})], "plans.unit_named_already"),
        # shape
        ([("item_split", {"item": "5", "offset": 0})], "plans.split_at_edge"),
        ([("item_split", {"item": "5", "offset": 999})], "plans.split_at_edge"),
        ([("item_split", {"item": "5", "offset": 11})], "plans.split_inside_value"),
        ([("items_joined", {"items": ["1", "3"]})], "plans.not_neighbours"),
        ([("items_joined", {"items": ["2", "1"]})], "plans.not_neighbours"),
        ([("items_joined", {"items": ["2", "3"]})], "plans.not_neighbours"),  # in two sections
        ([("items_linked", {"items": ["3"], "leading": "3"})], "plans.link_incomplete"),
        ([("items_linked", {"items": ["3", "5"], "leading": "1"})], "plans.link_incomplete"),
        (
            [
                ("items_linked", {"items": ["3", "5"], "leading": "5"}),
                ("items_linked", {"items": ["1", "3"], "leading": "1"}),
            ],
            "plans.already_linked",
        ),
        (
            [
                ("items_linked", {"items": ["3", "5"], "leading": "5"}),
                ("items_linked", {"items": ["3", "1"], "leading": "3"}),
            ],
            "plans.already_linked",
        ),
        ([("items_unlinked", {"item": "1"})], "plans.not_linked"),
        (
            [("items_linked", {"items": ["3", "5"], "leading": "5"}), ("item_split", {"item": "3", "offset": 3})],
            "plans.linked_keeps_shape",
        ),
        ([("target_added", {"item": "1", "start": 0, "end": 3})], "plans.outside_clause"),
    ],
)
def test_a_correction_that_does_not_fit_is_refused(corrections: list[tuple[str, dict[str, object]]], code: str) -> None:
    with pytest.raises(CorrectionRefused) as refusal:
        draft(*corrections)
    assert refusal.value.code == code


def test_every_body_comes_back_as_it_was_written() -> None:
    bodies = {
        "target_set": {"target": "1/target/0", "comparator": "<=", "value": "1.25", "unit": "万"},
        "deadline_set": {"deadline": "2/deadline/0", "date": "2026-06-15", "precision": "day"},
        "items_linked": {"items": ["3", "5"], "leading": "5", "finding": 1},
        "item_split": {"item": "5", "offset": 3},
    }
    for kind, body in bodies.items():
        correction = parse(kind, body)
        assert correction.body() == body
        assert parse(kind, correction.body()) == correction


def test_a_form_gives_strings_and_they_are_read() -> None:
    assert parse("item_split", {"item": "5", "offset": "3", "finding": ""}) == parse(
        "item_split", {"item": "5", "offset": 3}
    )
    assert parse("item_accepted", {"items": "5"}).body() == {"items": ["5"]}


def test_undo_gives_back_the_draft_without_the_correction() -> None:
    recorded = [
        Recorded(1, parse("unit_named", {"unit": "市水利局", "name": "市水务局"})),
        Recorded(2, parse("item_number", {"item": "1", "number": "1a"})),
    ]
    assert after_undo(reading(MARKED), recorded, 1) == apply(reading(MARKED), [recorded[1]])


def test_what_a_later_correction_rests_on_cannot_be_undone() -> None:
    recorded = [
        Recorded(1, parse("item_split", {"item": "5", "offset": 5})),
        Recorded(2, parse("item_number", {"item": "5.1", "number": "5a"})),
    ]
    with pytest.raises(CorrectionRefused) as refusal:
        after_undo(reading(MARKED), recorded, 1)
    assert (refusal.value.code, refusal.value.params) == ("plans.undo_blocked", {"seq": 1, "later": 2})
    with pytest.raises(CorrectionRefused) as unknown:
        after_undo(reading(MARKED), [*recorded, Recorded(3, recorded[1].correction, is_undone=True)], 3)
    assert unknown.value.code == "plans.undo_unknown"


def test_open_points_name_what_must_be_settled() -> None:
    assert [(point.code, point.finding) for point in open_points(draft())] == [("finding_open", 0)]
    assert is_adoptable(draft(("finding_settled", {"finding": 0, "remark": "原件如此"})))
    without_lead = draft(
        ("finding_settled", {"finding": 0}),
        ("mention_removed", {"mention": "3/lead/0"}),
    )
    assert [(point.code, point.number) for point in open_points(without_lead)] == [("clause_without_lead", "3")]
    untitled = draft(("finding_settled", {"finding": 0}), ("plan_field", {"field": "title", "value": None}))
    assert [point.code for point in open_points(untitled)] == ["plan_without_title"]


def test_a_name_that_no_register_can_hold_must_be_settled() -> None:
    long = draft(notation=f"1 做好工作。 > {'市' * 65}局")
    assert [point.code for point in open_points(long)] == ["unit_not_named"]
    assert [point.code for point in open_points(draft(notation="# 一 空组 @沈砚"))] == ["plan_without_clauses"]


def test_every_kind_is_tried_here() -> None:
    source = Path(__file__).read_text("utf-8")
    assert [kind for kind in KINDS if f'("{kind}"' not in source] == []
