"""Feeds by which a calendar outside shows what a person owes."""

from django.db import models

from duban.core.models import UidField
from duban.orgs.models import Jurisdiction, User


class CalendarFeed(models.Model):
    """The address of one person's feed, of which only the digest of its token is kept; he has one at a time."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    uid = UidField()
    user = models.ForeignKey(User, models.PROTECT, related_name="calendar_feeds", db_index=False)
    token_digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    read_on = models.DateField(null=True, blank=True)

    class Meta:
        db_table = "reminders_calendar"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "uid"], name="reminders_calendar_uid"),
            models.UniqueConstraint(fields=["token_digest"], name="reminders_calendar_token"),
            models.UniqueConstraint(
                fields=["jurisdiction", "user"],
                condition=models.Q(revoked_at__isnull=True),
                name="reminders_calendar_one_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.made_at}"
