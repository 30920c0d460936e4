"""Proposals of units to the government (合理化建议), with an answer (domain 3.9)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from duban.coordination.stages import ProposalStage
from duban.core.models import UidField
from duban.ledger.models import Task
from duban.orgs.models import Jurisdiction, Person, Unit


class Proposal(models.Model):
    """A proposal, the unit or leader who is asked to answer it, and the answer."""

    class Answer(models.TextChoices):
        ADOPTED = "adopted", _("Adopted")
        IN_PART = "in_part", _("Adopted in part")
        NOT = "not", _("Not adopted")

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    uid = UidField()
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="proposals", db_index=False)
    task = models.ForeignKey(Task, models.PROTECT, related_name="proposals", null=True, blank=True, db_index=False)
    title = models.CharField(max_length=128)
    text = models.TextField()
    stage = models.CharField(max_length=16, choices=ProposalStage, default=ProposalStage.FILED)
    filed_at = models.DateTimeField()
    route_by = models.DateField()
    answerer_unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="proposals_to_answer", null=True, blank=True, db_index=False
    )
    answerer = models.ForeignKey(
        Person, models.PROTECT, related_name="proposals_to_answer", null=True, blank=True, db_index=False
    )
    routed_at = models.DateTimeField(null=True, blank=True)
    answer_by = models.DateField()
    answer = models.CharField(max_length=16, choices=Answer, null=True, blank=True)
    answer_text = models.TextField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    do_by = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_because = models.TextField(null=True, blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "coordination_proposal"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "uid"], name="coordination_proposal_uid"),
            models.CheckConstraint(
                condition=~Q(stage="routed") | Q(answerer_unit__isnull=False) | Q(answerer__isnull=False),
                name="coordination_proposal_asked",
            ),
            models.CheckConstraint(
                condition=~Q(stage__in=["answered", "done"]) | Q(answer__isnull=False, answer_text__isnull=False),
                name="coordination_proposal_answer",
            ),
        ]
        indexes = [
            models.Index(fields=["jurisdiction", "stage", "answer_by"], name="coordination_proposal_stage"),
            models.Index(fields=["jurisdiction", "unit", "stage"], name="coordination_proposal_by"),
            models.Index(fields=["jurisdiction", "answerer", "stage"], name="coordination_proposal_to"),
            models.Index(fields=["jurisdiction", "answerer_unit", "stage"], name="coordination_proposal_at"),
        ]

    def __str__(self) -> str:
        return self.title
