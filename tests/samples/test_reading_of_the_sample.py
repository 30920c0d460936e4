"""A reading of the sample, as text and as page, agrees with the facts recorded by hand."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from duban.plans.reading.models import Item, Mention, Reading
from duban.plans.reading.read import read_document
from duban.plans.reading.sources import open_document

SAMPLES = Path(__file__).parents[2] / "samples"
FACTS = json.loads((SAMPLES / "lan-2026.facts.json").read_text(encoding="utf-8"), parse_float=Decimal)
NUMBERS = [item["number"] for item in FACTS["items"]]


@pytest.fixture(scope="module", params=["lan-2026.txt", "lan-2026.html"])
def reading(request: pytest.FixtureRequest) -> Reading:
    data = (SAMPLES / request.param).read_bytes()
    return read_document(open_document(data, name=request.param))


def pairs(mentions: tuple[Mention, ...]) -> list[tuple[str, str, bool]]:
    return [(mention.surface, mention.name, mention.open_ended) for mention in mentions]


def expected_pairs(item: dict[str, Any], role: str) -> list[tuple[str, str, bool]]:
    return [(unit["surface"], unit["name"], unit.get("open_ended", False)) for unit in item[role]]


def item_of(reading: Reading, number: str) -> tuple[Item, dict[str, Any]]:
    at = NUMBERS.index(number)
    return reading.items[at], FACTS["items"][at]


def test_the_document_is_recognised(reading: Reading) -> None:
    plan, facts = reading.plan, FACTS["plan"]
    assert plan.title == facts["title"]
    assert plan.doc_number == facts["doc_number"]
    assert plan.index_number == facts["index_number"]
    assert plan.issuer == facts["issuer"]
    assert plan.issued_on == date.fromisoformat(facts["issued_on"])
    assert [{"label": one.label, "title": one.title} for one in plan.requirements] == facts["requirements"]


def test_sections_are_read_with_leader_and_declared_count(reading: Reading) -> None:
    read = [
        (section.label, section.title, [leader.name for leader in section.leaders_at], section.declared_count)
        for section in reading.sections
    ]
    assert read == [
        (section["label"], section["title"], section["leaders"], section["declared_count"])
        for section in FACTS["sections"]
    ]


def test_items_are_read_in_order_and_in_their_sections(reading: Reading) -> None:
    read = [(item.number, item.section) for item in reading.items]
    assert read == [(item["number"], item["section"]) for item in FACTS["items"]]


@pytest.mark.parametrize("number", NUMBERS)
def test_units_of_an_item_are_read_with_role_and_name(reading: Reading, number: str) -> None:
    item, facts = item_of(reading, number)
    assert pairs(item.leads) == expected_pairs(facts, "leads")
    assert pairs(item.cooperating) == expected_pairs(facts, "cooperating")
    assert item.responsible == ()


@pytest.mark.parametrize("number", NUMBERS)
def test_targets_and_deadlines_of_an_item_are_read(reading: Reading, number: str) -> None:
    item, facts = item_of(reading, number)
    read = [(target.text, target.comparator, target.value, target.unit) for target in item.targets]
    assert read == [(one["text"], one["comparator"], one["value"], one["unit"]) for one in facts["targets"]]
    assert [deadline.text for deadline in item.deadlines] == facts["deadlines"]


def test_units_are_of_their_kind(reading: Reading) -> None:
    kinds = {unit.name: unit.kind for unit in reading.units}
    assert {kind: [name for name in names if kinds.get(name) == kind] for kind, names in FACTS["kinds"].items()} == (
        FACTS["kinds"]
    )


def test_each_unit_of_the_facts_is_one_unit(reading: Reading) -> None:
    names = {unit["name"] for item in FACTS["items"] for role in ("leads", "cooperating") for unit in item[role]}
    assert {unit.name for unit in reading.units} == names


def test_places_show_the_words_they_stand_for(reading: Reading) -> None:
    for item in reading.items:
        shown = [(mention.span, mention.surface) for mention in (*item.leads, *item.cooperating)]
        shown += [(target.span, target.text) for target in item.targets]
        shown += [(deadline.span, deadline.text) for deadline in item.deadlines]
        assert [span.of(reading.text) for span, _ in shown] == [words for _, words in shown]


# What a person has to look at, by the defect of the facts.
CODES = {
    "declared_count_differs": "count_differs",
    "leader_given_name_lost": "leader_name_incomplete",
    "bracket_not_closed": "bracket_unclosed",
    "comma_for_semicolon": "semicolon_expected",
    "separator_lost": "separator_lost",
    "blank_run": "blank_run",
    "duplicate": "item_repeated",
    "near_duplicate": "items_alike",
    "no_cooperating": "cooperating_missing",
    "counties_lead": "local_government_leads",
    "two_spellings": "names_alike",
}


def test_every_planted_defect_is_found_and_nothing_else_is_called_wrong(reading: Reading) -> None:
    noted = CODES["no_cooperating"]
    said = [finding for finding in reading.findings if finding.severity != "note" or finding.code == noted]
    found = [(finding.code, finding.item) for finding in said]
    # a repeated item is reported where it is printed again; a spelling that only lacks its prefix is no fault
    planted = [
        (CODES[row["defect"]], row.get("other", row["item"]))
        for row in FACTS["planted"]
        if row["defect"] in CODES and row.get("surfaces") != ["市场监管局", "市市场监管局"]
    ]
    assert sorted(found, key=str) == sorted(planted, key=str)


def test_open_lists_and_merged_spellings_are_noted(reading: Reading) -> None:
    noted = [(finding.code, finding.item) for finding in reading.findings]
    vague = [row["item"] for row in FACTS["planted"] if row["defect"] == "no_measure"]
    assert [item for code, item in noted if code in ("measure_missing", "task_vague")] == vague
    assert ("list_open", "14") in noted
    (merged,) = [finding for finding in reading.findings if finding.code == "names_merged"]
    assert merged.params["surfaces"] == "市场监管局、市市场监管局"
