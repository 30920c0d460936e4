"""The codes of what is wrong or weak in a document (审读意见), each with its severity.

Meanings and examples stand in docs/reading.md, the sentences in remarks.py.
"""

from duban.core.values import Span
from duban.plans.reading.models import Finding, Item, Severity

SEVERITIES: dict[str, Severity] = {
    # a person has to settle it before adoption
    "items_missing": "must",
    "lead_missing": "must",
    "leader_name_incomplete": "must",
    "leader_name_missing": "must",
    # somebody has to look
    "blank_run": "check",
    "bracket_extra": "check",
    "bracket_unclosed": "check",
    "bracket_unpaired": "check",
    "columns_hidden": "check",
    "comma_expected": "check",
    "count_differs": "check",
    "date_impossible": "check",
    "date_incomplete": "check",
    "deadline_past": "check",
    "deadline_refers": "check",
    "duty_for_all": "check",
    "deadlines_contradict": "check",
    "figure_expected": "check",
    "figure_impossible": "check",
    "figures_contradict": "check",
    "item_repeated": "check",
    "item_too_long": "check",
    "items_alike": "check",
    "label_lost": "check",
    "label_unusual": "check",
    "leader_missing": "check",
    "local_government_leads": "check",
    "name_ambiguous": "check",
    "names_alike": "check",
    "number_lost": "check",
    "number_repeated": "check",
    "number_skipped": "check",
    "pages_without_text": "check",
    "quote_unpaired": "check",
    "range_reversed": "check",
    "role_empty": "check",
    "rows_hidden": "check",
    "semicolon_expected": "check",
    "separator_lost": "check",
    "sheet_hidden": "check",
    "table_unread": "check",
    "total_differs": "check",
    "unit_doubtful": "check",
    "unit_former": "check",
    "unit_in_two_roles": "check",
    "unit_missing": "check",
    "unit_repeated": "check",
    "unit_truncated": "check",
    "unit_unknown": "check",
    "word_lost": "check",
    "words_missing": "check",
    # good to know
    "blanks_inside": "note",
    "bracket_mixed": "note",
    "collective_unnamed": "note",
    "cooperating_missing": "note",
    "date_differs": "note",
    "date_form_differs": "note",
    "deadline_missing": "note",
    "deadline_vague": "note",
    "duty_shared": "note",
    "full_stop_missing": "note",
    "heading_repeated": "note",
    "leader_unknown": "note",
    "leads_several": "note",
    "list_open": "note",
    "mark_doubled": "note",
    "measure_missing": "note",
    "name_broken": "note",
    "name_inferred": "note",
    "names_merged": "note",
    "prefix_missing": "note",
    "responsible_undivided": "note",
    "task_vague": "note",
    "units_unparted": "note",
}


def finding(
    code: str, span: Span | None, at: int | None = None, item: Item | None = None, **params: str | int
) -> Finding:
    """Make a finding with the severity of its code."""
    return Finding(code, SEVERITIES[code], params, item.number if item else None, at, span)


def short(words: str) -> str:
    """Return words short enough to be quoted.

    >>> short("甲" * 31) == "甲" * 29 + "…"
    True
    """
    return words if len(words) <= 30 else words[:29] + "…"
