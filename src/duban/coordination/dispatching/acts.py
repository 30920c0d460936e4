"""Who plans a dispatch, takes its minutes, signs and sends them."""

from django.utils.translation import gettext_lazy as _

from duban.coordination.models import Dispatch
from duban.orgs.policies import Act, declare, shows
from duban.orgs.roles import ABOVE_UNITS, LEADERS, OFFICE, UNIT_ROLES, Link, Role, anybody, linked

MINUTE_TAKERS = OFFICE | anybody(Role.SECRETARY)

shows(Dispatch, "coordination.see_dispatches")
declare(
    Act(
        "coordination.see_dispatches",
        _("See dispatch meetings and on-site sessions"),
        ABOVE_UNITS | linked(Link.OWN_UNIT, *UNIT_ROLES),
        is_look=True,
    ),
    Act(
        "coordination.see_boards",
        _("See what a leader has before him"),
        ABOVE_UNITS,
        is_look=True,
    ),
    Act("coordination.plan_dispatch", _("Plan a dispatch meeting or an on-site session"), OFFICE | LEADERS),
    Act("coordination.move_dispatch", _("Move a dispatch to another day"), MINUTE_TAKERS),
    Act("coordination.set_agenda", _("Set the agenda of a dispatch"), MINUTE_TAKERS),
    Act("coordination.call_off_dispatch", _("Call a dispatch off"), MINUTE_TAKERS),
    Act("coordination.hold_dispatch", _("Record that a dispatch was held"), MINUTE_TAKERS),
    Act("coordination.take_minutes", _("Take the minutes of a dispatch"), MINUTE_TAKERS),
    Act("coordination.make_decision", _("Write down a decision of a dispatch"), MINUTE_TAKERS),
    Act("coordination.strike_decision", _("Strike a decision from minutes not signed yet"), MINUTE_TAKERS),
    Act(
        "coordination.sign_minutes",
        _("Sign the minutes of a dispatch"),
        linked(Link.OWN_FIELD, Role.LEADER, Role.APPROVER),
    ),
    Act("coordination.send_minutes", _("Send the minutes of a dispatch"), MINUTE_TAKERS),
)
