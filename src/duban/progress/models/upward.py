"""What goes up: the digest of a section's accepted reports to its leader, and special reports at any time."""

from django.db import models
from django.db.models import Q

from duban.core.models import UidField
from duban.ledger.models import Part, Task
from duban.orgs.models import Jurisdiction, Person
from duban.plans.models import Section
from duban.progress.models.periods import ReportingPeriod
from duban.progress.stages import SpecialStage


class Digest(models.Model):
    """The accepted reports of a section in a month for its leader (进展综述), with the record of delivery.

    Without a section it is that of the whole government. `content` is JSON, frozen when it was made.
    """

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    uid = UidField()
    period = models.ForeignKey(ReportingPeriod, models.PROTECT, related_name="digests", db_index=False)
    section = models.ForeignKey(Section, models.PROTECT, related_name="digests", null=True, blank=True, db_index=False)
    leader = models.ForeignKey(Person, models.PROTECT, related_name="digests", null=True, blank=True, db_index=False)
    content = models.TextField()
    made_at = models.DateTimeField()
    delivered_at = models.DateTimeField(null=True, blank=True)
    delivered_how = models.CharField(max_length=64, null=True, blank=True)

    class Meta:
        db_table = "progress_digest"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "uid"], name="progress_digest_uid"),
            models.UniqueConstraint(
                fields=["jurisdiction", "period", "section"],
                condition=Q(section__isnull=False),
                name="progress_digest_section",
            ),
            models.UniqueConstraint(
                fields=["jurisdiction", "period"], condition=Q(section__isnull=True), name="progress_digest_whole"
            ),
        ]
        indexes = [models.Index(fields=["jurisdiction", "leader", "made_at"], name="progress_digest_leader")]

    def __str__(self) -> str:
        return f"{self.period.month} {self.section.title}" if self.section is not None else self.period.month


class SpecialReport(models.Model):
    """A report of a lead unit to leader and government at any time (专报), signed by the unit's head."""

    Stage = SpecialStage

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    uid = UidField()
    task = models.ForeignKey(Task, models.PROTECT, related_name="special_reports", db_index=False)
    part = models.ForeignKey(Part, models.PROTECT, related_name="special_reports", db_index=False)
    stage = models.CharField(max_length=16, choices=Stage, default=Stage.DRAFTED)
    title = models.CharField(max_length=128)
    text = models.TextField()
    drafted_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "progress_special"
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["jurisdiction", "uid"], name="progress_special_uid")]
        indexes = [
            models.Index(fields=["jurisdiction", "task", "drafted_at"], name="progress_special_task"),
            models.Index(fields=["jurisdiction", "stage", "sent_at"], name="progress_special_stage"),
        ]

    def __str__(self) -> str:
        return self.title
