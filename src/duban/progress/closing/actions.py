"""Kinds of acts of completion in the journal."""

from django.utils.translation import gettext_lazy as _

from duban.journal.kinds import Kind, register

DONE_CLAIMED = Kind("progress.done_claimed", _("Completion reported"))
CLAIM_WITHDRAWN = Kind("progress.claim_withdrawn", _("Report of completion withdrawn"))
VERIFYING_BEGUN = Kind("progress.verifying_begun", _("Verification of a completion begun"))
CLAIM_VERIFIED = Kind("progress.claim_verified", _("Verification of a completion recorded"))
CLAIM_RETURNED = Kind("progress.claim_returned", _("Report of completion returned"))
DONE_CONFIRMED = Kind("progress.done_confirmed", _("Completion of a firm commitment confirmed"))
TASK_CLOSED = Kind("progress.task_closed", _("Task closed"))
REOPENING_PROPOSED = Kind("progress.reopening_proposed", _("Reopening of a closed task proposed"))
REOPENING_ANSWERED = Kind("progress.reopening_answered", _("Reopening of a closed task decided"))

register(
    DONE_CLAIMED,
    CLAIM_WITHDRAWN,
    VERIFYING_BEGUN,
    CLAIM_VERIFIED,
    CLAIM_RETURNED,
    DONE_CONFIRMED,
    TASK_CLOSED,
    REOPENING_PROPOSED,
    REOPENING_ANSWERED,
)
