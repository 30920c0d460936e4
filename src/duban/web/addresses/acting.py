"""Addresses of acts on behalf, service, approvals."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
