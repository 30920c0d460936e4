"""Governments, units, people, posts and accounts.

Thin on purpose: histories, successors and duties by date widen these tables later; what cannot be added
later (jurisdiction first in every key, uids, the account model) stands from the first migration.
"""

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from duban.core.models import UidField


class Jurisdiction(models.Model):
    """A government whose data stand apart from those of every other one."""

    class Level(models.TextChoices):
        PROVINCE = "province", _("Province")
        PREFECTURE = "prefecture", _("Prefecture")
        COUNTY = "county", _("County")
        TOWNSHIP = "township", _("Township")

    uid = UidField()
    code = models.CharField(max_length=32)
    name = models.CharField(max_length=64)
    level = models.CharField(max_length=16, choices=Level)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, db_index=False)
    is_demonstration = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    class Meta:
        db_table = "orgs_jurisdiction"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["uid"], name="orgs_jurisdiction_uid"),
            models.UniqueConstraint(fields=["code"], name="orgs_jurisdiction_code"),
        ]

    def __str__(self) -> str:
        return self.name


class Unit(models.Model):
    """A unit of the register, or a group (各旗县市区政府 …) whose members can be named."""

    class Kind(models.TextChoices):
        DEPARTMENT = "department", _("Department")
        COUNTY = "county", _("County government")
        ZONE = "zone", _("Development zone")
        COMPANY = "company", _("Company")
        INSTITUTION = "institution", _("Institution")
        VERTICAL = "vertical", _("Vertically led body")
        PARTY = "party", _("Party or people's organisation")
        COURT = "court", _("Court or procuratorate")
        COLLECTIVE_ALL = "collective_all", _("Group: all")
        COLLECTIVE_RELATED = "collective_related", _("Group: those concerned")
        OTHER = "other", _("Other")

    GROUPS = (Kind.COLLECTIVE_ALL, Kind.COLLECTIVE_RELATED)

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    uid = UidField()
    name = models.CharField(max_length=64)
    kind = models.CharField(max_length=24, choices=Kind)
    position = models.PositiveIntegerField()
    pinyin = models.CharField(max_length=255)
    initials = models.CharField(max_length=64)
    created_at = models.DateTimeField()

    class Meta:
        db_table = "orgs_unit"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "uid"], name="orgs_unit_uid"),
            models.UniqueConstraint(fields=["jurisdiction", "name"], name="orgs_unit_name"),
        ]
        indexes = [models.Index(fields=["jurisdiction", "position"], name="orgs_unit_position")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_group(self) -> bool:
        """Say whether this row stands for several units."""
        return self.kind in self.GROUPS


class UnitAlias(models.Model):
    """A spelling under which a unit was read or is known; it leads to exactly one unit."""

    class Origin(models.TextChoices):
        READ = "read", _("Read in a plan")
        CORRECTED = "corrected", _("Set in a review")

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="aliases", db_index=False)
    surface = models.CharField(max_length=64)
    origin = models.CharField(max_length=16, choices=Origin)
    created_at = models.DateTimeField()

    class Meta:
        db_table = "orgs_unit_alias"
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["jurisdiction", "surface"], name="orgs_alias_surface")]
        indexes = [models.Index(fields=["jurisdiction", "unit"], name="orgs_alias_unit")]

    def __str__(self) -> str:
        return self.surface


class GroupMember(models.Model):
    """A unit that belongs to a group."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    group = models.ForeignKey(Unit, models.PROTECT, related_name="memberships", db_index=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="groups", db_index=False)

    class Meta:
        db_table = "orgs_group_member"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "group", "unit"], name="orgs_group_member_once"),
            models.CheckConstraint(condition=~models.Q(group=models.F("unit")), name="orgs_group_not_itself"),
        ]
        indexes = [models.Index(fields=["jurisdiction", "unit"], name="orgs_group_member_unit")]

    def __str__(self) -> str:
        return f"{self.group_id} ∋ {self.unit_id}"


class Person(models.Model):
    """A named person of a government; only what the office needs: the name."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    uid = UidField()
    name = models.CharField(max_length=32)
    created_at = models.DateTimeField()

    class Meta:
        db_table = "orgs_person"
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["jurisdiction", "uid"], name="orgs_person_uid")]
        indexes = [models.Index(fields=["jurisdiction", "name"], name="orgs_person_name")]

    def __str__(self) -> str:
        return self.name


class Post(models.Model):
    """What a person is in charge of; duties belong to posts, persons hold them."""

    class Kind(models.TextChoices):
        LEADER = "leader", _("Responsible leader")
        HEAD = "head", _("Unit head")
        DEPUTY = "deputy", _("Deputy in charge")
        LIAISON = "liaison", _("Liaison officer")
        OFFICER = "officer", _("Supervision officer")
        AUDITOR = "auditor", _("Auditor")

    OF_A_UNIT = (Kind.HEAD, Kind.DEPUTY, Kind.LIAISON)

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    uid = UidField()
    person = models.ForeignKey(Person, models.PROTECT, related_name="posts", db_index=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="posts", null=True, blank=True, db_index=False)
    kind = models.CharField(max_length=16, choices=Kind)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

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
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
                name="orgs_post_ends_after_start",
            ),
        ]
        indexes = [
            models.Index(fields=["jurisdiction", "person"], name="orgs_post_person"),
            models.Index(fields=["jurisdiction", "unit"], name="orgs_post_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.person_id}"


class UserManager(models.Manager["User"]):
    """Finds accounts by the name under which they sign in."""

    def get_by_natural_key(self, username: str) -> "User":
        """Return the account with this name, as the authentication framework asks for it."""
        return self.get(username=username)


class User(AbstractBaseUser):
    """An account, bound to a person; there is no account that may do everything.

    `username` is unique over all governments, because it is asked for before a government is known.
    """

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    uid = UidField()
    username = models.CharField(max_length=64)
    person = models.ForeignKey(Person, models.PROTECT, related_name="accounts", db_index=False)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField()

    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        db_table = "orgs_user"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["username"], name="orgs_user_username"),
            models.UniqueConstraint(fields=["jurisdiction", "uid"], name="orgs_user_uid"),
            models.UniqueConstraint(fields=["jurisdiction", "person"], name="orgs_user_person"),
        ]

    def __str__(self) -> str:
        return self.username
