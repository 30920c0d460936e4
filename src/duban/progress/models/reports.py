"""Progress reports of leads, with every version that was filed, and who may file without the head's hand."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from duban.core.models import UidField
from duban.ledger.models import Part, Task
from duban.orgs.models import Jurisdiction, Post, Unit
from duban.progress.models.periods import ReportingPeriod
from duban.progress.stages import ReportStage

EXEMPT = {
    "suspended": _("the task rests"),
    "closed": _("the task has ended"),
    "longer_rhythm": _("not asked for this month"),
}


class ProgressReport(models.Model):
    """What a lead's part owes for a period (进展报送); created as an expectation.

    `is_on_time` is judged at the first filing, or by a refiling within its own days, and never changes from late to
    on time; `reached_at` is the stage in which a missing report lay. The words are those of the latest version.
    """

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    uid = UidField()
    period = models.ForeignKey(ReportingPeriod, models.PROTECT, related_name="reports", db_index=False)
    task = models.ForeignKey(Task, models.PROTECT, related_name="reports", db_index=False)
    part = models.ForeignKey(Part, models.PROTECT, related_name="reports", db_index=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="reports", db_index=False)
    stage = models.CharField(max_length=16, choices=ReportStage, default=ReportStage.EXPECTED)
    is_nil = models.BooleanField(default=False)
    text = models.TextField(null=True, blank=True)
    next_steps = models.TextField(null=True, blank=True)
    remark = models.TextField(null=True, blank=True)
    filed_at = models.DateTimeField(null=True, blank=True)
    is_on_time = models.BooleanField(null=True, blank=True)
    accept_by = models.DateField(null=True, blank=True)
    refile_by = models.DateField(null=True, blank=True)
    returned_because = models.TextField(null=True, blank=True)
    reached_at = models.CharField(max_length=16, choices=ReportStage, null=True, blank=True)
    unlocked_until = models.DateField(null=True, blank=True)
    exempt_because = models.CharField(max_length=255, null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    is_accepted_by_lapse = models.BooleanField(default=False)
    versions_filed = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "progress_report"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "uid"], name="progress_report_uid"),
            models.UniqueConstraint(fields=["jurisdiction", "period", "part"], name="progress_report_once"),
            models.CheckConstraint(
                condition=~Q(stage__in=["submitted", "accepted", "amended"]) | Q(filed_at__isnull=False),
                name="progress_report_filed",
            ),
        ]
        indexes = [
            models.Index(fields=["jurisdiction", "unit", "period"], name="progress_report_unit"),
            models.Index(fields=["jurisdiction", "task", "period"], name="progress_report_task"),
            models.Index(fields=["jurisdiction", "part", "period"], name="progress_report_part"),
            models.Index(fields=["jurisdiction", "period", "stage"], name="progress_report_stage"),
        ]

    def __str__(self) -> str:
        return f"{self.period.month} {self.task.numbers} {self.task.title}"

    @property
    def exempt_words(self) -> str:
        """Why nothing is asked for, in words: the office's own, or those of a cause that the clock found."""
        return str(EXEMPT.get(self.exempt_because or "", self.exempt_because or ""))


class ReportVersion(models.Model):
    """A report as it was filed: its words, its figures as JSON, when and by whom.

    A further version of an accepted report holds once it is accepted; one that was refused stays to be read.
    """

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    uid = UidField()
    report = models.ForeignKey(ProgressReport, models.PROTECT, related_name="versions", db_index=False)
    number = models.PositiveSmallIntegerField()
    is_nil = models.BooleanField(default=False)
    text = models.TextField(null=True, blank=True)
    next_steps = models.TextField(null=True, blank=True)
    remark = models.TextField(null=True, blank=True)
    figures = models.TextField()
    filed_at = models.DateTimeField()
    filed_by = models.CharField(max_length=64)
    reason = models.TextField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    refused_at = models.DateTimeField(null=True, blank=True)
    refused_because = models.TextField(null=True, blank=True)

    class Meta:
        db_table = "progress_version"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "uid"], name="progress_version_uid"),
            models.UniqueConstraint(fields=["jurisdiction", "report", "number"], name="progress_version_number"),
            models.CheckConstraint(
                condition=Q(refused_at__isnull=True, refused_because__isnull=True)
                | Q(refused_at__isnull=False, refused_because__isnull=False, accepted_at__isnull=True),
                name="progress_version_refused",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report_id} {self.number}"


class StandingConsent(models.Model):
    """That a unit head lets a liaison officer file nil reports and those of green tasks (授权报送), day to day."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    uid = UidField()
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="consents", db_index=False)
    post = models.ForeignKey(Post, models.PROTECT, related_name="consents", db_index=False)
    since = models.DateField()
    until = models.DateField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    given_at = models.DateTimeField()

    class Meta:
        db_table = "progress_consent"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "uid"], name="progress_consent_uid"),
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="progress_consent_ends"),
        ]
        indexes = [models.Index(fields=["jurisdiction", "post", "until"], name="progress_consent_post")]

    def __str__(self) -> str:
        return self.post.words


class Figure(models.Model):
    """The actual value of an indicator, or of one unit's share of it, in a month; given once, it serves all.

    A figure that is corrected stays, with the moment in which another replaced it. Without a unit it is the whole.
    """

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    uid = UidField()
    indicator = models.ForeignKey("ledger.Indicator", models.PROTECT, related_name="figures", db_index=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="figures", null=True, blank=True, db_index=False)
    month = models.CharField(max_length=7)
    value = models.DecimalField(max_digits=24, decimal_places=6)
    source = models.CharField(max_length=128, null=True, blank=True)
    remark = models.CharField(max_length=255, null=True, blank=True)
    given_at = models.DateTimeField()
    given_by = models.CharField(max_length=64)
    replaced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "progress_figure"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "uid"], name="progress_figure_uid"),
            models.UniqueConstraint(
                fields=["jurisdiction", "indicator", "month", "unit"],
                condition=Q(replaced_at__isnull=True, unit__isnull=False),
                name="progress_figure_share",
            ),
            models.UniqueConstraint(
                fields=["jurisdiction", "indicator", "month"],
                condition=Q(replaced_at__isnull=True, unit__isnull=True),
                name="progress_figure_whole",
            ),
        ]
        indexes = [models.Index(fields=["jurisdiction", "indicator", "month"], name="progress_figure_month")]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.month}"
