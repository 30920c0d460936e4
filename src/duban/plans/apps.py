"""Application configuration of plans."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """Plans as issued: files, readings, reviews, clauses."""

    name = "duban.plans"
    label = "plans"

    def ready(self) -> None:
        """Register journal kinds, error texts and acts."""
        from duban.plans import actions, errors, policies  # noqa: F401
