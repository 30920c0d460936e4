"""Kinds of acts of work plans in the journal."""

from django.utils.translation import gettext_lazy as _

from duban.journal.kinds import Kind, register

PLAN_WRITTEN = Kind("ledger.plan_written", _("Work plan written"))
PLAN_FILED = Kind("ledger.plan_filed", _("Work plan filed"))
PLAN_RETURNED = Kind("ledger.plan_returned", _("Work plan returned"))
PLAN_IN_FORCE = Kind("ledger.plan_in_force", _("Work plan put in force"))
PLAN_FORCED = Kind("ledger.plan_forced", _("Work plan put in force provisionally"))
CHANGE_ASKED = Kind("ledger.change_asked", _("Change of a work plan asked for"))
CHANGE_ADVISED = Kind("ledger.change_advised", _("Advice on a change of a work plan given"))
CHANGE_ANSWERED = Kind("ledger.change_answered", _("Change of a work plan answered"))
CHANGE_FORCED = Kind("ledger.change_forced", _("Change of a work plan granted provisionally"))
CHANGE_WITHDRAWN = Kind("ledger.change_withdrawn", _("Change of a work plan withdrawn"))
MILESTONE_DONE = Kind("ledger.milestone_done", _("Milestone reported done"))
MILESTONE_OPEN = Kind("ledger.milestone_open", _("Report of a milestone taken back"))

register(
    PLAN_WRITTEN,
    PLAN_FILED,
    PLAN_RETURNED,
    PLAN_IN_FORCE,
    PLAN_FORCED,
    CHANGE_ASKED,
    CHANGE_ADVISED,
    CHANGE_ANSWERED,
    CHANGE_FORCED,
    CHANGE_WITHDRAWN,
    MILESTONE_DONE,
    MILESTONE_OPEN,
)
