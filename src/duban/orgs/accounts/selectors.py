"""Accounts as pages show them: the list of one keeper, and one account with its history."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum

from django.db.models import QuerySet

from duban.core import clock
from duban.core.search import normalise
from duban.journal.selectors import EntryRow, entries_about
from duban.orgs import policies
from duban.orgs.accounts.keeping import deciding_posts, is_of_units, not_over
from duban.orgs.accounts.states import IDLE, State, columns_of, state_of
from duban.orgs.errors import NotVisible
from duban.orgs.models import Holding, Invitation, Jurisdiction, Person, Post, User
from duban.orgs.roles import Role
from duban.orgs.viewers import Viewer

HISTORY = 30


class Kept(Enum):
    """Which accounts a list is about: those that the office keeps, or those of the security administrator."""

    UNITS = "units"
    OTHERS = "others"


@dataclass(frozen=True)
class AccountRow:
    """A person in his posts, with his account or none."""

    person: str
    posts: str
    state: State
    uid: str = ""
    username: str = ""
    post_uid: str = ""
    invited_until: datetime | None = None
    last_seen_on: date | None = None
    found_by: str = field(default="", repr=False)

    @property
    def state_words(self) -> str:
        """Return the word of the state."""
        return str(self.state.label)


@dataclass(frozen=True)
class AccountList:
    """The rows that were asked for, and how many there are in each state."""

    rows: tuple[AccountRow, ...]
    counts: Mapping[State, int]

    @property
    def total(self) -> int:
        """Return how many rows there are before any filter."""
        return sum(self.counts.values())


@dataclass(frozen=True)
class AccountSheet:
    """One account with all that its page shows."""

    user: User
    posts: tuple[Post, ...]
    state: State
    is_of_units: bool
    is_own: bool
    invitation: Invitation | None
    history: tuple[EntryRow, ...]

    @property
    def reason(self) -> str:
        """Return why it was closed, in the words of who closed it."""
        return "" if self.user.closed_because in {None, IDLE} else str(self.user.closed_because)


def account_list(viewer: Viewer, kept: Kept, *, query: str = "", state: str = "") -> AccountList:
    """Return the accounts of one keeper that the viewer sees, people without an account among them; four queries."""
    rows = [row for row in _rows(viewer, kept) if _is_found(row, query)]
    counts = Counter(row.state for row in rows)
    shown = [row for row in rows if not state or row.state == state]
    return AccountList(tuple(shown), {each: counts[each] for each in State if counts[each]})


def accounts_of(jurisdiction: Jurisdiction) -> list[AccountRow]:
    """Return every account of a government, by name; for the command line, which stands behind no door."""
    users = User.objects.filter(jurisdiction=jurisdiction).select_related("person").order_by("username")
    held = Holding.objects.filter(jurisdiction=jurisdiction).select_related("post__unit").order_by("since", "pk")
    holdings: dict[int, list[Holding]] = {}
    for holding in held:
        holdings.setdefault(holding.person_id, []).append(holding)
    invited = _invited(jurisdiction)
    return [
        _row(user.person, deciding_posts(holdings.get(user.person_id, ())), user, invited.get(user.pk))
        for user in users
    ]


def posts_without_account(viewer: Viewer) -> list[AccountRow]:
    """Return who holds a post of a unit and has no account yet, liaison officers first."""
    return [row for row in _rows(viewer, Kept.UNITS) if row.state is State.NONE]


def account_sheet(viewer: Viewer, uid: str, kept: Kept | None = None) -> AccountSheet:
    """Return one account; raise NotVisible where it is not kept by the one whose list is asked for."""
    user = policies.visible(viewer, User).filter(uid=uid).select_related("person", "jurisdiction").first()
    if user is None:
        raise NotVisible
    held = Holding.objects.filter(jurisdiction=viewer.jurisdiction, person=user.person).order_by("since", "pk")
    posts = deciding_posts(held.select_related("post__unit"))
    of_units = is_of_units(posts)
    if kept is not None and of_units != (kept is Kept.UNITS):
        raise NotVisible
    invitation = Invitation.objects.filter(
        jurisdiction=viewer.jurisdiction, user=user, used_at__isnull=True, withdrawn_at__isnull=True
    ).first()
    return AccountSheet(
        user=user,
        posts=tuple(posts),
        state=state_of(columns_of(user), invitation.expires_at if invitation else None),
        is_of_units=of_units,
        is_own=user.pk == viewer.user.pk,
        invitation=invitation,
        history=tuple(entries_about(jurisdiction=viewer.jurisdiction.uid, kind="user", uid=user.uid, limit=HISTORY)),
    )


def _rows(viewer: Viewer, kept: Kept) -> list[AccountRow]:
    held = _holdings(viewer)
    holdings: dict[int, list[Holding]] = {}
    for holding in held:
        holdings.setdefault(holding.person_id, []).append(holding)
    users = policies.visible(viewer, User).select_related("person")
    accounts = {user.person_id: user for user in users}
    invited = _invited(viewer.jurisdiction)
    rows = []
    for person_id, own in holdings.items():
        posts = deciding_posts(own)
        user = accounts.pop(person_id, None)
        if is_of_units(posts) == (kept is Kept.UNITS) and (user is not None or _is_seated(own)):
            rows.append(_row(own[0].person, posts, user, invited.get(user.pk) if user else None))
    return rows


def _invited(jurisdiction: Jurisdiction) -> dict[int, datetime]:
    """Return until when the invitation of each account is open."""
    rows = Invitation.objects.filter(jurisdiction=jurisdiction, used_at__isnull=True, withdrawn_at__isnull=True)
    return dict(rows.values_list("user", "expires_at"))


def _holdings(viewer: Viewer) -> list[Holding]:
    """Return the holdings by which the viewer's list is made, in the order of the register."""
    held = Holding.objects.filter(jurisdiction=viewer.jurisdiction).select_related("person", "post__unit")
    if not viewer.roles & {Role.OFFICER, Role.OFFICE_HEAD, Role.AUDITOR, Role.SECURITY}:
        here = held.filter(not_over(), post__unit__in=viewer.unit_ids)
        held = held.filter(person__in=_only_here(here, viewer).values("person"))
    return list(held.order_by("post__unit__position", "post__kind", "post__position", "since", "pk"))


def _only_here(here: QuerySet[Holding], viewer: Viewer) -> QuerySet[Holding]:
    """Return the holdings of people whom the head of a unit can give an account: all their posts are in it."""
    elsewhere = Holding.objects.filter(not_over(), jurisdiction=viewer.jurisdiction).exclude(
        post__unit__in=viewer.unit_ids, post__kind__in=Post.OF_A_UNIT
    )
    return here.exclude(person__in=elsewhere.values("person"))


def _is_seated(holdings: Iterable[Holding]) -> bool:
    today = clock.today()
    return any(each.since <= today and (each.until is None or each.until >= today) for each in holdings)


def _row(person: Person, posts: Sequence[Post], user: User | None, until: datetime | None) -> AccountRow:
    words = "、".join(dict.fromkeys(post.words for post in posts))
    units = [post.unit for post in posts if post.unit is not None]
    keys = " ".join(f"{unit.name} {unit.pinyin.replace(' ', '')} {unit.initials}" for unit in units)
    found_by = normalise(f"{person.name} {words} {keys} {user.username if user else ''}")
    if user is None:
        return AccountRow(person.name, words, State.NONE, post_uid=posts[0].uid, found_by=found_by)
    return AccountRow(
        person.name,
        words,
        state_of(columns_of(user), until),
        uid=user.uid,
        username=user.username,
        post_uid=posts[0].uid if posts else "",
        invited_until=until,
        last_seen_on=user.last_seen_on,
        found_by=found_by,
    )


def _is_found(row: AccountRow, query: str) -> bool:
    return all(word in row.found_by for word in normalise(query).split())
