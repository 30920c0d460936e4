"""Who reports completion, verifies it, closes and reopens tasks."""

from django.utils.translation import gettext_lazy as _

from duban.orgs.policies import Act, declare
from duban.orgs.roles import OFFICE, Link, Role, anybody, linked

_LEADER = linked(Link.OWN_FIELD, Role.LEADER, Role.APPROVER)

declare(
    Act("progress.claim_done", _("Report completion"), linked(Link.LEADING, Role.HEAD)),
    Act("progress.withdraw_claim", _("Withdraw a report of completion"), linked(Link.LEADING, Role.HEAD)),
    Act("progress.begin_verifying", _("Begin to verify a completion"), OFFICE),
    Act("progress.verify_claim", _("Record the verification of a completion"), OFFICE),
    Act("progress.return_claims", _("Return a report of completion"), OFFICE),
    Act("progress.confirm_done", _("Confirm the completion of a firm commitment"), _LEADER),
    Act("progress.close_task", _("Close a task"), anybody(Role.OFFICE_HEAD, Role.APPROVER), is_hard=True),
    Act("progress.propose_reopening", _("Propose to reopen a closed task"), anybody(Role.OFFICE_HEAD)),
    Act("progress.answer_reopening", _("Decide on reopening a closed task"), _LEADER),
)
