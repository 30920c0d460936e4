"""Who sees what is asked of units, and who says why more is asked."""

from django.utils.translation import gettext_lazy as _

from duban.orgs.policies import Act, declare
from duban.orgs.roles import ABOVE_UNITS, OFFICE, UNIT_ROLES, Link, linked

declare(
    Act("supervision.see_burden", _("See how much is asked of all units"), ABOVE_UNITS, is_look=True),
    Act(
        "supervision.see_burden_of_unit",
        _("See how much is asked of a unit"),
        ABOVE_UNITS | linked(Link.OWN_UNIT, *UNIT_ROLES),
        is_look=True,
    ),
    Act("supervision.say_why_more", _("Say why more is asked than the ceiling"), OFFICE),
)
