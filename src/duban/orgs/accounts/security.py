"""What the security administrator does with accounts: those that the office does not keep, and blocking any."""

from django.db import transaction

from duban.journal.records import record
from duban.orgs import actions as common
from duban.orgs import policies
from duban.orgs.accounts import actions, keeping
from duban.orgs.accounts.changing import (
    end_all_sessions,
    ended,
    new_account,
    opened_body,
    reason_in,
    reset,
    saved,
)
from duban.orgs.accounts.errors import AccountBlocked, AccountOpen, LastSecurity, NotAnOfficePost
from duban.orgs.accounts.invitations import Invited, invite
from duban.orgs.accounts.opening import holder_without_account, subjects_of_opening
from duban.orgs.accounts.recording import locked, record_change
from duban.orgs.accounts.states import State, state
from duban.orgs.accounts.usernames import chosen
from duban.orgs.models import Holding, Invitation, Post, User
from duban.orgs.viewers import Viewer


@transaction.atomic
def open_office_account(*, viewer: Viewer, post: Post, form: Invitation.Form, username: str | None = None) -> Invited:
    """Open an account for the holder of a post of the office, a leader, an auditor or an administrator."""
    actor = policies.require(viewer, "orgs.open_office_account", post)
    if post.kind in Post.OF_A_UNIT:
        raise NotAnOfficePost(post=post.words)
    post = Post.objects.select_for_update(of=("self",)).select_related("unit").get(pk=post.pk)
    person = holder_without_account(post)
    keeping.require_another(viewer, person)
    user = new_account(person, username=chosen(username, person.name))
    saved([user])
    (invited,) = invite([user], form=form, made_by=viewer.name)
    record(
        actor=actor,
        kind=common.ACCOUNT_OPENED.code,
        jurisdiction=viewer.jurisdiction.uid,
        subjects=subjects_of_opening(user, post, ()),
        body=opened_body(user, person, post, form),
    )
    return invited


@transaction.atomic
def reset_office_account(*, viewer: Viewer, user: User, form: Invitation.Form) -> Invited:
    """Take the password of an account away, end its sessions, and hand it out anew."""
    actor, user = locked(viewer, "orgs.reset_office_account", user)
    keeping.require_of_others(user.person)
    before, invited = reset(user, form=form, made_by=viewer.name)
    record_change(actor, actions.ACCOUNT_RESET.code, user, before, State.INVITED, form=form)
    return invited


@transaction.atomic
def close_office_account(*, viewer: Viewer, user: User, reason: str) -> User:
    """Close an account; its sessions end, its password and invitations are void."""
    actor, user = locked(viewer, "orgs.close_office_account", user)
    keeping.require_of_others(user.person)
    reason = reason_in(reason)
    _require_not_last(user)
    before = ended([user], because=reason)
    record_change(actor, actions.ACCOUNT_CLOSED.code, user, before[user.pk], State.CLOSED, reason=reason)
    return user


@transaction.atomic
def block_account(*, viewer: Viewer, user: User, reason: str) -> User:
    """Block any account: its sessions end and nobody but the security administrator opens it again."""
    actor, user = locked(viewer, "orgs.block_account", user)
    reason = reason_in(reason)
    before = state(user)
    if before is State.BLOCKED:
        raise AccountBlocked(username=user.username)
    _require_not_last(user)
    user.is_blocked, user.is_active = True, False
    user.save(update_fields=["is_blocked", "is_active"])
    end_all_sessions([user])
    record_change(actor, actions.ACCOUNT_BLOCKED.code, user, before, State.BLOCKED, reason=reason)
    return user


@transaction.atomic
def unblock_account(*, viewer: Viewer, user: User) -> User:
    """Take the block away; an account that was closed or suspended before stays so."""
    actor, user = locked(viewer, "orgs.unblock_account", user)
    if not user.is_blocked:
        raise AccountOpen(username=user.username)
    user.is_blocked, user.is_active = False, user.closed_because is None
    user.save(update_fields=["is_blocked", "is_active"])
    record_change(actor, actions.ACCOUNT_UNBLOCKED.code, user, State.BLOCKED, state(user))
    return user


def is_last_security(user: User) -> bool:
    """Say whether no other security administrator of this government could sign in."""
    seats = Holding.objects.filter(
        keeping.not_over(), jurisdiction=user.jurisdiction_id, post__kind=Post.Kind.SECURITY
    ).values("person")
    able = User.objects.filter(jurisdiction=user.jurisdiction_id, is_active=True, person__in=seats)
    return list(able.values_list("pk", flat=True)[:2]) == [user.pk]


def _require_not_last(user: User) -> None:
    if is_last_security(user):
        raise LastSecurity(username=user.username)
