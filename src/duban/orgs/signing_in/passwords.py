"""Choosing a password, and when one is due (domain 6.4)."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.utils import timezone

from duban.core import clock
from duban.journal.records import Subject
from duban.orgs.acting.performing import By, Deed, Outcome, Weight, performs
from duban.orgs.models import PasswordUsed, User
from duban.orgs.signing_in import actions
from duban.orgs.viewers import Viewer


@dataclass(frozen=True)
class NewPassword:
    """A password that was found good enough, as its hash: no act carries what a person typed."""

    encoded: str = field(repr=False)


@performs("orgs.change_own_password", about=User, given=NewPassword, weight=Weight.OWN)
def take_new_password(deed: Deed, user: User, given: NewPassword) -> User:
    """Put a new password in the place of the old one, which is remembered to be refused."""
    put_password(user, given.encoded)
    deed.record(actions.PASSWORD_CHANGED.code, [Subject("user", user.uid)])
    return user


def change_own_password(*, viewer: Viewer, password: str) -> Outcome[User]:
    """Change the password of the person at the keyboard; raise ValidationError where a rule refuses it."""
    validate_password(password, viewer.user)
    return take_new_password(by=By(viewer), about=viewer.user, given=NewPassword(make_password(password)))


def put_password(user: User, encoded: str) -> None:
    """Write a password that was found good enough; part of a larger act that locked the account."""
    now = clock.now()
    if user.has_usable_password():
        PasswordUsed.objects.create(jurisdiction_id=user.jurisdiction_id, user=user, password=user.password, at=now)
    user.password, user.password_set_at, user.must_change_password = encoded, now, False
    user.save(update_fields=["password", "password_set_at", "must_change_password"])


def is_due(user: User) -> bool:
    """Say whether a new password must be chosen first: it was set by another, or it is older than allowed."""
    if user.jurisdiction.is_demonstration:
        return False  # its passwords stand in the terminal
    due = due_on(user)
    return user.must_change_password or (due is not None and due <= clock.today())


def due_on(user: User) -> date | None:
    """Return the day on which the password must be changed; None where it need not be."""
    days: int = settings.DUBAN_PASSWORD_DAYS
    if days <= 0 or user.jurisdiction.is_demonstration:
        return None
    return timezone.localdate(user.password_set_at or user.created_at) + timedelta(days=days)
