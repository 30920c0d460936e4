"""Kinds of acts on dispatch meetings and on-site sessions in the journal."""

from django.utils.translation import gettext_lazy as _

from duban.journal.kinds import Kind, register

DISPATCH_PLANNED = Kind("coordination.dispatch_planned", _("Dispatch planned"))
DISPATCH_MOVED = Kind("coordination.dispatch_moved", _("Dispatch moved to another day"))
AGENDA_SET = Kind("coordination.agenda_set", _("Agenda of a dispatch set"))
DISPATCH_CALLED_OFF = Kind("coordination.dispatch_called_off", _("Dispatch called off"))
DISPATCH_HELD = Kind("coordination.dispatch_held", _("Dispatch held"))
MINUTES_WRITTEN = Kind("coordination.minutes_written", _("Minutes written"))
MINUTES_SIGNED = Kind("coordination.minutes_signed", _("Minutes signed"))
MINUTES_SENT = Kind("coordination.minutes_sent", _("Minutes sent, decisions assigned"))

register(
    DISPATCH_PLANNED,
    DISPATCH_MOVED,
    AGENDA_SET,
    DISPATCH_CALLED_OFF,
    DISPATCH_HELD,
    MINUTES_WRITTEN,
    MINUTES_SIGNED,
    MINUTES_SENT,
)
