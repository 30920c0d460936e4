"""Dispatch meetings and on-site sessions: when, where, with whom, in which order, and what was said (domain 3.9)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from duban.coordination.stages import DispatchStage
from duban.core.models import UidField
from duban.orgs.models import Jurisdiction, Person, Unit


class Dispatch(models.Model):
    """A leader goes through tasks by node and order (调度会), or settles them on the spot (现场办公)."""

    class Kind(models.TextChoices):
        MEETING = "meeting", _("Dispatch meeting")
        ON_SITE = "on_site", _("On-site session")

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    uid = UidField()
    kind = models.CharField(max_length=16, choices=Kind)
    leader = models.ForeignKey(Person, models.PROTECT, related_name="dispatches", db_index=False)
    title = models.CharField(max_length=128)
    planned_for = models.DateTimeField()
    place = models.CharField(max_length=128)
    stage = models.CharField(max_length=16, choices=DispatchStage, default=DispatchStage.PLANNED)
    planned_at = models.DateTimeField()
    held_on = models.DateField(null=True, blank=True)
    minutes = models.TextField(null=True, blank=True)
    minuted_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    called_off_because = models.TextField(null=True, blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "coordination_dispatch"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "uid"], name="coordination_dispatch_uid"),
            models.CheckConstraint(
                condition=~Q(stage__in=["held", "minuted", "sent"]) | Q(held_on__isnull=False),
                name="coordination_dispatch_held",
            ),
            models.CheckConstraint(
                condition=~Q(stage="called_off") | Q(called_off_because__isnull=False),
                name="coordination_dispatch_off",
            ),
        ]
        indexes = [
            models.Index(fields=["jurisdiction", "leader", "planned_for"], name="coordination_dispatch_leader"),
            models.Index(fields=["jurisdiction", "stage", "planned_for"], name="coordination_dispatch_stage"),
        ]

    def __str__(self) -> str:
        return self.title


class Attendance(models.Model):
    """Who is asked to a dispatch, and whether he was there: a unit, with the person who came in words."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    dispatch = models.ForeignKey(Dispatch, models.PROTECT, related_name="attendances", db_index=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="attendances", db_index=False)
    person_words = models.CharField(max_length=64, null=True, blank=True)
    was_present = models.BooleanField(null=True, blank=True)

    class Meta:
        db_table = "coordination_attendance"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "dispatch", "unit"], name="coordination_attendance_once"),
        ]
        indexes = [models.Index(fields=["jurisdiction", "unit"], name="coordination_attendance_unit")]

    def __str__(self) -> str:
        return f"{self.dispatch_id} {self.unit_id}"
