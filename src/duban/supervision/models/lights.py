"""The light of every task and of every unit's part as it stands today, kept with its reasons (domain 4.2)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from duban.core.models import UidField
from duban.ledger.models import Part, Task
from duban.orgs.models import Jurisdiction, Unit


class Light(models.TextChoices):
    """The five lights; word and shape always go with the colour."""

    GREY = "grey", _("Not due")
    BLUE = "blue", _("Closed")
    GREEN = "green", _("On path")
    YELLOW = "yellow", _("Behind")
    RED = "red", _("Seriously behind")


class KeptLight(models.Model):
    """The light of a part, or of a task where `part` is NULL, rewritten in the act that changes it.

    `facts` and `reasons` are JSON as the rules write them, so that it can be recomputed and explained word for word;
    `progress`, `planned` and `deviation` are basis points.
    """

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    uid = UidField()
    task = models.ForeignKey(Task, models.PROTECT, related_name="lights", db_index=False)
    part = models.ForeignKey(Part, models.CASCADE, related_name="lights", null=True, blank=True, db_index=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="lights", null=True, blank=True, db_index=False)
    light = models.CharField(max_length=8, choices=Light)
    worst = models.CharField(max_length=48, null=True, blank=True)
    reasons = models.TextField()
    facts = models.TextField()
    rules = models.CharField(max_length=16)
    progress = models.PositiveIntegerField(null=True, blank=True)
    planned = models.PositiveIntegerField(null=True, blank=True)
    deviation = models.IntegerField(null=True, blank=True)
    day = models.DateField()
    since = models.DateField()

    class Meta:
        db_table = "supervision_light"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "uid"], name="supervision_light_uid"),
            models.UniqueConstraint(
                fields=["jurisdiction", "part"], condition=Q(part__isnull=False), name="supervision_light_part"
            ),
            models.UniqueConstraint(
                fields=["jurisdiction", "task"], condition=Q(part__isnull=True), name="supervision_light_task"
            ),
        ]
        indexes = [
            models.Index(fields=["jurisdiction", "task", "part"], name="supervision_light_of"),
            models.Index(fields=["jurisdiction", "unit", "light"], name="supervision_light_unit"),
            models.Index(fields=["jurisdiction", "light", "task"], name="supervision_light_light"),
        ]

    def __str__(self) -> str:
        return f"{self.task_id} {self.part_id} {self.light}"


class LightChange(models.Model):
    """That a light turned: of a part, or of a task where `part` is NULL. Only ever added, in the act that turned it.

    `worst` is the code of the reason that came first on that day; the first light of a part is no change.
    """

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    task = models.ForeignKey(Task, models.PROTECT, related_name="light_changes", db_index=False)
    part = models.ForeignKey(Part, models.CASCADE, related_name="light_changes", null=True, blank=True, db_index=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="light_changes", null=True, blank=True, db_index=False)
    day = models.DateField()
    before = models.CharField(max_length=8, choices=Light)
    after = models.CharField(max_length=8, choices=Light)
    worst = models.CharField(max_length=48, null=True, blank=True)

    class Meta:
        db_table = "supervision_light_change"
        default_permissions = ()
        constraints = [
            models.CheckConstraint(condition=~Q(before=models.F("after")), name="supervision_change_turns"),
        ]
        indexes = [
            models.Index(fields=["jurisdiction", "day", "task"], name="supervision_change_day"),
            models.Index(fields=["jurisdiction", "task", "part"], name="supervision_change_of"),
            models.Index(fields=["jurisdiction", "unit", "day"], name="supervision_change_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.task_id} {self.part_id} {self.before} → {self.after}"
