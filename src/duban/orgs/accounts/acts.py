"""Who may do what to accounts (domain 6.4).

Accounts of heads, deputies and liaison officers of units are business of the office, and of a unit's head for his own
unit; all others are kept by the security administrator, who can block every account.
"""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from duban.orgs.accounts.keeping import working_only_for, works_only_for
from duban.orgs.models import User
from duban.orgs.policies import Act, declare, relates, shows
from duban.orgs.roles import AUDITORS, OFFICE, Link, Role, anybody, linked

OFFICE_AND_OWN_HEAD = OFFICE | linked(Link.OWN_UNIT, Role.HEAD)
SECURITY = anybody(Role.SECURITY)

relates(
    User,
    Link.OWN_UNIT,
    rows=lambda _standing, seat: Q(person__in=working_only_for(seat.post)),
    holds=lambda _standing, seat, user: works_only_for(user.person, seat.post),
)
shows(User, "orgs.see_accounts")
declare(
    Act("orgs.see_accounts", _("See accounts"), OFFICE_AND_OWN_HEAD | AUDITORS | SECURITY, is_look=True),
    Act("orgs.see_unit_accounts", _("See the accounts of units"), OFFICE_AND_OWN_HEAD | AUDITORS, is_look=True),
    Act("orgs.see_every_account", _("See the accounts of everybody"), SECURITY, is_look=True),
    Act("orgs.open_unit_account", _("Open an account of a unit"), OFFICE_AND_OWN_HEAD, is_hard=True),
    Act("orgs.reset_unit_account", _("Reset an account of a unit"), OFFICE_AND_OWN_HEAD, is_hard=True),
    Act("orgs.close_unit_account", _("Close an account of a unit"), OFFICE_AND_OWN_HEAD, is_hard=True),
    Act("orgs.reopen_unit_account", _("Reopen an account of a unit"), OFFICE, is_hard=True),
    Act("orgs.open_unit_accounts", _("Open many accounts of units at once"), OFFICE, is_hard=True),
    Act("orgs.reprint_slips", _("Print slips of accounts anew"), OFFICE, is_hard=True),
    Act("orgs.open_office_account", _("Open an account of office, leaders or administrators"), SECURITY),
    Act("orgs.reset_office_account", _("Reset an account of office, leaders or administrators"), SECURITY),
    Act("orgs.close_office_account", _("Close an account of office, leaders or administrators"), SECURITY),
    Act("orgs.reopen_office_account", _("Reopen an account of office, leaders or administrators"), SECURITY),
    Act("orgs.block_account", _("Block an account"), SECURITY),
    Act("orgs.unblock_account", _("Unblock an account"), SECURITY),
)
