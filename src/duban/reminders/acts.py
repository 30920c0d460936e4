"""Who sets up channels, and who decides how he himself is reminded."""

from django.utils.translation import gettext_lazy as _

from duban.orgs.policies import Act, declare, shows
from duban.orgs.roles import ADMINISTRATORS, Link, Role, anybody, linked
from duban.reminders.models import Channel

SYSTEM = anybody(Role.SYSTEM)
OWNER = linked(Link.SELF, *(role for role in Role if role not in ADMINISTRATORS))

shows(Channel, "reminders.see_channels")
declare(
    Act("reminders.see_channels", _("See channels of messages and what waits in them"), SYSTEM, is_look=True),
    Act("reminders.set_channel", _("Set up and change channels of messages"), SYSTEM),
    Act("reminders.test_channel", _("Send a test message"), SYSTEM),
    Act("reminders.send_again", _("Send messages again that were given up"), SYSTEM),
    Act("reminders.see_own", _("See how one is reminded"), OWNER, is_look=True),
    Act("reminders.set_preferences", _("Set when and where one is reminded"), OWNER),
    Act("reminders.make_calendar", _("Make the address of one's calendar"), OWNER),
    Act("reminders.revoke_calendar", _("Take the address of one's calendar back"), OWNER),
)
