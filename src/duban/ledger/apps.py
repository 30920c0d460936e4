"""Application configuration of the ledger."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """Tasks, assignments, the adoption of a reviewed plan; instructions and assigned matters."""

    name = "duban.ledger"
    label = "ledger"

    def ready(self) -> None:
        """Register journal kinds, error texts, acts, and what an erasure removes here."""
        from duban.ledger import actions, duties, duties_of_posts, erasures, errors, naming, parts, policies  # noqa: F401
        from duban.ledger.issuing import acts, issue, lapsing, receipt, suspension  # noqa: F401
        from duban.ledger.matters import acts as matters_acts  # noqa: F401
        from duban.ledger.matters import (  # noqa: F401
            closing,
            doing,
            extending,
            handing_over,
            instructions,
            registering,
            replying,
        )
        from duban.ledger.matters import lapsing as matters_lapsing  # noqa: F401
        from duban.ledger.planning import acts as planning_acts  # noqa: F401
        from duban.ledger.planning import changing, filing, milestones, review  # noqa: F401
