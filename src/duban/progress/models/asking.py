"""What leads ask of cooperating units, with a clock of its own: docking, standing requests, contributions."""

from django.db import models
from django.db.models import Q

from duban.core.models import UidField
from duban.ledger.models import Indicator, Part, Task
from duban.orgs.models import Jurisdiction
from duban.progress.models.periods import ReportingPeriod
from duban.progress.stages import ContributionStage, DockingStage, RequestStage


class Request(models.Model):
    """What a lead asks of a cooperating unit (报送要求), set once and repeating every period until it ends.

    `indicator` is the figure that is asked for, if one is; a unit gives a figure once for all leads.
    """

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    uid = UidField()
    task = models.ForeignKey(Task, models.PROTECT, related_name="requests", db_index=False)
    lead = models.ForeignKey(Part, models.PROTECT, related_name="requests_made", db_index=False)
    part = models.ForeignKey(Part, models.PROTECT, related_name="requests", db_index=False)
    what = models.CharField(max_length=255)
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, related_name="requests", null=True, blank=True, db_index=False
    )
    repeats = models.BooleanField(default=True)
    since = models.CharField(max_length=7)
    until = models.CharField(max_length=7, null=True, blank=True)
    stage = models.CharField(max_length=16, choices=RequestStage, default=RequestStage.SET)
    set_at = models.DateTimeField()

    class Meta:
        db_table = "progress_request"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "uid"], name="progress_request_uid"),
            models.CheckConstraint(condition=~Q(lead=models.F("part")), name="progress_request_of_another"),
        ]
        indexes = [
            models.Index(fields=["jurisdiction", "task", "stage"], name="progress_request_task"),
            models.Index(fields=["jurisdiction", "part", "stage"], name="progress_request_part"),
            models.Index(fields=["jurisdiction", "lead", "stage"], name="progress_request_lead"),
        ]

    def __str__(self) -> str:
        return self.what


class Contribution(models.Model):
    """What a cooperating unit files for one period (协办情况报送); a gap stands on it and not on the lead."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    uid = UidField()
    request = models.ForeignKey(Request, models.PROTECT, related_name="contributions", db_index=False)
    period = models.ForeignKey(ReportingPeriod, models.PROTECT, related_name="contributions", db_index=False)
    part = models.ForeignKey(Part, models.PROTECT, related_name="contributions", db_index=False)
    stage = models.CharField(max_length=16, choices=ContributionStage, default=ContributionStage.DUE)
    due_on = models.DateField()
    is_nil = models.BooleanField(default=False)
    text = models.TextField(null=True, blank=True)
    value = models.DecimalField(max_digits=24, decimal_places=6, null=True, blank=True)
    filed_at = models.DateTimeField(null=True, blank=True)
    was_late = models.BooleanField(default=False)
    returned_because = models.TextField(null=True, blank=True)
    refile_by = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "progress_contribution"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "uid"], name="progress_contribution_uid"),
            models.UniqueConstraint(fields=["jurisdiction", "request", "period"], name="progress_contribution_once"),
            models.CheckConstraint(
                condition=~Q(stage__in=["filed", "accepted"]) | Q(filed_at__isnull=False),
                name="progress_contribution_filed",
            ),
        ]
        indexes = [
            models.Index(fields=["jurisdiction", "part", "period"], name="progress_contribution_part"),
            models.Index(fields=["jurisdiction", "period", "stage"], name="progress_contribution_per"),
        ]

    def __str__(self) -> str:
        return f"{self.period.month} {self.request.what}"


class Docking(models.Model):
    """What a cooperating unit offers the lead (对接): whom to call, what it will supply, by when."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    uid = UidField()
    task = models.ForeignKey(Task, models.PROTECT, related_name="dockings", db_index=False)
    part = models.ForeignKey(Part, models.PROTECT, related_name="dockings", db_index=False)
    stage = models.CharField(max_length=16, choices=DockingStage, default=DockingStage.OFFERED)
    contact = models.CharField(max_length=64)
    what = models.CharField(max_length=255)
    by_when = models.DateField(null=True, blank=True)
    offered_at = models.DateTimeField()
    request = models.ForeignKey(Request, models.PROTECT, related_name="dockings", null=True, blank=True, db_index=False)
    answer = models.TextField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "progress_docking"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "uid"], name="progress_docking_uid"),
            models.UniqueConstraint(
                fields=["jurisdiction", "part"], condition=Q(stage="offered"), name="progress_docking_one_open"
            ),
        ]
        indexes = [models.Index(fields=["jurisdiction", "task", "stage"], name="progress_docking_task")]

    def __str__(self) -> str:
        return self.what
