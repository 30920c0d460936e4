"""Governments, and their days of work."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from duban.core.models import UidField


class Jurisdiction(models.Model):
    """A government whose data stand apart from those of every other one.

    `protection_level` is the declared level of classified protection (GB/T 22239-2019), 2 or 3; `is_small_office`
    says that fewer than four persons inspect (domain 3, rule 6).
    """

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
    protection_level = models.PositiveSmallIntegerField(default=2)
    is_small_office = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    class Meta:
        db_table = "orgs_jurisdiction"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["uid"], name="orgs_jurisdiction_uid"),
            models.UniqueConstraint(fields=["code"], name="orgs_jurisdiction_code"),
            models.CheckConstraint(
                condition=models.Q(protection_level__in=[2, 3]), name="orgs_jurisdiction_protection"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class CalendarDay(models.Model):
    """A day that differs from its weekday: a rest day in the week, or a working day at its end.

    The table is the authority on working days; days without a row follow their weekday. `is_official` is false for a
    year whose arrangement the State Council has not issued yet.
    """

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    day = models.DateField()
    is_working = models.BooleanField()
    words = models.CharField(max_length=64)
    is_official = models.BooleanField()

    class Meta:
        db_table = "orgs_calendar_day"
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["jurisdiction", "day"], name="orgs_calendar_day_once")]

    def __str__(self) -> str:
        return f"{self.day} {self.words}"
