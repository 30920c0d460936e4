"""Kinds of acts on instructions and assigned matters in the journal."""

from django.utils.translation import gettext_lazy as _

from duban.journal.kinds import Kind, register

INSTRUCTION_GIVEN = Kind("ledger.instruction_given", _("Instruction of a leader taken down"))
INSTRUCTION_NOTED = Kind("ledger.instruction_noted", _("Instruction noted, nothing to do"))
MATTER_REGISTERED = Kind("ledger.matter_registered", _("Matter registered"))
MATTER_ASSIGNED = Kind("ledger.matter_assigned", _("Matter assigned to its units"))
MATTER_SIGNED = Kind("ledger.matter_signed", _("Matter signed for"))
MATTERS_LAPSED = Kind("ledger.matters_lapsed", _("Matters received by lapse of time"))
MATTER_BEGUN = Kind("ledger.matter_begun", _("Person named who sees to a matter"))
REPLY_DRAFTED = Kind("ledger.reply_drafted", _("Reply on a matter drafted"))
MATTER_REPLIED = Kind("ledger.matter_replied", _("Reply on a matter signed"))
REPLY_RETURNED = Kind("ledger.reply_returned", _("Reply on a matter returned"))
EXTENSION_ASKED = Kind("ledger.extension_asked", _("More time asked for a matter"))
EXTENSION_ANSWERED = Kind("ledger.extension_answered", _("Request for more time answered"))
MATTER_CHECKED = Kind("ledger.matter_checked", _("Reply on a matter checked"))
MATTER_CLOSED = Kind("ledger.matter_closed", _("Matter closed"))
MATTER_WITHDRAWN = Kind("ledger.matter_withdrawn", _("Matter withdrawn"))

register(
    INSTRUCTION_GIVEN,
    INSTRUCTION_NOTED,
    MATTER_REGISTERED,
    MATTER_ASSIGNED,
    MATTER_SIGNED,
    MATTERS_LAPSED,
    MATTER_BEGUN,
    REPLY_DRAFTED,
    MATTER_REPLIED,
    REPLY_RETURNED,
    EXTENSION_ASKED,
    EXTENSION_ANSWERED,
    MATTER_CHECKED,
    MATTER_CLOSED,
    MATTER_WITHDRAWN,
)
