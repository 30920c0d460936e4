"""Kinds of acts on decisions in the journal."""

from django.utils.translation import gettext_lazy as _

from duban.journal.kinds import Kind, register

DECISION_MADE = Kind("coordination.decision_made", _("Decision made"))
DECISION_STRUCK = Kind("coordination.decision_struck", _("Decision struck before the minutes were signed"))
SPECIAL_INSTRUCTED = Kind("coordination.special_instructed", _("Instruction given on a special report"))
DECISION_RECEIVED = Kind("coordination.decision_received", _("Receipt of a decision acknowledged"))
RECEIPTS_LAPSED = Kind("coordination.receipts_lapsed", _("Decisions received by lapse of time"))
DECISION_REPORTED = Kind("coordination.decision_reported", _("Decision reported done"))
DECISION_CONFIRMED = Kind("coordination.decision_confirmed", _("Decision confirmed as done"))
DECISION_REOPENED = Kind("coordination.decision_reopened", _("Decision reopened"))
DECISION_EXTENDED = Kind("coordination.decision_extended", _("Day of a decision moved"))
DECISION_DROPPED = Kind("coordination.decision_dropped", _("Decision dropped"))

register(
    DECISION_MADE,
    DECISION_STRUCK,
    SPECIAL_INSTRUCTED,
    DECISION_RECEIVED,
    RECEIPTS_LAPSED,
    DECISION_REPORTED,
    DECISION_CONFIRMED,
    DECISION_REOPENED,
    DECISION_EXTENDED,
    DECISION_DROPPED,
)
