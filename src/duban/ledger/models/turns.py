"""Turns in the life of a task: a disputed assignment, a suspension, a claim that it is done, a reopening."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from duban.core.models import UidField
from duban.ledger.models.parts import Part
from duban.ledger.models.tasks import Task
from duban.ledger.stages import ClaimStage, DisputeStage
from duban.orgs.models import Jurisdiction, User


class Dispute(models.Model):
    """That a lead unit objects to its assignment, once, in writing (domain 3.1, ISSUED to DISPUTED)."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    uid = UidField()
    task = models.ForeignKey(Task, models.PROTECT, related_name="disputes", db_index=False)
    part = models.ForeignKey(Part, models.PROTECT, related_name="disputes", db_index=False)
    stage = models.CharField(max_length=16, choices=DisputeStage, default=DisputeStage.FILED)
    reason = models.TextField()
    filed_at = models.DateTimeField()
    answer = models.TextField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "ledger_dispute"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "uid"], name="ledger_dispute_uid"),
            models.UniqueConstraint(fields=["jurisdiction", "part"], name="ledger_dispute_once"),
            models.CheckConstraint(
                condition=Q(stage="filed", answered_at__isnull=True)
                | (~Q(stage="filed") & Q(answered_at__isnull=False, answer__isnull=False)),
                name="ledger_dispute_answered",
            ),
        ]
        indexes = [
            models.Index(fields=["jurisdiction", "task"], name="ledger_dispute_task"),
            models.Index(fields=["jurisdiction", "stage", "filed_at"], name="ledger_dispute_stage"),
        ]

    def __str__(self) -> str:
        return f"{self.task.numbers} {self.task.title}"


class Suspension(models.Model):
    """That a task rests for an outside cause, at most three months, until it is looked at again."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    uid = UidField()
    task = models.ForeignKey(Task, models.PROTECT, related_name="suspensions", db_index=False)
    reason = models.TextField()
    since = models.DateField()
    review_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        db_table = "ledger_suspension"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "uid"], name="ledger_suspension_uid"),
            models.UniqueConstraint(
                fields=["jurisdiction", "task"], condition=Q(ended_on__isnull=True), name="ledger_suspension_open"
            ),
            models.CheckConstraint(condition=Q(review_on__gt=models.F("since")), name="ledger_suspension_review"),
        ]
        indexes = [models.Index(fields=["jurisdiction", "review_on"], name="ledger_suspension_day")]

    def __str__(self) -> str:
        return f"{self.task_id} {self.since}"


class Reopening(models.Model):
    """That the office proposes to reopen a closed task on proof; the responsible leader decides."""

    class Stage(models.TextChoices):
        PROPOSED = "proposed", _("Proposed")
        GRANTED = "granted", _("Reopened")
        REFUSED = "refused", _("Refused")

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    uid = UidField()
    task = models.ForeignKey(Task, models.PROTECT, related_name="reopenings", db_index=False)
    stage = models.CharField(max_length=16, choices=Stage, default=Stage.PROPOSED)
    proof = models.TextField()
    proposed_at = models.DateTimeField()
    answer = models.TextField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "ledger_reopening"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "uid"], name="ledger_reopening_uid"),
            models.UniqueConstraint(
                fields=["jurisdiction", "task"], condition=Q(stage="proposed"), name="ledger_reopening_open"
            ),
        ]
        indexes = [models.Index(fields=["jurisdiction", "stage"], name="ledger_reopening_stage")]

    def __str__(self) -> str:
        return f"{self.task.numbers} {self.task.title}"


class Claim(models.Model):
    """That a lead unit says its part is done, and what the verification found.

    A claim that was returned counts as never made from `answered_at` on. `without_evidence` says why there is none.
    """

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    uid = UidField()
    task = models.ForeignKey(Task, models.PROTECT, related_name="claims", db_index=False)
    part = models.ForeignKey(Part, models.PROTECT, related_name="claims", db_index=False)
    stage = models.CharField(max_length=16, choices=ClaimStage, default=ClaimStage.MADE)
    statement = models.TextField()
    without_evidence = models.CharField(max_length=255, null=True, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, models.PROTECT, related_name="claims", db_index=False)
    verify_by = models.DateField()
    verifier = models.ForeignKey(
        User, models.PROTECT, related_name="verified_claims", null=True, blank=True, db_index=False
    )
    verification = models.TextField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "ledger_claim"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "uid"], name="ledger_claim_uid"),
            models.UniqueConstraint(
                fields=["jurisdiction", "part"],
                condition=Q(stage__in=["made", "verifying", "verified"]),
                name="ledger_claim_one_open",
            ),
            models.CheckConstraint(
                condition=Q(verifier__isnull=True) | ~Q(verifier=models.F("made_by")), name="ledger_claim_verifier"
            ),
        ]
        indexes = [
            models.Index(fields=["jurisdiction", "task", "made_at"], name="ledger_claim_task"),
            models.Index(fields=["jurisdiction", "stage", "verify_by"], name="ledger_claim_stage"),
        ]

    def __str__(self) -> str:
        return f"{self.task.numbers} {self.task.title}"
