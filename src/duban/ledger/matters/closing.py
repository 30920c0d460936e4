"""Closing a matter: one of the office checks the reply, another closes it; or its task closes; or it is withdrawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from duban.core.digests import JSON
from duban.journal.records import Subject, Text
from duban.ledger.matters import actions, instructions
from duban.ledger.matters.errors import CloserNeeded, NotChecked, OwnEntry
from duban.ledger.matters.instructions import settle
from duban.ledger.matters.moving import announce, bring, drop_extension, subjects_of, way_to_work
from duban.ledger.matters.replying import draft_of, last_day_of
from duban.ledger.models import Claim, Matter, MatterReply, Task
from duban.ledger.stages import SERVED, WITH_UNIT, MatterStage
from duban.ledger.wording import reasoned
from duban.orgs.acting.eyes import Verdict
from duban.orgs.acting.pairs import seen_by_two
from duban.orgs.acting.performing import Deed, Weight, performs
from duban.orgs.acting.wording import Titled
from duban.orgs.errors import Stale

_S = MatterStage
WITHDRAWABLE = (_S.REGISTERED, *WITH_UNIT)


@dataclass(frozen=True)
class MatterChecked:
    """What the check of the reply found, and how."""

    finding: Annotated[str, Titled(_("What was found"))]
    version: Annotated[int | None, Titled(_("Version"))] = None


@dataclass(frozen=True)
class MatterClosed:
    """The version that was seen."""

    version: Annotated[int | None, Titled(_("Version"))] = None


@dataclass(frozen=True)
class MatterWithdrawn:
    """Why it is not asked for any more."""

    reason: Annotated[str, Titled(_("Reason"))]


@performs("ledger.check_matter", about=Matter, given=MatterChecked, weight=Weight.OWN)
def check_matter(deed: Deed, matter: Matter, given: MatterChecked) -> Matter:
    """Record what the check of a reply found; who entered the reply does not check it."""
    finding = reasoned(given.finding)
    if matter.stage != _S.REPLIED or (given.version is not None and given.version != matter.version):
        raise Stale
    if matter.replies.order_by("-number")[0].entered_by_id == deed.viewer.user.pk:
        raise OwnEntry
    Matter.objects.filter(pk=matter.pk).update(checked_by=deed.viewer.user, finding=finding, version=matter.version + 1)
    matter.refresh_from_db()
    deed.record(
        actions.MATTER_CHECKED.code, subjects_of(matter), {"unit": matter.lead.name}, [Text("finding", finding)]
    )
    return matter


@performs("ledger.close_matter", about=Matter, given=MatterClosed, weight=Weight.DECISION)
def close_matter(deed: Deed, matter: Matter, given: MatterClosed) -> Matter:
    """Close a matter whose reply another person checked; with the last one its instruction is closed."""
    if matter.stage != _S.REPLIED or (given.version is not None and given.version != matter.version):
        raise Stale
    if matter.checked_by is None:
        raise NotChecked
    if seen_by_two(deed, matter.checked_by) is not Verdict.ENOUGH:
        raise CloserNeeded
    moves = bring(matter, _S.CLOSED, ended_at=deed.at)
    announce(matter)
    deed.record(
        actions.MATTER_CLOSED.code,
        subjects_of(matter),
        {
            "unit": matter.lead.name,
            "moves": [*moves, *settle(matter.instruction)],
            "checked_by": matter.checked_by.person.name,
            "was_late": matter.was_late,
        },
    )
    return matter


@performs("ledger.withdraw_matter", about=Matter, given=MatterWithdrawn, weight=Weight.DECISION)
def withdraw_matter(deed: Deed, matter: Matter, given: MatterWithdrawn) -> Matter:
    """Withdraw a matter that was not replied to; its number stays its own."""
    reason = reasoned(given.reason)
    if matter.stage not in WITHDRAWABLE:
        raise Stale
    drop_extension(matter, deed.at)
    moves = bring(matter, _S.WITHDRAWN, withdrawn_because=reason, ended_at=deed.at)
    announce(matter)
    deed.record(
        actions.MATTER_WITHDRAWN.code,
        subjects_of(matter),
        {"unit": matter.lead.name, "moves": [*moves, *settle(matter.instruction)]},
        [Text("reason", reason)],
    )
    return matter


def close_matters_of(task: Task, claims: Sequence[Claim], at: datetime) -> tuple[Sequence[Subject], list[JSON]]:
    """Close the served matters that are linked to a task, in the act that closes it (domain 3.8).

    What the lead reported of the task is their reply; nobody writes it twice. Returns what the entry of the act says.
    """
    rows = Matter.objects.select_for_update(of=("self",)).filter(
        jurisdiction=task.jurisdiction_id, task=task, stage__in=SERVED
    )
    subjects: list[Subject] = []
    moves: list[JSON] = []
    for matter in rows.select_related("lead", "instruction").order_by("pk"):
        drop_extension(matter, at)
        if matter.stage != _S.REPLIED:
            own = next((claim for claim in claims if claim.part.unit_id == matter.lead_id), claims[0])
            is_late = _reply_as_reported(matter, own, at)
            moves += bring(matter, *way_to_work(matter), _S.REPLIED, was_late=matter.was_late or is_late)
        moves += bring(matter, _S.CLOSED, ended_at=at)
        moves += settle(matter.instruction)
        subjects += [Subject("matter", matter.uid), *instructions.subjects_of(matter.instruction)]
    return list(dict.fromkeys(subjects)), moves


def _reply_as_reported(matter: Matter, claim: Claim, at: datetime) -> bool:
    """Sign what was reported of the task as reply of a matter; returns whether it was reported too late for it."""
    name, is_late = claim.made_by.person.name, timezone.localdate(claim.made_at) > last_day_of(matter)
    reply = draft_of(matter) or MatterReply(
        jurisdiction_id=matter.jurisdiction_id,
        matter=matter,
        number=matter.replies.count() + 1,
        drafted_at=claim.made_at,
        drafted_by=name,
    )
    reply.text, reply.signed_at, reply.signed_by, reply.entered_by = claim.statement, at, name, claim.made_by
    reply.is_late = is_late
    reply.save()
    return is_late
