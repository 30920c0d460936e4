"""Application configuration."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """Package demo."""

    name = "duban.demo"
    label = "demo"
