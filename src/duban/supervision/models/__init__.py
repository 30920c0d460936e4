"""Tables of supervision."""

from duban.supervision.models.lights import KeptLight, Light
from duban.supervision.models.urging import SupervisionSlip, UrgedDuty, UrgingCall, UrgingSlip

__all__ = ["KeptLight", "Light", "SupervisionSlip", "UrgedDuty", "UrgingCall", "UrgingSlip"]
