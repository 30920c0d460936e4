"""What every change of an account does to its rows; the acts around it ask permission and write the journal."""

from collections.abc import Collection, Sequence
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction

from duban.core import clock
from duban.core.digests import JSON
from duban.orgs.accounts import invitations
from duban.orgs.accounts.errors import (
    AccountBlocked,
    AccountClosed,
    AccountOpen,
    HasAccount,
    ReasonMissing,
    UsernameTaken,
)
from duban.orgs.accounts.invitations import Invited, invite
from duban.orgs.accounts.states import IDLE, State, columns_of, state, state_of
from duban.orgs.models import Invitation, PasswordUsed, Person, Post, Session, User
from duban.orgs.signing_in.sessions import end_sessions

LONGEST_REASON = 255
REPLACED = "replaced"


def new_account(person: Person, *, username: str) -> User:
    """Return a new account without a password, not yet saved."""
    return User(
        jurisdiction_id=person.jurisdiction_id,
        username=username,
        person=person,
        password=make_password(None),
        created_at=clock.now(),
    )


def saved(users: Sequence[User]) -> None:
    """Save new accounts; raise UsernameTaken or HasAccount where somebody else was faster by a moment."""
    try:
        with transaction.atomic():
            User.objects.bulk_create(users)
    except IntegrityError as error:
        names = User.objects.filter(username__in=[user.username for user in users]).values_list("username", flat=True)
        for name in names:
            raise UsernameTaken(username=name) from error
        people = User.objects.filter(person__in=[user.person_id for user in users]).select_related("person")
        for known in people:
            raise HasAccount(person=known.person.name, username=known.username) from error
        raise


def opened_body(
    user: User, person: Person, post: Post, form: Invitation.Form, replaced: Collection[User] = ()
) -> dict[str, JSON]:
    """Return what the journal keeps of an opening."""
    body: dict[str, Any] = {"username": user.username, "person": person.name, "post": post.words, "form": form}
    return body | ({"replaced": [old.username for old in replaced]} if replaced else {})


def reset(user: User, *, form: Invitation.Form, made_by: str) -> tuple[State, Invited]:
    """Make the password unusable and invite anew; return how the account stood before."""
    before = state(user)
    require_open(user, before)
    forgotten([user])
    user.must_change_password = False
    user.save(update_fields=["password", "must_change_password"])
    end_all_sessions([user])
    (invited,) = invite([user], form=form, made_by=made_by)
    return before, invited


def ended(users: Sequence[User], *, because: str) -> dict[int, State]:
    """Close accounts: inactive, without password, sessions and invitations; return how each stood before.

    A blocked account stays blocked.
    """
    before = {user.pk: state(user) for user in users}
    for user in users:
        if before[user.pk] in {State.CLOSED, State.BLOCKED}:
            require_open(user, before[user.pk])
        user.is_active, user.closed_because = False, because
    forgotten(users)
    User.objects.bulk_update(users, ["is_active", "closed_because", "password"])
    end_all_sessions(users)
    invitations.withdraw(users)
    return before


def suspended(users: Sequence[User]) -> None:
    """Suspend accounts: inactive and without sessions; the password stays, so that one act opens them again."""
    for user in users:
        user.is_active, user.closed_because = False, IDLE
    User.objects.bulk_update(users, ["is_active", "closed_because"])
    end_all_sessions(users)
    invitations.withdraw(users)


def reopened(user: User) -> State:
    """Make a closed or suspended account active, its days of idleness counted anew; return how it stood before."""
    before = state(user)
    if before is State.BLOCKED:
        raise AccountBlocked(username=user.username)
    if user.is_active:
        raise AccountOpen(username=user.username)
    user.is_active, user.closed_because, user.last_seen_on = True, None, clock.today()
    user.save(update_fields=["is_active", "closed_because", "last_seen_on"])
    invitations.withdraw([user])
    return before


def require_open(user: User, standing: State) -> None:
    """Raise AccountBlocked or AccountClosed for an account that is not open."""
    if standing is State.BLOCKED:
        raise AccountBlocked(username=user.username)
    if standing in {State.CLOSED, State.SUSPENDED}:
        raise AccountClosed(username=user.username)


def reason_in(text: str) -> str:
    """Return a reason without blanks around it; raise ReasonMissing where nothing is said."""
    reason = " ".join(text.split())[:LONGEST_REASON]
    if len(reason) < 2:
        raise ReasonMissing
    return reason


def state_after(user: User) -> State:
    """Return how an account stands that nobody has invited since."""
    return state_of(columns_of(user), None)


def end_all_sessions(users: Sequence[User]) -> None:
    """End the sessions of accounts in every browser; each browser is told that the account was closed or reset."""
    for user in users:
        end_sessions(user, Session.Ended.ACCOUNT)


def forgotten(users: Sequence[User]) -> None:
    """Take the passwords of accounts away; each is remembered, so that it is not chosen again."""
    PasswordUsed.objects.bulk_create(
        PasswordUsed(jurisdiction_id=user.jurisdiction_id, user=user, password=user.password, at=clock.now())
        for user in users
        if user.has_usable_password()
    )
    for user in users:
        user.set_unusable_password()
