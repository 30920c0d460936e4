"""Who may do what in the administration of a government (domain 6.4)."""

from django.utils.translation import gettext_lazy as _

from duban.orgs.models import Grant
from duban.orgs.policies import Act, declare, shows
from duban.orgs.roles import AUDITORS, Role, anybody

SYSTEM = anybody(Role.SYSTEM)
SECURITY = anybody(Role.SECURITY)
ADMINISTRATION = SYSTEM | SECURITY | anybody(Role.AUDIT)

shows(Grant, "orgs.see_grants")
declare(
    Act("orgs.enter_console", _("Enter one's console"), ADMINISTRATION, is_look=True),
    Act("orgs.see_system", _("See parameters, calendar and self-check"), SYSTEM, is_look=True),
    Act("orgs.set_parameters", _("Change parameters"), SYSTEM),
    Act("orgs.set_calendar", _("Keep the working calendar"), SYSTEM),
    Act("orgs.see_security", _("See locks, and who may do what"), SECURITY, is_look=True),
    Act(
        "orgs.see_grants",
        _("See exceptions"),
        SECURITY | AUDITORS | anybody(Role.OFFICE_HEAD, Role.AUDIT),
        is_look=True,
    ),
    Act("orgs.propose_grant", _("Propose an exception"), SECURITY),
    Act("orgs.revoke_grant", _("Revoke an exception"), SECURITY),
)
