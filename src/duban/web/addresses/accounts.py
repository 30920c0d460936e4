"""Addresses of accounts of units and the office."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
