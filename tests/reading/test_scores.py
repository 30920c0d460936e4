"""The measures by which reading is judged: the same as of the scorer beside the specimens."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from bench.corpora import SPECIMENS, labelled_plans
from bench.defects import CODES, codes_of, judge
from bench.scores import FIELDS, Tally, score, summed

from duban.plans.reading.codes import SEVERITIES

UNIT = {"surface": "市财政局", "name": "市财政局"}
ITEM = {
    "number": "1",
    "text": "年底前新增企业20家。",
    "leaders": [],
    "leads": [UNIT],
    "cooperating": [],
    "responsible": [],
    "deadlines": [{"text": "年底前"}],
    "targets": [{"comparator": "=", "value": 20, "unit": "家"}],
}
GOLD_ITEM = {
    "number": "1",
    "section": None,
    "head": "年底前新增企业2",
    "leaders": [],
    "leads": ["市财政局"],
    "coops": [],
    "owners": [],
    "deadline": "年底前",
    "targets": [{"op": ">=", "value": 20, "unit": "家"}],
    "complete": True,
}
GOLD = {"items": [GOLD_ITEM], "sections": [], "problems": [{"code": "bracket_unclosed", "item": "1"}]}


def counts(tally: Tally) -> tuple[int, int, int]:
    return tally.found, tally.spare, tally.missed


def test_what_is_right_counts_as_found_and_a_wrong_comparator_only_among_comparators() -> None:
    tallies = score(GOLD, {"items": [ITEM]})
    assert {field: counts(tally) for field, tally in tallies.items() if counts(tally) != (1, 0, 0)} == {
        "coops": (0, 0, 0),
        "owners": (0, 0, 0),
        "leaders": (0, 0, 0),
        "comparators": (0, 1, 1),
        "names inherited": (0, 0, 0),
    }


def test_an_item_that_answers_to_none_is_spare_and_one_that_is_not_read_is_missed() -> None:
    other = ITEM | {"text": "别的事。"}
    tallies = score(GOLD, {"items": [other]})
    assert counts(tallies["items"]) == (0, 1, 1)
    assert counts(tallies["targets"]) == (0, 1, 1)


def test_a_refused_plan_misses_everything() -> None:
    assert counts(score(GOLD, {"error": {"code": "no_words"}})["items"]) == (0, 0, 1)


def test_a_finding_answers_to_a_defect_of_its_item_and_any_other_of_weight_is_a_false_alarm() -> None:
    def finding(code: str, severity: str, at: int | None = 0) -> dict[str, object]:
        return {"code": code, "severity": severity, "item": "1", "item_index": at}

    said = [finding("bracket_unclosed", "check"), finding("lead_missing", "must"), finding("list_open", "note")]
    assert judge(GOLD, {"items": [ITEM], "findings": said}) == (["bracket_unclosed (1)"], [], ["lead_missing (1)"])
    of_the_document = [finding("bracket_unclosed", "check", at=None)]
    assert judge(GOLD, {"items": [ITEM], "findings": of_the_document}).found == ["bracket_unclosed (1)"]
    assert judge(GOLD, {"items": [ITEM], "findings": []}).missed == ["bracket_unclosed (1)"]


def test_every_code_that_answers_to_a_planted_defect_is_a_finding() -> None:
    assert {code for codes in CODES.values() for code in codes} <= SEVERITIES.keys()


@pytest.mark.shared
def test_every_planted_defect_of_the_specimens_has_its_codes() -> None:
    planted = [problem["code"] for plan in labelled_plans(SPECIMENS) for problem in plan.gold.get("problems", ())]
    assert [words for words in planted if codes_of(words) == (words,)] == []


@pytest.mark.shared
def test_the_measures_agree_with_the_scorer_of_the_specimens(tmp_path: Path) -> None:
    plans = list(labelled_plans(SPECIMENS))
    for plan in plans:
        if "items" in plan.reading:
            tmp_path.joinpath(f"{plan.name}.json").write_text(json.dumps(plan.reading), "utf-8")
    scorer = SPECIMENS.parent / "score.py"
    command = [sys.executable, str(scorer), "--gold", str(SPECIMENS), "--pred", str(tmp_path), "--json", "-"]
    theirs = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)["total"]
    ours = summed(score(plan.gold, plan.reading) for plan in plans)
    assert {field: counts(ours[field]) for field in FIELDS} == {
        field: (theirs[field]["tp"], theirs[field]["fp"], theirs[field]["fn"]) for field in FIELDS
    }
