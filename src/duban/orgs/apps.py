"""Application configuration of organisation and people."""

from django.apps import AppConfig


class OrgsConfig(AppConfig):
    """Governments, units, people, posts, accounts, permission."""

    name = "duban.orgs"
    label = "orgs"

    def ready(self) -> None:
        """Register journal kinds, error texts and acts."""
        from duban.orgs import actions, errors, policies  # noqa: F401
        from duban.orgs.register import actions as register_actions  # noqa: F401
        from duban.orgs.register import acts as register_acts  # noqa: F401
        from duban.orgs.register import errors as register_errors  # noqa: F401
