"""Addresses of the overview of the city."""

from django.urls import path

from duban.web.views import overview

urlpatterns = [
    path("overview/", overview.overview, name="overview"),
]
