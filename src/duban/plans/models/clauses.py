"""Sections and clauses of an adopted plan, with everything that was read in them.

`read_as` keeps what reading had said where a person changed it; NULL means: as read. `start` and `end` are
NULL where a person added something that is not printed.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from duban.core.models import UidField
from duban.orgs.models import Jurisdiction, Person, Unit
from duban.plans.models.issued import Plan


class Section(models.Model):
    """A group of clauses under a heading (任务组)."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    uid = UidField()
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="sections", db_index=False)
    position = models.PositiveIntegerField()
    label = models.CharField(max_length=16)
    title = models.CharField(max_length=255)
    declared_count = models.PositiveIntegerField(null=True, blank=True)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()

    class Meta:
        db_table = "plans_section"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "uid"], name="plans_section_uid"),
            models.UniqueConstraint(fields=["jurisdiction", "plan", "position"], name="plans_section_position"),
        ]

    def __str__(self) -> str:
        return self.title


class Clause(models.Model):
    """A numbered entry as printed (条)."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    uid = UidField()
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="clauses", db_index=False)
    section = models.ForeignKey(Section, models.PROTECT, related_name="clauses", null=True, blank=True, db_index=False)
    position = models.PositiveIntegerField()
    number = models.CharField(max_length=16, null=True, blank=True)
    text = models.TextField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    read_as = models.JSONField(null=True, blank=True)

    class Meta:
        db_table = "plans_clause"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "uid"], name="plans_clause_uid"),
            models.UniqueConstraint(fields=["jurisdiction", "plan", "position"], name="plans_clause_position"),
        ]
        indexes = [models.Index(fields=["jurisdiction", "section", "position"], name="plans_clause_section")]

    def __str__(self) -> str:
        return self.number or self.uid


class LeaderMention(models.Model):
    """A responsible leader where he is named: in a section's heading, or in one clause."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="leader_mentions", db_index=False)
    section = models.ForeignKey(
        Section, models.PROTECT, related_name="leader_mentions", null=True, blank=True, db_index=False
    )
    clause = models.ForeignKey(
        Clause, models.PROTECT, related_name="leader_mentions", null=True, blank=True, db_index=False
    )
    person = models.ForeignKey(Person, models.PROTECT, related_name="mentions", db_index=False)
    position = models.PositiveIntegerField()
    surface = models.CharField(max_length=32)
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    read_as = models.JSONField(null=True, blank=True)

    class Meta:
        db_table = "plans_leader_mention"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "plan", "position"], name="plans_leader_position"),
            models.CheckConstraint(
                condition=models.Q(section__isnull=True) ^ models.Q(clause__isnull=True),
                name="plans_leader_in_one_place",
            ),
        ]
        indexes = [models.Index(fields=["jurisdiction", "person"], name="plans_leader_person")]

    def __str__(self) -> str:
        return self.surface


class UnitMention(models.Model):
    """A unit in a role of a clause, with the words as printed."""

    class Role(models.TextChoices):
        LEAD = "lead", _("Lead unit")
        COOPERATING = "cooperating", _("Cooperating unit")
        RESPONSIBLE = "responsible", _("Responsible unit")

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    clause = models.ForeignKey(Clause, models.PROTECT, related_name="unit_mentions", db_index=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="mentions", db_index=False)
    role = models.CharField(max_length=16, choices=Role)
    position = models.PositiveIntegerField()
    surface = models.CharField(max_length=64)
    is_open_ended = models.BooleanField(default=False)
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    read_as = models.JSONField(null=True, blank=True)

    class Meta:
        db_table = "plans_unit_mention"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "clause", "position"], name="plans_mention_position")
        ]
        indexes = [models.Index(fields=["jurisdiction", "unit", "role"], name="plans_mention_unit")]

    def __str__(self) -> str:
        return self.surface


class ClauseTarget(models.Model):
    """A figure to be reached; `value` is NULL when it stands in words only."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    clause = models.ForeignKey(Clause, models.PROTECT, related_name="targets", db_index=False)
    position = models.PositiveIntegerField()
    text = models.CharField(max_length=128)
    comparator = models.CharField(max_length=2, null=True, blank=True)
    value = models.DecimalField(max_digits=24, decimal_places=6, null=True, blank=True)
    unit = models.CharField(max_length=32, null=True, blank=True)
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    read_as = models.JSONField(null=True, blank=True)

    class Meta:
        db_table = "plans_target"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "clause", "position"], name="plans_target_position")
        ]

    def __str__(self) -> str:
        return self.text


class ClauseDeadline(models.Model):
    """A date or period as printed; `due_on` is the last day of the period meant."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    clause = models.ForeignKey(Clause, models.PROTECT, related_name="deadlines", db_index=False)
    position = models.PositiveIntegerField()
    text = models.CharField(max_length=64)
    due_on = models.DateField(null=True, blank=True)
    precision = models.CharField(max_length=8)
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    read_as = models.JSONField(null=True, blank=True)

    class Meta:
        db_table = "plans_deadline"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "clause", "position"], name="plans_deadline_position")
        ]

    def __str__(self) -> str:
        return self.text


class PlanFinding(models.Model):
    """What reading found wrong or weak (审读意见), and how a person settled it."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="findings", db_index=False)
    clause = models.ForeignKey(Clause, models.PROTECT, related_name="findings", null=True, blank=True, db_index=False)
    position = models.PositiveIntegerField()
    code = models.CharField(max_length=48)
    severity = models.CharField(max_length=8)
    params = models.JSONField()
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    settled = models.CharField(max_length=16, null=True, blank=True)
    remark = models.CharField(max_length=255, null=True, blank=True)

    class Meta:
        db_table = "plans_finding"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "plan", "position"], name="plans_finding_position")
        ]
        indexes = [models.Index(fields=["jurisdiction", "clause"], name="plans_finding_clause")]

    def __str__(self) -> str:
        return self.code
