"""Application configuration of plans."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """Plans as issued: files, readings, reviews, clauses."""

    name = "duban.plans"
    label = "plans"

    def ready(self) -> None:
        """Register journal kinds, error texts, acts, and what an erasure removes here."""
        from duban.plans import actions, erasures, errors, policies  # noqa: F401
