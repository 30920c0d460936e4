"""Addresses of people, posts and what passes between them."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
