"""Application configuration of the ledger."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """Tasks, assignments, and the adoption of a reviewed plan."""

    name = "duban.ledger"
    label = "ledger"

    def ready(self) -> None:
        """Register journal kinds, error texts and acts."""
        from duban.ledger import actions, errors, policies  # noqa: F401
