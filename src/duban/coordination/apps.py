"""Application configuration of coordination."""

from django.apps import AppConfig


class CoordinationConfig(AppConfig):
    """Problems, dispatch meetings and on-site sessions, decisions, proposals."""

    name = "duban.coordination"
    label = "coordination"

    def ready(self) -> None:
        """Register journal kinds, error texts, acts, and what the clock does."""
        from duban.coordination import handing_over, naming, relations, ticking  # noqa: F401
        from duban.coordination.decisions import acts as decisions_acts  # noqa: F401
        from duban.coordination.decisions import carrying, confirming, making  # noqa: F401
        from duban.coordination.dispatching import acts as dispatching_acts  # noqa: F401
        from duban.coordination.dispatching import minutes, planning  # noqa: F401
        from duban.coordination.problems import acts as problems_acts  # noqa: F401
        from duban.coordination.problems import deciding, ending, raising, triage  # noqa: F401
        from duban.coordination.proposals import acts as proposals_acts  # noqa: F401
        from duban.coordination.proposals import filing  # noqa: F401
