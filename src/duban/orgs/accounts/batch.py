"""Many accounts at once: a hundred liaison officers with their slips, all of them or none.

The number of statements does not grow with the accounts, but for the journal: one entry each, under one batch.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from duban.core import clock
from duban.core.uids import new_uid
from duban.journal.records import Subject, record
from duban.orgs import actions as common
from duban.orgs import policies
from duban.orgs.accounts import actions, keeping, usernames
from duban.orgs.accounts.changing import new_account, opened_body, saved
from duban.orgs.accounts.errors import BatchEmpty, BatchRefused, BatchTooLarge
from duban.orgs.accounts.invitations import Invited, invite
from duban.orgs.accounts.opening import subjects_of_opening
from duban.orgs.models import Holding, Invitation, Person, Post, User
from duban.orgs.viewers import Viewer

MOST = 500


@dataclass(frozen=True)
class Slip:
    """A printed slip: for whom, in which post, and the invitation with its code."""

    invited: Invited
    person: Person
    post: Post


@transaction.atomic
def open_unit_accounts(*, viewer: Viewer, posts: Sequence[Post]) -> list[Slip]:
    """Open an account for the holder of each post, with a slip each; one that cannot be opened stops all."""
    policies.require(viewer, "orgs.open_unit_accounts")
    if not posts:
        raise BatchEmpty
    if len(posts) > MOST:
        raise BatchTooLarge(most=MOST)
    return open_seated(viewer=viewer, seats=_holders(viewer, posts))


def open_seated(*, viewer: Viewer, seats: Sequence[tuple[Post, Person]]) -> list[Slip]:
    """Open an account for each person in his post; the caller has seen that each can have one."""
    actor = policies.require(viewer, "orgs.open_unit_accounts")
    names = usernames.proposed([person.name for _post, person in seats])
    users = [new_account(person, username=name) for (_post, person), name in zip(seats, names, strict=True)]
    saved(users)
    invited = invite(users, form=Invitation.Form.SLIP, made_by=viewer.name)
    batch = new_uid()
    for user, (post, person) in zip(users, seats, strict=True):
        record(
            actor=actor,
            kind=common.ACCOUNT_OPENED.code,
            jurisdiction=viewer.jurisdiction.uid,
            subjects=subjects_of_opening(user, post, ()),
            body=opened_body(user, person, post, Invitation.Form.SLIP),
            batch=batch,
        )
    return [Slip(each, person, post) for each, (post, person) in zip(invited, seats, strict=True)]


@transaction.atomic
def reprint_slips(*, viewer: Viewer, users: Sequence[User]) -> list[Slip]:
    """Print slips anew for accounts that nobody has entered yet: new codes, the old ones withdrawn."""
    actor = policies.require(viewer, "orgs.reprint_slips")
    chosen = list(
        User.objects.select_for_update(of=("self",))
        .filter(jurisdiction=viewer.jurisdiction, pk__in=[user.pk for user in users], is_active=True)
        .select_related("person")
        .order_by("pk")
    )
    chosen = [user for user in chosen if not user.has_usable_password() and user.person_id != viewer.person.pk]
    if not chosen:
        raise BatchEmpty
    if len(chosen) > MOST:
        raise BatchTooLarge(most=MOST)
    posts = _unit_posts(viewer, chosen)
    invited = invite(chosen, form=Invitation.Form.SLIP, made_by=viewer.name)
    batch = new_uid()
    for user in chosen:
        record(
            actor=actor,
            kind=actions.SLIP_REPRINTED.code,
            jurisdiction=viewer.jurisdiction.uid,
            subjects=[Subject("user", user.uid)],
            body={"username": user.username},
            batch=batch,
        )
    return [Slip(each, each.user.person, posts[each.user.person_id]) for each in invited]


def _holders(viewer: Viewer, posts: Sequence[Post]) -> list[tuple[Post, Person]]:
    """Return each post with its holder; raise BatchRefused where one of them can get no account from the office."""
    keys = [post.pk for post in posts]
    locked = list(Post.objects.select_for_update().filter(jurisdiction=viewer.jurisdiction, pk__in=keys))
    held = Holding.objects.filter(keeping.not_over(), jurisdiction=viewer.jurisdiction).select_related(
        "post__unit", "person"
    )
    people = held.filter(post__in=keys).values("person")
    of_person: dict[int, list[Holding]] = {}
    for holding in held.filter(person__in=people).order_by("since", "pk"):
        of_person.setdefault(holding.person_id, []).append(holding)
    known = set(
        User.objects.filter(jurisdiction=viewer.jurisdiction, person__in=people).values_list("person", flat=True)
    )
    found: dict[int, tuple[Post, Person]] = {}
    today = clock.today()
    for holdings in of_person.values():
        fits = holdings[0].person_id not in known and holdings[0].person_id != viewer.person.pk
        if not fits or not keeping.is_of_units([holding.post for holding in holdings]):
            continue
        for holding in holdings:
            if holding.post_id in keys and holding.since <= today:
                found.setdefault(holding.person_id, (holding.post, holding.person))
    served = {post.pk for post, _person in found.values()} | {
        holding.post_id for person in found for holding in of_person[person]
    }
    if len(locked) != len(keys) or not set(keys) <= served:
        raise BatchRefused(count=len(set(keys) - served) or len(keys) - len(locked))
    place = {key: at for at, key in enumerate(keys)}
    return sorted(found.values(), key=lambda pair: place[pair[0].pk])


def _unit_posts(viewer: Viewer, users: Sequence[User]) -> dict[int, Post]:
    """Return a post of a unit for each person; raise BatchRefused where the office does not keep an account."""
    people = [user.person_id for user in users]
    held = Holding.objects.filter(keeping.not_over(), jurisdiction=viewer.jurisdiction, person__in=people)
    posts: dict[int, list[Post]] = {}
    for holding in held.select_related("post__unit").order_by("since", "pk"):
        posts.setdefault(holding.person_id, []).append(holding.post)
    wrong = [person for person in people if not keeping.is_of_units(posts.get(person, []))]
    if wrong:
        raise BatchRefused(count=len(wrong))
    return {person: posts[person][0] for person in people}
