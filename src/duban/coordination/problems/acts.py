"""Who raises problems, who looks them through, who decides them, who says that they are solved."""

from django.utils.translation import gettext_lazy as _

from duban.coordination.models import Problem
from duban.orgs.policies import Act, declare, shows
from duban.orgs.roles import ABOVE_UNITS, OFFICE, UNIT_ROLES, Link, Role, anybody, linked

RAISERS = linked(Link.OWN_UNIT, *UNIT_ROLES) | linked(Link.SELF, Role.LEADER, Role.APPROVER) | OFFICE
DECIDERS = linked(Link.LEADING, Role.HEAD) | linked(Link.OWN_FIELD, Role.LEADER, Role.APPROVER)

shows(Problem, "coordination.see_problems")
declare(
    Act(
        "coordination.see_problems",
        _("See problems"),
        ABOVE_UNITS | linked(Link.OWN_UNIT, *UNIT_ROLES) | linked(Link.LEADING, *UNIT_ROLES),
        is_look=True,
    ),
    Act("coordination.raise_problem", _("Raise a problem"), linked(Link.OWN_UNIT, *UNIT_ROLES)),
    Act(
        "coordination.note_problem",
        _("Note a problem"),
        OFFICE | linked(Link.OWN_FIELD, Role.LEADER) | anybody(Role.APPROVER),
    ),
    Act("coordination.triage_problem", _("Look a problem through"), OFFICE),
    Act(
        "coordination.send_up_problem",
        _("Send a problem one level up"),
        OFFICE | linked(Link.OWN_UNIT, Role.HEAD) | linked(Link.OWN_FIELD, Role.LEADER),
    ),
    Act(
        "coordination.put_on_agenda",
        _("Put a problem on the next agenda"),
        OFFICE | linked(Link.OWN_FIELD, Role.LEADER, Role.APPROVER),
    ),
    Act("coordination.decide_problem", _("Decide a problem"), DECIDERS),
    Act("coordination.confirm_solved", _("Confirm that a problem is solved"), RAISERS),
    Act("coordination.say_unsolved", _("Say that a problem is not solved"), RAISERS),
    Act("coordination.withdraw_problem", _("Withdraw a problem"), RAISERS),
    Act("coordination.declare_unsolvable", _("Declare a problem without solution"), anybody(Role.APPROVER)),
)
