"""Application configuration of progress."""

from django.apps import AppConfig


class ProgressConfig(AppConfig):
    """Reporting periods, reports, contributions, evidence."""

    name = "duban.progress"
    label = "progress"
