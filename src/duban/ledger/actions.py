"""Kinds of acts of this package in the journal."""

from django.utils.translation import gettext_lazy as _

from duban.journal.kinds import Kind, register

PLAN_ADOPTED = Kind("ledger.plan_adopted", _("Plan adopted as ledger"))
OPEN_END_NAMED = Kind("ledger.open_end_named", _("Units named that the plan left open"))
DEPUTY_NAMED = Kind("ledger.deputy_named", _("Deputy in charge of a task named"))

register(PLAN_ADOPTED, OPEN_END_NAMED, DEPUTY_NAMED)
