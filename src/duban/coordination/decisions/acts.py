"""Who makes decisions, who carries them out, whose side confirms them."""

from django.utils.translation import gettext_lazy as _

from duban.coordination.models import Decision
from duban.orgs.policies import Act, declare, shows
from duban.orgs.roles import ABOVE_UNITS, UNIT_ROLES, Link, Role, linked

DECIDERS_SIDE = linked(Link.OWN_FIELD, Role.LEADER, Role.APPROVER) | linked(Link.LEADING, Role.HEAD)

shows(Decision, "coordination.see_decisions")
declare(
    Act(
        "coordination.see_decisions",
        _("See decisions"),
        ABOVE_UNITS | linked(Link.OWN_UNIT, *UNIT_ROLES) | linked(Link.LEADING, *UNIT_ROLES),
        is_look=True,
    ),
    Act(
        "coordination.instruct_special",
        _("Give an instruction on a special report"),
        linked(Link.OWN_FIELD, Role.LEADER, Role.APPROVER),
    ),
    Act("coordination.receive_decision", _("Acknowledge receipt of a decision"), linked(Link.OWN_UNIT, *UNIT_ROLES)),
    Act("coordination.report_decision", _("Report a decision as done"), linked(Link.OWN_UNIT, *UNIT_ROLES)),
    Act("coordination.confirm_decision", _("Confirm a decision as done"), DECIDERS_SIDE),
    Act("coordination.reopen_decision", _("Reopen a decision"), DECIDERS_SIDE),
    Act("coordination.extend_decision", _("Move the day of a decision"), DECIDERS_SIDE),
    Act("coordination.drop_decision", _("Drop a decision"), DECIDERS_SIDE),
)
