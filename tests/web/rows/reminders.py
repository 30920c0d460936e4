"""Rows of reminders: one's own, channels of the system administrator, calendars that are read by their token alone."""

from duban.reminders.models import Channel
from reminders.peers import channel
from web.rows.table import MADE, Ground, Row, codes


def set_up(ground: Ground) -> str:
    """Return the uid of a channel of the first city."""
    return (Channel.objects.filter(jurisdiction=ground.actors.city).first() or channel(ground.actors)).uid


MADE["channel"] = set_up
OWN = codes(302, administrators=404)  # administrators owe no business, so that nothing reminds them
KINDS = codes(302, others=403, system=200)
# Who keeps no channels shall not learn which there are.
CHANNEL = codes(302, others=404, system=200)

ROWS = (
    Row("account_reminders", OWN),
    Row("account_reminders", OWN, method="post"),  # no hour chosen: the form again
    Row("account_calendar", OWN, method="post"),
    Row("account_calendar_revoke", codes(302, others=409, administrators=404), method="post"),  # none to take back
    Row("calendar_feed", codes(404, others=404), more={"token": "x" * 43}),
    Row("console_channels", KINDS),
    Row("console_channel_new", KINDS, more={"kind": "webhook"}),
    Row("console_channel_new", KINDS, method="post", more={"kind": "wecom"}),  # nothing typed: the form again
    Row("console_channel_new", codes(302, others=403, system=302), more={"kind": "pigeon"}),
    Row("console_channel", CHANNEL, "channel"),
    Row("console_channel", CHANNEL, "channel", "post"),
    Row("console_channel_test", CHANNEL | {"system": 302}, "channel", "post"),  # to whom? he is told on the page
    Row("console_channel_again", CHANNEL | {"system": 409}, "channel", "post"),  # nothing was given up
    Row("console_channel_turn", CHANNEL | {"system": 409}, "channel", "post"),  # which version did he see?
)
