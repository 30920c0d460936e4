"""Application configuration of reminders."""

from django.apps import AppConfig


class RemindersConfig(AppConfig):
    """What is due to whom, and how it is told to him."""

    name = "duban.reminders"
    label = "reminders"
