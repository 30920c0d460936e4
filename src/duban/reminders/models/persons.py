"""How a person wants to be reminded, and what he was told last."""

from datetime import time

from django.db import models

from duban.orgs.models import Jurisdiction, User

USUAL_HOUR = time(8, 30)


class Preference(models.Model):
    """When a person wants his digest, and where; `email` is his work address, sealed (`core.sealing`)."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    user = models.ForeignKey(User, models.PROTECT, related_name="preferences", db_index=False)
    at = models.TimeField(default=USUAL_HOUR)
    is_off = models.BooleanField(default=False)
    email = models.TextField(null=True, blank=True)
    set_at = models.DateTimeField()

    class Meta:
        db_table = "reminders_preference"
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["jurisdiction", "user"], name="reminders_preference_user")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.at}"


class Told(models.Model):
    """The day of a person's last digest, and by their keys what stood on his desk then (JSON); one row a person.

    The day moves by compare-and-set: of two ticks at once one writes the digest of a day.
    """

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    user = models.ForeignKey(User, models.PROTECT, related_name="told", db_index=False)
    on = models.DateField(null=True, blank=True)
    known = models.TextField(default="[]")

    class Meta:
        db_table = "reminders_told"
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["jurisdiction", "user"], name="reminders_told_user")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.on}"
