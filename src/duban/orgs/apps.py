"""Application configuration of organisation and people."""

from django.apps import AppConfig


class OrgsConfig(AppConfig):
    """Governments, units, people, posts, accounts, permission."""

    name = "duban.orgs"
    label = "orgs"

    def ready(self) -> None:
        """Register journal kinds, error texts and acts."""
        from duban.orgs import actions, errors, policies  # noqa: F401
