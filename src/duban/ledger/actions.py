"""Kinds of acts of this package in the journal."""

from django.utils.translation import gettext_lazy as _

from duban.journal.kinds import Kind, register

PLAN_ADOPTED = Kind("ledger.plan_adopted", _("Plan adopted as ledger"))

register(PLAN_ADOPTED)
