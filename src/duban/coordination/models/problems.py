"""What a unit cannot solve alone, at which level it lies, and who must decide what by when (domain 3.3)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from duban.coordination.stages import ProblemStage
from duban.core.models import UidField
from duban.ledger.models import Milestone, Part, Task
from duban.orgs.models import Jurisdiction, Person, Unit
from duban.progress.models import ProgressReport


class Problem(models.Model):
    """A problem (困难问题), under its number of the year in the register of problems.

    Raised by a unit (`unit`), a leader, or the office; `raiser` is the person. What is asked, the possible answers
    (`options`, JSON: a list of text, note, and whether it is advised), and who decides are said when it is looked
    through. The decider is the head of `decider_unit`, the leader `decider`, or at the level of the government the
    approver. `is_in_time` marks a difficulty reported before the day that it endangers (domain 4.3).
    """

    class Origin(models.TextChoices):
        REPORT = "report", _("From a report")
        PART = "part", _("From the work of a unit")
        CHECK = "check", _("From a check")
        HAND = "hand", _("By hand")
        CLUE = "clue", _("From a clue")

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    uid = UidField()
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    origin = models.CharField(max_length=16, choices=Origin)
    task = models.ForeignKey(Task, models.PROTECT, related_name="problems", null=True, blank=True, db_index=False)
    part = models.ForeignKey(Part, models.PROTECT, related_name="problems", null=True, blank=True, db_index=False)
    report = models.ForeignKey(
        ProgressReport, models.PROTECT, related_name="problems", null=True, blank=True, db_index=False
    )
    milestone = models.ForeignKey(
        Milestone, models.PROTECT, related_name="problems", null=True, blank=True, db_index=False
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="problems_raised", null=True, blank=True, db_index=False
    )
    raiser = models.ForeignKey(Person, models.PROTECT, related_name="problems_raised", db_index=False)
    title = models.CharField(max_length=128)
    text = models.TextField()
    wish = models.TextField(null=True, blank=True)
    is_in_time = models.BooleanField(default=False)
    raised_at = models.DateTimeField()
    triage_by = models.DateField()
    triaged_at = models.DateTimeField(null=True, blank=True)
    asked = models.TextField(null=True, blank=True)
    options = models.TextField(null=True, blank=True)
    consequence = models.TextField(null=True, blank=True)
    decider_unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="problems_to_decide", null=True, blank=True, db_index=False
    )
    decider = models.ForeignKey(
        Person, models.PROTECT, related_name="problems_to_decide", null=True, blank=True, db_index=False
    )
    decide_by = models.DateField(null=True, blank=True)
    stage = models.CharField(max_length=16, choices=ProblemStage, default=ProblemStage.RAISED)
    level = models.CharField(max_length=16, choices=ProblemStage, null=True, blank=True)
    level_since = models.DateField(null=True, blank=True)
    rise_proposed_on = models.DateField(null=True, blank=True)
    is_for_meeting = models.BooleanField(default=False)
    times_unsolved = models.PositiveSmallIntegerField(default=0)
    resolved_at = models.DateTimeField(null=True, blank=True)
    confirm_by = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_because = models.TextField(null=True, blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "coordination_problem"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "uid"], name="coordination_problem_uid"),
            models.UniqueConstraint(fields=["jurisdiction", "year", "number"], name="coordination_problem_number"),
            models.CheckConstraint(
                condition=~Q(stage__in=["unit_level", "leader_level", "city_level"])
                | Q(asked__isnull=False, decide_by__isnull=False, level=models.F("stage")),
                name="coordination_problem_asked",
            ),
            models.CheckConstraint(
                condition=~Q(stage="unit_level") | Q(decider_unit__isnull=False), name="coordination_problem_unit"
            ),
            models.CheckConstraint(
                condition=~Q(stage="leader_level") | Q(decider__isnull=False), name="coordination_problem_leader"
            ),
            models.CheckConstraint(
                condition=Q(stage__in=["confirmed", "withdrawn", "unsolvable"], ended_at__isnull=False)
                | (~Q(stage__in=["confirmed", "withdrawn", "unsolvable"]) & Q(ended_at__isnull=True)),
                name="coordination_problem_ended",
            ),
        ]
        indexes = [
            models.Index(fields=["jurisdiction", "stage", "decide_by"], name="coordination_problem_stage"),
            models.Index(fields=["jurisdiction", "task", "stage"], name="coordination_problem_task"),
            models.Index(fields=["jurisdiction", "unit", "stage"], name="coordination_problem_by"),
            models.Index(fields=["jurisdiction", "decider", "stage"], name="coordination_problem_decider"),
            models.Index(fields=["jurisdiction", "decider_unit", "stage"], name="coordination_problem_at"),
        ]

    def __str__(self) -> str:
        return self.title
