"""What the clock does to decisions: they count as received once the days of receipt have run out."""

from django.db import transaction

from duban.coordination.decisions import actions
from duban.coordination.models import Decision
from duban.coordination.stages import DECISION, DecisionStage
from duban.core import clock
from duban.journal.records import Subject, record
from duban.ledger.moving import move_all
from duban.orgs.models import Jurisdiction
from duban.orgs.ticking import CLOCK


@transaction.atomic
def pass_time(jurisdiction: Jurisdiction) -> None:
    """Take decisions whose receipt was not acknowledged in its days as received."""
    rows = list(
        Decision.objects.select_for_update(of=("self",))
        .filter(jurisdiction=jurisdiction, stage=DecisionStage.ASSIGNED, receive_by__lt=clock.today())
        .order_by("pk")
    )
    if not rows:
        return
    move_all(rows, DecisionStage.DOING, table=DECISION)
    record(
        actor=CLOCK,
        kind=actions.RECEIPTS_LAPSED.code,
        jurisdiction=jurisdiction.uid,
        subjects=[Subject("decision", decision.uid) for decision in rows],
        body={"moves": [[DecisionStage.ASSIGNED.value, DecisionStage.DOING.value]], "decisions": len(rows)},
    )
