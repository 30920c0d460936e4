"""The division of labour among leaders (分工): which field answers to whom, from which day to which."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from duban.core.digests import JSON
from duban.journal.records import Subject
from duban.orgs.acting.performing import Deed, Weight, performs
from duban.orgs.acting.wording import Titled
from duban.orgs.errors import NotVisible
from duban.orgs.models import Division, Jurisdiction, Post
from duban.orgs.people import actions
from duban.orgs.people.errors import DaysInDisorder, DivisionIncomplete, FieldTwice
from duban.orgs.people.seating import SERVED, holders_on


@dataclass(frozen=True)
class FieldOf:
    """A field of work with the uid of the post that answers for it."""

    post: Annotated[str, Titled(_("Leader"), names=Post)]
    field: Annotated[str, Titled(_("Field of work"))]


@dataclass(frozen=True)
class DivisionSet:
    """The whole division of labour from a day on, with the document that says so."""

    since: Annotated[date, Titled(_("From day"))]
    basis: Annotated[str, Titled(_("Basis"))]
    fields: Annotated[tuple[FieldOf, ...], Titled(_("Field of work"))]


@performs("orgs.set_division", about=Jurisdiction, given=DivisionSet, weight=Weight.DECISION)
def set_division(deed: Deed, jurisdiction: Jurisdiction, given: DivisionSet) -> Jurisdiction:
    """Divide the labour anew from a day on; the division before it ends with the day before and stays readable."""
    if not given.basis.strip() or not given.fields:
        raise DivisionIncomplete
    posts = {
        post.uid: post for post in Post.objects.filter(jurisdiction=jurisdiction, kind__in=SERVED, until__isnull=True)
    }
    fields: dict[str, Post] = {}
    for each in given.fields:
        if each.post not in posts:
            raise NotVisible
        if each.field in fields:
            raise FieldTwice(field=each.field)
        fields[each.field] = posts[each.post]
    open_rows = Division.objects.select_for_update().filter(jurisdiction=jurisdiction, until__isnull=True)
    old = list(open_rows.select_related("post").order_by("post__position", "pk"))
    if any(row.since >= given.since for row in old):
        raise DaysInDisorder
    new = [
        Division(jurisdiction=jurisdiction, post=post, field=field, since=given.since, basis=given.basis)
        for field, post in fields.items()
    ]
    for row in new:
        row.clean_fields()
    Division.objects.filter(pk__in=[row.pk for row in old]).update(until=given.since - timedelta(days=1))
    Division.objects.bulk_create(new)
    touched = {post.uid for post in fields.values()} | {row.post.uid for row in old}
    deed.record(
        actions.DIVISION_SET.code,
        [Subject("jurisdiction", jurisdiction.uid), *(Subject("post", uid) for uid in sorted(touched))],
        {
            "before": _in_words({row.field: row.post for row in old}, given.since),
            "after": {**_in_words(fields, given.since), "since": given.since, "basis": given.basis},
        },
    )
    return jurisdiction


def division_on(jurisdiction: Jurisdiction, day: date) -> QuerySet[Division]:
    """Return which field answers to which leader's post on a day."""
    return (
        Division.objects.filter(jurisdiction=jurisdiction, since__lte=day)
        .filter(Q(until__isnull=True) | Q(until__gte=day))
        .select_related("post")
        .order_by("post__position", "post", "pk")
    )


def _in_words(fields: Mapping[str, Post], day: date) -> dict[str, JSON]:
    """Return the fields of each leader under his name of the day."""
    holders = holders_on(fields.values(), day)
    words: dict[str, list[str]] = {}
    for field, post in fields.items():
        person = holders.get(post.pk)
        words.setdefault(person.name if person is not None else post.words, []).append(field)
    return {"fields": {name: "、".join(each) for name, each in words.items()}}
