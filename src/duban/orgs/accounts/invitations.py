"""The way into an account before its first password: a one-time link or a printed slip (demand 8 of the issue).

The secret exists in the answer of the act that made it and nowhere else; kept is its digest, keyed, so that a copy of
the database does not let a short code be found by trying. An invitation is used once, ends by itself, and is withdrawn
by the next one.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.db.models import QuerySet
from django.utils.crypto import salted_hmac

from duban.core import clock
from duban.journal.records import Actor, Subject, record
from duban.orgs.accounts import actions, codes
from duban.orgs.accounts.errors import NoInvitation
from duban.orgs.models import Invitation, User
from duban.orgs.signing_in.passwords import put_password

SECRET_BYTES = 32
LASTS = {Invitation.Form.LINK: timedelta(days=7), Invitation.Form.SLIP: timedelta(days=30)}


@dataclass(frozen=True)
class Invited:
    """An account with the invitation into it, and the secret that is shown once."""

    user: User
    invitation: Invitation
    secret: str = field(repr=False)

    @property
    def uid(self) -> str:
        """Return the uid of the account: what an act's key keeps as its answer."""
        return str(self.user.uid)

    @property
    def code(self) -> str:
        """Return the secret of a slip as it is printed."""
        return codes.grouped(self.secret)


def invite(users: Sequence[User], *, form: Invitation.Form, made_by: str) -> list[Invited]:
    """Make an invitation for each account and withdraw those before; part of a larger act, three statements."""
    now = clock.now()
    withdraw(users)
    made = [
        Invited(
            user,
            Invitation(
                jurisdiction_id=user.jurisdiction_id,
                user=user,
                form=form,
                secret_digest=digest_of(secret),
                made_by=made_by,
                made_at=now,
                expires_at=now + LASTS[form],
            ),
            secret,
        )
        for user in users
        for secret in [_new_secret(form)]
    ]
    Invitation.objects.bulk_create([each.invitation for each in made])
    return made


def withdraw(users: Sequence[User]) -> None:
    """Withdraw the open invitations of accounts; part of a larger act."""
    Invitation.objects.filter(
        jurisdiction__in={user.jurisdiction_id for user in users},
        user__in=[user.pk for user in users],
        used_at__isnull=True,
        withdrawn_at__isnull=True,
    ).update(withdrawn_at=clock.now())


def digest_of(secret: str) -> str:
    """Return what is kept of a secret."""
    return str(salted_hmac("duban.orgs.invitation", secret, algorithm="sha256").hexdigest())


def by_link(secret: str) -> Invitation:
    """Return the open invitation of a link; raise NoInvitation, the same for unknown, used and run out."""
    return by_digest(digest_of(secret), form=Invitation.Form.LINK)


def by_slip(typed: str) -> Invitation:
    """Return the open invitation of a slip's code as it was typed; raise NoInvitation where there is none."""
    code = codes.as_typed(typed)
    if code is None:
        raise NoInvitation
    return by_digest(digest_of(code), form=Invitation.Form.SLIP)


def by_digest(digest: str, *, form: Invitation.Form | None = None) -> Invitation:
    """Return the open invitation with a digest; raise NoInvitation where there is none."""
    rows = _open().filter(secret_digest=digest)
    found = (rows if form is None else rows.filter(form=form)).select_related("user__person", "user__jurisdiction")
    invitation = found.first()
    if invitation is None:
        raise NoInvitation
    return invitation


@transaction.atomic
def accept(*, invitation: Invitation, password: str) -> User:
    """Set the first password and use the invitation up; of two at once the second finds it used.

    Raises NoInvitation, and ValidationError where the password is not good enough.
    """
    now = clock.now()
    user = (
        User.objects.select_for_update(of=("self",)).select_related("person", "jurisdiction").get(pk=invitation.user_id)
    )
    if not _open().filter(pk=invitation.pk).exists():
        raise NoInvitation  # before the password is judged: it may be the one that was set a moment ago
    validate_password(password, user)
    if _open().filter(pk=invitation.pk).update(used_at=now) != 1:
        raise NoInvitation
    put_password(user, make_password(password))
    record(
        actor=Actor(uid=user.uid, name=user.person.name, unit_name=user.jurisdiction.name),
        kind=actions.INVITATION_USED.code,
        jurisdiction=user.jurisdiction.uid,
        subjects=[Subject("user", user.uid)],
        body={"form": invitation.form, "invitation": invitation.uid},
    )
    return user


def _open() -> QuerySet[Invitation]:
    return Invitation.objects.filter(
        used_at__isnull=True,
        withdrawn_at__isnull=True,
        expires_at__gt=clock.now(),
        user__is_active=True,
        user__is_blocked=False,
    )


def _new_secret(form: Invitation.Form) -> str:
    return codes.new_code() if form is Invitation.Form.SLIP else secrets.token_urlsafe(SECRET_BYTES)
