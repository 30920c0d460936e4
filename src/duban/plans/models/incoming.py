"""What came in: the file, its reading, and what a person corrected on top of it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from duban.core.models import UidField
from duban.orgs.models import Jurisdiction, User
from duban.plans.stages import ImportStage


class SourceFile(models.Model):
    """A file as it was given, kept byte for byte under its digest."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    uid = UidField()
    name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    stored_at = models.DateTimeField()
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "plans_source_file"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "uid"], name="plans_file_uid"),
            models.UniqueConstraint(fields=["jurisdiction", "sha256"], name="plans_file_digest"),
        ]

    def __str__(self) -> str:
        return self.name


class PlanImport(models.Model):
    """One file on its way into the ledger: read, reviewed, adopted or given up.

    `reading` is what the program read (duban.reading/1 with text) and is never changed; corrections lie
    beside it. Reading runs in a child process: `lease_until` and `attempts` let another worker take over.
    """

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    uid = UidField()
    file = models.ForeignKey(SourceFile, models.PROTECT, related_name="imports", db_index=False)
    stage = models.CharField(max_length=16, choices=ImportStage)
    is_for_comment = models.BooleanField(_("draft for comment"), default=False)
    reading = models.TextField(null=True, blank=True)
    refusal = models.JSONField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True, blank=True)
    uploaded_by = models.ForeignKey(User, models.PROTECT, db_index=False)
    uploaded_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "plans_import"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "uid"], name="plans_import_uid"),
            models.UniqueConstraint(
                fields=["jurisdiction", "file"],
                condition=~Q(stage__in=["failed", "discarded"]),
                name="plans_import_once",
            ),
        ]
        indexes = [
            models.Index(fields=["jurisdiction", "stage", "uploaded_at"], name="plans_import_stage"),
        ]

    def __str__(self) -> str:
        return str(self.uid)


class Correction(models.Model):
    """One change that a person made to a draft; undone ones stay, marked."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    plan_import = models.ForeignKey(PlanImport, models.PROTECT, related_name="corrections", db_index=False)
    seq = models.PositiveIntegerField()
    kind = models.CharField(max_length=32)
    body = models.JSONField()
    made_by = models.ForeignKey(User, models.PROTECT, db_index=False)
    made_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "plans_correction"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "plan_import", "seq"], name="plans_correction_seq")
        ]

    def __str__(self) -> str:
        return f"{self.seq} {self.kind}"
