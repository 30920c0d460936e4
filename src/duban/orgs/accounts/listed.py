"""Accounts for a list of people: what of it fits the register, what is wrong in which row, and all of it in one act."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from duban.core import clock, sealing
from duban.core.texts import Lazy
from duban.orgs import policies
from duban.orgs.accounts.batch import Slip, open_seated
from duban.orgs.accounts.errors import BatchEmpty, BatchRefused
from duban.orgs.accounts.keeping import not_over
from duban.orgs.accounts.sheets import ListedPerson
from duban.orgs.models import Holding, Person, Post, Unit, UnitAlias, User
from duban.orgs.people import hooks
from duban.orgs.people.seating import refuse_overlap
from duban.orgs.viewers import Viewer

POSTS = {
    "": Post.Kind.LIAISON,
    "联络员": Post.Kind.LIAISON,
    "分管负责人": Post.Kind.DEPUTY,
    "分管领导": Post.Kind.DEPUTY,
    "主要负责人": Post.Kind.HEAD,
    "单位主要负责人": Post.Kind.HEAD,
    **{str(kind): kind for kind in Post.OF_A_UNIT},
}
NAME = re.compile(r"[^\W\d_](?:[^\W\d_]|[·. ])*")
TELEPHONE = re.compile(r"\+?[\d][\d -]{4,18}\d")
LONGEST_NAME = 32


@dataclass(frozen=True)
class Fault:
    """What is wrong in a cell of a list: the row as the reader's sheet counts it, the column, the reason."""

    number: int
    column: Lazy
    reason: str


@dataclass(frozen=True)
class Planned:
    """What a row of a list would do: whose account in which post, and what is new about it."""

    row: ListedPerson
    unit: Unit
    kind: Post.Kind
    person: Person | None
    post: Post | None
    is_held: bool
    position: int = 0
    namesake: str = ""

    @property
    def post_words(self) -> str:
        """Return the word of the post."""
        return str(self.kind.label)


@dataclass(frozen=True)
class Draft:
    """A list held against the register, with nothing changed: what would be done, and every fault."""

    planned: tuple[Planned, ...]
    faults: tuple[Fault, ...]


UNIT, PERSON, POST = _("Unit"), pgettext_lazy("person", "Name"), _("Post")
TELEPHONE_COLUMN = _("Telephone")


def draft_of(viewer: Viewer, rows: Sequence[ListedPerson]) -> Draft:
    """Hold a list against the register; six queries however long it is."""
    policies.require(viewer, "orgs.open_unit_accounts")
    return _Holding(viewer, rows).draft()


@transaction.atomic
def open_listed(*, viewer: Viewer, rows: Sequence[ListedPerson]) -> list[Slip]:
    """Seat the people of a list and open their accounts; a single wrong row stops all of it."""
    policies.require(viewer, "orgs.open_unit_accounts")
    if not rows:
        raise BatchEmpty
    # Of two lists at once the second finds the people of the first.
    list(Unit.objects.select_for_update().filter(jurisdiction=viewer.jurisdiction).order_by("pk").values("pk"))
    draft = draft_of(viewer, rows)
    if draft.faults:
        raise BatchRefused(count=len({fault.number for fault in draft.faults}))
    return open_seated(viewer=viewer, seats=_seated(viewer, draft.planned))


def _seated(viewer: Viewer, planned: Sequence[Planned]) -> list[tuple[Post, Person]]:
    """Make the persons and posts that are new, and put everybody into his post; six statements.

    What `people.seating.fill` guards row by row, the draft has found for all: the posts are vacant. Who is known is
    asked for posts that must be apart.
    """
    now, today = clock.now(), clock.today()
    for each in planned:
        if each.person is not None and not each.is_held:
            refuse_overlap(each.person, each.kind, since=today)
    people = [
        each.person
        or Person(
            jurisdiction=viewer.jurisdiction,
            name=each.row.name,
            telephone=sealing.seal(each.row.telephone) if each.row.telephone else None,
            created_at=now,
        )
        for each in planned
    ]
    Person.objects.bulk_create([person for person in people if person.pk is None])
    posts = [
        each.post
        or Post(
            jurisdiction=viewer.jurisdiction, unit=each.unit, kind=each.kind, position=each.position, created_at=now
        )
        for each in planned
    ]
    Post.objects.bulk_create([post for post in posts if post.pk is None])
    coming = {post.pk: person for each, post, person in zip(planned, posts, people, strict=True) if not each.is_held}
    former = Holding.objects.filter(jurisdiction=viewer.jurisdiction, post__in=coming)
    last = {held.post_id: held for held in former.select_related("post__unit", "person").order_by("since", "pk")}
    Holding.objects.bulk_create(
        Holding(jurisdiction=viewer.jurisdiction, post_id=key, person=person, since=today)
        for key, person in coming.items()
    )
    for key, held in last.items():
        if held.person_id != coming[key].pk:
            passed = hooks.PostPassed(post=held.post, leaving=held.person, coming=coming[key], on=today)
            hooks.post_handed_over.announce(passed)
    return list(zip(posts, people, strict=True))


class _Holding:
    """The register beside a list: everything is fetched once, rows are judged one by one."""

    def __init__(self, viewer: Viewer, rows: Sequence[ListedPerson]) -> None:
        self.viewer, self.rows = viewer, rows
        self.units = _units(viewer)
        names = {row.name for row in rows}
        held = Holding.objects.filter(not_over(), jurisdiction=viewer.jurisdiction).select_related(
            "post__unit", "person"
        )
        self.by_name: dict[str, list[Holding]] = {}
        self.in_unit: dict[tuple[int, str], list[Holding]] = {}
        for holding in held.filter(post__kind__in=Post.OF_A_UNIT).order_by("since", "pk"):
            if holding.post.unit_id is not None:
                self.in_unit.setdefault((holding.post.unit_id, holding.post.kind), []).append(holding)
        for holding in held.filter(person__name__in=names).order_by("since", "pk"):
            self.by_name.setdefault(holding.person.name, []).append(holding)
        self.vacant: dict[tuple[int, str], Post] = {}
        self.places: Counter[tuple[int, str]] = Counter()
        filled = {holding.post_id for rows_of in self.in_unit.values() for holding in rows_of}
        posts = Post.objects.filter(jurisdiction=viewer.jurisdiction, kind__in=Post.OF_A_UNIT)
        for post in posts.select_related("unit").order_by("-pk"):
            if post.unit_id is None:
                continue
            self.places[post.unit_id, post.kind] += 1
            if post.until is None and post.pk not in filled:
                self.vacant[post.unit_id, post.kind] = post
        self.accounts = dict(
            User.objects.filter(jurisdiction=viewer.jurisdiction, person__name__in=names).values_list(
                "person", "username"
            )
        )
        self.seen: dict[tuple[int, str, str], int] = {}
        self.taken: dict[tuple[int, str], int] = {}

    def draft(self) -> Draft:
        planned, faults = [], []
        for row in self.rows:
            plan, wrong = self.judge(row)
            faults += wrong
            if plan is not None and not wrong:
                planned.append(plan)
        return Draft(tuple(planned), tuple(faults))

    def judge(self, row: ListedPerson) -> tuple[Planned | None, list[Fault]]:
        faults = []
        unit = self.units.get(row.unit)
        kind = POSTS.get(row.post.lower())
        if not row.unit:
            faults.append(Fault(row.number, UNIT, str(_("The unit is missing."))))
        elif unit is None:
            said = _("The register has no unit “%(unit)s”. Add it or its alias first.")
            faults.append(Fault(row.number, UNIT, str(said) % {"unit": row.unit}))
        if not row.name or len(row.name) > LONGEST_NAME or not NAME.fullmatch(row.name):
            said = _("“%(name)s” is no name of a person.") if row.name else _("The name is missing.")
            faults.append(Fault(row.number, PERSON, str(said) % {"name": row.name}))
        if kind is None:
            said = _(
                "“%(post)s” is no post of a unit. Write head, deputy or liaison officer; empty means liaison officer."
            )
            faults.append(Fault(row.number, POST, str(said) % {"post": row.post}))
        if row.telephone and not TELEPHONE.fullmatch(row.telephone):
            said = _("“%(telephone)s” is no telephone number.")
            faults.append(Fault(row.number, TELEPHONE_COLUMN, str(said) % {"telephone": row.telephone}))
        if faults or unit is None or kind is None:
            return None, faults
        return self.place(row, unit, kind)

    def place(self, row: ListedPerson, unit: Unit, kind: Post.Kind) -> tuple[Planned | None, list[Fault]]:
        """Find person and post of a row that can be read."""
        first = self.seen.setdefault((unit.pk, row.name, ""), row.number)
        if first != row.number:
            said = _("The same person stands in row %(row)s already.")
            return None, [Fault(row.number, PERSON, str(said) % {"row": first})]
        here = [held for held in self.by_name.get(row.name, ()) if held.post.unit_id == unit.pk]
        person = here[0].person if here else None
        refusal = self.account_refused(person) if person is not None else ""
        if refusal:
            return None, [Fault(row.number, PERSON, refusal)]
        held_by = self.in_unit.get((unit.pk, kind), [])
        own = next((held for held in held_by if person is not None and held.person_id == person.pk), None)
        plan = Planned(row, unit, kind, person, own.post if own else None, is_held=own is not None)
        if own is not None:
            return plan, []
        refusal = self.post_refused(unit, kind, held_by)
        if refusal:
            return None, [Fault(row.number, POST, refusal)]
        self.taken[unit.pk, kind] = row.number
        elsewhere = next((held.post.words for held in self.by_name.get(row.name, ())), "") if person is None else ""
        self.places[unit.pk, kind] += 1
        vacant = self.vacant.pop((unit.pk, kind), None)
        return replace(plan, post=vacant, position=self.places[unit.pk, kind], namesake=elsewhere), []

    def account_refused(self, person: Person) -> str:
        """Say why the office can open no account for a person who is known; empty where it can."""
        if person.pk in self.accounts:
            said = _("%(name)s of this unit has the account %(username)s already.")
            return str(said) % {"name": person.name, "username": self.accounts[person.pk]}
        others = (
            held.post.words
            for held in self.by_name[person.name]
            if held.person_id == person.pk and held.post.kind not in Post.OF_A_UNIT
        )
        other = next(others, None)
        if other is None:
            return ""
        said = _("%(name)s also holds the post %(post)s; the security administrator opens that account.")
        return str(said) % {"name": person.name, "post": other}

    def post_refused(self, unit: Unit, kind: Post.Kind, held_by: Sequence[Holding]) -> str:
        """Say why nobody can be seated in a post of a unit; empty where it can be filled. Deputies may be several."""
        if kind is Post.Kind.DEPUTY:
            return ""
        if held_by:
            said = _("%(holder)s holds this post of the unit. Hand it over first.")
            return str(said) % {"holder": held_by[0].person.name}
        if (unit.pk, kind) in self.taken:
            return str(_("Row %(row)s fills this post of the unit already.")) % {"row": self.taken[unit.pk, kind]}
        return ""


def _units(viewer: Viewer) -> dict[str, Unit]:
    """Return the single units that exist today, by full name and by every spelling that leads to them today."""
    today = clock.today()
    alive = [
        unit
        for unit in Unit.objects.filter(jurisdiction=viewer.jurisdiction).exclude(kind__in=Unit.GROUPS)
        if unit.until is None or unit.until >= today
    ]
    by_key = {unit.pk: unit for unit in alive}
    spellings = UnitAlias.objects.filter(not_over(), jurisdiction=viewer.jurisdiction).values_list("surface", "unit")
    return {surface: by_key[key] for surface, key in spellings if key in by_key} | {unit.name: unit for unit in alive}
