"""Application configuration of progress."""

from django.apps import AppConfig


class ProgressConfig(AppConfig):
    """Reporting periods, reports, contributions, evidence."""

    name = "duban.progress"
    label = "progress"

    def ready(self) -> None:
        """Register journal kinds, error texts, acts, and what the clock does."""
        from duban.progress.reporting import (  # noqa: F401
            actions,
            acts,
            amending,
            consents,
            errors,
            figures,
            lapsing,
            office,
            reports,
            rules,
        )
