"""What the page of a review is given."""

import pytest
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

import cast
from duban.orgs.errors import NotVisible
from duban.plans.models import PlanImport
from duban.plans.selectors import imports, review
from duban.plans.services import accept_items, correct

pytestmark = pytest.mark.django_db

FINDINGS = "! leader_name_incomplete must s1\n! measure_missing check 4"


@pytest.fixture
def actors() -> cast.Cast:
    return cast.assemble()


@pytest.fixture
def plan_import(actors: cast.Cast) -> PlanImport:
    return cast.in_review(actors.officer, cast.TWO_SECTIONS + FINDINGS)


def test_sections_clauses_and_counts_are_ready_to_be_shown(actors: cast.Cast, plan_import: PlanImport) -> None:
    shown = review(actors.officer, plan_import.uid)
    assert [(section.label, section.first, section.last, section.count_agrees) for section in shown.sections] == [
        ("一", "1", "2", True),
        ("二", "3", "5", True),
    ]
    assert (len(shown.items), shown.left_count, shown.must_count, shown.check_count) == (5, 5, 1, 1)
    first = shown.items[0]
    assert (first.title, first.leads[0].name, first.targets[0].sign, first.targets[0].value, first.next) == (
        "地区生产总值增长5.5%左右",
        "市发改委",
        "≈",
        "5.5",
        "2",
    )
    assert [unit.is_known for unit in shown.items[4].cooperating] == [True]
    assert (shown.can_correct, shown.can_adopt) == (True, False)


def test_the_document_is_whole_and_carries_its_marks(actors: cast.Cast, plan_import: PlanImport) -> None:
    shown = review(actors.officer, plan_import.uid)
    text = cast.reading(cast.TWO_SECTIONS + FINDINGS).text
    lines = ["".join(segment.text for segment in paragraph.segments) for paragraph in shown.paragraphs]
    assert lines == [line for line in text.split("\n") if line]
    clause = next(paragraph for paragraph in shown.paragraphs if paragraph.items == ("2",))
    marked = {segment.text: [mark.ref for mark in segment.marks] for segment in clause.segments if segment.marks}
    assert marked["18个"] == ["2/target/0"]
    assert marked["6月底前"] == ["2/deadline/0"]
    heading = next(paragraph for paragraph in shown.paragraphs if paragraph.is_heading and paragraph.section == "s1")
    assert ["s1/leader/0", "f0"] in [[mark.ref for mark in segment.marks] for segment in heading.segments]


def test_a_finding_leads_to_its_place_and_to_what_stands_there(actors: cast.Cast, plan_import: PlanImport) -> None:
    leader, measure = review(actors.officer, plan_import.uid).findings
    assert (leader.number, leader.section, leader.places, leader.is_open) == (1, "s1", ("s1/leader/0",), True)
    assert (measure.items, measure.clause) == (("4",), "4")
    assert leader.message != leader.code


def test_what_was_corrected_shows_beside_what_was_read(actors: cast.Cast, plan_import: PlanImport) -> None:
    acts = [
        ("mention_named", {"mention": "5/lead/0", "name": "市城建局"}),
        ("leader_named", {"place": "s1/leader/0", "name": "沈砚青", "finding": 0}),
        ("target_set", {"target": "1/target/0", "comparator": ">=", "value": "5", "unit": "%"}),
        ("items_linked", {"items": ["3", "5"], "leading": "5"}),
    ]
    for version, (kind, body) in enumerate(acts):
        correct(viewer=actors.officer, plan_import=plan_import, kind=kind, body=body, version=version)
    shown = review(actors.officer, plan_import.uid)
    assert (shown.items[4].leads[0].name, shown.items[4].leads[0].read_name) == ("市城建局", "市住建局")
    assert (shown.items[0].targets[0].sign, shown.items[0].targets[0].read) == ("≥", "≈ 5.5 %")
    assert (shown.items[2].linked, shown.items[4].leads_link) == (("5",), True)
    assert (shown.findings[0].settled, shown.can_adopt, shown.task_count) == ("corrected", True, 4)
    assert [row.seq for row in shown.history] == [4, 3, 2, 1]
    with translation.override("en"):
        told = review(actors.officer, plan_import.uid).history
    assert told[0].sentence == "Clauses 3、5 make one task, led by 5"
    assert told[3].sentence == "Clause 5: “市住建局” is “市城建局” at this place"


def test_accepted_clauses_are_counted(actors: cast.Cast, plan_import: PlanImport) -> None:
    accept_items(viewer=actors.officer, plan_import=plan_import, items=["1", "2"], version=0)
    shown = review(actors.officer, plan_import.uid)
    assert (shown.accepted_count, shown.left_count, shown.items[0].state, shown.items[3].state) == (
        2,
        3,
        "accepted",
        "check",
    )


def test_the_auditor_reads_and_others_see_nothing(actors: cast.Cast, plan_import: PlanImport) -> None:
    assert not review(actors.auditor, plan_import.uid).can_correct
    assert [row.uid for row in imports(actors.auditor)] == [plan_import.uid]
    for viewer in (actors.leader, actors.liaison, actors.stranger):
        assert imports(viewer) == ()
        with pytest.raises(NotVisible):
            review(viewer, plan_import.uid)


def test_the_number_of_queries_does_not_grow_with_the_plan(
    actors: cast.Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    clauses = "\n".join(f"{number} 新建{{{number}个 ={number}个}}。 > 市住建局" for number in range(1, 60))
    large = cast.in_review(actors.officer, clauses, name="large.txt")
    with django_assert_num_queries(8):
        review(actors.officer, large.uid)
