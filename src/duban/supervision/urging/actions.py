"""Kinds of acts of urging in the journal."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from duban.journal.kinds import Kind, register
from duban.journal.wording import name_fields

UNIT_URGED = Kind("supervision.unit_urged", _("Urging slip sent"))
URGING_RECEIVED = Kind("supervision.urging_received", _("Receipt of an urging slip acknowledged"))
CALL_RECORDED = Kind("supervision.call_recorded", _("Unit urged by telephone"))
SLIP_PROPOSED = Kind("supervision.slip_proposed", _("Supervision slip proposed"))
SLIP_SENT = Kind("supervision.slip_sent", _("Supervision slip sent"))
REASONS_STATED = Kind("supervision.reasons_stated", _("Reasons stated on a supervision slip"))
SLIPS_LAPSED = Kind("supervision.slips_lapsed", _("Supervision slips without reasons in time"))
SLIP_WITHDRAWN = Kind("supervision.slip_withdrawn", _("Supervision slip withdrawn"))

register(
    UNIT_URGED,
    URGING_RECEIVED,
    CALL_RECORDED,
    SLIP_PROPOSED,
    SLIP_SENT,
    REASONS_STATED,
    SLIPS_LAPSED,
    SLIP_WITHDRAWN,
)
name_fields(
    {
        "answer_by": _("Answer by"),
        "called_on": _("Day of the call"),
        "caller": _("Called by"),
        "duties": _("What was urged"),
        "is_reached": pgettext_lazy("call", "Reached"),
        "promised_on": _("Promised day"),
        "proposed_by": _("Proposed by"),
    }
)
