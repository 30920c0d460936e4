"""The sample plan is read as its facts, which were recorded by hand, say it should be."""

import json
from pathlib import Path
from typing import Any

import pytest

from duban.plans.reading.models import Mention, Reading
from duban.plans.reading.read import read_document
from duban.plans.reading.sources import open_document

SAMPLES = Path(__file__).parents[2] / "samples"
FACTS = json.loads((SAMPLES / "lan-2026.facts.json").read_text(encoding="utf-8"))
# What the facts call a planted defect, and what reading calls it.
CODES = {
    "declared_count_differs": "count_differs",
    "leader_given_name_lost": "leader_name_incomplete",
    "bracket_not_closed": "bracket_unclosed",
    "comma_for_semicolon": "semicolon_expected",
    "separator_lost": "separator_lost",
    "blank_run": "blank_run",
    "no_cooperating": "cooperating_missing",
    "counties_lead": "local_government_leads",
    "no_measure": "measure_missing",
}


@pytest.fixture(scope="module", params=["lan-2026.txt", "lan-2026.html"])
def reading(request: pytest.FixtureRequest) -> Reading:
    """The sample as text and as page."""
    return read_document(open_document((SAMPLES / request.param).read_bytes(), name=request.param))


def units(mentions: tuple[Mention, ...]) -> list[dict[str, Any]]:
    return [
        {"surface": mention.surface, "name": mention.name} | ({"open_ended": True} if mention.open_ended else {})
        for mention in mentions
    ]


def test_units_by_role_and_order_with_their_names(reading: Reading) -> None:
    for item, facts in zip(reading.items, FACTS["items"], strict=True):
        assert (item.number, item.section) == (facts["number"], facts["section"])
        assert (units(item.leads), units(item.cooperating)) == (facts["leads"], facts["cooperating"])


def test_targets_and_times(reading: Reading) -> None:
    for item, facts in zip(reading.items, FACTS["items"], strict=True):
        assert [(target.text, target.comparator, float(target.value or 0), target.unit) for target in item.targets] == [
            (target["text"], target["comparator"], target["value"], target["unit"]) for target in facts["targets"]
        ]
        assert [deadline.text for deadline in item.deadlines] == facts["deadlines"]


def test_sections_and_cover(reading: Reading) -> None:
    assert [
        (section.label, section.title, [leader.name for leader in section.leaders_at], section.declared_count)
        for section in reading.sections
    ] == [(facts["label"], facts["title"], facts["leaders"], facts["declared_count"]) for facts in FACTS["sections"]]
    plan = reading.plan
    for field in ("title", "doc_number", "index_number", "issuer"):
        assert getattr(plan, field) == FACTS["plan"][field]
    assert str(plan.issued_on) == FACTS["plan"]["issued_on"]
    demands = [{"label": demand.label, "title": demand.title} for demand in plan.requirements]
    assert demands == FACTS["plan"]["requirements"]


def test_kinds(reading: Reading) -> None:
    kinds = {unit.name: unit.kind for unit in reading.units}
    assert {name: kinds[name] for names in FACTS["kinds"].values() for name in names} == {
        name: kind for kind, names in FACTS["kinds"].items() for name in names
    }


def test_planted_defects_are_found_and_nothing_else_has_to_be_looked_at(reading: Reading) -> None:
    planted = {(CODES[row["defect"]], row["item"]) for row in FACTS["planted"] if row["defect"] in CODES}
    planted |= {
        ("item_repeated", "56"),  # 26 word for word
        ("items_alike", "43"),  # 2 in other words
        ("names_alike", "17"),  # 市工信局 with its full name
    }
    assert {(finding.code, finding.item) for finding in reading.findings if finding.severity != "note"} == planted
