"""Slow action (行动迟缓): what a unit owes and has not filed or done by its day (domain 4.2, S1 to S7)."""

from duban.supervision.rules.facts import PartFacts
from duban.supervision.rules.overdue import Figures, missing, worst_overdue
from duban.supervision.rules.parameters import Parameters


def receipt_overdue(facts: PartFacts, _params: Parameters) -> Figures | None:
    """Yellow from the first working day after the last one for acknowledging receipt."""
    return worst_overdue([facts.receipt], least=1)


def work_plan_long_overdue(facts: PartFacts, params: Parameters) -> Figures | None:
    """Red when the work plan was not filed, or filed again, for more than ten working days over its day."""
    return worst_overdue([facts.work_plan], least=params.work_plan_red_after + 1)


def work_plan_overdue(facts: PartFacts, params: Parameters) -> Figures | None:
    """Yellow when the work plan is one to ten working days over."""
    return worst_overdue([facts.work_plan], least=1, most=params.work_plan_red_after)


def open_ends_unnamed(facts: PartFacts, _params: Parameters) -> Figures | None:
    """Yellow on the lead when units left to it (相关, 等) were not named by the day."""
    return worst_overdue(facts.open_ends, least=1)


def reports_missing_again(facts: PartFacts, params: Parameters) -> Figures | None:
    """Red when the last report is missing, and so was the one before it or already two others in the year.

    What was missing before the last report does not colour for ever: a report filed and accepted leaves it behind.
    """
    found = missing(facts.reports)
    return found if found and _is_again(found, params) else None


def report_missing(facts: PartFacts, params: Parameters) -> Figures | None:
    """Yellow when the last report is missing and that is not yet red."""
    found = missing(facts.reports)
    return found if found and not _is_again(found, params) else None


def _is_again(found: Figures, params: Parameters) -> bool:
    return int(found["running"]) >= params.reports_red_running or int(found["in_year"]) >= params.reports_red_in_year


def contribution_missing_again(facts: PartFacts, params: Parameters) -> Figures | None:
    """Red on the cooperating unit when contributions are missing the second month running."""
    found = missing(facts.contributions)
    return found if found and int(found["running"]) >= params.contributions_red_running else None


def contribution_missing(facts: PartFacts, params: Parameters) -> Figures | None:
    """Yellow on the cooperating unit when a contribution is missing; the lead is not coloured."""
    return None if contribution_missing_again(facts, params) else missing(facts.contributions)


def decision_long_overdue(facts: PartFacts, params: Parameters) -> Figures | None:
    """Red when a decision or an instruction is more than ten working days over."""
    return worst_overdue(facts.decisions, least=params.decision_red_after + 1)


def decision_overdue(facts: PartFacts, params: Parameters) -> Figures | None:
    """Yellow when a decision or an instruction is one to ten working days over."""
    return worst_overdue(facts.decisions, least=1, most=params.decision_red_after)


def rectification_plan_overdue(facts: PartFacts, params: Parameters) -> Figures | None:
    """Red when a rectification plan is five working days over."""
    return worst_overdue(facts.rectification_plans, least=params.rectification_plan_red_from)


def no_report_keeps_red(facts: PartFacts, _params: Parameters) -> Figures | None:
    """Red is not left before what was asked for the period judged has been accepted."""
    return {"rounds": facts.red_rounds_in_a_row} if facts.is_report_accepted is False else None
