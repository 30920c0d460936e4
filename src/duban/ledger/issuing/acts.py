"""Who issues tasks, acknowledges, objects, answers, suspends."""

from django.utils.translation import gettext_lazy as _

from duban.orgs.policies import Act, declare
from duban.orgs.roles import OFFICE, UNIT_ROLES, Link, Role, anybody, linked

declare(
    Act("ledger.issue_tasks", _("Issue the tasks of a plan"), anybody(Role.OFFICE_HEAD)),
    Act("ledger.mark_task", _("Mark a task as urgent, firm or striving"), OFFICE),
    Act(
        "ledger.receive_task",
        _("Acknowledge receipt of a task"),
        linked(Link.OWN_UNIT, *UNIT_ROLES),
    ),
    Act("ledger.dispute_assignment", _("Object to the assignment of a task"), linked(Link.LEADING, Role.HEAD)),
    Act(
        "ledger.answer_dispute",
        _("Answer an objection to an assignment"),
        linked(Link.OWN_FIELD, Role.LEADER, Role.APPROVER),
    ),
    Act("ledger.suspend_task", _("Suspend a task"), anybody(Role.APPROVER)),
    Act("ledger.resume_task", _("Resume a suspended task"), anybody(Role.APPROVER)),
)
