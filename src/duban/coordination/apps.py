"""Application configuration of coordination."""

from django.apps import AppConfig


class CoordinationConfig(AppConfig):
    """Problems, dispatch meetings and on-site sessions, decisions, proposals."""

    name = "duban.coordination"
    label = "coordination"
