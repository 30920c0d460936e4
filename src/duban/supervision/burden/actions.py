"""Kind of act of the burden meter in the journal."""

from django.utils.translation import gettext_lazy as _

from duban.journal.kinds import Kind, register
from duban.journal.wording import name_fields

MORE_ASKED = Kind("supervision.more_asked", _("Reason given for asking more than the ceiling"))

register(MORE_ASKED)
name_fields({"asks": _("Asks this month"), "ceiling": _("Ceiling"), "asked_for": _("For")})
