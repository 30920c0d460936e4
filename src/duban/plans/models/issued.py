"""An adopted plan: its words are immutable."""

from django.db import models

from duban.core.models import UidField
from duban.orgs.models import Jurisdiction
from duban.plans.models.incoming import PlanImport


class Plan(models.Model):
    """A division plan (任务分工方案) as issued; `text` is the cleaned text that all spans count in."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    uid = UidField()
    origin = models.ForeignKey(PlanImport, models.PROTECT, related_name="plans", db_index=False)
    title = models.CharField(max_length=255)
    doc_number = models.CharField(max_length=64, null=True, blank=True)
    index_number = models.CharField(max_length=64, null=True, blank=True)
    issuer = models.CharField(max_length=128, null=True, blank=True)
    issued_on = models.DateField(null=True, blank=True)
    places = models.JSONField()
    text = models.TextField()
    adopted_at = models.DateTimeField()
    adopted_by = models.CharField(max_length=64)

    class Meta:
        db_table = "plans_plan"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "uid"], name="plans_plan_uid"),
            models.UniqueConstraint(fields=["jurisdiction", "origin"], name="plans_plan_origin"),
        ]
        indexes = [models.Index(fields=["jurisdiction", "adopted_at"], name="plans_plan_adopted")]

    def __str__(self) -> str:
        return self.title


class PlanRequirement(models.Model):
    """A numbered demand of the covering notice."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="requirements", db_index=False)
    position = models.PositiveIntegerField()
    label = models.CharField(max_length=16)
    title = models.CharField(max_length=255)
    text = models.TextField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()

    class Meta:
        db_table = "plans_requirement"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "plan", "position"], name="plans_requirement_position")
        ]

    def __str__(self) -> str:
        return self.title
