"""Exceptions from the table of permission."""

from django.db import models

from duban.core.models import UidField
from duban.orgs.models.accounts import User
from duban.orgs.models.jurisdictions import Jurisdiction


class Grant(models.Model):
    """An act that one person may do beyond his posts, to one object or to all, with a reason and an end.

    It holds from the day on which a second person has approved it; `about_kind` and `about_uid` are NULL together.
    """

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    uid = UidField()
    user = models.ForeignKey(User, models.PROTECT, related_name="grants", db_index=False)
    act = models.CharField(max_length=64)
    about_kind = models.CharField(max_length=32, null=True, blank=True)
    about_uid = models.CharField(max_length=64, null=True, blank=True)
    reason = models.CharField(max_length=255)
    since = models.DateField()
    until = models.DateField()
    given_by = models.ForeignKey(User, models.PROTECT, related_name="given_grants", db_index=False)
    approved_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        db_table = "orgs_grant"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "uid"], name="orgs_grant_uid"),
            models.CheckConstraint(condition=models.Q(until__gte=models.F("since")), name="orgs_grant_ends"),
            models.CheckConstraint(
                condition=models.Q(about_kind__isnull=True, about_uid__isnull=True)
                | models.Q(about_kind__isnull=False, about_uid__isnull=False),
                name="orgs_grant_about",
            ),
            models.CheckConstraint(condition=~models.Q(user=models.F("given_by")), name="orgs_grant_to_another"),
        ]
        indexes = [models.Index(fields=["jurisdiction", "user", "until"], name="orgs_grant_user")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.act}"
