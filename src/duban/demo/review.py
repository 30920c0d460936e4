"""What the office of the fictional city settles in the review of its plan, act by act."""

from collections.abc import Iterator, Mapping

from duban.orgs.viewers import Viewer
from duban.plans.drafting.models import Draft, DraftFinding
from duban.plans.models import Correction, PlanImport
from duban.plans.selectors.drafts import reviewed
from duban.plans.services import accept_items, correct

LEADER = "苗映秋"
REMARKS = {
    "bracket_unclosed": "经核对纸质原件，原件有右括号，单位无遗漏。",
    "separator_lost": "经核对纸质原件，两个数之间为顿号。",
    "semicolon_expected": "经核对纸质原件，逗号前后分属牵头、配合。",
    "blank_run": "经核对纸质原件，此处无文字。",
}
COUNT_REMARK = "经核对纸质原件，第六组为6条，“共7条”系笔误。"


def settle(*, viewer: Viewer, plan_import: PlanImport) -> Iterator[Correction]:
    """Make the corrections one after the other, so that the caller may let time pass between them."""
    for step in (_the_lost_name, _the_repeated_clause, _the_count):
        kind, body = step(reviewed(plan_import).draft)
        yield _correct(viewer, plan_import, kind, body)
    for code, remark in REMARKS.items():
        finding = _finding(reviewed(plan_import).draft, code)
        yield _correct(viewer, plan_import, "finding_settled", {"finding": finding.index, "remark": remark})
    items = [item.id for item in reviewed(plan_import).draft.items]
    plan_import.refresh_from_db()
    yield accept_items(viewer=viewer, plan_import=plan_import, items=items, version=plan_import.version)


def _the_lost_name(draft: Draft) -> tuple[str, Mapping[str, object]]:
    finding = _finding(draft, "leader_name_incomplete")
    section = next(
        section
        for section in draft.sections
        if finding.span is not None and any(leader.span == finding.span for leader in section.leaders)
    )
    return "leader_named", {"place": section.leaders[0].id, "name": LEADER, "finding": finding.index}


def _the_repeated_clause(draft: Draft) -> tuple[str, Mapping[str, object]]:
    finding = _finding(draft, "item_repeated")
    numbers = {item.number.now: item.id for item in draft.items}
    return "items_linked", {"items": [numbers["26"], numbers["56"]], "leading": numbers["26"], "finding": finding.index}


def _the_count(draft: Draft) -> tuple[str, Mapping[str, object]]:
    section = next(section for section in draft.sections if section.label == "六")
    finding = _finding(draft, "count_differs")
    return "section_count_explained", {"section": section.id, "remark": COUNT_REMARK, "finding": finding.index}


def _correct(viewer: Viewer, plan_import: PlanImport, kind: str, body: Mapping[str, object]) -> Correction:
    plan_import.refresh_from_db()
    return correct(viewer=viewer, plan_import=plan_import, kind=kind, body=body, version=plan_import.version)


def _finding(draft: Draft, code: str) -> DraftFinding:
    return next(finding for finding in draft.findings if finding.code == code)
