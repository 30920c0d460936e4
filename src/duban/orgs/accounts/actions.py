"""Kinds of acts on accounts in the journal. `orgs.account_opened` stands with the kinds of the package."""

from django.utils.translation import gettext_lazy as _

from duban.journal.kinds import Kind, register

ACCOUNT_RESET = Kind("orgs.account_reset", _("Account reset, invitation made"))
SLIP_REPRINTED = Kind("orgs.slip_reprinted", _("Slip printed anew, the one before withdrawn"))
INVITATION_USED = Kind("orgs.invitation_used", _("First password set by invitation"))
ACCOUNT_CLOSED = Kind("orgs.account_closed", _("Account closed"))
ACCOUNT_REOPENED = Kind("orgs.account_reopened", _("Account reopened"))
ACCOUNT_SUSPENDED = Kind("orgs.account_suspended", _("Account suspended, idle for 90 days"))
ACCOUNT_BLOCKED = Kind("orgs.account_blocked", _("Account blocked"))
ACCOUNT_UNBLOCKED = Kind("orgs.account_unblocked", _("Account unblocked"))

register(
    ACCOUNT_RESET,
    SLIP_REPRINTED,
    INVITATION_USED,
    ACCOUNT_CLOSED,
    ACCOUNT_REOPENED,
    ACCOUNT_SUSPENDED,
    ACCOUNT_BLOCKED,
    ACCOUNT_UNBLOCKED,
)
