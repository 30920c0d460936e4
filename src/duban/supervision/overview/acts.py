"""Who sees the overview of the whole city."""

from django.utils.translation import gettext_lazy as _

from duban.orgs.policies import Act, declare
from duban.orgs.roles import ABOVE_UNITS

declare(
    Act("supervision.see_overview", _("See the overview of the city"), ABOVE_UNITS, is_look=True),
)
