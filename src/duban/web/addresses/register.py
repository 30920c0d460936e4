"""Addresses of the unit register."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
