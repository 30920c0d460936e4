"""The reply of the lead unit: drafted, signed by its head, returned by the office with a reason (domain 3.8)."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from duban.core import clock
from duban.journal.records import Text
from duban.ledger.matters import actions
from duban.ledger.matters.errors import NoReply
from duban.ledger.matters.moving import announce, bring, drop_extension, subjects_of, way_to_work
from duban.ledger.matters.terms import of_version
from duban.ledger.models import Matter, MatterReply
from duban.ledger.stages import MatterStage
from duban.ledger.wording import TEXT, fitting, reasoned
from duban.orgs.acting.performing import Deed, Weight, performs
from duban.orgs.acting.wording import Titled
from duban.orgs.calendar import calendar_of
from duban.orgs.errors import Stale

_S = MatterStage
ANSWERABLE = (_S.SIGNED, _S.DOING, _S.EXTENDED, _S.RETURNED)


@dataclass(frozen=True)
class ReplyDrafted:
    """What was done about the matter."""

    text: Annotated[str, Titled(_("Reply"))]
    version: Annotated[int | None, Titled(_("Version"))] = None


@dataclass(frozen=True)
class MatterReplied:
    """The reply, or nothing where the draft is signed as it is."""

    text: Annotated[str | None, Titled(_("Reply"))] = None
    version: Annotated[int | None, Titled(_("Version"))] = None


@dataclass(frozen=True)
class ReplyReturned:
    """What is still missing."""

    reason: Annotated[str, Titled(_("Reason"))]


@performs("ledger.draft_reply", about=Matter, given=ReplyDrafted)
def draft_reply(deed: Deed, matter: Matter, given: ReplyDrafted) -> MatterReply:
    """Draft the reply for the head; drafted again, the words before are in the journal."""
    text = reasoned(given.text)
    _require_answerable(matter, given.version)
    reply = draft_of(matter) or MatterReply(
        jurisdiction=deed.jurisdiction, matter=matter, number=matter.replies.count() + 1
    )
    reply.text, reply.drafted_at, reply.drafted_by = text, deed.at, deed.decider.name
    reply.save()
    deed.record(
        actions.REPLY_DRAFTED.code,
        subjects_of(matter),
        {"unit": matter.lead.name, "reply": reply.number},
        [Text("text", text)],
    )
    return reply


@performs("ledger.reply_matter", about=Matter, given=MatterReplied)
def reply_matter(deed: Deed, matter: Matter, given: MatterReplied) -> Matter:
    """Sign the reply as head of the lead unit; on time is judged by this moment."""
    _require_answerable(matter, given.version)
    draft, text = draft_of(matter), fitting(given.text, longest=TEXT)
    if draft is None and text is None:
        raise NoReply
    reply = draft or MatterReply(
        jurisdiction=deed.jurisdiction,
        matter=matter,
        number=matter.replies.count() + 1,
        drafted_at=deed.at,
        drafted_by=deed.decider.name,
    )
    reply.text = text or reply.text
    reply.signed_at, reply.signed_by = deed.at, deed.decider.name
    reply.entered_by, reply.recorded = deed.viewer.user, deed.recorded
    reply.is_late = timezone.localdate(deed.at) > last_day_of(matter)
    reply.save()
    drop_extension(matter, deed.at)
    moves = bring(matter, *way_to_work(matter), _S.REPLIED, was_late=matter.was_late or reply.is_late)
    announce(matter)
    deed.record(
        actions.MATTER_REPLIED.code,
        subjects_of(matter),
        {"unit": matter.lead.name, "moves": moves, "reply": reply.number, "is_late": reply.is_late},
        [Text("text", reply.text)],
    )
    return matter


@performs("ledger.return_reply", about=Matter, given=ReplyReturned, weight=Weight.OWN)
def return_reply(deed: Deed, matter: Matter, given: ReplyReturned) -> Matter:
    """Return a reply with a reason; replied again within two working days it stays as timely as it was."""
    reason = reasoned(given.reason)
    if matter.stage != _S.REPLIED:
        raise Stale
    reply = matter.replies.order_by("-number")[0]
    MatterReply.objects.filter(pk=reply.pk).update(returned_at=deed.at, returned_because=reason)
    within = of_version(matter.terms_version).reply_again_within
    refile_by = calendar_of(deed.jurisdiction).after(clock.today(), within)
    moves = bring(matter, _S.RETURNED, refile_by=refile_by, checked_by=None, finding=None)
    announce(matter)
    deed.record(
        actions.REPLY_RETURNED.code,
        subjects_of(matter),
        {"unit": matter.lead.name, "moves": moves, "reply": reply.number, "refile_by": refile_by},
        [Text("reason", reason)],
    )
    return matter


def last_day_of(matter: Matter) -> date:
    """Return the last day on which a reply of a served matter is on time: its own, or that of a reply to be mended."""
    due_on = matter.due_on or date.max
    return max(due_on, matter.refile_by or due_on)


def draft_of(matter: Matter) -> MatterReply | None:
    """Return the reply that is drafted and not signed yet."""
    rows = MatterReply.objects.filter(jurisdiction=matter.jurisdiction_id, matter=matter, signed_at__isnull=True)
    return rows.first()


def _require_answerable(matter: Matter, version: int | None) -> None:
    if matter.stage not in ANSWERABLE or (version is not None and version != matter.version):
        raise Stale
