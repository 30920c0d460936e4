"""Kinds of acts of reminders in the journal; what is sent stands in the outbox."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from duban.journal.kinds import Kind, register
from duban.journal.wording import name_fields

CHANNEL_SET_UP = Kind("reminders.channel_set_up", _("Channel of messages set up"))
CHANNEL_CHANGED = Kind("reminders.channel_changed", _("Channel of messages changed"))
CHANNEL_TURNED = Kind("reminders.channel_turned", _("Channel of messages turned on or off"))
CHANNEL_TESTED = Kind("reminders.channel_tested", _("Channel of messages tested"))
SENT_AGAIN = Kind("reminders.sent_again", _("Messages that were given up sent again"))
PREFERENCES_SET = Kind("reminders.preferences_set", _("Reminders of a person set"))
CALENDAR_MADE = Kind("reminders.calendar_made", _("Address of a calendar made"))
CALENDAR_REVOKED = Kind("reminders.calendar_revoked", _("Address of a calendar taken back"))

register(
    CHANNEL_SET_UP,
    CHANNEL_CHANGED,
    CHANNEL_TURNED,
    CHANNEL_TESTED,
    SENT_AGAIN,
    PREFERENCES_SET,
    CALENDAR_MADE,
    CALENDAR_REVOKED,
)
name_fields(
    {
        "at": pgettext_lazy("of the day", "Hour"),
        "channels": _("Channels of messages"),
        "domains": _("Mail addresses end in"),
        "has_email": _("Mail address given"),
        "host": _("Host"),
        "is_for_all": _("For everybody"),
        "is_new_address": _("Address changed"),
        "is_new_secret": _("Secret changed"),
        "is_off": _("Switched off"),
        "is_on": _("Switched on"),
        "messages": _("Messages"),
    }
)
