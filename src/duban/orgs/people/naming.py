"""Naming people to posts of units, of the leadership and of the office; a person is known by choice, never by guess."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from pydantic import Field

from duban.core import clock
from duban.core.sealing import seal as sealed
from duban.journal.records import Subject
from duban.orgs import policies
from duban.orgs.acting.performing import Deed, Weight, performs
from duban.orgs.acting.wording import Titled
from duban.orgs.errors import NotVisible, NotYours
from duban.orgs.models import Holding, Jurisdiction, Person, Post, Unit
from duban.orgs.people import actions
from duban.orgs.people.errors import (
    DayAhead,
    DaysInDisorder,
    NameKnown,
    NobodyNamed,
    NobodyServed,
    OtherKindOfPost,
    PostEnded,
    PostHeld,
)
from duban.orgs.people.seating import fill, holding_of, seat
from duban.orgs.roles import Role

if TYPE_CHECKING:
    from duban.core.digests import JSON

Telephone = Annotated[str | None, Field(exclude=True), Titled(_("Work telephone"))]
"""Stands in no record of an act: where one waits for its second person, the number is entered afterwards."""

IN_THE_OFFICE = frozenset({Role.OFFICE_HEAD, Role.OFFICER})
OF_THE_LEADERSHIP = (Post.Kind.LEADER, Post.Kind.APPROVER, Post.Kind.SECRETARY)
NAMED_BY_THE_HEAD = (Post.Kind.DEPUTY, Post.Kind.LIAISON)


@dataclass(frozen=True)
class Named:
    """A person: one who is known by his uid, or a name. `is_new` says that a known name is another person's."""

    name: Annotated[str | None, Titled(pgettext_lazy("person", "Name"))] = None
    uid: Annotated[str | None, Titled(_("Known as"), names=Person)] = None
    is_new: Annotated[bool, Titled(_("Another person of the same name"))] = False
    telephone: Telephone = None


Kind = Annotated[Post.Kind, Titled(_("Post"))]
ThePerson = Annotated[Named, Titled(_("Person"))]
Since = Annotated[date, Titled(_("From day"))]
PostTitle = Annotated[str | None, Titled(_("Title of the post"))]
Basis = Annotated[str | None, Titled(_("Basis"))]


@dataclass(frozen=True)
class NamedToPost:
    """Who comes into which kind of post of a unit, from which day."""

    kind: Kind
    person: ThePerson
    since: Since
    title: PostTitle = None
    basis: Basis = None


@dataclass(frozen=True)
class NamedLeader:
    """Who becomes leader, approver or secretary; `serves` is the uid of the post that a secretary serves."""

    kind: Kind
    person: ThePerson
    since: Since
    title: PostTitle = None
    serves: Annotated[str | None, Titled(_("Serves"), names=Post)] = None
    basis: Basis = None


@dataclass(frozen=True)
class NamedToOffice:
    """Who comes into the office; a seconded person (抽调) from which unit, until when, on which basis."""

    kind: Kind
    person: ThePerson
    since: Since
    title: PostTitle = None
    seconded_from: Annotated[str | None, Titled(_("Seconded from"), names=Unit)] = None
    until: Annotated[date | None, Titled(_("Until"))] = None
    basis: Basis = None


@performs("orgs.name_to_post", about=Unit, given=NamedToPost, weight=Weight.SOFT)
def name_to_post(deed: Deed, unit: Unit, given: NamedToPost) -> Post:
    """Name the head of a unit, a deputy or a liaison officer; its head names the latter two himself.

    A vacant post of the kind is filled, so that what hangs on it finds its person; otherwise a new one is made. A unit
    has one head.
    """
    if given.kind not in Post.OF_A_UNIT or unit.is_group:
        raise OtherKindOfPost(post=given.kind.label)
    if given.kind not in NAMED_BY_THE_HEAD and not in_the_office(deed, unit, "orgs.name_to_post"):
        raise NotYours(asked="orgs.name_to_post", act=policies.act_of("orgs.name_to_post").title)
    if unit.until is not None and unit.until < given.since:
        raise PostEnded(post=unit.name)
    _refuse_ahead(given.since)
    vacant = _vacant(deed.jurisdiction, given.kind, unit, given.since)
    person = person_of(deed.jurisdiction, given.person)
    if vacant is not None:
        holding = fill(post=vacant, person=person, since=given.since, basis=given.basis)
    else:
        holding = seat(
            jurisdiction=deed.jurisdiction,
            person=person,
            kind=given.kind,
            unit=unit,
            since=given.since,
            title=given.title,
            basis=given.basis,
        )
    return _record(deed, holding, has_telephone=_enter_telephone(person, given.person.telephone))


@performs("orgs.name_leader", about=Jurisdiction, given=NamedLeader, weight=Weight.OWN)
def name_leader(deed: Deed, jurisdiction: Jurisdiction, given: NamedLeader) -> Post:
    """Name a leader, the approver, or the secretary of one of them."""
    if given.kind not in OF_THE_LEADERSHIP:
        raise OtherKindOfPost(post=given.kind.label)
    _refuse_ahead(given.since)
    serves = Post.objects.filter(jurisdiction=jurisdiction, uid=given.serves or "").first()
    if given.kind == Post.Kind.SECRETARY and serves is None:
        raise NobodyServed
    person = person_of(jurisdiction, given.person)
    holding = seat(
        jurisdiction=jurisdiction,
        person=person,
        kind=given.kind,
        since=given.since,
        serves=serves if given.kind == Post.Kind.SECRETARY else None,
        title=given.title,
        basis=given.basis,
    )
    return _record(deed, holding, has_telephone=_enter_telephone(person, given.person.telephone))


@performs("orgs.name_to_office", about=Jurisdiction, given=NamedToOffice, weight=Weight.OWN)
def name_to_office(deed: Deed, jurisdiction: Jurisdiction, given: NamedToOffice) -> Post:
    """Name an officer, a registrar or a further head of the office; a seconded person stays one of his unit's."""
    if given.kind not in Post.OF_THE_OFFICE:
        raise OtherKindOfPost(post=given.kind.label)
    _refuse_ahead(given.since)
    if given.until is not None and given.until < given.since:
        raise DaysInDisorder
    origin = None
    if given.seconded_from:
        origin = Unit.objects.filter(jurisdiction=jurisdiction, uid=given.seconded_from).first()
        if origin is None:
            raise NotVisible
    person = person_of(jurisdiction, given.person)
    holding = seat(
        jurisdiction=jurisdiction,
        person=person,
        kind=given.kind,
        since=given.since,
        until=given.until,
        seconded_from=origin,
        title=given.title,
        basis=given.basis,
    )
    return _record(deed, holding, has_telephone=_enter_telephone(person, given.person.telephone))


@dataclass(frozen=True)
class TelephoneSet:
    """A work telephone number, None to remove it."""

    telephone: Telephone = None


@performs("orgs.set_telephone", about=Person, given=TelephoneSet, weight=Weight.OWN)
def set_telephone(deed: Deed, person: Person, given: TelephoneSet) -> Person:
    """Enter or remove the work telephone of a person; the journal says that, and not the number."""
    had = person.telephone is not None
    person.telephone = sealed(given.telephone) if given.telephone else None
    person.save(update_fields=["telephone"])
    deed.record(
        actions.TELEPHONE_SET.code,
        [Subject("person", person.uid)],
        {"before": {"telephone": had}, "after": {"telephone": person.telephone is not None}},
    )
    return person


def person_of(jurisdiction: Jurisdiction, named: Named) -> Person:
    """Return the person who is named; raise NameKnown where the name alone does not tell whether he is known."""
    if named.uid:
        person = Person.objects.filter(jurisdiction=jurisdiction, uid=named.uid).select_related("jurisdiction").first()
        if person is None:
            raise NotVisible
        return person
    name = (named.name or "").strip()
    if not name:
        raise NobodyNamed
    if not named.is_new and Person.objects.filter(jurisdiction=jurisdiction, name=name).exists():
        raise NameKnown(name=name)
    person = Person(jurisdiction=jurisdiction, name=name, created_at=clock.now())
    person.clean_fields()  # SQLite would store what is too long for other engines
    person.save(force_insert=True)
    return person


def in_the_office(deed: Deed, about: Unit | Post, code: str) -> bool:
    """Say whether the one who decides does so as the office, and not as head of the unit."""
    return any(
        seat.role in IN_THE_OFFICE and policies.seat_for(deed.decider, code, about) is not None
        for seat in deed.decider.seats
    )


def _enter_telephone(person: Person, telephone: str | None) -> bool:
    if not telephone:
        return False
    person.telephone = sealed(telephone)
    person.save(update_fields=["telephone"])
    return True


def _refuse_ahead(since: date) -> None:
    if since > clock.today():
        raise DayAhead(day=since)


def _vacant(jurisdiction: Jurisdiction, kind: Post.Kind, unit: Unit, since: date) -> Post | None:
    """Return the first vacant post of a kind in a unit; raise PostHeld where its only head is there."""
    posts = Post.objects.filter(jurisdiction=jurisdiction, unit=unit, kind=kind, until__isnull=True)
    for post in posts.select_related("unit").order_by("position", "pk"):
        held = holding_of(post, since) or post.holdings.filter(since__gt=since).select_related("person").first()
        if held is None:
            return post
        if kind == Post.Kind.HEAD:
            raise PostHeld(post=post.words, name=held.person.name)
    return None


def _record(deed: Deed, holding: Holding, *, has_telephone: bool) -> Post:
    post = holding.post
    after: dict[str, JSON] = {
        "post": post.words,
        "person": holding.person.name,
        "since": holding.since,
        "until": holding.until,
        "seconded_from": holding.seconded_from.name if holding.seconded_from else None,
        "basis": holding.basis,
        "serves": post.serves.words if post.serves else None,
        "telephone": has_telephone,
    }
    subjects = [Subject("post", post.uid), Subject("person", holding.person.uid)]
    if post.unit is not None:
        subjects.append(Subject("unit", post.unit.uid))
    deed.record(actions.NAMED_TO_POST.code, subjects, {"before": {"person": None}, "after": after})
    return post
