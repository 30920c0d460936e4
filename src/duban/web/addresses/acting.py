"""Addresses of acts on behalf, service, approvals."""

from django.urls import path

from duban.web.views import acting_approvals as approvals
from duban.web.views import acting_recorded as recorded
from duban.web.views import acting_routes as routes
from duban.web.views import acting_service as service

urlpatterns = [
    path("recorded/", recorded.recorded_acts, name="recorded_acts"),
    path("recorded/<uid>/", recorded.recorded_act, name="recorded_act"),
    path("recorded/<uid>/scan", recorded.recorded_scan, name="recorded_scan"),
    path("recorded/<uid>/confirm", recorded.recorded_confirm, name="recorded_confirm"),
    path("recorded/<uid>/refuse", recorded.recorded_refuse, name="recorded_refuse"),
    path("approvals/", approvals.approvals, name="approvals"),
    path("approvals/<uid>/", approvals.approval, name="approval"),
    path("approvals/<uid>/sign", approvals.approval_sign, name="approval_sign"),
    path("approvals/<uid>/withdraw", approvals.approval_withdraw, name="approval_withdraw"),
    path("routes/", routes.routes, name="routes"),
    path("routes/<kind>/", routes.route, name="route"),
    path("plans/<uid>/service/", service.plan_service, name="plan_service"),
    path("services/<uid>/", service.service, name="service"),
    path("services/<uid>/withdraw", service.service_withdraw, name="service_withdraw"),
]
