"""Files on their way to signature: sent up whole, signed once; an entry can be struck or returned (domain 3, rule 5).

A package that needs a signature registers a kind (`routes.register`), calls `start` inside its own act, and follows the
event `approval_ended`: it reads from the stage of the file and of each entry what came of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from duban.core import clock
from duban.core.hooks import Event
from duban.journal.records import Subject, Text, record
from duban.orgs import policies
from duban.orgs.acting import actions, eyes
from duban.orgs.acting.errors import DrafterSigns, EntryNotHis, RemarkNeeded
from duban.orgs.acting.performing import Deed, Weight, performs
from duban.orgs.acting.routes import kind_of, route_for, steps_of
from duban.orgs.acting.signers import holdings_on, signers_of
from duban.orgs.acting.wording import Titled
from duban.orgs.errors import NotYours, Stale
from duban.orgs.models import Approval, ApprovalEntry, ApprovalStep, Jurisdiction, Person, RouteStep, User
from duban.orgs.viewers import Viewer

approval_ended: Event[Approval] = Event("orgs.approval_ended")

SIGN, RETURN, STRIKE = "sign", "return", "strike"


@dataclass(frozen=True)
class Proposed:
    """A matter that goes up in a file: the object, its words, and the leader of the section in which it is."""

    about_kind: str
    about_uid: str
    words: str
    leader: Person | None = None


@dataclass(frozen=True)
class EntryDecision:
    """What the signer decides about one entry where it does not simply stand."""

    entry: Annotated[str, Titled(_("Entry"), names=ApprovalEntry)]
    decision: Annotated[str, Titled(_("Decision"), choices={STRIKE: _("Strike out"), RETURN: _("Return")})]
    remark: Annotated[str, Titled(_("Remark"))]


@dataclass(frozen=True)
class Signed:
    """What a signer decides about a file; `version` is that of the file he had before him."""

    version: Annotated[int, Titled(_("Version of the file"))]
    decision: Annotated[str, Titled(_("Decision"), choices={SIGN: _("Sign"), RETURN: _("Return the whole file")})]
    entries: Annotated[tuple[EntryDecision, ...], Titled(_("Entries decided otherwise"))] = ()
    remark: Annotated[str | None, Titled(_("Remark"))] = None


@transaction.atomic
def start(
    *, jurisdiction: Jurisdiction, kind: str, title: str, entries: Sequence[Proposed], drafted_by: User
) -> Approval:
    """Send a file up its route; part of the act that drafts it, whose entry names the file as a subject."""
    route = route_for(jurisdiction, kind_of(kind).code)
    signers = signers_of(
        steps_of(route),
        holdings=holdings_on(jurisdiction, clock.today()),
        drafter=drafted_by.person,
        leaders=[entry.leader for entry in entries],
    )
    approval = Approval(
        jurisdiction=jurisdiction,
        kind=kind,
        title=title,
        route=route,
        stage=Approval.Stage.UNDER_WAY,
        drafted_by=drafted_by,
        drafted_at=clock.now(),
    )
    approval.clean_fields()
    approval.save(force_insert=True)
    ApprovalEntry.objects.bulk_create(
        ApprovalEntry(
            jurisdiction=jurisdiction,
            approval=approval,
            position=position,
            about_kind=entry.about_kind,
            about_uid=entry.about_uid,
            words=entry.words,
            leader=entry.leader,
        )
        for position, entry in enumerate(entries, 1)
    )
    ApprovalStep.objects.bulk_create(
        ApprovalStep(
            jurisdiction=jurisdiction,
            approval=approval,
            position=position,
            part=signer.part,
            post=signer.post,
            note=signer.note,
        )
        for position, signer in enumerate(signers, 1)
    )
    return approval


def subject_of(approval: Approval) -> Subject:
    """Return a file as the journal names it."""
    return Subject("approval", approval.uid)


@performs("orgs.sign_approval", about=Approval, given=Signed, weight=Weight.DECISION)
def sign(deed: Deed, approval: Approval, given: Signed) -> Approval:
    """Sign a file, with some of its entries struck out or returned; or return it whole."""
    step = turn_of(approval)
    if step is None or approval.version != given.version:
        raise Stale
    if not eyes.may_sign(drafter=approval.drafted_by.person.uid, signer=deed.decider.person.uid):
        raise DrafterSigns
    is_returned = given.decision != SIGN
    if is_returned and not given.remark:
        raise RemarkNeeded
    touched = [] if is_returned else _decide_entries(approval, step, deed.decider.person, given.entries)
    _decide_step(deed, step, given)
    _move(deed, approval, given.version, is_returned=is_returned)
    if approval.stage != Approval.Stage.UNDER_WAY:
        approval_ended.announce(approval)
    deed.record(
        (actions.APPROVAL_RETURNED if is_returned else actions.APPROVAL_SIGNED).code,
        [subject_of(approval), *(Subject(entry.about_kind, entry.about_uid) for entry in touched)],
        {
            "title": approval.title,
            "part": step.part,
            "before": {"stage": Approval.Stage.UNDER_WAY},
            "after": {"stage": approval.stage},
            "entries": [{"entry": entry.position, "stage": entry.stage, "remark": entry.remark} for entry in touched],
        },
        [Text("remark", given.remark or "")],
    )
    return approval


@transaction.atomic
def withdraw(*, viewer: Viewer, approval: Approval) -> Approval:
    """Take back a file that one drafted, before its last signature."""
    actor = policies.require(viewer, "orgs.withdraw_approval", approval)
    if approval.drafted_by_id != viewer.user.pk:
        act = policies.act_of("orgs.withdraw_approval")
        raise NotYours(asked=act.code, act=act.title)
    take_back(approval=approval)
    record(
        actor=actor,
        kind=actions.APPROVAL_WITHDRAWN.code,
        jurisdiction=viewer.jurisdiction.uid,
        subjects=[subject_of(approval)],
        body={"title": approval.title},
    )
    return approval


def take_back(*, approval: Approval) -> None:
    """End a file without a decision; part of the act that makes it needless, whose entry names it as a subject."""
    moved = Approval.objects.filter(pk=approval.pk, stage=Approval.Stage.UNDER_WAY, version=approval.version).update(
        stage=Approval.Stage.WITHDRAWN, ended_at=clock.now(), version=approval.version + 1
    )
    if moved != 1:
        raise Stale
    approval.refresh_from_db()
    approval_ended.announce(approval)


def turn_of(approval: Approval) -> ApprovalStep | None:
    """Return the step whose turn it is, None where the file has ended."""
    if approval.stage != Approval.Stage.UNDER_WAY:
        return None
    return approval.steps.filter(decision__isnull=True).select_related("post__unit").order_by("position").first()


def entries_open_to(approval: Approval, step: ApprovalStep, signer: Person) -> list[ApprovalEntry]:
    """Return the entries that a signer may decide on in a step.

    Where two approvers issue, the first leaves the entries of the section he leads to the second, who decides on
    those alone.
    """
    entries = [entry for entry in approval.entries.order_by("position") if entry.stage == ApprovalEntry.Stage.STANDING]
    issues = list(approval.steps.filter(part=RouteStep.Part.ISSUE).order_by("position"))
    if len(issues) < 2 or step.part != RouteStep.Part.ISSUE:
        return entries
    if step.pk == issues[0].pk:
        return [entry for entry in entries if entry.leader_id != signer.pk]
    return [entry for entry in entries if entry.leader_id == issues[0].signer_id]


def _decide_entries(
    approval: Approval, step: ApprovalStep, signer: Person, decisions: Sequence[EntryDecision]
) -> list[ApprovalEntry]:
    stages = {STRIKE: ApprovalEntry.Stage.STRUCK, RETURN: ApprovalEntry.Stage.RETURNED}
    open_to_him = {entry.uid: entry for entry in entries_open_to(approval, step, signer)}
    touched = []
    for each in decisions:
        entry = open_to_him.pop(each.entry, None)
        if entry is None or each.decision not in stages:
            raise EntryNotHis
        if not each.remark:
            raise RemarkNeeded
        entry.stage, entry.remark = stages[each.decision], each.remark
        entry.clean_fields()
        entry.save(update_fields=["stage", "remark"])
        touched.append(entry)
    return touched


def _decide_step(deed: Deed, step: ApprovalStep, given: Signed) -> None:
    decisions = ApprovalStep.Decision
    step.decision = decisions.SIGNED if given.decision == SIGN else decisions.RETURNED
    step.signer, step.decided_at = deed.decider.person, deed.at
    step.remark, step.recorded = given.remark or None, deed.recorded
    step.clean_fields()
    step.save(update_fields=["decision", "signer", "decided_at", "remark", "recorded"])


def _move(deed: Deed, approval: Approval, version: int, *, is_returned: bool) -> None:
    """Move the file on: to the next signer, or to its end. A file of which no entry stands any more comes back."""
    stages = Approval.Stage
    is_empty = not approval.entries.filter(stage=ApprovalEntry.Stage.STANDING).exists()
    if is_returned or is_empty:
        stage = stages.RETURNED
    else:
        stage = stages.UNDER_WAY if turn_of(approval) is not None else stages.SIGNED
    ended_at = None if stage == stages.UNDER_WAY else deed.at
    moved = Approval.objects.filter(pk=approval.pk, stage=stages.UNDER_WAY, version=version).update(
        stage=stage, ended_at=ended_at, version=version + 1
    )
    if moved != 1:
        raise Stale
    approval.refresh_from_db()
