"""The unit head's answer to a supervision slip, and what the clock does where none comes."""

from dataclasses import dataclass
from typing import Annotated

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from duban.core import clock
from duban.journal.records import Subject, Text, record
from duban.ledger.moving import move, move_all
from duban.ledger.wording import reasoned
from duban.orgs.acting.performing import Deed, performs
from duban.orgs.acting.wording import Titled
from duban.orgs.errors import Stale
from duban.orgs.models import Jurisdiction
from duban.orgs.ticking import CLOCK
from duban.supervision.models import SupervisionSlip
from duban.supervision.stages import SLIP, SlipStage
from duban.supervision.urging import actions
from duban.supervision.urging.proposing import subjects_of

ANSWERABLE = (SlipStage.SENT, SlipStage.LAPSED)


@dataclass(frozen=True)
class ReasonsStated:
    """Why it is late, and what is done about it."""

    reasons: Annotated[str, Titled(_("Reasons, and what is done"))]
    version: Annotated[int | None, Titled(_("Version"))] = None


@performs("supervision.state_reasons", about=SupervisionSlip, given=ReasonsStated)
def state_reasons(deed: Deed, slip: SupervisionSlip, given: ReasonsStated) -> SupervisionSlip:
    """State the reasons; what was given in time counts as in time, though it is recorded after the days lapsed."""
    reasons, source = reasoned(given.reasons), slip.stage
    if source not in ANSWERABLE or (given.version is not None and given.version != slip.version):
        raise Stale
    if slip.answer_by is None:
        raise AssertionError("a slip that was sent has its day")
    is_late = timezone.localdate(deed.at) > slip.answer_by
    move(
        slip,
        SlipStage.ANSWERED,
        table=SLIP,
        reasons=reasons,
        answered_at=deed.at,
        answered_by=deed.decider.name,
        is_late=is_late,
        recorded=deed.recorded,
    )
    deed.record(
        actions.REASONS_STATED.code,
        subjects_of(slip),
        {
            "moves": [[source, SlipStage.ANSWERED.value]],
            "number": [slip.year, slip.number],
            "unit": slip.unit.name,
            "was_late": is_late,
        },
        [Text("reasons", reasons)],
    )
    return slip


@transaction.atomic
def pass_time(jurisdiction: Jurisdiction) -> None:
    """Let slips lapse whose unit head stated no reasons in time."""
    rows = list(
        SupervisionSlip.objects.select_for_update(of=("self",))
        .filter(jurisdiction=jurisdiction, stage=SlipStage.SENT, answer_by__lt=clock.today())
        .select_related("unit")
        .order_by("pk")
    )
    if not rows:
        return
    move_all(rows, SlipStage.LAPSED, table=SLIP)
    record(
        actor=CLOCK,
        kind=actions.SLIPS_LAPSED.code,
        jurisdiction=jurisdiction.uid,
        subjects=[Subject("supervisionslip", row.uid) for row in rows],
        body={
            "moves": [[SlipStage.SENT.value, SlipStage.LAPSED.value]],
            "units": sorted({row.unit.name for row in rows}),
        },
    )
