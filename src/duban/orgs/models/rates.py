"""How often an account asked for something expensive."""

from django.db import models

from duban.orgs.models.accounts import User
from duban.orgs.models.jurisdictions import Jurisdiction


class RateCount(models.Model):
    """How often one account asked for one kind of expensive thing since a moment; a new window starts a new count.

    In the database, so that all processes count together. One row per account and kind, used again and again.
    """

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    user = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)
    what = models.CharField(max_length=32)
    began_at = models.DateTimeField()
    count = models.PositiveIntegerField()

    class Meta:
        db_table = "orgs_rate_count"
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["jurisdiction", "user", "what"], name="orgs_rate_count_once")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.what} {self.count}"
