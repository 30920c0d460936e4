"""What the clock does to assigned matters: receipt by lapse of time; nothing else ends by itself."""

from django.db import transaction

from duban.core import clock
from duban.journal.records import Subject, record
from duban.ledger import hooks
from duban.ledger.matters import actions
from duban.ledger.models import Matter
from duban.ledger.moving import move_all
from duban.ledger.stages import MatterStage
from duban.orgs.models import Jurisdiction
from duban.orgs.ticking import CLOCK, time_passed


@time_passed.register
@transaction.atomic
def lapse(jurisdiction: Jurisdiction) -> None:
    """Count matters as received whose lead let the days of receipt pass."""
    late = Matter.objects.select_for_update(of=("self",)).filter(
        jurisdiction=jurisdiction, stage=MatterStage.ASSIGNED, sign_by__lt=clock.today()
    )
    rows = list(late.select_related("lead", "task").order_by("pk"))
    if not rows:
        return
    move_all(rows, MatterStage.SIGNED, is_signed_by_lapse=True)
    tasks = [row.task_id for row in rows if row.task_id is not None]
    if tasks:
        hooks.announce(jurisdiction.pk, *tasks)
    record(
        actor=CLOCK,
        kind=actions.MATTERS_LAPSED.code,
        jurisdiction=jurisdiction.uid,
        subjects=[Subject("matter", row.uid) for row in rows],
        body={
            "moves": [[MatterStage.ASSIGNED.value, MatterStage.SIGNED.value]],
            "units": sorted({row.lead.name for row in rows}),
        },
    )
