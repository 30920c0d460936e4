"""Addresses of reminders: one's own, the channels of the system administrator, calendars."""

from django.urls import path

from duban.web.views import account_reminders, calendar_feed, console_channels

urlpatterns = [
    path("account/reminders/", account_reminders.account_reminders, name="account_reminders"),
    path("account/reminders/calendar", account_reminders.account_calendar, name="account_calendar"),
    path(
        "account/reminders/calendar/revoke", account_reminders.account_calendar_revoke, name="account_calendar_revoke"
    ),
    path("calendar/<token>.ics", calendar_feed.calendar_feed, name="calendar_feed"),
    path("console/system/channels/", console_channels.channels, name="console_channels"),
    path("console/system/channels/new/<slug:kind>/", console_channels.channel_new, name="console_channel_new"),
    path("console/system/channels/<uid>/", console_channels.channel, name="console_channel"),
    path("console/system/channels/<uid>/turn", console_channels.channel_turn, name="console_channel_turn"),
    path("console/system/channels/<uid>/test", console_channels.channel_test, name="console_channel_test"),
    path("console/system/channels/<uid>/again", console_channels.channel_again, name="console_channel_again"),
]
