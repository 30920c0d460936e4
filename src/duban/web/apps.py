"""Application configuration."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Package web."""

    name = "duban.web"
    label = "web"
