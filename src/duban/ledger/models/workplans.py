"""The work plan of a lead's part (施工设计): how, by whom, by when, and what was frozen of it.

Weights are basis points; NULL is an equal share of what is left. Every date keeps the day that was first frozen.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from duban.core.models import UidField
from duban.ledger.models.parts import Part
from duban.ledger.models.tasks import Task
from duban.ledger.stages import ChangeStage, PlanStage
from duban.orgs.models import Jurisdiction, Unit


class WorkPlan(models.Model):
    """How a lead unit will do its part: filed by its head, put in force by the responsible leader.

    `due_on` is the day by which it is filed; one that was returned is filed again by `refile_by`. Where the leader
    did not answer in time the office puts it in force provisionally (暂行), and the leader may still change it.
    """

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    uid = UidField()
    task = models.ForeignKey(Task, models.PROTECT, related_name="work_plans", db_index=False)
    part = models.ForeignKey(Part, models.PROTECT, related_name="work_plans", db_index=False)
    stage = models.CharField(max_length=16, choices=PlanStage, default=PlanStage.DRAFT)
    due_on = models.DateField()
    filed_at = models.DateTimeField(null=True, blank=True)
    answer_by = models.DateField(null=True, blank=True)
    times_returned = models.PositiveSmallIntegerField(default=0)
    returned_because = models.TextField(null=True, blank=True)
    refile_by = models.DateField(null=True, blank=True)
    in_force_on = models.DateField(null=True, blank=True)
    is_provisional = models.BooleanField(default=False)
    is_ongoing = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()

    class Meta:
        db_table = "ledger_work_plan"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "uid"], name="ledger_work_plan_uid"),
            models.UniqueConstraint(fields=["jurisdiction", "part"], name="ledger_work_plan_part"),
            models.CheckConstraint(
                condition=~models.Q(stage="in_force") | models.Q(in_force_on__isnull=False), name="ledger_plan_in_force"
            ),
        ]
        indexes = [
            models.Index(fields=["jurisdiction", "task"], name="ledger_work_plan_task"),
            models.Index(fields=["jurisdiction", "stage", "due_on"], name="ledger_work_plan_stage"),
        ]

    def __str__(self) -> str:
        return f"{self.task.numbers} {self.task.title}"


class Item(models.Model):
    """A checkable part of a task (细化事项): one unit, one named person, a measure, a product, a date.

    Its progress comes from exactly one basis (domain 4.1).
    """

    class Basis(models.TextChoices):
        MILESTONES = "milestones", _("Milestones")
        INDICATOR = "indicator", _("Indicator")
        CHECKLIST = "checklist", _("Yearly checklist")

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    uid = UidField()
    plan = models.ForeignKey(WorkPlan, models.PROTECT, related_name="items", db_index=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="items", db_index=False)
    position = models.PositiveIntegerField()
    title = models.CharField(max_length=255)
    person = models.CharField(max_length=32, null=True, blank=True)
    measure = models.TextField(null=True, blank=True)
    product = models.CharField(max_length=255, null=True, blank=True)
    basis = models.CharField(max_length=16, choices=Basis, default=Basis.MILESTONES)
    starts_on = models.DateField(null=True, blank=True)
    due_on = models.DateField()
    weight = models.PositiveIntegerField(null=True, blank=True)
    cancelled_on = models.DateField(null=True, blank=True)

    class Meta:
        db_table = "ledger_item"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "uid"], name="ledger_item_uid"),
            models.CheckConstraint(
                condition=models.Q(weight__isnull=True) | models.Q(weight__lte=10_000), name="ledger_item_weight"
            ),
            models.CheckConstraint(
                condition=models.Q(starts_on__isnull=True) | models.Q(starts_on__lte=models.F("due_on")),
                name="ledger_item_starts",
            ),
        ]
        indexes = [
            models.Index(fields=["jurisdiction", "plan", "position"], name="ledger_item_plan"),
            models.Index(fields=["jurisdiction", "unit", "due_on"], name="ledger_item_unit"),
        ]

    def __str__(self) -> str:
        return self.title


class Milestone(models.Model):
    """A dated checkpoint of an item (时间节点), done or not; entries of a checklist are milestones too.

    `is_linear` says that the way to it counts by degrees. `first_due_on` is the day of the first baseline, NULL
    before it; `shifts` counts how often an approved change moved it.
    """

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    uid = UidField()
    item = models.ForeignKey(Item, models.PROTECT, related_name="milestones", db_index=False)
    position = models.PositiveIntegerField()
    title = models.CharField(max_length=255)
    due_on = models.DateField()
    first_due_on = models.DateField(null=True, blank=True)
    shifts = models.PositiveSmallIntegerField(default=0)
    weight = models.PositiveIntegerField(null=True, blank=True)
    is_linear = models.BooleanField(default=False)
    done_on = models.DateField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    cancelled_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "ledger_milestone"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "uid"], name="ledger_milestone_uid"),
            models.CheckConstraint(
                condition=models.Q(weight__isnull=True) | models.Q(weight__lte=10_000), name="ledger_milestone_weight"
            ),
            models.CheckConstraint(
                condition=models.Q(done_on__isnull=True, done_at__isnull=True)
                | models.Q(done_on__isnull=False, done_at__isnull=False),
                name="ledger_milestone_done",
            ),
        ]
        indexes = [
            models.Index(fields=["jurisdiction", "item", "position"], name="ledger_milestone_item"),
            models.Index(fields=["jurisdiction", "due_on"], name="ledger_milestone_due"),
        ]

    def __str__(self) -> str:
        return self.title


class Indicator(models.Model):
    """A figure to be reached (量化指标): base, target, direction, method of counting.

    `path` gives planned values by month as JSON, [["2026-06", "80.5"], …]; NULL is the straight way from base to
    target. `printed` are the words of the clause from which it was made.
    """

    class Direction(models.TextChoices):
        UP = "up", _("Not below")
        DOWN = "down", _("To be lowered to")
        CEILING = "ceiling", _("Kept within")

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    uid = UidField()
    item = models.ForeignKey(Item, models.PROTECT, related_name="indicators", db_index=False)
    title = models.CharField(max_length=128)
    measured_in = models.CharField(max_length=32, null=True, blank=True)
    base = models.DecimalField(max_digits=24, decimal_places=6, null=True, blank=True)
    target = models.DecimalField(max_digits=24, decimal_places=6)
    direction = models.CharField(max_length=8, choices=Direction, default=Direction.UP)
    method = models.CharField(max_length=255, null=True, blank=True)
    source = models.CharField(max_length=128, null=True, blank=True)
    printed = models.CharField(max_length=128, null=True, blank=True)
    path = models.TextField(null=True, blank=True)

    class Meta:
        db_table = "ledger_indicator"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "uid"], name="ledger_indicator_uid"),
            models.UniqueConstraint(fields=["jurisdiction", "item"], name="ledger_indicator_item"),
        ]

    def __str__(self) -> str:
        return self.title


class Allocation(models.Model):
    """What one unit or region takes of an indicator (指标分解): its own base and target."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    uid = UidField()
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="allocations", db_index=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="allocations", db_index=False)
    base = models.DecimalField(max_digits=24, decimal_places=6, null=True, blank=True)
    target = models.DecimalField(max_digits=24, decimal_places=6)

    class Meta:
        db_table = "ledger_allocation"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "uid"], name="ledger_allocation_uid"),
            models.UniqueConstraint(fields=["jurisdiction", "indicator", "unit"], name="ledger_allocation_once"),
        ]
        indexes = [models.Index(fields=["jurisdiction", "unit"], name="ledger_allocation_unit")]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.unit_id}"


class Dependency(models.Model):
    """That an item waits for a milestone of the same task or of another one."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    uid = UidField()
    item = models.ForeignKey(Item, models.PROTECT, related_name="dependencies", db_index=False)
    milestone = models.ForeignKey(Milestone, models.PROTECT, related_name="dependents", db_index=False)

    class Meta:
        db_table = "ledger_dependency"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "uid"], name="ledger_dependency_uid"),
            models.UniqueConstraint(fields=["jurisdiction", "item", "milestone"], name="ledger_dependency_once"),
        ]
        indexes = [models.Index(fields=["jurisdiction", "milestone"], name="ledger_dependency_on")]

    def __str__(self) -> str:
        return f"{self.item_id} {self.milestone_id}"


class Baseline(models.Model):
    """A work plan as it was put in force, frozen: `content` is JSON of items, milestones, indicators, allocations."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    uid = UidField()
    plan = models.ForeignKey(WorkPlan, models.PROTECT, related_name="baselines", db_index=False)
    number = models.PositiveSmallIntegerField()
    content = models.TextField()
    digest = models.CharField(max_length=64)
    reason = models.TextField(null=True, blank=True)
    is_provisional = models.BooleanField(default=False)
    frozen_at = models.DateTimeField()
    frozen_by = models.CharField(max_length=64)

    class Meta:
        db_table = "ledger_baseline"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "uid"], name="ledger_baseline_uid"),
            models.UniqueConstraint(fields=["jurisdiction", "plan", "number"], name="ledger_baseline_number"),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id} {self.number}"


class ChangeRequest(models.Model):
    """A change of a work plan in force, or more time for milestones (延期申请), with old and new values.

    `changes` is JSON, [{"kind", "uid", "field", "before", "after"}, …]; `baseline` is the number of the one that was
    frozen when it took effect. What is printed in the plan itself is not changed here but by amendment.
    """

    class Kind(models.TextChoices):
        CHANGE = "change", _("Change of the work plan")
        EXTENSION = "extension", _("Extension")

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    uid = UidField()
    plan = models.ForeignKey(WorkPlan, models.PROTECT, related_name="change_requests", db_index=False)
    kind = models.CharField(max_length=16, choices=Kind)
    stage = models.CharField(max_length=16, choices=ChangeStage, default=ChangeStage.FILED)
    changes = models.TextField()
    reason = models.TextField()
    is_late = models.BooleanField(default=False)
    filed_at = models.DateTimeField()
    answer_by = models.DateField()
    advice = models.TextField(null=True, blank=True)
    answer = models.TextField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    is_provisional = models.BooleanField(default=False)
    baseline = models.PositiveSmallIntegerField(null=True, blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "ledger_change_request"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "uid"], name="ledger_change_uid"),
            models.UniqueConstraint(
                fields=["jurisdiction", "plan"],
                condition=models.Q(stage__in=["filed", "advised"]),
                name="ledger_change_one_open",
            ),
        ]
        indexes = [
            models.Index(fields=["jurisdiction", "plan", "filed_at"], name="ledger_change_plan"),
            models.Index(fields=["jurisdiction", "stage", "answer_by"], name="ledger_change_stage"),
        ]

    def __str__(self) -> str:
        return str(self.plan)
