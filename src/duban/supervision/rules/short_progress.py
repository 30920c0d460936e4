"""Progress below what is required (进度达不到要求): final date, milestones, deviation (domain 4.2)."""

from duban.supervision.rules.facts import PartFacts
from duban.supervision.rules.overdue import Figures, worst_overdue
from duban.supervision.rules.parameters import Parameters


def final_date_passed(facts: PartFacts, _params: Parameters) -> Figures | None:
    """Red from the day after the final date, unless completion was claimed in time.

    A claim made later does not stop it; a claim returned by the check counts as never made from the day of return.
    """
    if facts.final_on is None or facts.on <= facts.final_on or _is_claimed_in_time(facts):
        return None
    return {"final_on": facts.final_on.isoformat(), "calendar_days": (facts.on - facts.final_on).days}


def _is_claimed_in_time(facts: PartFacts) -> bool:
    if facts.claimed_on is None or facts.final_on is None or facts.claimed_on > facts.final_on:
        return False
    return facts.claim_returned_on is None or facts.on < facts.claim_returned_on


def milestone_long_overdue(facts: PartFacts, params: Parameters) -> Figures | None:
    """Red when a milestone is more than ten working days over."""
    return worst_overdue(facts.milestones, least=params.milestone_red_after + 1)


def milestone_overdue(facts: PartFacts, params: Parameters) -> Figures | None:
    """Yellow when a milestone is one to ten working days over."""
    return worst_overdue(facts.milestones, least=1, most=params.milestone_red_after)


def progress_far_below_plan(facts: PartFacts, params: Parameters) -> Figures | None:
    """Red when the deviation is below -15 points; only what is measured by degrees."""
    return _below(facts, params.deviation_red_below)


def progress_below_plan(facts: PartFacts, params: Parameters) -> Figures | None:
    """Yellow when the deviation is from -15 to below -5 points."""
    return None if progress_far_below_plan(facts, params) else _below(facts, params.deviation_yellow_below)


def milestone_keeps_red(facts: PartFacts, params: Parameters) -> Figures | None:
    """Red is not left while a milestone is more than five working days over."""
    return worst_overdue(facts.milestones, least=params.keep_red_over + 1)


def deviation_keeps_red(facts: PartFacts, params: Parameters) -> Figures | None:
    """Red is not left while the deviation, where there is one, is below -10 points."""
    return _below(facts, params.keep_red_below)


def _below(facts: PartFacts, limit: int) -> Figures | None:
    if facts.measured is None or facts.scheduled is None or facts.measured - facts.scheduled >= limit:
        return None
    return {
        "deviation": facts.measured - facts.scheduled,
        "measured": facts.measured,
        "scheduled": facts.scheduled,
        "limit": limit,
    }
