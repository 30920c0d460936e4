"""Addresses of the three administrators."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
