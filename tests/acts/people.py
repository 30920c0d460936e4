"""Rows of the acts on people and posts."""

from datetime import date, timedelta

from django.db.models import Model

import cast
from acts import ActRow
from duban.core import clock
from duban.orgs.acting.performing import By
from duban.orgs.models import Delegation, Person, Post, Unit
from duban.orgs.people.delegating import Delegated, DelegationRevoked, delegate
from duban.orgs.people.dividing import DivisionSet, FieldOf
from duban.orgs.people.handing_over import HandedOver, PostClosed
from duban.orgs.people.naming import Named, NamedLeader, NamedToOffice, NamedToPost, TelephoneSet


def _bureau(actors: cast.Cast) -> Unit:
    unit = actors.head.posts[0].unit
    assert unit is not None
    return unit


def _city(actors: cast.Cast) -> Model:
    return actors.city


def _liaison(actors: cast.Cast) -> Post:
    return actors.liaison.posts[0]


def _vacant_liaison(actors: cast.Cast) -> Post:
    return Post.objects.create(
        jurisdiction=actors.city, kind=Post.Kind.LIAISON, unit=_bureau(actors), created_at=clock.now()
    )


def _delegation(actors: cast.Cast) -> Delegation:
    given = _left_to_the_deputy(actors, actors.head.posts[0])
    done = delegate(by=By(actors.head), about=actors.head.posts[0], given=given)
    assert done.result is not None
    return done.result


def _left_to_the_deputy(actors: cast.Cast, _post: Model) -> Delegated:
    today = clock.today()
    return Delegated(actors.deputy.person.uid, since=today, until=today + timedelta(days=7), reason="外出学习")


def _division(actors: cast.Cast, _city: Model) -> DivisionSet:
    fields = (FieldOf(actors.leader.posts[0].uid, "城乡建设"), FieldOf(actors.approver.posts[0].uid, "全面工作"))
    return DivisionSet(since=date(2026, 1, 1), basis="澜政发〔2026〕1号", fields=fields)


def _person(actors: cast.Cast) -> Person:
    return actors.liaison.person


ROWS = [
    ActRow(
        "orgs.name_to_post",
        "head",
        _bureau,
        lambda _actors, _unit: NamedToPost(Post.Kind.DEPUTY, Named("安之行", telephone="0000-12345"), clock.today()),
    ),
    ActRow(
        "orgs.name_leader",
        "officer",
        _city,
        lambda _actors, _city: NamedLeader(Post.Kind.LEADER, Named("齐望北"), clock.today()),
        recorder=None,
    ),
    ActRow(
        "orgs.name_to_office",
        "office_head",
        _city,
        lambda _actors, _city: NamedToOffice(Post.Kind.OFFICER, Named("莫闻"), clock.today()),
        recorder=None,
    ),
    ActRow(
        "orgs.set_telephone", "liaison", _person, lambda _actors, _person: TelephoneSet("0000-12345"), recorder=None
    ),
    ActRow(
        "orgs.hand_over",
        "head",
        _liaison,
        lambda _actors, _post: HandedOver(on=clock.today(), coming=Named("安之行"), note="印章在综合科"),
    ),
    ActRow(
        "orgs.close_post",
        "head",
        _vacant_liaison,
        lambda _actors, _post: PostClosed(on=clock.today(), reason="只留一名联络员"),
    ),
    ActRow("orgs.delegate", "head", lambda actors: actors.head.posts[0], _left_to_the_deputy),
    ActRow("orgs.revoke_delegation", "head", _delegation, lambda _actors, _row: DelegationRevoked("提前返回")),
    ActRow("orgs.set_division", "approver", _city, _division, recorder="registrar"),
]
