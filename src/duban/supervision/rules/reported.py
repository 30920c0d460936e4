"""What was reported does not hold: a check contradicts it, or a figure breaks a rule (domain 4.2)."""

from duban.supervision.rules.facts import PartFacts
from duban.supervision.rules.overdue import Figures
from duban.supervision.rules.parameters import Parameters


def report_contradicted(facts: PartFacts, _params: Parameters) -> Figures | None:
    """Red from the day on which a check contradicted the report, until a corrected one is accepted."""
    if facts.contradicted_on is None or facts.on < facts.contradicted_on:
        return None
    return {"checked_on": facts.contradicted_on.isoformat()}


def figure_unexplained(facts: PartFacts, _params: Parameters) -> Figures | None:
    """Yellow when a figure breaks a rule of figures and no remark says why."""
    bare = [fault for fault in facts.figure_faults if not fault.has_remark]
    return {"title": bare[0].figure, "rule": bare[0].rule, "others": len(bare) - 1} if bare else None
