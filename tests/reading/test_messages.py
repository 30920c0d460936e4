"""Every finding and refusal has its sentence in both languages, with the parameters it is given and no others."""

import re
import string
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from duban.plans.reading.codes import SEVERITIES
from duban.plans.reading.errors import Unreadable
from duban.plans.reading.messages import REFUSALS, sentence
from duban.plans.reading.models import Finding
from duban.plans.reading.read import read_document
from duban.plans.reading.remarks import REMARKS
from duban.plans.reading.sources import open_document
from mangling import SAMPLES, mangled

SOURCE = Path(__file__).parents[2] / "src" / "duban"


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def findings() -> Iterator[Finding]:
    """Findings of the samples, whole and damaged."""
    texts = [*SAMPLES, *(data.decode(errors="replace").replace("；", "，").encode() for data in SAMPLES)]
    texts += [data for data, name in map(mangled, range(80)) if name == "plan.txt"]
    for data in texts:
        with suppress(Unreadable):
            yield from read_document(open_document(data, name="plan.txt")).findings


def test_every_finding_has_its_sentence_and_no_sentence_is_left_over() -> None:
    assert REMARKS.keys() == SEVERITIES.keys()


def test_every_refusal_that_is_raised_has_its_sentence_and_no_sentence_is_left_over() -> None:
    sources = [*SOURCE.joinpath("plans/reading").glob("*.py"), SOURCE / "plans/sandbox.py", SOURCE / "commands/read.py"]
    raised = {code for path in sources for code in re.findall(r'Unreadable\(\s*"(\w+)"', path.read_text("utf-8"))}
    assert raised == REFUSALS.keys()


@pytest.mark.parametrize("texts", [REMARKS, REFUSALS])
def test_both_languages_name_the_same_parameters(texts: dict[str, tuple[str, str]]) -> None:
    for chinese, english in texts.values():
        assert fields(chinese) == fields(english)
        assert english.isascii() or "“" in english or "（" in english or "、" in english or "…" in english
        assert "请" not in chinese.replace("请牵头单位", "")  # looks/README, Words
        assert re.search(r"[,:;?()]", re.sub(r"\{\w+\}", "", chinese)) is None


def test_findings_bring_the_parameters_that_their_sentences_name() -> None:
    seen = set()
    for finding in findings():
        seen.add(finding.code)
        assert fields(REMARKS[finding.code][0]) <= finding.params.keys(), finding.code
    assert len(seen) > 15


def test_the_item_is_named_before_its_finding() -> None:
    assert sentence("lead_missing", {}, "zh", item="12").startswith("第 12 条：")
    assert sentence("lead_missing", {}, "en", item="12").startswith("Item 12: ")
    assert sentence("lead_missing", {}, "zh") in sentence("lead_missing", {}, "zh", item="12")


def test_a_missing_or_empty_parameter_is_said_to_be_so() -> None:
    assert "（没写）" in sentence("unit_in_two_roles", {"name": ""}, "zh")
    assert "(not stated)" in sentence("unit_in_two_roles", {}, "en")


def test_a_code_without_a_sentence_is_shown_as_it_is() -> None:
    assert sentence("never_heard_of", {"name": "x"}, "zh") == "never_heard_of"
