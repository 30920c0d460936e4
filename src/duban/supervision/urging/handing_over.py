"""Supervision slips when a unit ends: the reasons that are still asked for are stated by the successor."""

from duban.orgs.register.hooks import DutiesMoved, duties_moved
from duban.supervision.models import SupervisionSlip
from duban.supervision.stages import OPEN_SLIP


@duties_moved.register
def move_slips(moved: DutiesMoved) -> None:
    """Give the successor the slips that wait for an answer or to be sent; what was answered stays."""
    SupervisionSlip.objects.filter(
        jurisdiction=moved.from_unit.jurisdiction_id, unit=moved.from_unit, stage__in=OPEN_SLIP
    ).update(unit=moved.to_unit)
