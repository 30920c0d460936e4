"""Who adds, attaches and withdraws evidence, and who sees it."""

from django.utils.translation import gettext_lazy as _

from duban.orgs.policies import Act, declare, shows
from duban.orgs.roles import AUDITORS, LEADERS, OFFICE_AND_REGISTRAR, Link, Role, linked
from duban.progress.models import Evidence

_UNIT = (Role.HEAD, Role.DEPUTY, Role.LIAISON)

shows(Evidence, "progress.see_evidence")
declare(
    Act(
        "progress.see_evidence",
        _("See evidence"),
        OFFICE_AND_REGISTRAR | AUDITORS | LEADERS | linked(Link.OWN_UNIT, *_UNIT),
        is_look=True,
    ),
    Act("progress.add_evidence", _("Add evidence"), linked(Link.OWN_UNIT, *_UNIT)),
    Act("progress.use_evidence", _("Attach evidence"), linked(Link.OWN_UNIT, *_UNIT)),
    Act("progress.support_matter", _("Attach evidence to a matter"), linked(Link.OWN_UNIT, *_UNIT)),
    Act("progress.withdraw_evidence", _("Withdraw evidence"), linked(Link.OWN_UNIT, *_UNIT)),
)
