"""Leaving one's post to somebody for an absence; it has an end, and the journal names whose post it is."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from duban.core import clock
from duban.journal.records import Subject, Text
from duban.orgs.acting.performing import Deed, Weight, performs
from duban.orgs.acting.wording import Titled
from duban.orgs.errors import NotVisible, Stale
from duban.orgs.models import Delegation, Holding, Person, Post
from duban.orgs.people import actions
from duban.orgs.people.errors import DaysInDisorder, DelegatedAlready, NotOfTheUnit, ToHimself
from duban.orgs.people.exceptions import renew_exceptional_of
from duban.orgs.people.seating import refuse_overlap, revoke


@dataclass(frozen=True)
class Delegated:
    """To whom a post is left, from which day to which, and why."""

    person: Annotated[str, Titled(_("Who stands in"), names=Person)]
    since: Annotated[date, Titled(_("From day"))]
    until: Annotated[date, Titled(pgettext_lazy("absence", "Last day"))]
    reason: Annotated[str, Titled(_("Reason"))]


@dataclass(frozen=True)
class DelegationRevoked:
    """Why a delegation is taken back before its end."""

    reason: Annotated[str | None, Titled(_("Reason"))] = None


@performs("orgs.delegate", about=Post, given=Delegated, weight=Weight.DECISION)
def delegate(deed: Deed, post: Post, given: Delegated) -> Delegation:
    """Leave a post to another person of the government; that of a unit to a colleague there."""
    holder = deed.decider.person
    person = Person.objects.filter(jurisdiction=deed.jurisdiction, uid=given.person).first()
    if person is None:
        raise NotVisible
    if person.pk == holder.pk:
        raise ToHimself(name=person.name)
    if given.until < given.since or given.since < timezone.localdate(deed.at) or given.until < clock.today():
        raise DaysInDisorder
    Person.objects.select_for_update().get(pk=person.pk)  # his posts stand still while they are compared
    _refuse_stranger(post, person, given)
    refuse_overlap(person, Post.Kind(post.kind), since=given.since, until=given.until)
    taken = (
        Delegation.objects.filter(jurisdiction=deed.jurisdiction, post=post, given_by=holder, revoked_at__isnull=True)
        .filter(since__lte=given.until, until__gte=given.since)
        .select_related("person")
        .first()
    )
    if taken is not None:
        raise DelegatedAlready(name=taken.person.name)
    delegation = Delegation(
        jurisdiction=deed.jurisdiction,
        post=post,
        person=person,
        given_by=holder,
        since=given.since,
        until=given.until,
        reason=given.reason,
        created_at=clock.now(),
    )
    delegation.clean_fields()
    delegation.save(force_insert=True)
    renew_exceptional_of(person)
    deed.record(
        actions.DELEGATED.code,
        _subjects(delegation),
        {"after": {"post": post.words, "person": person.name, "since": given.since, "until": given.until}},
        [Text("reason", given.reason)],
    )
    return delegation


@performs("orgs.revoke_delegation", about=Delegation, given=DelegationRevoked, weight=Weight.SOFT)
def revoke_delegation(deed: Deed, delegation: Delegation, given: DelegationRevoked) -> Delegation:
    """Take a post back before the delegation ends."""
    if delegation.revoked_at is not None:
        raise Stale
    revoke(delegation)
    deed.record(
        actions.DELEGATION_REVOKED.code,
        _subjects(delegation),
        {"before": {"until": delegation.until}, "after": {"until": timezone.localdate(delegation.revoked_at)}},
        [Text("reason", given.reason or "")],
    )
    return delegation


def _refuse_stranger(post: Post, person: Person, given: Delegated) -> None:
    if post.unit is None:
        return
    colleagues = Holding.objects.filter(
        Q(until__isnull=True) | Q(until__gte=given.until),
        jurisdiction=post.jurisdiction_id,
        post__unit=post.unit,
        person=person,
        since__lte=given.since,
    )
    if not colleagues.exists():
        raise NotOfTheUnit(name=person.name, unit=post.unit.name)


def _subjects(delegation: Delegation) -> list[Subject]:
    return [
        Subject("delegation", delegation.uid),
        Subject("post", delegation.post.uid),
        Subject("person", delegation.given_by.uid),
        Subject("person", delegation.person.uid),
    ]
