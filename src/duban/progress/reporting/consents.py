"""Standing consents (授权报送): a head lets somebody of his unit file nil reports and those of green tasks."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from duban.journal.records import Subject
from duban.orgs.acting.performing import Deed, performs
from duban.orgs.acting.wording import Titled
from duban.orgs.errors import Stale
from duban.orgs.models import Post, Unit
from duban.progress.models import StandingConsent
from duban.progress.reporting import actions
from duban.progress.reporting.errors import ConsentWrong

LONGEST = timedelta(days=366)


@dataclass(frozen=True)
class ConsentGiven:
    """To whom, by uid of the post, and until when."""

    post: Annotated[str, Titled(_("Post"), names=Post)]
    until: Annotated[date, Titled(_("Until"))]


@dataclass(frozen=True)
class ConsentRevoked:
    """Nothing more than that it ends."""


@performs("progress.give_consent", about=Unit, given=ConsentGiven)
def give_consent(deed: Deed, unit: Unit, given: ConsentGiven) -> StandingConsent:
    """Let the holder of a post of the unit file from today until a day; an earlier consent for it ends."""
    today = timezone.localdate(deed.at)
    post = Post.objects.filter(
        jurisdiction=deed.jurisdiction, unit=unit, uid=given.post, kind__in=[Post.Kind.LIAISON, Post.Kind.DEPUTY]
    ).first()
    if post is None or not today <= given.until <= today + LONGEST:
        raise ConsentWrong
    StandingConsent.objects.filter(jurisdiction=deed.jurisdiction, post=post, revoked_at__isnull=True).update(
        revoked_at=deed.at
    )
    consent = StandingConsent.objects.create(
        jurisdiction=deed.jurisdiction, unit=unit, post=post, since=today, until=given.until, given_at=deed.at
    )
    deed.record(
        actions.CONSENT_GIVEN.code,
        [Subject("unit", unit.uid), Subject("post", post.uid), Subject("consent", consent.uid)],
        {"unit": unit.name, "post": post.words, "until": given.until},
    )
    return consent


@performs("progress.revoke_consent", about=StandingConsent, given=ConsentRevoked)
def revoke_consent(deed: Deed, consent: StandingConsent, _given: ConsentRevoked) -> StandingConsent:
    """Let a consent end now."""
    rows = StandingConsent.objects.filter(pk=consent.pk, revoked_at__isnull=True)
    if rows.update(revoked_at=deed.at) != 1:
        raise Stale
    deed.record(
        actions.CONSENT_REVOKED.code,
        [Subject("unit", consent.unit.uid), Subject("post", consent.post.uid), Subject("consent", consent.uid)],
        {"unit": consent.unit.name, "post": consent.post.words},
    )
    return consent
