"""A row of the table: an address, how it is asked, and the answer to each role."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.urls import reverse

import cast
from duban.core import clock
from duban.ledger.models import OpenEnd, Task
from duban.orgs.accounts import open_account
from duban.orgs.acting.performing import By
from duban.orgs.models import Delegation, Holding, Person, Post, Unit, User
from duban.orgs.people.delegating import Delegated, delegate
from duban.orgs.people.seating import seat
from duban.plans.models import Plan, PlanImport

# Who may change something comes last: it changes the record that the others were refused.
ROLES = (
    "signed out",
    "stranger",
    "system",
    "security",
    "audit",
    "auditor",
    "secretary",
    "leader",
    "approver",
    "outsider",
    "liaison",
    "deputy",
    "head",
    "registrar",
    "officer",
    "office_head",
)
ADMINISTRATORS = ("system", "security", "audit")
LEADERS = ("secretary", "leader", "approver")
UNITS = ("outsider", "liaison", "deputy", "head")
OFFICE = ("officer", "office_head")
Codes = dict[str, int]


def codes(code: int, *, others: int = 200, **of: int) -> Codes:
    """Return the answers: `code` to those signed out, `others` to everybody else but those who are named.

    A name is a role, or one of administrators, leaders, units, office.
    """
    groups = {"administrators": ADMINISTRATORS, "leaders": LEADERS, "units": UNITS, "office": OFFICE}
    answers = dict.fromkeys(ROLES, others) | {"signed out": code}
    for name in sorted(of, key=lambda name: name not in groups):  # a role overrules its group
        answers |= dict.fromkeys(groups.get(name, (name,)), of[name])
    unknown = answers.keys() - set(ROLES)
    if unknown:
        raise ValueError(f"no such roles: {unknown}")
    return answers


EVERYBODY = codes(200)
BUSINESS = codes(302, administrators=404)
"""Open to all who do business; for administrators it does not exist."""
OWN_CITY = codes(302, administrators=404, stranger=404)
ELSEWHERE = codes(302, others=302)


def office_only(code: int, *, seen: int = 403, **of: int) -> Codes:
    """Return the answers of an act of the office on a record that all of the city see."""
    return codes(302, others=seen, administrators=404, stranger=404, office=code) | of


@dataclass(frozen=True)
class Ground:
    """One adopted plan, and one more file in review."""

    actors: cast.Cast
    plan: Plan
    waiting: PlanImport

    def uid_of(self, kind: str) -> str:
        """Return the uid of the object that an address names."""
        if kind in MADE:
            return MADE[kind](self)
        if kind == "delegation":
            return left_to_the_deputy(self.actors).uid
        if kind in SPARE:
            return SPARE[kind](self.actors)
        return {
            "plan": self.plan.uid,
            "import": self.waiting.uid,
            "task": Task.objects.filter(jurisdiction=self.actors.city).order_by("position")[0].uid,
            "unit": Unit.objects.get(name="市发改委").uid,
            "bureau": Unit.objects.get(name="市水利局").uid,
            "open end": OpenEnd.objects.filter(jurisdiction=self.actors.city).order_by("task__position", "pk")[0].uid,
            "group": Unit.objects.get(name="各县市区政府").uid,
            "post": self.actors.liaison.posts[0].uid,
            "person": self.actors.liaison.person.uid,
        }[kind]


def left_to_the_deputy(actors: cast.Cast) -> Delegation:
    """Return what the head of a unit left to his deputy; from then on the deputy acts as head too."""
    today = clock.today()
    given = Delegated(actors.deputy.person.uid, since=today, until=today, reason="出差")
    done = delegate(by=By(actors.head), about=actors.head.posts[0], given=given)
    assert done.result is not None
    return done.result


def spare_account(actors: cast.Cast, username: str, name: str, kind: Post.Kind, unit: Unit | None) -> str:
    """Return the uid of an account of somebody outside the cast, so that acts on it take nobody's session away."""
    known = User.objects.filter(username=username).first()
    return (
        known
        or open_account(
            jurisdiction=actors.city,
            username=username,
            password="a-long-password",
            person_name=name,
            post=kind,
            unit=unit,
        )
    ).uid


def seat_without_account(actors: cast.Cast, kind: Post.Kind, unit: Unit | None) -> str:
    """Return the uid of a post whose holder has no account."""
    person, _made = Person.objects.get_or_create(
        jurisdiction=actors.city, name=f"无账号{kind}", defaults={"created_at": clock.now()}
    )
    held = Holding.objects.filter(jurisdiction=actors.city, person=person).first()
    return (held or seat(jurisdiction=actors.city, person=person, kind=kind, unit=unit, since=clock.today())).post.uid


def _bureau(actors: cast.Cast) -> Unit | None:
    return actors.liaison.posts[0].unit


SPARE = {
    "unit_account": lambda actors: spare_account(actors, "zouyue", "邹越", Post.Kind.DEPUTY, _bureau(actors)),
    "office_account": lambda actors: spare_account(actors, "tangli", "唐黎", Post.Kind.AUDITOR, None),
    "unit_post": lambda actors: seat_without_account(actors, Post.Kind.DEPUTY, _bureau(actors)),
    "office_post": lambda actors: seat_without_account(actors, Post.Kind.OFFICER, None),
}


MADE: dict[str, Callable[[Ground], str]] = {}
"""Objects that the rows of one part need: made when an address asks for them."""


@dataclass(frozen=True)
class Row:
    """An address, how it is asked, and the answer to each role."""

    name: str
    codes: Codes
    about: str = ""
    method: str = "get"
    sent: dict[str, object] = field(default_factory=dict)
    more: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return " ".join((self.method, self.name, self.about, *self.more.values()))

    def address(self, ground: Ground) -> str:
        """Return the path that is asked."""
        about = {"uid": ground.uid_of(self.about)} if self.about else {}
        return reverse(self.name, kwargs=about | self.more)
