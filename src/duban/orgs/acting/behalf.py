"""Recording on behalf: who may record whose act, what the record holds, what makes it a paper (domain 3, rule 3)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from duban.core import clock
from duban.orgs.acting.errors import (
    GivenInFuture,
    NobodyInPost,
    NotForHim,
    OwnAct,
    PaperIncomplete,
)
from duban.orgs.calendar import calendar_of
from duban.orgs.models import Holding, Jurisdiction, Person, Post, RecordedAct
from duban.orgs.roles import Role
from duban.orgs.viewers import Seat, Standing, Viewer

RECORDED_WITHIN = 2  # working days; later the head of the office confirms


@dataclass(frozen=True)
class Scan:
    """A scan of the signed paper, kept in the store of files under its digest."""

    sha256: str
    name: str
    size: int


@dataclass(frozen=True)
class Paper:
    """The paper that was signed: number, date, and its scan or where the original is held."""

    number: str
    on: date
    held_at: str | None = None
    scan: Scan | None = None


@dataclass(frozen=True)
class Behalf:
    """For whom an act is recorded (the post whose act it is), how it came, who gave it and when."""

    post: Post
    means: RecordedAct.Means
    given_by: str
    given_at: datetime
    paper: Paper | None = None


def decider_of(behalf: Behalf, recorder: Viewer) -> Standing:
    """Return who decides: the holder of the post on the day it was given; the recorder must be somebody else.

    He stands in this post alone: a colleague who records for the head of a unit does not thereby reach what the same
    person may do in another post of his.
    """
    day = timezone.localdate(behalf.given_at)
    holding = (
        Holding.objects.filter(jurisdiction=recorder.jurisdiction, post=behalf.post, since__lte=day)
        .exclude(until__lt=day)
        .select_related("person")
        .order_by("-since", "-pk")
        .first()
    )
    if holding is None:
        raise NobodyInPost(post=behalf.post.words, day=day)
    if holding.person_id == recorder.person.pk:
        raise OwnAct
    return standing_in(behalf.post, holding.person, recorder.jurisdiction)


def standing_in(post: Post, person: Person, jurisdiction: Jurisdiction) -> Standing:
    """Return what a person is in one post."""
    return Standing(person=person, jurisdiction=jurisdiction, seats=(Seat(post),))


def require_recorder(recorder: Viewer, post: Post) -> None:
    """Raise NotForHim unless a person may record acts of the holder of a post."""
    if not may_record_for(recorder, post):
        raise NotForHim(post=post.words)


def may_record_for(recorder: Standing, post: Post) -> bool:
    """Say whether a person may record for a post.

    The office for any unit, a colleague for his own, the secretary for the leader whom he serves, a registrar of the
    office for the municipal approver.
    """
    if post.jurisdiction_id != recorder.jurisdiction.pk:
        return False
    if post.kind in Post.OF_A_UNIT:
        return bool(recorder.roles & {Role.OFFICER, Role.OFFICE_HEAD}) or post.unit_id in recorder.unit_ids
    if post.kind == Post.Kind.APPROVER and Role.REGISTRAR in recorder.roles:
        return True
    return any(own.kind == Post.Kind.SECRETARY and own.serves_id == post.pk for own in recorder.posts)


def require_paper(paper: Paper | None) -> Paper:
    """Return the paper of a decision; raise PaperIncomplete unless it has number, date, and scan or place."""
    if paper is None or not paper.number or not (paper.scan or paper.held_at):
        raise PaperIncomplete
    if paper.on > clock.today():
        raise GivenInFuture
    return paper


def is_late(jurisdiction: Jurisdiction, given_at: datetime) -> bool:
    """Say whether more working days passed before the recording than may; raise GivenInFuture for a later moment."""
    if given_at > clock.now():
        raise GivenInFuture
    given_on = timezone.localdate(given_at)
    return calendar_of(jurisdiction).between(given_on, clock.today()) > RECORDED_WITHIN
