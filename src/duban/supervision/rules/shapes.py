"""The shapes of facts and reasons in JSON; what may be left out is so for a reason that wire.py gives."""

from typing import TypedDict

from duban.supervision.rules.overdue import Figures


class DueShape(TypedDict, total=False):
    """Something owed."""

    due_on: str
    days_over: int
    done_on: str
    uid: str
    title: str


class FilingShape(TypedDict, total=False):
    """A report or contribution asked for."""

    month: str
    is_missing: bool


class FaultShape(TypedDict, total=False):
    """A figure that breaks a rule."""

    figure: str
    rule: str
    has_remark: bool


class PartLightShape(TypedDict, total=False):
    """The light of a part."""

    part: str
    unit: str
    role: str
    light: str
    worst: str


class FactsShape(TypedDict, total=False):
    """The facts of a part, or of a task."""

    schema: str
    part: str
    unit: str
    role: str
    on: str
    filed_by: str
    is_closed: bool
    is_suspended: bool
    is_exempt: bool
    has_accepted_plan: bool
    begins_on: str
    final_on: str
    claimed_on: str
    claim_returned_on: str
    milestones: list[DueShape]
    measured: int
    scheduled: int
    reports: list[FilingShape]
    contributions: list[FilingShape]
    contradicted_on: str
    figure_faults: list[FaultShape]
    receipt: DueShape
    work_plan: DueShape
    open_ends: list[DueShape]
    decisions: list[DueShape]
    rectification_plans: list[DueShape]
    previous_light: str
    red_rounds_in_a_row: int
    is_report_accepted: int
    task: str
    parts: list[PartLightShape]


class ReasonShape(TypedDict):
    """A reason."""

    code: str
    light: str
    params: Figures
