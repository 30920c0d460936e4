"""Application configuration."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Package web."""

    name = "duban.web"
    label = "web"

    def ready(self) -> None:
        """Give the journal words for what all packages write into it."""
        from duban.orgs import auditing  # noqa: F401 -- declares its acts
        from duban.web import audit_words

        audit_words.register()
