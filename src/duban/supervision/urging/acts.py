"""Who urges, who calls, who proposes and sends supervision slips, who states reasons; and who sees it."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from duban.ledger.relations import NOTHING, of_unit
from duban.orgs.policies import Act, declare, relates, shows
from duban.orgs.roles import ABOVE_UNITS, AUDITORS, OFFICE, UNIT_ROLES, Link, Role, anybody, linked
from duban.orgs.viewers import Seat, Standing
from duban.supervision.models import SupervisionSlip, UrgingCall, UrgingSlip


def _sent_to(_standing: Standing, seat: Seat) -> Q:
    return Q(unit=seat.post.unit_id, sent_at__isnull=False) if seat.post.unit_id is not None else NOTHING


def _is_sent_to(_standing: Standing, seat: Seat, slip: SupervisionSlip) -> bool:
    return seat.post.unit_id is not None and slip.unit_id == seat.post.unit_id and slip.sent_at is not None


of_unit(UrgingSlip)
of_unit(UrgingCall)
relates(SupervisionSlip, Link.OWN_UNIT, rows=_sent_to, holds=_is_sent_to)  # what is only proposed is the office's
for shown in (UrgingSlip, UrgingCall):
    shows(shown, "supervision.see_urgings")
shows(SupervisionSlip, "supervision.see_slips")

_SEEN = ABOVE_UNITS | linked(Link.OWN_UNIT, *UNIT_ROLES)
declare(
    Act("supervision.see_overdue", _("See what units owe over its day"), OFFICE | AUDITORS, is_look=True),
    Act("supervision.see_urgings", _("See urging slips and calls"), _SEEN, is_look=True),
    Act("supervision.see_slips", _("See supervision slips"), _SEEN, is_look=True),
    Act("supervision.urge_unit", _("Send an urging slip"), OFFICE),
    Act("supervision.receive_urging", _("Acknowledge receipt of an urging slip"), linked(Link.OWN_UNIT, *UNIT_ROLES)),
    Act("supervision.record_call", _("Record an urging call"), OFFICE),
    Act("supervision.propose_slip", _("Propose a supervision slip"), OFFICE),
    Act(
        "supervision.send_slip",
        _("Send a supervision slip"),
        anybody(Role.OFFICE_HEAD, Role.APPROVER),
        is_hard=True,
    ),
    Act("supervision.state_reasons", _("State the reasons on a supervision slip"), linked(Link.OWN_UNIT, Role.HEAD)),
    Act(
        "supervision.withdraw_slip",
        _("Withdraw a supervision slip"),
        anybody(Role.OFFICE_HEAD, Role.APPROVER),
    ),
)
