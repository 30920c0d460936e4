"""Tables of supervision."""

from duban.supervision.models.lights import KeptLight, Light, LightChange
from duban.supervision.models.urging import SupervisionSlip, UrgedDuty, UrgingCall, UrgingSlip

__all__ = ["KeptLight", "Light", "LightChange", "SupervisionSlip", "UrgedDuty", "UrgingCall", "UrgingSlip"]
