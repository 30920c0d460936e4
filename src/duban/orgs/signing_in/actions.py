"""Kinds of acts of signing in, in the journal."""

from django.utils.translation import gettext_lazy as _

from duban.journal.kinds import Kind, register

PASSWORD_CHANGED = Kind("orgs.password_changed", _("Own password changed"))
SECOND_FACTOR_ENROLLED = Kind("orgs.second_factor_enrolled", _("Second factor set up"))
SECOND_FACTOR_DROPPED = Kind("orgs.second_factor_dropped", _("Second factor taken away"))
SECOND_FACTOR_RESET = Kind("orgs.second_factor_reset", _("Second factor reset for another person"))
RECOVERY_CODES_RENEWED = Kind("orgs.recovery_codes_renewed", _("Recovery codes made anew"))
UNDERTAKING_GIVEN = Kind("orgs.undertaking_given", _("Confidentiality undertaking given"))
LOCK_LIFTED = Kind("orgs.lock_lifted", _("Lock of an account lifted"))
SLOWING_LIFTED = Kind("orgs.slowing_lifted", _("Slowing of an address lifted"))

register(
    PASSWORD_CHANGED,
    SECOND_FACTOR_ENROLLED,
    SECOND_FACTOR_DROPPED,
    SECOND_FACTOR_RESET,
    RECOVERY_CODES_RENEWED,
    UNDERTAKING_GIVEN,
    LOCK_LIFTED,
    SLOWING_LIFTED,
)
