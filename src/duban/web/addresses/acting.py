"""Addresses of acts on behalf, service, approvals."""

from django.urls import path

from duban.web.views import acting_recorded as recorded

urlpatterns = [
    path("recorded/", recorded.recorded_acts, name="recorded_acts"),
    path("recorded/<uid>/", recorded.recorded_act, name="recorded_act"),
    path("recorded/<uid>/scan", recorded.recorded_scan, name="recorded_scan"),
    path("recorded/<uid>/confirm", recorded.recorded_confirm, name="recorded_confirm"),
    path("recorded/<uid>/refuse", recorded.recorded_refuse, name="recorded_refuse"),
]
