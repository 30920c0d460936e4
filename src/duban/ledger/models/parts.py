"""What a single unit has in a task: its part, the open ends that are to be named, and who runs the work."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from duban.core.models import UidField
from duban.ledger.models.tasks import Assignment, Task
from duban.orgs.models import Jurisdiction, Post, Unit


class OpenEnd(models.Model):
    """Whom a plan left to the lead unit to name: those concerned (相关…), or whoever else (等) of a list.

    It blocks nothing. Who is responsible for naming follows the posts of the lead unit and is not kept.
    """

    class Form(models.TextChoices):
        RELATED = "related", _("Those concerned")
        OTHERS = "others", _("And others")

    class Stage(models.TextChoices):
        OPEN = "open", _("To be named")
        NAMED = "named", _("Named by the lead unit")
        NONE_MEANT = "none_meant", _("Nobody else is meant")

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    uid = UidField()
    task = models.ForeignKey(Task, models.PROTECT, related_name="open_ends", db_index=False)
    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="open_ends", db_index=False)
    form = models.CharField(max_length=16, choices=Form)
    stage = models.CharField(max_length=16, choices=Stage, default=Stage.OPEN)
    due_on = models.DateField()
    reason = models.CharField(max_length=255, null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "ledger_open_end"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "uid"], name="ledger_open_end_uid"),
            models.UniqueConstraint(fields=["jurisdiction", "assignment"], name="ledger_open_end_once"),
            models.CheckConstraint(
                condition=models.Q(stage="open", settled_at__isnull=True)
                | (~models.Q(stage="open") & models.Q(settled_at__isnull=False)),
                name="ledger_open_end_settled",
            ),
            models.CheckConstraint(
                condition=~models.Q(stage="none_meant") | models.Q(reason__isnull=False),
                name="ledger_open_end_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["jurisdiction", "task", "stage"], name="ledger_open_end_task"),
            models.Index(fields=["jurisdiction", "stage", "due_on"], name="ledger_open_end_due"),
        ]

    def __str__(self) -> str:
        return self.words

    @property
    def words(self) -> str:
        """Return the printed words that leave somebody unnamed."""
        if self.form == self.Form.RELATED:
            return self.assignment.surface
        return pgettext("open end", "%(unit)s and others") % {"unit": self.assignment.surface}


class Naming(models.Model):
    """A unit that the lead unit named for an open end."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    open_end = models.ForeignKey(OpenEnd, models.PROTECT, related_name="namings", db_index=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="namings", db_index=False)

    class Meta:
        db_table = "ledger_naming"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "open_end", "unit"], name="ledger_naming_once"),
        ]

    def __str__(self) -> str:
        return f"{self.open_end_id} {self.unit_id}"


class StandingParts(models.Manager["Part"]):
    """The parts that are meant today."""

    def get_queryset(self) -> models.QuerySet["Part"]:
        """Leave out the parts that ended."""
        return super().get_queryset().filter(ended_on__isnull=True)


class PartsEver(models.Manager["Part"]):
    """All parts, those that ended among them."""


class Part(models.Model):
    """The part of one single unit in one task (单位责任部分), in its weightiest role.

    It follows from what is printed: from the assignment of the unit itself, of a `group` that it belonged to on the
    day of the plan, or from an `open_end` for which the lead unit named it. A part that is not meant any more ends
    where something hangs on it, and goes otherwise. Receipt (签收) is the unit's own: `served_on` is the day of
    service, `receive_by` the last day to acknowledge it.
    """

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    uid = UidField()
    task = models.ForeignKey(Task, models.PROTECT, related_name="parts", db_index=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="parts", db_index=False)
    role = models.CharField(max_length=16, choices=Assignment.Role)
    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="parts", db_index=False)
    group = models.ForeignKey(
        Unit, models.PROTECT, related_name="parts_of_members", null=True, blank=True, db_index=False
    )
    open_end = models.ForeignKey(OpenEnd, models.PROTECT, related_name="parts", null=True, blank=True, db_index=False)
    served_on = models.DateField(null=True, blank=True)
    receive_by = models.DateField(null=True, blank=True)
    received_at = models.DateTimeField(null=True, blank=True)
    is_received_by_lapse = models.BooleanField(default=False)
    ended_on = models.DateField(null=True, blank=True)

    objects = StandingParts()
    ever = PartsEver()

    class Meta:
        db_table = "ledger_part"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "uid"], name="ledger_part_uid"),
            models.UniqueConstraint(fields=["jurisdiction", "task", "unit"], name="ledger_part_once"),
            models.CheckConstraint(
                condition=models.Q(group__isnull=True) | models.Q(open_end__isnull=True), name="ledger_part_one_way"
            ),
            models.CheckConstraint(
                condition=models.Q(served_on__isnull=True, receive_by__isnull=True)
                | models.Q(served_on__isnull=False, receive_by__isnull=False),
                name="ledger_part_served",
            ),
        ]
        indexes = [
            models.Index(fields=["jurisdiction", "unit", "role", "task"], name="ledger_part_unit"),
            models.Index(fields=["jurisdiction", "receive_by"], name="ledger_part_receive_by"),
        ]

    def __str__(self) -> str:
        return f"{self.task_id} {self.unit_id}"


class Charge(models.Model):
    """Who runs the work of a unit in a task (分管): the post that the head named; without one, its only deputy."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    uid = UidField()
    task = models.ForeignKey(Task, models.PROTECT, related_name="charges", db_index=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="charges", db_index=False)
    post = models.ForeignKey(Post, models.PROTECT, related_name="charges", db_index=False)
    named_at = models.DateTimeField()

    class Meta:
        db_table = "ledger_charge"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "uid"], name="ledger_charge_uid"),
            models.UniqueConstraint(fields=["jurisdiction", "task", "unit"], name="ledger_charge_once"),
        ]
        indexes = [models.Index(fields=["jurisdiction", "post"], name="ledger_charge_post")]

    def __str__(self) -> str:
        return f"{self.task_id} {self.post_id}"
