"""Addresses of the three administrators."""

from django.urls import path

from duban.web.views import console, console_grants, console_security, console_system

urlpatterns = [
    path("console/", console.console, name="console"),
    path("console/audit/", console.console_audit, name="console_audit"),
    path("console/system/", console_system.parameters, name="console_system"),
    path("console/system/calendar/", console_system.calendar, name="console_calendar"),
    path("console/system/calendar/year", console_system.calendar_year, name="console_calendar_year"),
    path("console/system/calendar/remove", console_system.calendar_remove, name="console_calendar_remove"),
    path("console/system/doctor/", console_system.self_check, name="console_doctor"),
    path("console/security/", console_security.locks, name="console_security"),
    path("console/security/lift", console_security.lift, name="console_lift"),
    path("console/security/permissions/", console_security.permissions, name="console_permissions"),
    path("console/security/exceptions/", console_grants.exceptions, name="console_grants"),
    path("console/security/exceptions/new/", console_grants.propose, name="console_grant_new"),
    path("console/security/exceptions/<uid>/revoke", console_grants.revoke, name="console_grant_revoke"),
]
