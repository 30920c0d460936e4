"""The life of a task, as data (domain 3.1)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class TaskStage(models.TextChoices):
    """All stages of a task; adoption creates CHECKED."""

    DRAFT = "draft", _("Draft")
    CHECKED = "checked", _("Checked")
    ISSUED = "issued", _("Issued")
    DISPUTED = "disputed", _("Disputed")
    ACCEPTED = "accepted", _("Receipt acknowledged")
    PLANNING = "planning", _("Work plan being made")
    PLAN_REVIEW = "plan_review", _("Work plan in review")
    RUNNING = "running", _("Running")
    SUSPENDED = "suspended", _("Suspended")
    DONE_CLAIMED = "done_claimed", _("Reported done")
    VERIFYING = "verifying", _("Being verified")
    CLOSED = "closed", _("Closed")
    YEAR_CLOSED = "year_closed", _("Closed for the year")
    CARRIED_OVER = "carried_over", _("Carried over")
    CANCELLED = "cancelled", _("Cancelled")
