"""Tables of plans: what came in, what was reviewed, what was adopted."""

from duban.plans.models.clauses import (
    Clause,
    ClauseDeadline,
    ClauseTarget,
    LeaderMention,
    PlanFinding,
    Section,
    UnitMention,
)
from duban.plans.models.columns import TableColumns
from duban.plans.models.incoming import Correction, PlanImport, SourceFile
from duban.plans.models.issued import Plan, PlanRequirement

__all__ = [
    "Clause",
    "ClauseDeadline",
    "ClauseTarget",
    "Correction",
    "LeaderMention",
    "Plan",
    "PlanFinding",
    "PlanImport",
    "PlanRequirement",
    "Section",
    "SourceFile",
    "TableColumns",
    "UnitMention",
]
