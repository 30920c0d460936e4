"""Evidence (佐证材料): files that support what was reported, each stored once and used where it serves."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from duban.core.models import UidField
from duban.ledger.models import Task
from duban.orgs.models import Jurisdiction, Unit, User


class Evidence(models.Model):
    """A file of a unit; its bytes lie in the file store under their digest."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    uid = UidField()
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="evidence", null=True, blank=True, db_index=False)
    name = models.CharField(max_length=255)
    media_type = models.CharField(max_length=127)
    sha256 = models.CharField(max_length=64)
    size = models.BigIntegerField()
    added_by = models.ForeignKey(User, models.PROTECT, related_name="evidence", db_index=False)
    added_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "progress_evidence"
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["jurisdiction", "uid"], name="progress_evidence_uid")]
        indexes = [
            models.Index(fields=["jurisdiction", "unit", "added_at"], name="progress_evidence_unit"),
            models.Index(fields=["jurisdiction", "sha256"], name="progress_evidence_bytes"),
        ]

    def __str__(self) -> str:
        return self.name


class EvidenceUse(models.Model):
    """Where a file serves: a report, a milestone, a decision …, by kind and uid; `task` where it belongs to one."""

    class Kind(models.TextChoices):
        REPORT = "progressreport", _("Progress report")
        CONTRIBUTION = "contribution", _("Contribution")
        MILESTONE = "milestone", _("Milestone")
        CLAIM = "claim", _("Report of completion")
        DECISION = "decision", _("Decision")
        PROBLEM = "problem", _("Problem")
        MATTER = "matter", _("Assigned matter")

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    evidence = models.ForeignKey(Evidence, models.PROTECT, related_name="uses", db_index=False)
    task = models.ForeignKey(Task, models.PROTECT, related_name="evidence_uses", null=True, blank=True, db_index=False)
    kind = models.CharField(max_length=16, choices=Kind)
    about = models.CharField(max_length=64)
    used_at = models.DateTimeField()

    class Meta:
        db_table = "progress_evidence_use"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction", "evidence", "kind", "about"], name="progress_evidence_use_once"
            )
        ]
        indexes = [
            models.Index(fields=["jurisdiction", "kind", "about"], name="progress_evidence_about"),
            models.Index(fields=["jurisdiction", "task"], name="progress_evidence_task"),
        ]

    def __str__(self) -> str:
        return f"{self.evidence_id} {self.kind} {self.about}"
