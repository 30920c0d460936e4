"""How the journal's subjects of urging are called."""

from duban.ledger.selectors.subjects import name_by
from duban.orgs import policies
from duban.supervision.models import SupervisionSlip, UrgingCall, UrgingSlip

name_by("supervisionslip", lambda viewer: policies.visible(viewer, SupervisionSlip), "title")
name_by("urgingslip", lambda viewer: policies.visible(viewer, UrgingSlip), "unit__name")
name_by("urgingcall", lambda viewer: policies.visible(viewer, UrgingCall), "unit__name")
