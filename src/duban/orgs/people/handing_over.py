"""Handing a post over when somebody leaves: the duties stay with the post, and what is open is written down."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated

from django.utils.translation import gettext_lazy as _

from duban.core import clock
from duban.journal.records import Subject, Text
from duban.orgs import policies
from duban.orgs.acting.performing import Deed, Weight, performs
from duban.orgs.acting.wording import Titled
from duban.orgs.errors import NotYours
from duban.orgs.models import ApprovalStep, Handover, Holding, Post, RecordedAct, User
from duban.orgs.people import actions
from duban.orgs.people.errors import DutiesOpen, OtherKindOfPost, PostEnded, PostVacant, ToHimself
from duban.orgs.people.hooks import HeldPost, OpenDuty, open_duties_of_post
from duban.orgs.people.naming import NAMED_BY_THE_HEAD, Named, in_the_office, person_of
from duban.orgs.people.seating import fill, holding_of, in_force, leave
from duban.orgs.roles import Role

if TYPE_CHECKING:
    from duban.core.digests import JSON

ELSEWHERE = (*Post.ADMINISTRATORS, Post.Kind.AUDITOR)
"""Posts that are no business of the office: the security administrator names their holders."""


@dataclass(frozen=True)
class HandedOver:
    """The first day without the old holder, who comes (None: the post stays vacant), and a note for him."""

    on: Annotated[date, Titled(_("First day of the change"))]
    coming: Annotated[Named | None, Titled(_("Who comes"))] = None
    note: Annotated[str | None, Titled(_("Note"))] = None


@dataclass(frozen=True)
class PostClosed:
    """The day from which a post exists no more, and why."""

    on: Annotated[date, Titled(_("From day"))]
    reason: Annotated[str, Titled(_("Reason"))]


@performs("orgs.hand_over", about=Post, given=HandedOver, weight=Weight.SOFT)
def hand_over(deed: Deed, post: Post, given: HandedOver) -> Handover:
    """End the holding of a post, begin his successor's, and keep the list of what is open at that moment."""
    _require_his(deed, post, "orgs.hand_over")
    holding = holding_of(post, clock.today())
    if holding is None:
        raise PostVacant(post=post.words)
    if given.coming is not None and given.coming.uid == holding.person.uid:
        raise ToHimself(name=holding.person.name)
    duties = open_duties(post)
    closed = leave(holding=holding, on=given.on)
    coming = None
    if given.coming is not None:
        coming = person_of(deed.jurisdiction, given.coming)
        fill(post=post, person=coming, since=given.on)
    handover = Handover.objects.create(
        jurisdiction=deed.jurisdiction,
        post=post,
        leaving=holding.person,
        coming=coming,
        on=given.on,
        note=given.note or None,
        open_duties=json.dumps([vars(duty) for duty in duties], ensure_ascii=False),
        created_at=clock.now(),
    )
    subjects = [Subject("handover", handover.uid), Subject("person", holding.person.uid)]
    if coming is not None:
        subjects.append(Subject("person", coming.uid))
    after: dict[str, JSON] = {"person": coming.name if coming else None, "since": given.on, "open": len(duties)}
    deed.record(
        actions.HANDED_OVER.code,
        [*_subjects(post, closed), *subjects],
        {"before": {"person": holding.person.name}, "after": after},
        [Text("note", given.note or ""), Text("open_duties", handover.open_duties if duties else "")],
    )
    return handover


@performs("orgs.close_post", about=Post, given=PostClosed, weight=Weight.SOFT)
def close_post(deed: Deed, post: Post, given: PostClosed) -> Post:
    """End a post that is not needed any more; refused while something hangs on it that would be orphaned."""
    _require_his(deed, post, "orgs.close_post")
    if post.until is not None:
        raise PostEnded(post=post.words)
    if not _is_doubled(post, given.on):
        duties = open_duties(post)
        if duties:
            raise DutiesOpen(count=len(duties), post=post.words)
    holding = holding_of(post, clock.today())
    closed = leave(holding=holding, on=given.on) if holding is not None else None
    post.until = given.on - timedelta(days=1)
    post.save(update_fields=["until"])
    left = [Subject("person", holding.person.uid)] if holding is not None else []
    deed.record(
        actions.POST_CLOSED.code,
        [*_subjects(post, closed), *left],
        {
            "before": {"post": post.words, "person": holding.person.name if holding else None},
            "after": {"until": post.until},
        },
        [Text("reason", given.reason)],
    )
    return post


def open_duties(post: Post) -> list[OpenDuty]:
    """Return what hangs on a post now: what packages above know, and what waits in this one."""
    last = post.holdings.select_related("person").order_by("-since", "-pk").first()
    asked = HeldPost(post, last.person if last is not None else None)
    return [*(duty for answer in open_duties_of_post.ask(asked) for duty in answer), *_own_duties(post)]


def duties_in(handover: Handover) -> list[OpenDuty]:
    """Return the list that was kept with a handover."""
    return [OpenDuty(**duty) for duty in json.loads(handover.open_duties)]


def _own_duties(post: Post) -> list[OpenDuty]:
    delegations = in_force(post).select_related("person").order_by("since", "pk")
    recorded = RecordedAct.objects.filter(
        jurisdiction=post.jurisdiction_id, post=post, stage=RecordedAct.Stage.WAITING
    ).order_by("recorded_at", "pk")
    signatures = ApprovalStep.objects.filter(
        jurisdiction=post.jurisdiction_id, post=post, decision__isnull=True, approval__stage="under_way"
    ).select_related("approval")
    return [
        *(OpenDuty("delegation", row.uid, row.person.name) for row in delegations),
        *(OpenDuty("recordedact", row.uid, row.about_words) for row in recorded),
        *(OpenDuty("approval", step.approval.uid, step.approval.title) for step in signatures.order_by("pk")),
    ]


def _is_doubled(post: Post, on: date) -> bool:
    """Say whether somebody else of the unit bears its duties: a second deputy or liaison officer may simply go."""
    if post.unit_id is None or post.kind not in NAMED_BY_THE_HEAD:
        return False
    others = Holding.objects.filter(
        jurisdiction=post.jurisdiction_id, post__unit=post.unit_id, post__kind=post.kind, since__lte=on
    ).exclude(post=post)
    return others.exclude(until__lt=on).exists()


def _require_his(deed: Deed, post: Post, code: str) -> None:
    """Raise NotYours where the office alone, or its head, changes this post; OtherKindOfPost where neither does."""
    if post.kind in ELSEWHERE:
        raise OtherKindOfPost(post=post.words)
    is_his = in_the_office(deed, post, code) or post.kind in NAMED_BY_THE_HEAD
    if post.kind in Post.OF_THE_OFFICE:
        is_his = Role.OFFICE_HEAD in deed.decider.roles
    if not is_his:
        raise NotYours(asked=code, act=policies.act_of(code).title)


def _subjects(post: Post, closed: User | None) -> Sequence[Subject]:
    subjects = [Subject("post", post.uid)]
    if post.unit is not None:
        subjects.append(Subject("unit", post.unit.uid))
    if closed is not None:
        subjects.append(Subject("user", closed.uid))
    return subjects
