"""People, the posts they hold, and what passes from one to the other.

Duties belong to posts; persons hold posts from a day to a day. `since` and `until` are whole days, both included.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from duban.core.models import UidField
from duban.orgs.models.jurisdictions import Jurisdiction
from duban.orgs.models.units import Unit


class Person(models.Model):
    """A named person of a government; only what the office needs (personal data minimum, GB/T 22239-2019).

    `telephone` is the work telephone, encrypted at rest (`core.sealing`).
    """

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    uid = UidField()
    name = models.CharField(max_length=32)
    telephone = models.TextField(null=True, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        db_table = "orgs_person"
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["jurisdiction", "uid"], name="orgs_person_uid")]
        indexes = [models.Index(fields=["jurisdiction", "name"], name="orgs_person_name")]

    def __str__(self) -> str:
        return self.name


class Post(models.Model):
    """A seat that carries duties: head of a unit, a vice-mayor, a liaison officer. Persons hold it in turn.

    `serves` is the leader's post that a secretary serves. A post that is not needed any more ends on `until`.
    """

    class Kind(models.TextChoices):
        APPROVER = "approver", _("Municipal approver")
        LEADER = "leader", _("Responsible leader")
        SECRETARY = "secretary", _("Leader's secretary")
        OFFICE_HEAD = "office_head", _("Head of the supervision office")
        OFFICER = "officer", _("Supervision officer")
        REGISTRAR = "registrar", _("Registrar of the office")
        HEAD = "head", _("Unit head")
        DEPUTY = "deputy", _("Deputy in charge")
        LIAISON = "liaison", _("Liaison officer")
        AUDITOR = "auditor", _("Auditor")
        SYSTEM = "system", _("System administrator")
        SECURITY = "security", _("Security administrator")
        AUDIT = "audit", _("Audit administrator")

    OF_A_UNIT = (Kind.HEAD, Kind.DEPUTY, Kind.LIAISON)
    OF_THE_OFFICE = (Kind.OFFICE_HEAD, Kind.OFFICER, Kind.REGISTRAR)
    ADMINISTRATORS = (Kind.SYSTEM, Kind.SECURITY, Kind.AUDIT)

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    uid = UidField()
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="posts", null=True, blank=True, db_index=False)
    kind = models.CharField(max_length=16, choices=Kind)
    title = models.CharField(max_length=32, null=True, blank=True)
    serves = models.ForeignKey(
        "self", models.PROTECT, related_name="secretaries", null=True, blank=True, db_index=False
    )
    position = models.PositiveIntegerField(default=0)
    until = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        db_table = "orgs_post"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "uid"], name="orgs_post_uid"),
            models.CheckConstraint(
                condition=models.Q(unit__isnull=False) | ~models.Q(kind__in=["head", "deputy", "liaison"]),
                name="orgs_post_unit_named",
            ),
            models.CheckConstraint(
                condition=(models.Q(serves__isnull=True) & ~models.Q(kind="secretary"))
                | models.Q(serves__isnull=False, kind="secretary"),
                name="orgs_post_secretary_serves",
            ),
        ]
        indexes = [
            models.Index(fields=["jurisdiction", "unit"], name="orgs_post_unit"),
            models.Index(fields=["jurisdiction", "kind", "position"], name="orgs_post_kind"),
        ]

    def __str__(self) -> str:
        return self.words

    @property
    def words(self) -> str:
        """Return unit and post as pages and journal name it."""
        own = self.title or str(self.get_kind_display())
        if self.unit is None:
            return own
        return pgettext("unit and post", "%(unit)s %(post)s") % {"unit": self.unit.name, "post": own}


class Holding(models.Model):
    """A person in a post, from a day to a day; a seconded person (抽调) comes from a unit that keeps him."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    post = models.ForeignKey(Post, models.PROTECT, related_name="holdings", db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="holdings", db_index=False)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    seconded_from = models.ForeignKey(
        Unit, models.PROTECT, related_name="seconded", null=True, blank=True, db_index=False
    )
    basis = models.CharField(max_length=128, null=True, blank=True)

    class Meta:
        db_table = "orgs_holding"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction", "post"], condition=models.Q(until__isnull=True), name="orgs_holding_one_open"
            ),
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
                name="orgs_holding_ends_after_start",
            ),
        ]
        indexes = [
            models.Index(fields=["jurisdiction", "person"], name="orgs_holding_person"),
            models.Index(fields=["jurisdiction", "post", "since"], name="orgs_holding_post"),
        ]

    def __str__(self) -> str:
        return f"{self.post_id} {self.person_id}"


class Division(models.Model):
    """A field of work for which a leader answers (分工), from a day to a day."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    uid = UidField()
    post = models.ForeignKey(Post, models.PROTECT, related_name="divisions", db_index=False)
    field = models.CharField(max_length=128)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    basis = models.CharField(max_length=128)

    class Meta:
        db_table = "orgs_division"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "uid"], name="orgs_division_uid"),
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
                name="orgs_division_ends",
            ),
        ]
        indexes = [models.Index(fields=["jurisdiction", "post", "since"], name="orgs_division_post")]

    def __str__(self) -> str:
        return self.field


class Delegation(models.Model):
    """What a post's holder leaves to another person while he is away; it always has an end."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    uid = UidField()
    post = models.ForeignKey(Post, models.PROTECT, related_name="delegations", db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="delegations", db_index=False)
    given_by = models.ForeignKey(Person, models.PROTECT, related_name="given_delegations", db_index=False)
    since = models.DateField()
    until = models.DateField()
    reason = models.CharField(max_length=255)
    revoked_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        db_table = "orgs_delegation"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "uid"], name="orgs_delegation_uid"),
            models.CheckConstraint(condition=models.Q(until__gte=models.F("since")), name="orgs_delegation_ends"),
            models.CheckConstraint(condition=~models.Q(person=models.F("given_by")), name="orgs_delegation_to_another"),
        ]
        indexes = [
            models.Index(fields=["jurisdiction", "person", "until"], name="orgs_delegation_person"),
            models.Index(fields=["jurisdiction", "post", "until"], name="orgs_delegation_post"),
        ]

    def __str__(self) -> str:
        return f"{self.post_id} → {self.person_id}"


class Handover(models.Model):
    """What was open when a person left a post: the list as it stood, with a note; the duties stay with the post.

    `open_duties` is JSON: a list of {"kind", "uid", "words"}.
    """

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    uid = UidField()
    post = models.ForeignKey(Post, models.PROTECT, related_name="handovers", db_index=False)
    leaving = models.ForeignKey(Person, models.PROTECT, related_name="handed_over", db_index=False)
    coming = models.ForeignKey(Person, models.PROTECT, related_name="taken_over", null=True, blank=True, db_index=False)
    on = models.DateField()
    note = models.TextField(null=True, blank=True)
    open_duties = models.TextField()
    created_at = models.DateTimeField()

    class Meta:
        db_table = "orgs_handover"
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["jurisdiction", "uid"], name="orgs_handover_uid")]
        indexes = [models.Index(fields=["jurisdiction", "post", "on"], name="orgs_handover_post")]

    def __str__(self) -> str:
        return f"{self.post_id} {self.on}"
