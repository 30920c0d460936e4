"""Kinds of acts of issue, receipt, objection and suspension in the journal."""

from django.utils.translation import gettext_lazy as _

from duban.journal.kinds import Kind, register

TASKS_ISSUED = Kind("ledger.tasks_issued", _("Tasks issued to their units"))
TASK_MARKED = Kind("ledger.task_marked", _("Task marked"))
TASK_RECEIVED = Kind("ledger.task_received", _("Receipt of a task acknowledged"))
RECEIPT_LAPSED = Kind("ledger.receipt_lapsed", _("Tasks received by lapse of time"))
ASSIGNMENT_DISPUTED = Kind("ledger.assignment_disputed", _("Assignment of a task disputed"))
DISPUTE_ANSWERED = Kind("ledger.dispute_answered", _("Objection to an assignment answered"))
TASK_SUSPENDED = Kind("ledger.task_suspended", _("Task suspended"))
TASK_RESUMED = Kind("ledger.task_resumed", _("Task resumed"))
SUSPENSION_LAPSED = Kind("ledger.suspension_lapsed", _("Suspensions ended on their day of review"))

register(
    TASKS_ISSUED,
    TASK_MARKED,
    TASK_RECEIVED,
    RECEIPT_LAPSED,
    ASSIGNMENT_DISPUTED,
    DISPUTE_ANSWERED,
    TASK_SUSPENDED,
    TASK_RESUMED,
    SUSPENSION_LAPSED,
)
