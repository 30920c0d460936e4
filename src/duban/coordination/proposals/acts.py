"""Who proposes, who answers."""

from django.utils.translation import gettext_lazy as _

from duban.coordination.models import Proposal
from duban.orgs.policies import Act, declare, shows
from duban.orgs.roles import ABOVE_UNITS, OFFICE, UNIT_ROLES, Link, Role, anybody, linked

shows(Proposal, "coordination.see_proposals")
declare(
    Act(
        "coordination.see_proposals",
        _("See proposals to the government"),
        ABOVE_UNITS | linked(Link.OWN_UNIT, *UNIT_ROLES) | linked(Link.LEADING, *UNIT_ROLES),
        is_look=True,
    ),
    Act("coordination.file_proposal", _("Make a proposal to the government"), linked(Link.OWN_UNIT, *UNIT_ROLES)),
    Act("coordination.route_proposal", _("Send a proposal for an answer"), OFFICE),
    Act(
        "coordination.answer_proposal",
        _("Answer a proposal"),
        linked(Link.LEADING, Role.HEAD, Role.DEPUTY) | linked(Link.OWN_FIELD, Role.LEADER) | anybody(Role.APPROVER),
    ),
    Act("coordination.finish_proposal", _("Note that a proposal is settled"), OFFICE),
    Act("coordination.withdraw_proposal", _("Withdraw a proposal"), linked(Link.OWN_UNIT, *UNIT_ROLES)),
)
