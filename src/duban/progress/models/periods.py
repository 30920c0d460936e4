"""Reporting periods: by which rule reports are asked for, and the months with cut-off, due and lock day."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from duban.core.models import UidField
from duban.core.texts import month_words
from duban.orgs.models import Jurisdiction
from duban.progress.stages import PeriodStage


class ReportingRule(models.Model):
    """How often reports are asked for, from a month on (domain 3.2, presets); the latest that has begun holds.

    `cut_off_day` is the day of the month on which a period ends, `lock_after` the working days from due to lock,
    `ask_before` the working days before the due day by which contributions are filed.
    """

    class Preset(models.TextChoices):
        MONTHLY = "monthly", _("As the notice says: every running task every month")
        REDUCED = "reduced", _("Reduced: monthly where something is behind or falls due, else every second month")

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    uid = UidField()
    since = models.CharField(max_length=7)
    preset = models.CharField(max_length=16, choices=Preset)
    cut_off_day = models.PositiveSmallIntegerField(default=25)
    lock_after = models.PositiveSmallIntegerField(default=3)
    ask_before = models.PositiveSmallIntegerField(default=3)
    basis = models.CharField(max_length=128, null=True, blank=True)
    decided_at = models.DateTimeField()

    class Meta:
        db_table = "progress_rule"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "uid"], name="progress_rule_uid"),
            models.UniqueConstraint(fields=["jurisdiction", "since"], name="progress_rule_since"),
            models.CheckConstraint(
                condition=models.Q(cut_off_day__gte=1, cut_off_day__lte=28), name="progress_rule_cut_off"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.since} {self.preset}"


class ReportingPeriod(models.Model):
    """A month of reporting (统计周期): what counts from, to, when it is due, when it locks; three different days."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    uid = UidField()
    month = models.CharField(max_length=7)
    begins_on = models.DateField()
    cut_off_on = models.DateField()
    due_on = models.DateField()
    asked_by = models.DateField()
    locks_on = models.DateField()
    stage = models.CharField(max_length=16, choices=PeriodStage, default=PeriodStage.OPEN)
    opened_at = models.DateTimeField()
    locked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "progress_period"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "uid"], name="progress_period_uid"),
            models.UniqueConstraint(fields=["jurisdiction", "month"], name="progress_period_month"),
            models.CheckConstraint(
                condition=models.Q(begins_on__lte=models.F("cut_off_on"), due_on__lte=models.F("locks_on")),
                name="progress_period_days",
            ),
        ]
        indexes = [models.Index(fields=["jurisdiction", "stage", "locks_on"], name="progress_period_stage")]

    def __str__(self) -> str:
        return self.month

    @property
    def words(self) -> str:
        """The month as the reader's language writes it."""
        return month_words(self.month)
