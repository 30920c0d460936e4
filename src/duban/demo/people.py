"""Who holds which post in the fictional city: most units have head, deputy and liaison officer, some show gaps."""

from collections.abc import Iterator, Mapping
from itertools import product

from duban.core import clock
from duban.demo import city
from duban.orgs.acting.behalf import Behalf, Paper
from duban.orgs.acting.confirming import confirm
from duban.orgs.acting.performing import By
from duban.orgs.models import Holding, Post, RecordedAct, Unit
from duban.orgs.people.dividing import DivisionSet, FieldOf, set_division
from duban.orgs.people.naming import (
    Named,
    NamedLeader,
    NamedToOffice,
    NamedToPost,
    name_leader,
    name_to_office,
    name_to_post,
)
from duban.orgs.viewers import Viewer

OF_A_UNIT = (Post.Kind.HEAD, Post.Kind.DEPUTY, Post.Kind.LIAISON)
WITHOUT_POSTS = (*Unit.GROUPS, Unit.Kind.COURT, Unit.Kind.VERTICAL)


def fill_posts(*, office: Viewer, registrar: Viewer, units: Mapping[str, Unit]) -> None:
    """Name the leaders with their fields, the second officer, and the people of the units."""
    by = By(office)
    for name in city.LEADERS:
        leader = NamedLeader(kind=Post.Kind.LEADER, person=Named(name=name), since=city.SINCE, title="副市长")
        name_leader(by=by, about=office.jurisdiction, given=leader)
    held = Holding.objects.filter(jurisdiction=office.jurisdiction, post__kind=Post.Kind.LEADER)
    posts = {holding.person.name: holding.post for holding in held.select_related("person", "post")}
    fields = tuple(FieldOf(post=posts[name].uid, field=field) for name, field in city.LEADERS.items())
    divided = DivisionSet(since=city.SINCE, basis="澜政发〔2025〕2号", fields=fields)
    done = set_division(by=_for_the_mayor(registrar), about=office.jurisdiction, given=divided)
    if done.waiting is not None:
        confirm(viewer=office, recorded=done.waiting)
    for member in city.AFTER_ADOPTION:
        if member.serves is not None:
            secretary = NamedLeader(
                kind=Post.Kind.SECRETARY,
                person=Named(name=member.name),
                since=city.SINCE,
                serves=posts[member.serves].uid,
            )
            name_leader(by=by, about=office.jurisdiction, given=secretary)
    officer = NamedToOffice(kind=Post.Kind.OFFICER, person=Named(name=city.SECOND_OFFICER), since=city.SINCE)
    name_to_office(by=by, about=office.jurisdiction, given=officer)
    names = _names()
    for short, unit in units.items():
        if unit.kind in WITHOUT_POSTS:
            continue
        for kind in OF_A_UNIT:
            if str(kind) in city.GAPS.get(short, OF_A_UNIT):
                name = city.NAMED.get((short, str(kind))) or next(names)
                given = NamedToPost(kind=kind, person=Named(name=name), since=city.SINCE, basis=city.BASIS)
                name_to_post(by=by, about=unit, given=given)


def _for_the_mayor(registrar: Viewer) -> By:
    """Return how the registrar records what the mayor signed on paper."""
    held = Holding.objects.select_related("post", "person").get(
        jurisdiction=registrar.jurisdiction, post__kind=Post.Kind.APPROVER
    )
    behalf = Behalf(
        post=held.post,
        means=RecordedAct.Means.PAPER,
        given_by=held.person.name,
        given_at=clock.now(),
        paper=Paper(number="澜政发〔2025〕2号", on=city.SINCE, held_at="市政府办公室机要室"),
    )
    return By(registrar, behalf=behalf)


def _names() -> Iterator[str]:
    """Yield invented names, each once."""
    taken = {*city.LEADERS, *city.NAMED.values(), *(member.name for member in city.OFFICE)}
    yield from (name for given, surname in product(city.GIVEN, city.SURNAMES) if (name := surname + given) not in taken)
