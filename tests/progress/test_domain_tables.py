"""The lives of task and report row by row (domain 3.1, 3.2): each row is in its table, and an act or the clock does it.

The row says who: the roles that the act is open to, or the clock with the function that acts when days pass.
"""

from collections.abc import Callable
from importlib import import_module
from json import loads
from pathlib import Path
from typing import NamedTuple

import pytest

import cast
from acts import ActRow
from acts import progress as reporting
from duban.core.stages import Table
from duban.journal.models import Entry
from duban.ledger.issuing.lapsing import end_suspensions, lapse_receipts
from duban.ledger.stages import TASK
from duban.orgs import policies
from duban.orgs.acting.performing import By, performed
from duban.orgs.roles import Role
from duban.progress.models import ProgressReport
from duban.progress.reporting.lapsing import accept_silently, lock_periods, miss_returned, stop_waiting
from duban.progress.reporting.periods import expect_reports
from duban.progress.reporting.reports import ReportFiled, ReportWritten
from duban.progress.stages import REPORT

UNIT = {Role.HEAD, Role.DEPUTY, Role.LIAISON}
LUH, RL, MG, SO, SOH = {Role.HEAD}, {Role.LEADER}, {Role.APPROVER}, {Role.OFFICER}, {Role.OFFICE_HEAD}
LATER = {"year_closed", "carried_over", "cancelled"}
"""The end of the year, carrying over, and amendments belong to later issues."""


class Row(NamedTuple):
    """A row of a lifecycle: the move, who makes it, by which act or by which work of the clock."""

    source: str
    target: str
    who: set[Role]
    by: str | Callable[..., object]


ROWS_OF_TASKS = [
    Row("draft", "checked", SO, "ledger.adopt_plan"),
    Row("checked", "issued", SOH, "ledger.issue_tasks"),
    Row("issued", "accepted", {Role.LIAISON}, "ledger.receive_task"),
    Row("issued", "accepted", set(), lapse_receipts),
    Row("issued", "disputed", LUH, "ledger.dispute_assignment"),
    Row("disputed", "issued", RL, "ledger.answer_dispute"),
    Row("accepted", "planning", set(), lapse_receipts),
    Row("planning", "plan_review", LUH, "ledger.file_plan"),
    Row("plan_review", "planning", SO | RL, "ledger.return_plan"),
    Row("plan_review", "running", RL, "ledger.approve_plan"),
    Row("plan_review", "running", SOH, "ledger.force_plan"),
    Row("running", "suspended", MG, "ledger.suspend_task"),
    Row("suspended", "running", MG, "ledger.resume_task"),
    Row("suspended", "running", set(), end_suspensions),
    Row("running", "done_claimed", LUH, "progress.claim_done"),
    Row("done_claimed", "verifying", SO, "progress.begin_verifying"),
    Row("verifying", "running", SO, "progress.return_claims"),
    Row("verifying", "closed", SOH, "progress.close_task"),
    Row("closed", "running", RL, "progress.answer_reopening"),
]
ROWS_OF_REPORTS = [
    Row("expected", "drafting", {Role.LIAISON}, "progress.write_report"),
    Row("expected", "submitted", LUH | {Role.LIAISON}, "progress.file_report"),
    Row("expected", "unit_review", {Role.LIAISON}, "progress.write_report"),
    Row("drafting", "unit_review", {Role.LIAISON}, "progress.write_report"),
    Row("drafting", "waiting_contrib", {Role.LIAISON}, "progress.wait_report"),
    Row("waiting_contrib", "drafting", UNIT, "progress.file_contribution"),
    Row("waiting_contrib", "drafting", set(), stop_waiting),
    Row("drafting", "submitted", LUH, "progress.file_report"),
    Row("unit_review", "submitted", LUH, "progress.file_report"),
    Row("unit_review", "drafting", LUH, "progress.hand_back_report"),
    Row("submitted", "returned", SO, "progress.return_report"),
    Row("returned", "drafting", {Role.LIAISON}, "progress.write_report"),
    Row("returned", "missing", set(), miss_returned),
    Row("submitted", "accepted", SO, "progress.accept_report"),
    Row("submitted", "accepted", set(), accept_silently),
    Row("accepted", "amended", SO, "progress.accept_amendment"),
    Row("amended", "amended", SO, "progress.accept_amendment"),
    *(
        Row(stage, "missing", set(), lock_periods)
        for stage in ("expected", "drafting", "waiting_contrib", "unit_review")
    ),
    Row("missing", "submitted", LUH, "progress.file_report"),
    Row("expected", "exempt", SO, "progress.exempt_report"),
    *(
        Row(stage, "exempt", set(), lock_periods)
        for stage in ("expected", "drafting", "waiting_contrib", "unit_review")
    ),
    Row("returned", "exempt", set(), miss_returned),
]
BESIDE = {
    "ledger.ask_change": LUH,
    "ledger.advise_change": SO,
    "ledger.answer_change": RL,
    "ledger.force_change": SOH,
    "ledger.withdraw_change": LUH,
    "progress.verify_claim": SO,
    "progress.confirm_done": RL,
    "progress.propose_reopening": SOH,
    "progress.amend_report": LUH,
    "progress.refuse_amendment": SO,
    "progress.unlock_report": SO,
    "progress.give_consent": LUH,
}
"""Acts that a row speaks of and that move no task or report themselves."""


@pytest.mark.parametrize(("table", "rows"), [(TASK, ROWS_OF_TASKS), (REPORT, ROWS_OF_REPORTS)], ids=["task", "report"])
def test_every_row_is_in_its_table_and_every_move_of_the_table_is_a_row(table: Table, rows: list[Row]) -> None:
    moves = {(str(each.source), str(each.target), each.by == "clock") for each in table.transitions}
    named = {(row.source, row.target, callable(row.by)) for row in rows}
    # Receipt lets the work plan be made at once: this move of the clock the act of receipt makes too.
    assert {move for move in moves if not {*move[:2]} & LATER} == named


@pytest.mark.parametrize("row", [*ROWS_OF_TASKS, *ROWS_OF_REPORTS], ids=lambda row: f"{row.source}-{row.target}")
def test_who_makes_a_move_has_an_act_for_it(row: Row) -> None:
    if callable(row.by):
        assert row.who == set()
        return
    if row.by != "ledger.adopt_plan":  # the one act of the plan, with a page of its own
        assert row.by in performed()
    assert policies.act_of(row.by).roles >= row.who


@pytest.mark.parametrize(("code", "who"), BESIDE.items())
def test_what_a_row_speaks_of_beside_is_an_act_too(code: str, who: set[Role]) -> None:
    assert code in performed()
    assert policies.act_of(code).roles >= who


def test_reports_are_expected_by_the_clock() -> None:
    assert callable(expect_reports)
    assert REPORT.initial == "expected"


PREPARED: dict[tuple[str, str], tuple[Callable[[cast.Cast], object], object]] = {
    ("drafting", "unit_review"): (reporting.draft, ReportWritten(text="清淤3公里", to_head=True)),
    ("expected", "unit_review"): (reporting.report, ReportWritten(is_nil=True, to_head=True)),
    ("drafting", "submitted"): (reporting.draft, ReportFiled()),
    ("unit_review", "submitted"): (reporting.before_head, ReportFiled()),
}
"""Moves for which another object stands before the act than in its row of tests/acts."""
ELSEWHERE = {
    ("waiting_contrib", "drafting"),
    ("returned", "drafting"),
    ("missing", "submitted"),
    ("amended", "amended"),
}
"""Moves that need days or a second round: tests/progress/test_reports_in_time.py, test_contributions.py."""


@pytest.mark.deep
@pytest.mark.django_db
@pytest.mark.parametrize(
    "row",
    [row for row in [*ROWS_OF_TASKS, *ROWS_OF_REPORTS] if isinstance(row.by, str) and row.by in performed()],
    ids=lambda row: f"{row.source}-{row.target}-{row.by}",
)
def test_the_act_makes_the_move(row: Row) -> None:
    if (row.source, row.target) in ELSEWHERE:
        return
    actors, act = cast.assemble(), _acts()[str(row.by)]
    other = PREPARED.get((row.source, row.target))
    if other is None:
        about = act.prepare(actors)
        given = act.given(actors, about)
    else:
        other[0](actors)
        about, given = ProgressReport.objects.get(), other[1]
    performed()[act.code](by=By(getattr(actors, act.doer)), about=about, given=given)
    body = loads(Entry.objects.filter(jurisdiction=actors.city.uid).order_by("-seq")[0].body)
    assert [row.source, row.target] in body["moves"]


def _acts() -> dict[str, ActRow]:
    folder = Path(__file__).parent.parent / "acts"
    modules = [import_module(f"acts.{path.stem}") for path in sorted(folder.glob("*.py")) if path.stem != "__init__"]
    return {row.code: row for module in modules for row in module.ROWS}
