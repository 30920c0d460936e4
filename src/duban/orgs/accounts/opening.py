"""Opening, resetting and closing accounts of units: business of the office, and of a head for his own unit.

The secret of an invitation is shown to the one who asks, so these acts cannot be recorded on behalf of another: who
records for a unit's head would hold the key to the accounts of its people. The office asks in its own name.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Annotated

from django.utils.translation import gettext_lazy as _

from duban.journal.records import Subject
from duban.orgs import actions as common
from duban.orgs import policies
from duban.orgs.accounts import actions, keeping
from duban.orgs.accounts.changing import ended, new_account, opened_body, reason_in, reset, saved
from duban.orgs.accounts.errors import HasAccount, NobodyHolds, NotAUnitPost
from duban.orgs.accounts.invitations import Invited, invite
from duban.orgs.accounts.states import State
from duban.orgs.accounts.usernames import chosen
from duban.orgs.acting.performing import Deed, Weight, performs
from duban.orgs.acting.wording import Titled
from duban.orgs.models import Invitation, Person, Post, User
from duban.orgs.roles import Role
from duban.orgs.viewers import Standing


@dataclass(frozen=True)
class AccountWanted:
    """How a new account is handed out, and under which name; without a name one is proposed."""

    form: Annotated[Invitation.Form, Titled(_("Handed out as"))]
    username: Annotated[str | None, Titled(_("Account"))] = None


@dataclass(frozen=True)
class ResetWanted:
    """How an account is handed out anew."""

    form: Annotated[Invitation.Form, Titled(_("Handed out as"))]


@dataclass(frozen=True)
class Closing:
    """Why an account is closed."""

    reason: Annotated[str, Titled(_("Reason"))]


@performs("orgs.open_unit_account", about=Post, given=AccountWanted, weight=Weight.OWN)
def open_unit_account(deed: Deed, post: Post, given: AccountWanted) -> Invited:
    """Open an account for the holder of a post; accounts of former holders without any post end with it."""
    if post.kind not in Post.OF_A_UNIT:
        raise NotAUnitPost(post=post.words)
    person = holder_without_account(post)
    keeping.require_another(deed.decider, person)
    keeping.require_no_other_posts(person, post, only_in_unit=_acts_as_head(deed.decider, post))
    user = new_account(person, username=chosen(given.username, person.name))
    saved([user])
    replaced = close_left_behind(post)
    (invited,) = invite([user], form=given.form, made_by=deed.viewer.name)
    deed.record(
        common.ACCOUNT_OPENED.code,
        subjects_of_opening(user, post, replaced),
        opened_body(user, person, post, given.form, replaced),
    )
    return invited


@performs("orgs.reset_unit_account", about=User, given=ResetWanted, weight=Weight.OWN)
def reset_unit_account(deed: Deed, user: User, given: ResetWanted) -> Invited:
    """Take the password of an account away, end its sessions, and hand it out anew."""
    keeping.require_another(deed.decider, user.person)
    keeping.require_of_units(user.person)
    before, invited = reset(user, form=given.form, made_by=deed.viewer.name)
    deed.record(
        actions.ACCOUNT_RESET.code,
        [Subject("user", user.uid)],
        {"before": {"state": before}, "after": {"state": State.INVITED}, "form": given.form},
    )
    return invited


@performs("orgs.close_unit_account", about=User, given=Closing)
def close_unit_account(deed: Deed, user: User, given: Closing) -> User:
    """Close an account: its sessions end, its password and invitations are void; the office can reopen it."""
    keeping.require_another(deed.decider, user.person)
    keeping.require_of_units(user.person)
    reason = reason_in(given.reason)
    before = ended([user], because=reason)
    deed.record(
        actions.ACCOUNT_CLOSED.code,
        [Subject("user", user.uid)],
        {"before": {"state": before[user.pk]}, "after": {"state": State.CLOSED}, "reason": reason},
    )
    return user


def holder_without_account(post: Post) -> Person:
    """Return the holder of a post; raise NobodyHolds or HasAccount where he can get none."""
    person = keeping.holder_of(post)
    if person is None:
        raise NobodyHolds(post=post.words)
    known = User.objects.filter(jurisdiction=person.jurisdiction_id, person=person).first()
    if known is not None:
        raise HasAccount(person=person.name, username=known.username)
    return person


def close_left_behind(post: Post) -> list[User]:
    """Close the accounts that a new one in this post replaces; part of opening it."""
    replaced = list(keeping.left_behind(post))
    ended(replaced, because="replaced")
    return replaced


def subjects_of_opening(user: User, post: Post, replaced: Collection[User]) -> list[Subject]:
    """Return what an opening touches: the account, its post, its unit, the accounts that it replaces."""
    unit = [Subject("unit", post.unit.uid)] if post.unit is not None else []
    return [Subject("user", user.uid), Subject("post", post.uid), *unit, *(Subject("user", o.uid) for o in replaced)]


def _acts_as_head(decider: Standing, post: Post) -> bool:
    seat = policies.seat_for(decider, "orgs.open_unit_account", post)
    return seat is not None and seat.role is Role.HEAD
