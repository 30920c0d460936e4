"""Who reports upward, and who reads."""

from django.utils.translation import gettext_lazy as _

from duban.orgs.policies import Act, declare, shows
from duban.orgs.roles import (
    ABOVE_UNITS,
    AUDITORS,
    OFFICE,
    OFFICE_AND_REGISTRAR,
    UNIT_ROLES,
    Link,
    Role,
    anybody,
    linked,
)
from duban.progress.models import Digest, SpecialReport

shows(SpecialReport, "progress.see_special")
shows(Digest, "progress.see_digests")
declare(
    Act(
        "progress.see_special",
        _("See special reports"),
        OFFICE_AND_REGISTRAR
        | AUDITORS
        | anybody(Role.APPROVER, Role.SECRETARY)
        | linked(Link.OWN_FIELD, Role.LEADER)
        | linked(Link.OWN_UNIT, *UNIT_ROLES),
        is_look=True,
    ),
    Act("progress.see_digests", _("See monthly digests"), ABOVE_UNITS, is_look=True),
    Act("progress.make_digest", _("Make the monthly digests"), OFFICE),
    Act("progress.deliver_digest", _("Note the delivery of a monthly digest"), OFFICE_AND_REGISTRAR),
    Act("progress.draft_special", _("Draft a special report"), linked(Link.LEADING, *UNIT_ROLES)),
    Act("progress.send_special", _("Sign and send a special report"), linked(Link.OWN_UNIT, Role.HEAD)),
    Act(
        "progress.read_special",
        _("Note that a special report was read"),
        linked(Link.OWN_FIELD, Role.LEADER, Role.APPROVER),
    ),
)
