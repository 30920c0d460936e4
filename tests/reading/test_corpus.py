"""The plans of the corpus, read: what is reached is held, field by field, defect by defect, refusal by refusal."""

from functools import cache
from pathlib import Path

import pytest
from bench.corpora import CORPUS, Labelled, labelled_plans, read_as_written
from bench.defects import judge
from bench.scores import FIELDS, differences, score, summed

PLANS = sorted(path.name.removesuffix(".gold.json") for path in CORPUS.glob("*.gold.json"))
REFUSED = sorted((CORPUS / "refused").rglob("*.*"))


@cache
def plans() -> dict[str, Labelled]:
    return {plan.name: plan for plan in labelled_plans(CORPUS)}


def test_there_are_plans_in_every_layout_and_files_to_refuse() -> None:
    assert len(PLANS) >= 8
    assert len({plans()[name].gold["layout"] for name in PLANS}) >= 8
    assert len({path.parent.name for path in REFUSED}) >= 8


@pytest.mark.parametrize("name", PLANS)
def test_a_plan_is_read_as_its_gold_says(name: str) -> None:
    assert list(differences(plans()[name].gold, plans()[name].reading)) == []


@pytest.mark.parametrize("name", PLANS)
def test_planted_defects_are_found_and_nothing_else_of_weight(name: str) -> None:
    verdict = judge(plans()[name].gold, plans()[name].reading)
    assert (verdict.missed, verdict.false_alarms) == ([], [])


@pytest.mark.parametrize("field", FIELDS)
def test_no_field_of_the_corpus_is_read_worse_than_before(field: str) -> None:
    tally = summed(score(plan.gold, plan.reading) for plan in plans().values())[field]
    assert (tally.spare, tally.missed) == (0, 0)


@pytest.mark.parametrize("path", REFUSED, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_file_is_refused_with_its_code(path: Path) -> None:
    assert read_as_written(path)["error"]["code"] == path.parent.name


def test_the_corpus_is_what_its_builder_writes() -> None:
    assert {path.stem for path in (CORPUS / "written").iterdir()} == set(PLANS)
