"""Addresses of instructions and assigned matters."""

from django.urls import path

from duban.web.views import instructions, matters

urlpatterns = [
    path("ledger/matters/", matters.matters, name="matters"),
    path("ledger/matters/export/<form>", matters.matters_export, name="matters_export"),
    path("matters/new/", matters.matter_new, name="matter_new"),
    path("matters/<uid>/", matters.matter, name="matter"),
    path("instructions/", instructions.instructions, name="instructions"),
    path("instructions/new/", instructions.instruction_new, name="instruction_new"),
    path("instructions/<uid>/", instructions.instruction, name="instruction"),
]
