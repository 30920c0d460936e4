"""The ledger of the sample in a workbook gives the tasks of the notice, in every format of sheets."""

import json
from pathlib import Path
from typing import Any

import pytest

from duban.plans.reading.models import Mention, Reading
from duban.plans.reading.read import read_document
from duban.plans.reading.sources import open_document

SAMPLES = Path(__file__).parents[2] / "samples"
FACTS = json.loads((SAMPLES / "lan-2026.facts.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module", params=["xlsx", "xls", "ods"])
def reading(request: pytest.FixtureRequest) -> Reading:
    name = f"lan-2026.{request.param}"
    return read_document(open_document((SAMPLES / name).read_bytes(), name=name))


def surfaces(mentions: tuple[Mention, ...]) -> list[str]:
    return [mention.surface for mention in mentions]


def expected(item: dict[str, Any], role: str) -> list[str]:
    return [unit["surface"] for unit in item[role]]


def test_the_title_row_is_the_title(reading: Reading) -> None:
    assert reading.plan.title == FACTS["plan"]["title"]


def test_every_task_has_its_number_its_units_and_the_leader_of_its_group(reading: Reading) -> None:
    read = [
        (
            item.number,
            surfaces(item.leads),
            surfaces(item.cooperating),
            [leader.name for leader in item.leaders_at],
        )
        for item in reading.items
    ]
    assert read == [
        (item["number"], expected(item, "leads"), expected(item, "cooperating"), item["leaders"])
        for item in FACTS["items"]
    ]


def test_places_lead_back_to_the_cells(reading: Reading) -> None:
    first = reading.items[0].leads[0]
    place = next(place for place in reading.places if place.span.holds(first.span))
    assert (place.table, place.row, place.column) == (1, 5, 5)
