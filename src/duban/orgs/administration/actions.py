"""Kinds of acts of the three administrators in the journal."""

from django.utils.translation import gettext_lazy as _

from duban.journal.kinds import Kind, register

CALENDAR_SEEDED = Kind("orgs.calendar_seeded", _("Working calendar of a year entered"))
CALENDAR_DAY_SET = Kind("orgs.calendar_day_set", _("Day of the working calendar set"))
CALENDAR_DAY_REMOVED = Kind("orgs.calendar_day_removed", _("Day of the working calendar removed"))
PARAMETERS_CHANGED = Kind("orgs.parameters_changed", _("Parameters changed"))
FIELDS_RESEALED = Kind("orgs.fields_resealed", _("Sealed fields moved to the newest key"))
FILES_SWEPT = Kind("orgs.files_swept", _("Files without a record removed from the store"))
GRANT_PROPOSED = Kind("orgs.grant_proposed", _("Exception proposed"))
GRANT_REVOKED = Kind("orgs.grant_revoked", _("Exception revoked"))

register(
    CALENDAR_SEEDED,
    CALENDAR_DAY_SET,
    CALENDAR_DAY_REMOVED,
    PARAMETERS_CHANGED,
    FIELDS_RESEALED,
    FILES_SWEPT,
    GRANT_PROPOSED,
    GRANT_REVOKED,
)
