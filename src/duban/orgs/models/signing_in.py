"""Sessions, second factors, and addresses that are slowed (domain 6.4)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from duban.core.models import UidField
from duban.orgs.models.accounts import User
from duban.orgs.models.jurisdictions import Jurisdiction


class Session(models.Model):
    """A visit of one browser; it begins before anybody is known.

    `session_key` is the digest of what the browser's cookie holds, so that a copy of the database opens no session.
    `expire_date` is when it ends if nothing more happens: after `idle_minutes`, and never later than twelve hours after
    the sign-in. An ended session stays until then, empty, so that its browser can be told why it ended.
    """

    class Ended(models.TextChoices):
        ELSEWHERE = "elsewhere", _("You signed in on another browser. An administrator has one session at a time.")
        BY_HAND = "by_hand", _("This session was ended in the list of your sessions.")
        PASSWORD = "password", _("The password was changed on another browser. Sign in with the new one.")
        ACCOUNT = "account", _("The account was closed or reset. The office that opened it knows more.")

    session_key = models.CharField(max_length=64, primary_key=True)
    uid = UidField()
    session_data = models.TextField()
    expire_date = models.DateTimeField()
    user = models.ForeignKey(User, models.PROTECT, related_name="sessions", null=True, blank=True, db_index=False)
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    idle_minutes = models.PositiveSmallIntegerField(default=30)
    address = models.CharField(max_length=64, null=True, blank=True)
    device = models.CharField(max_length=255, null=True, blank=True)
    ended = models.CharField(max_length=16, choices=Ended, null=True, blank=True)

    class Meta:
        db_table = "orgs_session"
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["uid"], name="orgs_session_uid")]
        indexes = [
            models.Index(fields=["user", "expire_date"], name="orgs_session_user"),
            models.Index(fields=["expire_date"], name="orgs_session_expires"),
        ]

    def __str__(self) -> str:
        return f"{self.uid} {self.user_id}"


class SecondFactor(models.Model):
    """What a person has beside the password: the secret of an authenticator, and codes for when it is lost.

    The secret is sealed (`core.sealing`). `last_step` is the time step of the last code that was taken: no code of that
    step or an earlier one is taken again. Of the recovery codes only hashes are kept; each leaves with its use.
    """

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    user = models.ForeignKey(User, models.PROTECT, related_name="second_factors", db_index=False)
    secret = models.TextField()
    last_step = models.BigIntegerField()
    recovery = models.JSONField(default=list)
    since = models.DateTimeField()

    class Meta:
        db_table = "orgs_second_factor"
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["jurisdiction", "user"], name="orgs_second_factor_user")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.since}"


class SlowedAddress(models.Model):
    """A network address, often a whole building, from which so much failed that sign-ins are taken one by one."""

    address = models.CharField(max_length=64)
    next_at = models.DateTimeField(null=True, blank=True)
    counted_from = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "orgs_slowed_address"
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["address"], name="orgs_slowed_address_once")]

    def __str__(self) -> str:
        return self.address
