"""Tables of reminders: channels, messages on their way out, what a person prefers and was told, calendar feeds."""

from duban.reminders.models.calendars import CalendarFeed
from duban.reminders.models.channels import Channel, ChosenChannel
from duban.reminders.models.outbox import Message
from duban.reminders.models.persons import Preference, Told

__all__ = ["CalendarFeed", "Channel", "ChosenChannel", "Message", "Preference", "Told"]
