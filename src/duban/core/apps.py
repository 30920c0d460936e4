"""Application configuration of the shared part."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """Shared values, errors, clock, engines and system checks."""

    name = "duban.core"
    label = "core"

    def ready(self) -> None:
        """Register the system checks."""
        from duban.core import checks  # noqa: F401
