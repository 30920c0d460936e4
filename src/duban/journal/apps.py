"""Application configuration of the journal."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    """The append-only, hash-chained record of every act."""

    name = "duban.journal"
    label = "journal"

    def ready(self) -> None:
        """Register the journal's own kinds and error texts."""
        from duban.journal import actions, errors  # noqa: F401
