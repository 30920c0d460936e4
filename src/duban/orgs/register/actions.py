"""Kinds of acts on the register in the journal."""

from django.utils.translation import gettext_lazy as _

from duban.journal.kinds import Kind, register

UNIT_ENTERED = Kind("orgs.unit_entered", _("Unit entered"))
UNIT_CHANGED = Kind("orgs.unit_changed", _("Unit changed"))
UNIT_RENAMED = Kind("orgs.unit_renamed", _("Unit renamed"))
ALIAS_ADDED = Kind("orgs.alias_added", _("Alias added"))
ALIAS_CLOSED = Kind("orgs.alias_closed", _("Alias closed"))
UNITS_MERGED = Kind("orgs.units_merged", _("Units merged"))
UNIT_SPLIT = Kind("orgs.unit_split", _("Unit split"))
UNIT_DISSOLVED = Kind("orgs.unit_dissolved", _("Unit dissolved"))
REGISTER_IMPORTED = Kind("orgs.register_imported", _("Register of units read in"))

register(
    UNIT_ENTERED,
    UNIT_CHANGED,
    UNIT_RENAMED,
    ALIAS_ADDED,
    ALIAS_CLOSED,
    UNITS_MERGED,
    UNIT_SPLIT,
    UNIT_DISSOLVED,
    REGISTER_IMPORTED,
)
