"""Application configuration of supervision."""

from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    """Rules and kept lights."""

    name = "duban.supervision"
    label = "supervision"

    def ready(self) -> None:
        """Answer what lower packages ask, and follow what they tell."""
        from duban.supervision import keeping  # noqa: F401
