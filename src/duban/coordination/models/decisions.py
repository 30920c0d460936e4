"""What a dispatch, an instruction, or a leader's answer settled: action, owner, date (domain 3.9)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from duban.coordination.models.dispatches import Dispatch
from duban.coordination.models.problems import Problem
from duban.coordination.stages import DecisionStage
from duban.core.models import UidField
from duban.ledger.models import Task
from duban.orgs.models import Jurisdiction, Person, Unit
from duban.progress.models import SpecialReport


class Decision(models.Model):
    """A decision (议定事项): returns to every following agenda of its leader until it is confirmed.

    `leader` is the decider, whose side confirms it; without one it is the approver. The owner is a unit, and in it a
    person where one was named. `first_due_on` keeps the day that was set first.
    """

    class Source(models.TextChoices):
        DISPATCH = "dispatch", _("Dispatch meeting or on-site session")
        PROBLEM = "problem", _("Answer to a problem")
        SPECIAL = "special", _("Instruction on a special report")
        INSTRUCTION = "instruction", _("Instruction")

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    uid = UidField()
    source = models.CharField(max_length=16, choices=Source)
    dispatch = models.ForeignKey(
        Dispatch, models.PROTECT, related_name="decisions", null=True, blank=True, db_index=False
    )
    problem = models.ForeignKey(
        Problem, models.PROTECT, related_name="decisions", null=True, blank=True, db_index=False
    )
    special = models.ForeignKey(
        SpecialReport, models.PROTECT, related_name="decisions", null=True, blank=True, db_index=False
    )
    task = models.ForeignKey(Task, models.PROTECT, related_name="decisions", null=True, blank=True, db_index=False)
    leader = models.ForeignKey(Person, models.PROTECT, related_name="decisions", null=True, blank=True, db_index=False)
    text = models.TextField()
    owner = models.ForeignKey(Unit, models.PROTECT, related_name="decisions", db_index=False)
    owner_person = models.ForeignKey(
        Person, models.PROTECT, related_name="decisions_owned", null=True, blank=True, db_index=False
    )
    due_on = models.DateField()
    first_due_on = models.DateField()
    stage = models.CharField(max_length=16, choices=DecisionStage, default=DecisionStage.MADE)
    made_at = models.DateTimeField()
    assigned_at = models.DateTimeField(null=True, blank=True)
    receive_by = models.DateField(null=True, blank=True)
    reported_at = models.DateTimeField(null=True, blank=True)
    report = models.TextField(null=True, blank=True)
    reopened_because = models.TextField(null=True, blank=True)
    times_reopened = models.PositiveSmallIntegerField(default=0)
    ended_at = models.DateTimeField(null=True, blank=True)
    dropped_because = models.TextField(null=True, blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "coordination_decision"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "uid"], name="coordination_decision_uid"),
            models.CheckConstraint(
                condition=~Q(source="dispatch") | Q(dispatch__isnull=False), name="coordination_decision_dispatch"
            ),
            models.CheckConstraint(
                condition=~Q(source="problem") | Q(problem__isnull=False), name="coordination_decision_problem"
            ),
            models.CheckConstraint(
                condition=~Q(source="special") | Q(special__isnull=False), name="coordination_decision_special"
            ),
            models.CheckConstraint(
                condition=~Q(stage__in=["assigned", "doing"]) | Q(assigned_at__isnull=False),
                name="coordination_decision_sent",
            ),
            models.CheckConstraint(
                condition=~Q(stage="dropped") | Q(dropped_because__isnull=False), name="coordination_decision_drop"
            ),
        ]
        indexes = [
            models.Index(fields=["jurisdiction", "owner", "stage", "due_on"], name="coordination_decision_owner"),
            models.Index(fields=["jurisdiction", "leader", "stage", "due_on"], name="coordination_decision_leader"),
            models.Index(fields=["jurisdiction", "problem", "stage"], name="coordination_decision_of"),
            models.Index(fields=["jurisdiction", "task", "stage"], name="coordination_decision_task"),
            models.Index(fields=["jurisdiction", "dispatch"], name="coordination_decision_at"),
        ]

    def __str__(self) -> str:
        return self.text[:64]
