"""Addresses of the overview of the city, and of what is asked of units."""

from django.urls import path

from duban.web.views import burden, overview

urlpatterns = [
    path("overview/", overview.overview, name="overview"),
    path("burden/", burden.burden, name="burden"),
    path("units/<uid>/burden/", burden.unit_burden, name="unit_burden"),
]
