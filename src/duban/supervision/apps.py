"""Application configuration of supervision."""

from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    """Rules and kept lights."""

    name = "duban.supervision"
    label = "supervision"
