"""Which findings answer to the defects that the gold says were planted, and which are false alarms.

The gold names a defect in words (or by the code of a finding); a finding answers to it when its code is one of those
below and it stands on the same item, or either of them on the document.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from bench.scores import align, number, plain

# the words of a planted defect: the codes of the findings that say it
CODES: dict[str, tuple[str, ...]] = {
    "comma where a semicolon": ("semicolon_expected",),
    "semicolon where a comma": ("comma_expected",),
    "bracket not closed": ("bracket_unclosed",),
    "duplicate closing bracket": ("bracket_extra",),
    "mixed width": ("bracket_mixed",),
    "leader name lost": ("leader_name_missing", "leader_missing"),
    "leader cell empty": ("leader_name_missing", "leader_missing"),
    "of one character": ("leader_name_incomplete",),
    "stray blanks": ("blanks_inside",),
    "run of": ("blank_run",),
    "unit cell empty": ("role_empty",),
    "declare": ("count_differs", "total_differs"),
    "declared count": ("count_differs",),
    "cell is text": ("figure_expected",),
    "label misspelt": ("label_unusual",),
    "without a lead label": ("label_lost",),
    "without any responsible unit": ("lead_missing",),
    "both as lead and as cooperating": ("unit_in_two_roles",),
    "two spellings": ("names_merged", "names_alike"),
    "number lost": ("number_lost",),
    "date of the notice lost": ("date_incomplete",),
    "date stored as a date": ("date_form_differs",),
    "refers to the task cell": ("deadline_refers",),
    "after 牵头 lost": ("separator_lost",),
    "separator lost": ("separator_lost",),
    "without separators": ("units_unparted",),
    "heading row repeated": ("heading_repeated",),
    "page marker splits": ("name_broken",),
    "same task": ("item_repeated", "items_alike"),
}
_ALARMS = ("must", "check")


class Verdict(NamedTuple):
    """What findings make of the planted defects of one plan."""

    found: list[str]
    missed: list[str]
    false_alarms: list[str]


def judge(gold: dict[str, Any], reading: dict[str, Any]) -> Verdict:
    """Compare the findings of one plan with its planted defects."""
    findings = reading.get("findings", [])
    answers = align(gold["items"], reading.get("items", []))
    found: list[str] = []
    missed: list[str] = []
    answered: set[int] = set()
    for problem in gold.get("problems", ()):
        fitting = [at for at, finding in enumerate(findings) if _answers(gold, answers, problem, finding)]
        answered.update(fitting)
        (found if fitting else missed).append(f"{problem['code']} ({problem['item'] or '-'})")
    alarms = [
        f"{finding['code']} ({finding['item'] or '-'})"
        for at, finding in enumerate(findings)
        if finding["severity"] in _ALARMS and at not in answered
    ]
    return Verdict(found, missed, alarms)


def codes_of(words: str) -> tuple[str, ...]:
    """Return the codes that say a planted defect; our own gold names the code itself."""
    fitting = tuple(code for key, codes in CODES.items() if key in words for code in codes)
    return fitting or (words,)


def _answers(
    gold: dict[str, Any], answers: Sequence[int | None], problem: dict[str, Any], finding: dict[str, Any]
) -> bool:
    """Say whether a finding is about a planted defect."""
    if finding["code"] not in codes_of(problem["code"]):
        return False
    if problem["item"] is None or finding["item_index"] is None:
        return True
    place = answers[finding["item_index"]]
    if place is None:
        return False
    item = gold["items"][place]
    named = number(item["number"]) == number(problem["item"]) or plain(item["head"]) == plain(problem["item"])
    return named and problem.get("section", item["section"]) in (item["section"], None)
