"""Application configuration of reminders."""

from django.apps import AppConfig


class RemindersConfig(AppConfig):
    """What is due to whom, and how it is told to him."""

    name = "duban.reminders"
    label = "reminders"

    def ready(self) -> None:
        """Register duties, journal kinds, error texts, acts, sealed columns, and what the clock does."""
        from duban.core.sealing import sealed_column
        from duban.reminders import actions, acts, errors, examining, ticking  # noqa: F401
        from duban.reminders.duties import (  # noqa: F401
            of_coordination,
            of_leaders,
            of_matters,
            of_office,
            of_units,
            of_urging,
            urged,
        )
        from duban.reminders.models import Channel, Message, Preference

        sealed_column(Channel, "address")
        sealed_column(Channel, "secret")
        sealed_column(Message, "recipient")
        sealed_column(Preference, "email")
