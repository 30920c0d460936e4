"""Who adds, attaches and withdraws evidence, and who sees it."""

from django.utils.translation import gettext_lazy as _

from duban.orgs.policies import Act, declare, shows
from duban.orgs.roles import ABOVE_UNITS, UNIT_ROLES, Link, linked
from duban.progress.models import Evidence

shows(Evidence, "progress.see_evidence")
declare(
    Act(
        "progress.see_evidence",
        _("See evidence"),
        ABOVE_UNITS | linked(Link.OWN_UNIT, *UNIT_ROLES),
        is_look=True,
    ),
    Act("progress.add_evidence", _("Add evidence"), linked(Link.OWN_UNIT, *UNIT_ROLES)),
    Act("progress.use_evidence", _("Attach evidence"), linked(Link.OWN_UNIT, *UNIT_ROLES)),
    Act("progress.support_matter", _("Attach evidence to a matter"), linked(Link.OWN_UNIT, *UNIT_ROLES)),
    Act("progress.withdraw_evidence", _("Withdraw evidence"), linked(Link.OWN_UNIT, *UNIT_ROLES)),
)
