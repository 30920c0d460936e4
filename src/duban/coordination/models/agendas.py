"""The lines of an agenda, in the order of node and time (domain 3.9)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from duban.coordination.models.decisions import Decision
from duban.coordination.models.dispatches import Dispatch
from duban.coordination.models.problems import Problem
from duban.core.models import UidField
from duban.ledger.models import Task
from duban.orgs.models import Jurisdiction


class AgendaLine(models.Model):
    """A line of an agenda, in its order: a task, a problem, an open decision, or words; with what was said of it.

    An earlier decision returns here until it is confirmed.
    """

    class Kind(models.TextChoices):
        TASK = "task", _("Task")
        PROBLEM = "problem", _("Problem")
        DECISION = "decision", _("Earlier decision")
        WORDS = "words", _("Other")

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    uid = UidField()
    dispatch = models.ForeignKey(Dispatch, models.PROTECT, related_name="lines", db_index=False)
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=16, choices=Kind)
    task = models.ForeignKey(Task, models.PROTECT, related_name="agenda_lines", null=True, blank=True, db_index=False)
    problem = models.ForeignKey(
        Problem, models.PROTECT, related_name="agenda_lines", null=True, blank=True, db_index=False
    )
    decision = models.ForeignKey(
        Decision, models.PROTECT, related_name="agenda_lines", null=True, blank=True, db_index=False
    )
    words = models.CharField(max_length=255)
    minutes_planned = models.PositiveSmallIntegerField(null=True, blank=True)
    said = models.TextField(null=True, blank=True)

    class Meta:
        db_table = "coordination_agenda"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "uid"], name="coordination_agenda_uid"),
            models.UniqueConstraint(fields=["jurisdiction", "dispatch", "position"], name="coordination_agenda_order"),
        ]
        indexes = [
            models.Index(fields=["jurisdiction", "problem"], name="coordination_agenda_problem"),
            models.Index(fields=["jurisdiction", "decision"], name="coordination_agenda_decision"),
            models.Index(fields=["jurisdiction", "task"], name="coordination_agenda_task"),
        ]

    def __str__(self) -> str:
        return self.words
