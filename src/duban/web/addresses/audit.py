"""Addresses of the audit desk."""

from django.urls import path

from duban.web.views import audit, audit_exports, audit_verify

urlpatterns = [
    path("audit/", audit.audit, name="audit"),
    path("audit/access/", audit.audit_access, name="audit_access"),
    path("audit/verify/", audit_verify.audit_verify, name="audit_verify"),
    path("audit/entries/<seq>/", audit.audit_entry, name="audit_entry"),
    path("audit/export/<form>", audit_exports.audit_export, name="audit_export"),
    path("audit/access/export/<form>", audit_exports.audit_access_export, name="audit_access_export"),
]
