"""Who may do what to his own way in, and who helps others (domain 6.4)."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from duban.orgs.models import User
from duban.orgs.policies import Act, declare, relates
from duban.orgs.roles import OFFICE, Link, Role, anybody, linked

OWNER = linked(Link.SELF, *Role)
SECURITY = anybody(Role.SECURITY)

relates(
    User,
    Link.SELF,
    rows=lambda standing, _seat: Q(person=standing.person.pk),
    holds=lambda standing, _seat, user: user.person_id == standing.person.pk,
)
declare(
    Act("orgs.see_own_account", _("See one's own account"), OWNER, is_look=True),
    Act("orgs.change_own_password", _("Change one's own password"), OWNER),
    Act("orgs.enrol_second_factor", _("Set up one's own second factor"), OWNER),
    Act("orgs.drop_second_factor", _("Take one's own second factor away"), OWNER),
    Act("orgs.renew_recovery_codes", _("Make one's own recovery codes anew"), OWNER),
    Act("orgs.give_undertaking", _("Give the confidentiality undertaking"), OWNER),
    Act("orgs.reset_unit_factor", _("Reset the second factor of an account of a unit"), OFFICE, is_hard=True),
    Act("orgs.reset_office_factor", _("Reset the second factor of office, leaders or administrators"), SECURITY),
    Act("orgs.see_locks", _("See locked accounts and slowed addresses"), SECURITY, is_look=True),
    Act("orgs.lift_lock", _("Lift the lock of an account or the slowing of an address"), SECURITY),
)
