"""Addresses of the unit register."""

from django.urls import path

from duban.web.views import register, register_sheets

urlpatterns = [
    path("units/new/", register.unit_new, name="unit_new"),
    path("units/import/", register_sheets.register_import, name="register_import"),
    path("units/import/<digest>/", register_sheets.register_dry_run, name="register_dry_run"),
    path("units/export/<form>", register_sheets.register_export, name="register_export"),
    path("units/<uid>/edit/", register.unit_edit, name="unit_edit"),
    path("units/<uid>/rename/", register.unit_rename, name="unit_rename"),
    path("units/<uid>/merge/", register.unit_merge, name="unit_merge"),
    path("units/<uid>/split/", register.unit_split, name="unit_split"),
    path("units/<uid>/dissolve/", register.unit_dissolve, name="unit_dissolve"),
    path("units/<uid>/aliases/", register.unit_aliases, name="unit_aliases"),
]
