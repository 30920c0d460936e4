"""The monthly digest (进展综述): the accepted reports of a section for its leader, all of them for the government."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from json import dumps, loads
from typing import Annotated, TypedDict, cast

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from duban.core import clock
from duban.core.digests import canonical_digest
from duban.journal.records import Subject
from duban.ledger.wording import needed
from duban.orgs.acting.performing import Deed, Weight, performs
from duban.orgs.acting.wording import Titled
from duban.orgs.errors import Stale
from duban.plans.models import Section
from duban.progress.models import Digest, ProgressReport, ReportingPeriod
from duban.progress.stages import ReportStage
from duban.progress.upward import actions

LONGEST_HOW = 64
ACCEPTED = (ReportStage.ACCEPTED, ReportStage.AMENDED)


class Told(TypedDict):
    """What one report says, as it stood when the digest was made."""

    task: str
    numbers: str
    title: str
    unit: str
    is_nil: bool
    text: str | None
    next_steps: str | None


@dataclass(frozen=True)
class DigestsMade:
    """Nothing more than the month."""


@performs("progress.make_digest", about=ReportingPeriod, given=DigestsMade, weight=Weight.OWN)
def make_digests(deed: Deed, period: ReportingPeriod, _given: DigestsMade) -> list[Digest]:
    """Freeze the accepted reports of a month: one digest for each section that has any, one for the government.

    Made again it takes up what came since, as long as it was not delivered; one act, one entry.
    """
    reports = list(
        ProgressReport.objects.filter(jurisdiction=deed.jurisdiction, period=period, stage__in=ACCEPTED)
        .select_related("task__section", "task__leader", "unit")
        .order_by(
            "task__plan", F("task__section__position").asc(nulls_last=True), "task__section", "task__position", "part"
        )
    )
    made = [_keep(period, None, reports)]
    for section, own in groupby(reports, key=lambda report: report.task.section):
        if section is not None:
            made.append(_keep(period, section, list(own)))
    deed.record(
        actions.DIGEST_MADE.code,
        [Subject("period", period.uid), *(Subject("digest", each.uid) for each in made)],
        {
            "month": period.month,
            "digests": len(made),
            "reports": len(reports),
            "content_digest": canonical_digest("sha256", [each.content for each in made]),
        },
    )
    return made


@dataclass(frozen=True)
class DigestDelivered:
    """On paper, by exchange, by whom."""

    how: Annotated[str, Titled(_("How it was delivered"))]


@performs("progress.deliver_digest", about=Digest, given=DigestDelivered, weight=Weight.OWN)
def deliver_digest(deed: Deed, digest: Digest, given: DigestDelivered) -> Digest:
    """Record that a digest was delivered to its leader, and how; it stays as it was then."""
    how = needed(given.how, longest=LONGEST_HOW)
    rows = Digest.objects.filter(pk=digest.pk, delivered_at__isnull=True)
    if rows.update(delivered_at=deed.at, delivered_how=how) != 1:
        raise Stale
    digest.refresh_from_db()
    deed.record(
        actions.DIGEST_DELIVERED.code,
        [Subject("digest", digest.uid), Subject("period", digest.period.uid)],
        {"month": digest.period.month, "how": how},
    )
    return digest


def told_in(digest: Digest) -> list[Told]:
    """Return what a digest tells, in the order of the plan."""
    return cast("list[Told]", loads(digest.content))


def _keep(period: ReportingPeriod, section: Section | None, reports: Sequence[ProgressReport]) -> Digest:
    content = dumps([_told(report) for report in reports], ensure_ascii=False)
    leader = reports[0].task.leader if section is not None and reports else None
    own = Digest.objects.filter(jurisdiction=period.jurisdiction_id, period=period, section=section)
    digest = own.first()
    if digest is None:
        return Digest.objects.create(
            jurisdiction_id=period.jurisdiction_id,
            period=period,
            section=section,
            leader=leader,
            content=content,
            made_at=clock.now(),
        )
    if digest.delivered_at is None:
        own.update(content=content, leader=leader, made_at=clock.now())
        digest.refresh_from_db()
    return digest


def _told(report: ProgressReport) -> Told:
    return {
        "task": report.task.uid,
        "numbers": report.task.numbers,
        "title": report.task.title,
        "unit": report.unit.name,
        "is_nil": report.is_nil,
        "text": report.text,
        "next_steps": report.next_steps,
    }
