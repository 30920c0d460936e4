"""Approval routes as data, and the files that go up them (domain 3, rules 2 and 5)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from duban.core.models import UidField
from duban.orgs.models.accounts import User
from duban.orgs.models.acting import RecordedAct
from duban.orgs.models.jurisdictions import Jurisdiction
from duban.orgs.models.people import Person, Post


class Route(models.Model):
    """Who signs a kind of document, and in which order, from a day on; the one before it stays for what it signed."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    uid = UidField()
    kind = models.CharField(max_length=32)
    since = models.DateField()
    basis = models.CharField(max_length=128, null=True, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        db_table = "orgs_route"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "uid"], name="orgs_route_uid"),
            models.UniqueConstraint(fields=["jurisdiction", "kind", "since"], name="orgs_route_since"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.since}"


class RouteStep(models.Model):
    """A signer of a route: the holder of a kind of post, or of one certain post (a director, a secretary-general)."""

    class Part(models.TextChoices):
        SIGN = "sign", _("Signs")
        COUNTERSIGN = "countersign", _("Countersigns")
        ISSUE = "issue", _("Signs and issues")

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    route = models.ForeignKey(Route, models.PROTECT, related_name="steps", db_index=False)
    position = models.PositiveSmallIntegerField()
    part = models.CharField(max_length=16, choices=Part)
    signer_kind = models.CharField(max_length=16, choices=Post.Kind)
    post = models.ForeignKey(Post, models.PROTECT, related_name="route_steps", null=True, blank=True, db_index=False)

    class Meta:
        db_table = "orgs_route_step"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "route", "position"], name="orgs_route_step_position"),
        ]

    def __str__(self) -> str:
        return f"{self.route_id}.{self.position} {self.signer_kind}"


class Approval(models.Model):
    """One file on its way to signature: a round's papers go up together and are signed once."""

    class Stage(models.TextChoices):
        UNDER_WAY = "under_way", _("On its way")
        SIGNED = "signed", _("Signed")
        RETURNED = "returned", _("Returned")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    uid = UidField()
    kind = models.CharField(max_length=32)
    title = models.CharField(max_length=128)
    route = models.ForeignKey(Route, models.PROTECT, related_name="approvals", db_index=False)
    stage = models.CharField(max_length=16, choices=Stage)
    drafted_by = models.ForeignKey(User, models.PROTECT, related_name="drafted_approvals", db_index=False)
    drafted_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "orgs_approval"
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["jurisdiction", "uid"], name="orgs_approval_uid")]
        indexes = [models.Index(fields=["jurisdiction", "stage", "drafted_at"], name="orgs_approval_stage")]

    def __str__(self) -> str:
        return self.title


class ApprovalEntry(models.Model):
    """One matter in a file; the signer may strike or return it, and the rest goes on."""

    class Stage(models.TextChoices):
        STANDING = "standing", _("Stands")
        STRUCK = "struck", _("Struck out")
        RETURNED = "returned", _("Returned")

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    uid = UidField()
    approval = models.ForeignKey(Approval, models.PROTECT, related_name="entries", db_index=False)
    position = models.PositiveSmallIntegerField()
    about_kind = models.CharField(max_length=32)
    about_uid = models.CharField(max_length=64)
    words = models.TextField()
    leader = models.ForeignKey(
        Person, models.PROTECT, related_name="approval_entries", null=True, blank=True, db_index=False
    )
    stage = models.CharField(max_length=16, choices=Stage, default=Stage.STANDING)
    remark = models.CharField(max_length=255, null=True, blank=True)

    class Meta:
        db_table = "orgs_approval_entry"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "uid"], name="orgs_approval_entry_uid"),
            models.UniqueConstraint(fields=["jurisdiction", "approval", "position"], name="orgs_approval_entry_place"),
        ]
        indexes = [models.Index(fields=["jurisdiction", "about_kind", "about_uid"], name="orgs_approval_entry_about")]

    def __str__(self) -> str:
        return self.words[:60]


class ApprovalStep(models.Model):
    """A signature that a file needs, and what the signer decided; `note` is what the slip says about the step."""

    class Decision(models.TextChoices):
        SIGNED = "signed", _("Signed")
        RETURNED = "returned", _("Returned")

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    approval = models.ForeignKey(Approval, models.PROTECT, related_name="steps", db_index=False)
    position = models.PositiveSmallIntegerField()
    part = models.CharField(max_length=16, choices=RouteStep.Part)
    post = models.ForeignKey(Post, models.PROTECT, related_name="approval_steps", db_index=False)
    signer = models.ForeignKey(Person, models.PROTECT, related_name="signatures", null=True, blank=True, db_index=False)
    decision = models.CharField(max_length=16, choices=Decision, null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    remark = models.CharField(max_length=255, null=True, blank=True)
    note = models.CharField(max_length=255, null=True, blank=True)
    recorded = models.ForeignKey(
        RecordedAct, models.PROTECT, related_name="approval_steps", null=True, blank=True, db_index=False
    )

    class Meta:
        db_table = "orgs_approval_step"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "approval", "position"], name="orgs_approval_step_place"),
            models.CheckConstraint(
                condition=models.Q(decision__isnull=True, signer__isnull=True, decided_at__isnull=True)
                | models.Q(decision__isnull=False, signer__isnull=False, decided_at__isnull=False),
                name="orgs_approval_step_decided",
            ),
        ]
        indexes = [models.Index(fields=["jurisdiction", "post", "decision"], name="orgs_approval_step_post")]

    def __str__(self) -> str:
        return f"{self.approval_id}.{self.position}"
