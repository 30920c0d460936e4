"""Units of the register with their names, spellings, successors and groups, each by date.

`since` and `until` are whole days, both included; NULL means from the beginning, or still.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from duban.core.models import UidField
from duban.orgs.models.jurisdictions import Jurisdiction


class Unit(models.Model):
    """A unit of the register, or a group (各旗县市区政府 …) whose members can be named.

    `name` is the full name of today; the names of earlier days stand in `UnitName`. A partner (domain 3, rule 7) is no
    object of inspection: it is written to, never named, rectified or listed.
    """

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

    class Standing(models.TextChoices):
        OBJECT = "object", _("Object of inspection")
        PARTNER = "partner", _("Partner")

    GROUPS = (Kind.COLLECTIVE_ALL, Kind.COLLECTIVE_RELATED)
    PARTNERS = (Kind.COMPANY, Kind.VERTICAL, Kind.COURT)  # proposed as partners (domain 3, rule 7); set per unit

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    uid = UidField()
    code = models.CharField(max_length=32, null=True, blank=True)
    name = models.CharField(max_length=64)
    kind = models.CharField(max_length=24, choices=Kind)
    standing = models.CharField(max_length=16, choices=Standing, default=Standing.OBJECT)
    parent = models.ForeignKey("self", models.PROTECT, related_name="children", null=True, blank=True, db_index=False)
    position = models.PositiveIntegerField()
    pinyin = models.CharField(max_length=255)
    initials = models.CharField(max_length=64)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()

    class Meta:
        db_table = "orgs_unit"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "uid"], name="orgs_unit_uid"),
            models.UniqueConstraint(fields=["jurisdiction", "name"], name="orgs_unit_name"),
            models.UniqueConstraint(fields=["jurisdiction", "code"], name="orgs_unit_code"),
            models.CheckConstraint(
                condition=models.Q(since__isnull=True)
                | models.Q(until__isnull=True)
                | models.Q(until__gte=models.F("since")),
                name="orgs_unit_ends_after_start",
            ),
            models.CheckConstraint(
                condition=models.Q(parent__isnull=True) | ~models.Q(parent=models.F("id")), name="orgs_unit_not_above"
            ),
        ]
        indexes = [
            models.Index(fields=["jurisdiction", "position"], name="orgs_unit_position"),
            models.Index(fields=["jurisdiction", "parent"], name="orgs_unit_parent"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_group(self) -> bool:
        """Say whether this row stands for several units."""
        return self.kind in self.GROUPS

    @property
    def is_partner(self) -> bool:
        """Say whether the unit is no object of inspection."""
        return self.standing == self.Standing.PARTNER


class UnitName(models.Model):
    """A full name that a unit bore before today's, so that an old plan shows the name of its day."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="former_names", db_index=False)
    name = models.CharField(max_length=64)
    since = models.DateField(null=True, blank=True)
    until = models.DateField()
    basis = models.CharField(max_length=128, null=True, blank=True)

    class Meta:
        db_table = "orgs_unit_former_name"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "unit", "until"], name="orgs_unit_name_until"),
        ]

    def __str__(self) -> str:
        return self.name


class UnitAlias(models.Model):
    """A spelling under which a unit was read or is known; on any day it leads to at most one unit."""

    class Origin(models.TextChoices):
        READ = "read", _("Read in a plan")
        CORRECTED = "corrected", _("Set in a review")
        SHORT = "short", _("Short name")
        FORMER = "former", _("Former name")
        SET = "set", _("Set in the register")

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="aliases", db_index=False)
    surface = models.CharField(max_length=64)
    pinyin = models.CharField(max_length=255)
    initials = models.CharField(max_length=64)
    origin = models.CharField(max_length=16, choices=Origin)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        db_table = "orgs_unit_alias"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction", "surface"], condition=models.Q(until__isnull=True), name="orgs_alias_open"
            ),
            models.CheckConstraint(
                condition=models.Q(since__isnull=True)
                | models.Q(until__isnull=True)
                | models.Q(until__gte=models.F("since")),
                name="orgs_alias_ends_after_start",
            ),
        ]
        indexes = [
            models.Index(fields=["jurisdiction", "unit"], name="orgs_alias_unit"),
            models.Index(fields=["jurisdiction", "surface"], name="orgs_alias_surface"),
        ]

    def __str__(self) -> str:
        return self.surface


class Succession(models.Model):
    """A unit that goes on in another: merged into it, or split into several."""

    class Kind(models.TextChoices):
        MERGED = "merged", _("Merged into")
        SPLIT = "split", _("Split into")

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    predecessor = models.ForeignKey(Unit, models.PROTECT, related_name="successions", db_index=False)
    successor = models.ForeignKey(Unit, models.PROTECT, related_name="predecessions", db_index=False)
    kind = models.CharField(max_length=16, choices=Kind)
    on = models.DateField()
    basis = models.CharField(max_length=128)

    class Meta:
        db_table = "orgs_succession"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "predecessor", "successor"], name="orgs_succession_once"),
            models.CheckConstraint(
                condition=~models.Q(predecessor=models.F("successor")), name="orgs_succession_not_itself"
            ),
        ]
        indexes = [models.Index(fields=["jurisdiction", "successor"], name="orgs_succession_successor")]

    def __str__(self) -> str:
        return f"{self.predecessor_id} → {self.successor_id}"


class GroupMember(models.Model):
    """A unit that belongs to a group, from a day to a day."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    group = models.ForeignKey(Unit, models.PROTECT, related_name="memberships", db_index=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="groups", db_index=False)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)

    class Meta:
        db_table = "orgs_group_member"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction", "group", "unit"],
                condition=models.Q(until__isnull=True),
                name="orgs_group_member_open",
            ),
            models.CheckConstraint(condition=~models.Q(group=models.F("unit")), name="orgs_group_not_itself"),
        ]
        indexes = [
            models.Index(fields=["jurisdiction", "unit"], name="orgs_group_member_unit"),
            models.Index(fields=["jurisdiction", "group"], name="orgs_group_member_group"),
        ]

    def __str__(self) -> str:
        return f"{self.group_id} ∋ {self.unit_id}"
