"""The people of the simulated city: who holds which post today, and how an act of theirs reaches the system.

Who has an account acts himself. For a unit without one the office records by telephone, or from its paper; for the
leaders who never sign in their secretaries, for the approver the registrar, and a second person confirms.
"""

from collections.abc import Callable
from datetime import timedelta
from functools import cached_property
from typing import NamedTuple, TypeVar

from django.db.models import Q, QuerySet

from duban.core import clock
from duban.demo.year import plot
from duban.orgs.acting.behalf import Behalf, Paper
from duban.orgs.acting.confirming import confirm
from duban.orgs.acting.performing import By, Outcome
from duban.orgs.models import Holding, Jurisdiction, Person, Post, RecordedAct, Unit, UnitAlias, User
from duban.orgs.viewers import Viewer, viewer_of

R = TypeVar("R")

HELD_AT = "督查室档案柜"
CHIEF, OFFICER, REGISTRAR = "chief", "office", "registrar"
SECOND_OFFICER = "officer2"


class Seated(NamedTuple):
    """A post with who holds it today."""

    post: Post
    person: Person


class Company:
    """Everybody on one day, and on the days after it as long as nobody comes or goes."""

    def __init__(self, jurisdiction: Jurisdiction) -> None:
        self.jurisdiction = jurisdiction
        self._viewers: dict[int, Viewer] = {}
        self._acted: set[int] = set()
        self._seats = _seats(jurisdiction)
        held = _held(jurisdiction).select_related("post__unit", "person").order_by("post__position", "post", "pk")
        self._of_units: dict[tuple[int, str], Seated] = {}
        self._leaders: dict[int, Seated] = {}
        self._secretaries: dict[int, Person] = {}
        self._approver: Seated | None = None
        for each in held:
            seated = Seated(each.post, each.person)
            if each.post.unit_id is not None:
                self._of_units.setdefault((each.post.unit_id, each.post.kind), seated)
            elif each.post.kind == Post.Kind.LEADER:
                self._leaders[each.person_id] = seated
            elif each.post.kind == Post.Kind.SECRETARY and each.post.serves_id is not None:
                self._secretaries[each.post.serves_id] = each.person
            elif each.post.kind == Post.Kind.APPROVER:
                self._approver = seated
        users = User.objects.filter(jurisdiction=jurisdiction).select_related("person", "jurisdiction")
        self._accounts = {user.person_id: user for user in users}
        self._by_name = {user.username: user for user in self._accounts.values()}

    def next_day(self) -> "Company":
        """Return who is there today: the same, unless somebody came or went; what was left to others ends by days."""
        if _seats(self.jurisdiction) != self._seats:
            return Company(self.jurisdiction)
        self._acted.clear()
        self._viewers = {key: own for key, own in self._viewers.items() if own.user.exceptional_until is None}
        return self

    @cached_property
    def units(self) -> dict[str, Unit]:
        """Return the units by full and by short name."""
        found = {unit.name: unit for unit in Unit.objects.filter(jurisdiction=self.jurisdiction)}
        short = UnitAlias.objects.filter(unit__jurisdiction=self.jurisdiction, origin=UnitAlias.Origin.SHORT)
        found.update({alias.surface: found[alias.unit.name] for alias in short.select_related("unit")})
        return found

    @cached_property
    def short_names(self) -> dict[int, str]:
        """Return by key the name that the plot gives a unit."""
        return {unit.pk: name for name, unit in self.units.items()}

    def office(self, username: str = OFFICER) -> Viewer:
        """Return somebody of the office."""
        return self._viewer(self._by_name[username])

    def seated(self, unit: int, kind: Post.Kind) -> Seated | None:
        """Return who holds a post of a unit."""
        return self._of_units.get((unit, kind))

    def is_staffed(self, unit: int) -> bool:
        """Say whether a unit has the three people whom a work plan needs."""
        return all((unit, kind) in self._of_units for kind in Post.OF_A_UNIT)

    def by(self, unit: int, *kinds: Post.Kind) -> By | None:
        """Return how the first of these posts of a unit that is filled does an act; None where none is."""
        for kind in kinds:
            seated = self._of_units.get((unit, kind))
            if seated is not None:
                return self._by_account(seated) or self._recorded(seated, is_paper=kind == Post.Kind.HEAD)
        return None

    def decided(
        self,
        leader: int | None,
        act: Callable[..., Outcome[R] | list[Outcome[R]]],
        advance: Callable[[], None],
        *,
        is_paper: bool = True,
    ) -> None:
        """Let the responsible leader decide, or the approver where no leader is given; `act` still wants its By.

        Of who never signs in it comes on paper, or else by telephone.
        """
        seated = self._approver if leader is None else self._leaders[leader]
        if seated is None:
            raise LookupError("nobody approves")
        own = None if seated.person.name in plot.NEVER_SIGN_IN else self._by_account(seated)
        if own is not None:
            act(by=own)
            return
        recorder = self.office(REGISTRAR)
        if leader is not None:
            recorder = self._viewer(self._accounts[self._secretaries[seated.post.pk].pk])
        given_by = "秘书" if is_paper else seated.person.name
        done = act(by=By(recorder, behalf=self._behalf(seated, is_paper=is_paper, given_by=given_by)))
        for outcome in done if isinstance(done, list) else [done]:
            if outcome.waiting is not None:
                advance()
                confirm(viewer=self.office(CHIEF), recorded=outcome.waiting)

    def never_signs_in(self, leader: int) -> bool:
        """Say whether what a leader decides comes on paper."""
        return self._leaders[leader].person.name in plot.NEVER_SIGN_IN

    def have_acted(self) -> list[int]:
        """Return the accounts that were used today."""
        return sorted(self._acted)

    def _by_account(self, seated: Seated) -> By | None:
        user = self._accounts.get(seated.person.pk)
        return By(self._viewer(user)) if user is not None else None

    def _recorded(self, seated: Seated, *, is_paper: bool) -> By:
        return By(self.office(), behalf=self._behalf(seated, is_paper=is_paper, given_by=seated.person.name))

    def _behalf(self, seated: Seated, *, is_paper: bool, given_by: str) -> Behalf:
        now = clock.now()
        serial = f"{clock.today():%m%d}{seated.post.pk % 1000:03}"
        return Behalf(
            post=seated.post,
            means=RecordedAct.Means.PAPER if is_paper else RecordedAct.Means.TELEPHONE,
            given_by=given_by,
            given_at=now - timedelta(minutes=10),
            paper=Paper(f"督收〔2026〕{serial}", clock.today(), HELD_AT) if is_paper else None,
        )

    def _viewer(self, user: User) -> Viewer:
        self._acted.add(user.pk)
        found = self._viewers.get(user.pk)
        if found is None:
            found = self._viewers[user.pk] = viewer_of(user)
        return found


def _held(jurisdiction: Jurisdiction) -> QuerySet[Holding]:
    today = clock.today()
    rows = Holding.objects.filter(jurisdiction=jurisdiction, since__lte=today)
    return rows.filter(Q(until__isnull=True) | Q(until__gte=today))


def _seats(jurisdiction: Jurisdiction) -> tuple[frozenset[int], int]:
    """Return what tells one day's company from another's: who holds what, and how many accounts there are."""
    held = frozenset(_held(jurisdiction).values_list("pk", flat=True))
    return held, User.objects.filter(jurisdiction=jurisdiction).count()
