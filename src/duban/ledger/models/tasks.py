"""The live ledger: tasks that answer to clauses, and the units assigned to them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from duban.core.models import UidField
from duban.ledger.stages import TaskStage
from duban.orgs.models import Jurisdiction, Person, Unit
from duban.plans.models import Clause, Plan, Section


class Task(models.Model):
    """A key task (重点任务): the ledger entry for one clause, or for several linked ones.

    `numbers` are the printed numbers of its clauses ("12、55"); section, leader and position are those of
    the leading clause. `search_text` is the normalised text that `search_tokens` were cut from. A firm commitment is
    closed with the leader's word; a strive target (力争) is marked as such wherever it is named.
    """

    class Kind(models.TextChoices):
        MEASURED = "measured", _("With figures")
        DATED = "dated", _("With a date")
        ONGOING = "ongoing", _("Ongoing")
        GENERAL = "general", _("Neither figure nor date")

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    uid = UidField()
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="tasks", db_index=False)
    section = models.ForeignKey(Section, models.PROTECT, related_name="tasks", null=True, blank=True, db_index=False)
    leader = models.ForeignKey(Person, models.PROTECT, related_name="tasks", null=True, blank=True, db_index=False)
    position = models.PositiveIntegerField()
    numbers = models.CharField(max_length=64)
    clause_count = models.PositiveSmallIntegerField(default=1)
    title = models.CharField(max_length=128)
    kind = models.CharField(max_length=16, choices=Kind)
    stage = models.CharField(max_length=16, choices=TaskStage)
    due_on = models.DateField(null=True, blank=True)
    is_urgent = models.BooleanField(default=False)
    is_firm = models.BooleanField(default=False)
    is_strive = models.BooleanField(default=False)
    issued_on = models.DateField(null=True, blank=True)
    done_confirmed_at = models.DateTimeField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    search_text = models.TextField()
    search_tokens = models.TextField()
    version = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()

    class Meta:
        db_table = "ledger_task"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "uid"], name="ledger_task_uid"),
            models.UniqueConstraint(fields=["jurisdiction", "plan", "position"], name="ledger_task_position"),
        ]
        indexes = [
            models.Index(fields=["jurisdiction", "section", "position"], name="ledger_task_section"),
            models.Index(fields=["jurisdiction", "leader", "position"], name="ledger_task_leader"),
            models.Index(fields=["jurisdiction", "due_on", "position"], name="ledger_task_due"),
            models.Index(fields=["jurisdiction", "stage", "position"], name="ledger_task_stage"),
        ]

    def __str__(self) -> str:
        return self.title


class TaskClause(models.Model):
    """A clause that a task answers to; one of them leads."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    task = models.ForeignKey(Task, models.PROTECT, related_name="clause_links", db_index=False)
    clause = models.ForeignKey(Clause, models.PROTECT, related_name="task_links", db_index=False)
    is_leading = models.BooleanField()

    class Meta:
        db_table = "ledger_task_clause"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "clause"], name="ledger_clause_one_task"),
            models.UniqueConstraint(
                fields=["jurisdiction", "task"], condition=models.Q(is_leading=True), name="ledger_task_one_leading"
            ),
        ]
        indexes = [models.Index(fields=["jurisdiction", "task"], name="ledger_clause_task")]

    def __str__(self) -> str:
        return f"{self.task_id} {self.clause_id}"


class Assignment(models.Model):
    """A unit's duty in a task; of several leads the first listed is proposed as primary."""

    class Role(models.TextChoices):
        LEAD = "lead", _("Lead unit")
        COOPERATING = "cooperating", _("Cooperating unit")
        RESPONSIBLE = "responsible", _("Responsible unit")

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    uid = UidField()
    task = models.ForeignKey(Task, models.PROTECT, related_name="assignments", db_index=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="assignments", db_index=False)
    role = models.CharField(max_length=16, choices=Role)
    is_primary = models.BooleanField(default=False)
    is_open_ended = models.BooleanField(default=False)
    position = models.PositiveIntegerField()
    surface = models.CharField(max_length=64)

    class Meta:
        db_table = "ledger_assignment"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "uid"], name="ledger_assignment_uid"),
            models.UniqueConstraint(fields=["jurisdiction", "task", "unit"], name="ledger_assignment_once"),
            models.UniqueConstraint(
                fields=["jurisdiction", "task"], condition=models.Q(is_primary=True), name="ledger_assignment_primary"
            ),
        ]
        indexes = [
            models.Index(fields=["jurisdiction", "unit", "role", "task"], name="ledger_assignment_unit"),
            models.Index(fields=["jurisdiction", "task", "position"], name="ledger_assignment_task"),
        ]

    def __str__(self) -> str:
        return self.surface
