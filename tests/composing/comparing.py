"""What a reading says otherwise than the plan that was composed."""

from collections.abc import Iterator
from typing import Any

from bench.scores import differences

from composing.plans import Plan, gold
from duban.plans.reading import wire
from duban.plans.reading.models import Reading

# What composed plans have by chance, and no reading of theirs has wrong.
_ALLOWED = (
    "local_government_leads",
    "unit_in_two_roles",
    "unit_repeated",
    "figures_contradict",
    "deadlines_contradict",
)


def faults_of(reading: Reading, plan: Plan, *, titled: bool = False) -> list[str]:
    """Say where a reading and its plan differ; `titled` says that a title stands in a cell before the words."""
    said = gold(plan)
    if titled:
        for at, item in enumerate(said["items"], 1):
            item["extra_heads"], item["head"] = [item["head"]], f"第{at}号工程{item['head']}"[:8]
    written = dict(wire.to_json(reading))
    return [*differences(said, written), *_of_order(written, said), *_of_findings(reading)]


def _of_order(written: dict[str, Any], said: dict[str, Any]) -> Iterator[str]:
    """Compare numbers, sections and beginnings of items."""
    read = [(item["number"] or None, item["text"][:8]) for item in written["items"]]
    wanted = [(item["number"], item["head"]) for item in said["items"]]
    if [number for number, _ in read] != [number for number, _ in wanted]:
        yield f"numbers {read} for {wanted}"
    sections = [section["title"] for section in said["sections"] if section["title"]]
    found = [section["title"] for section in written["sections"] if section["title"] in sections]
    others = [section["title"] for section in written["sections"] if section["title"] not in sections]
    if found != sections:
        yield f"sections {found} for {sections}"
    if any(any(item["head"] in title for item in said["items"]) for title in others):
        yield f"items as sections: {others}"


def _of_findings(reading: Reading) -> Iterator[str]:
    """Give the findings of weight; nothing is wrong with a composed plan."""
    for finding in reading.findings:
        if finding.severity != "note" and finding.code not in _ALLOWED:
            yield f"{finding.code} at {finding.item}: {finding.params}"
