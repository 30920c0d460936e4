"""Until when a work plan in force is worked by: a lead does its part while another one still makes its plan."""

from duban.ledger.models import Claim, WorkPlan
from duban.ledger.stages import ClaimStage, TaskStage

UNDER_WAY = (
    TaskStage.ISSUED,
    TaskStage.DISPUTED,
    TaskStage.ACCEPTED,
    TaskStage.PLANNING,
    TaskStage.PLAN_REVIEW,
    TaskStage.RUNNING,
    TaskStage.SUSPENDED,
)
STANDING = (ClaimStage.MADE, ClaimStage.VERIFYING, ClaimStage.VERIFIED)


def is_claimed(plan: WorkPlan) -> bool:
    """Say whether the lead of a work plan reported that its part is done."""
    return Claim.objects.filter(jurisdiction=plan.jurisdiction_id, part=plan.part_id, stage__in=STANDING).exists()
