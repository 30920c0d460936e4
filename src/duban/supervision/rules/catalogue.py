"""All rules of the lights in one list, worst first; docs/rules.md is printed from it."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from duban.supervision.rules import reported, short_progress, slow_action
from duban.supervision.rules.facts import LEADING, Light, PartFacts, Role
from duban.supervision.rules.overdue import Figures
from duban.supervision.rules.parameters import Parameters

VERSION = "1"  # of the rules themselves; goes up whenever one of them would judge the same facts differently


class Ground(StrEnum):
    """The two grounds of the notice on which a unit is named, and a third that touches what it says."""

    SLOW_ACTION = "slow_action"
    SHORT_PROGRESS = "short_progress"
    REPORTED = "reported"


class Gate(StrEnum):
    """What comes before the rules, in this order."""

    CLOSED = "closed"
    SUSPENDED = "suspended"
    EXEMPT = "exempt"
    NOT_BEGUN = "not_begun"


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of one light: its title is an English message, `limits` are the parameters it goes by."""

    code: str
    light: Light
    title: str
    ground: Ground
    basis: str
    find: Callable[[PartFacts, Parameters], Figures | None]
    limits: tuple[str, ...] = ()
    roles: frozenset[Role] = frozenset(Role)


COOPERATING = frozenset({Role.COOPERATING})

RULES = (
    Rule(
        "final_date_passed",
        Light.RED,
        "The final date has passed and completion was not reported in time",
        Ground.SHORT_PROGRESS,
        "domain 4.2, red",
        short_progress.final_date_passed,
        roles=LEADING,
    ),
    Rule(
        "report_contradicted",
        Light.RED,
        "A check contradicted the report",
        Ground.REPORTED,
        "domain 4.2, red",
        reported.report_contradicted,
    ),
    Rule(
        "milestone_long_overdue",
        Light.RED,
        "A milestone is long overdue",
        Ground.SHORT_PROGRESS,
        "domain 4.2, red",
        short_progress.milestone_long_overdue,
        limits=("milestone_red_after",),
    ),
    Rule(
        "progress_far_below_plan",
        Light.RED,
        "Progress is far below the plan",
        Ground.SHORT_PROGRESS,
        "domain 4.1, 4.2, red",
        short_progress.progress_far_below_plan,
        limits=("deviation_red_below",),
    ),
    Rule(
        "work_plan_long_overdue",
        Light.RED,
        "The work plan is long overdue",
        Ground.SLOW_ACTION,
        "domain 4.2, S2",
        slow_action.work_plan_long_overdue,
        limits=("work_plan_red_after",),
        roles=LEADING,
    ),
    Rule(
        "reports_missing_again",
        Light.RED,
        "Reports are missing repeatedly",
        Ground.SLOW_ACTION,
        "domain 4.2, S4",
        slow_action.reports_missing_again,
        limits=("reports_red_running", "reports_red_in_year"),
        roles=LEADING,
    ),
    Rule(
        "contribution_missing_again",
        Light.RED,
        "Contributions are missing repeatedly",
        Ground.SLOW_ACTION,
        "domain 4.2, S5",
        slow_action.contribution_missing_again,
        limits=("contributions_red_running",),
        roles=COOPERATING,
    ),
    Rule(
        "decision_long_overdue",
        Light.RED,
        "A decision or instruction is long overdue",
        Ground.SLOW_ACTION,
        "domain 4.2, S6",
        slow_action.decision_long_overdue,
        limits=("decision_red_after",),
    ),
    Rule(
        "rectification_plan_overdue",
        Light.RED,
        "The rectification plan is overdue",
        Ground.SLOW_ACTION,
        "domain 4.2, S7",
        slow_action.rectification_plan_overdue,
        limits=("rectification_plan_red_from",),
    ),
    Rule(
        "milestone_overdue",
        Light.YELLOW,
        "A milestone is overdue",
        Ground.SHORT_PROGRESS,
        "domain 4.2, yellow",
        short_progress.milestone_overdue,
        limits=("milestone_red_after",),
    ),
    Rule(
        "progress_below_plan",
        Light.YELLOW,
        "Progress is below the plan",
        Ground.SHORT_PROGRESS,
        "domain 4.1, 4.2, yellow",
        short_progress.progress_below_plan,
        limits=("deviation_red_below", "deviation_yellow_below"),
    ),
    Rule(
        "figure_unexplained",
        Light.YELLOW,
        "A figure breaks a rule and no remark says why",
        Ground.REPORTED,
        "domain 4.2, yellow",
        reported.figure_unexplained,
    ),
    Rule(
        "work_plan_overdue",
        Light.YELLOW,
        "The work plan is overdue",
        Ground.SLOW_ACTION,
        "domain 4.2, S2",
        slow_action.work_plan_overdue,
        limits=("work_plan_red_after",),
        roles=LEADING,
    ),
    Rule(
        "report_missing",
        Light.YELLOW,
        "A report is missing",
        Ground.SLOW_ACTION,
        "domain 4.2, S4",
        slow_action.report_missing,
        limits=("reports_red_running", "reports_red_in_year"),
        roles=LEADING,
    ),
    Rule(
        "contribution_missing",
        Light.YELLOW,
        "A contribution is missing",
        Ground.SLOW_ACTION,
        "domain 4.2, S5",
        slow_action.contribution_missing,
        limits=("contributions_red_running",),
        roles=COOPERATING,
    ),
    Rule(
        "decision_overdue",
        Light.YELLOW,
        "A decision or instruction is overdue",
        Ground.SLOW_ACTION,
        "domain 4.2, S6",
        slow_action.decision_overdue,
        limits=("decision_red_after",),
    ),
    Rule(
        "receipt_overdue",
        Light.YELLOW,
        "Receipt was not acknowledged in time",
        Ground.SLOW_ACTION,
        "domain 4.2, S1",
        slow_action.receipt_overdue,
    ),
    Rule(
        "open_ends_unnamed",
        Light.YELLOW,
        "Units left to the lead unit were not named in time",
        Ground.SLOW_ACTION,
        "domain 4.2, S3",
        slow_action.open_ends_unnamed,
        roles=LEADING,
    ),
)

# Asked only when the last round said red and no rule says so any more: each that finds something keeps it red.
KEEPING = (
    Rule(
        "no_report_keeps_red",
        Light.RED,
        "Red is kept until a report has been accepted",
        Ground.SLOW_ACTION,
        "domain 4.2, leaving red",
        slow_action.no_report_keeps_red,
    ),
    Rule(
        "milestone_keeps_red",
        Light.RED,
        "Red is kept while a milestone is still well overdue",
        Ground.SHORT_PROGRESS,
        "domain 4.2, leaving red",
        short_progress.milestone_keeps_red,
        limits=("keep_red_over",),
    ),
    Rule(
        "deviation_keeps_red",
        Light.RED,
        "Red is kept while progress is still well below the plan",
        Ground.SHORT_PROGRESS,
        "domain 4.2, leaving red",
        short_progress.deviation_keeps_red,
        limits=("keep_red_below",),
    ),
)

BY_CODE = {rule.code: rule for rule in (*RULES, *KEEPING)}
