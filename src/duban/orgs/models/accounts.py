"""Accounts, how they are handed out, and what keeps guessing out (domain 6.4)."""

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from duban.core.models import UidField
from duban.orgs.models.jurisdictions import Jurisdiction
from duban.orgs.models.people import Person


class UserManager(models.Manager["User"]):
    """Finds accounts by the name under which they sign in."""

    def get_by_natural_key(self, username: str) -> "User":
        """Return the account with this name, as the authentication framework asks for it."""
        return self.get(username=username)


class User(AbstractBaseUser):
    """An account, bound to a person; there is no account that may do everything.

    `username` is unique over all governments, because it is asked for before a government is known. A blocked account
    was closed by the security administrator, and only he opens it again. `exceptional_until` is the last day on which
    a delegation or a grant to this person may hold: until then they are asked for, later no query is spent on them.
    """

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    uid = UidField()
    username = models.CharField(max_length=64)
    person = models.ForeignKey(Person, models.PROTECT, related_name="accounts", db_index=False)
    is_active = models.BooleanField(default=True)
    is_blocked = models.BooleanField(default=False)
    closed_because = models.CharField(max_length=255, null=True, blank=True)
    password_set_at = models.DateTimeField(null=True, blank=True)
    must_change_password = models.BooleanField(default=False)
    last_seen_on = models.DateField(null=True, blank=True)
    undertaking_at = models.DateTimeField(null=True, blank=True)
    exceptional_until = models.DateField(null=True, blank=True)
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


class PasswordUsed(models.Model):
    """A password that an account had, as its hash: the last five are refused (domain 6.4)."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    user = models.ForeignKey(User, models.PROTECT, related_name="passwords_used", db_index=False)
    password = models.CharField(max_length=128)
    at = models.DateTimeField()

    class Meta:
        db_table = "orgs_password_used"
        default_permissions = ()
        indexes = [models.Index(fields=["jurisdiction", "user", "at"], name="orgs_password_used_user")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.at}"


class Invitation(models.Model):
    """The one way into an account before its first password: a link or a printed slip, used once.

    Only the digest of the secret is kept.
    """

    class Form(models.TextChoices):
        LINK = "link", _("One-time link")
        SLIP = "slip", _("Printed slip")

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    uid = UidField()
    user = models.ForeignKey(User, models.PROTECT, related_name="invitations", db_index=False)
    form = models.CharField(max_length=8, choices=Form)
    secret_digest = models.CharField(max_length=64)
    made_by = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "orgs_invitation"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "uid"], name="orgs_invitation_uid"),
            models.UniqueConstraint(fields=["secret_digest"], name="orgs_invitation_secret"),
            models.UniqueConstraint(
                fields=["jurisdiction", "user"],
                condition=models.Q(used_at__isnull=True, withdrawn_at__isnull=True),
                name="orgs_invitation_one_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.form}"


class SignInLock(models.Model):
    """An account name that was guessed at from anywhere, locked for a while (domain 6.4: 20 failures in an hour).

    Kept for names without an account too, so that a locked door does not tell which names exist.
    """

    username = models.CharField(max_length=64)
    locked_until = models.DateTimeField(null=True, blank=True)
    counted_from = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "orgs_sign_in_lock"
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["username"], name="orgs_sign_in_lock_name")]

    def __str__(self) -> str:
        return self.username
