"""Exceptions from the table of permission: proposed with reason and end, approved by the head of the office.

An exception holds from the day on which its file was signed, up to its last day, unless it is revoked. It is one act,
to one object or to all; no hard step, nothing to an administrator and nothing that only administrators do.
"""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duban.core import clock
from duban.core.digests import JSON
from duban.journal.records import Subject, record
from duban.orgs import policies
from duban.orgs.acting import approving
from duban.orgs.acting.approving import Proposed
from duban.orgs.acting.performing import performed
from duban.orgs.acting.routes import GRANT
from duban.orgs.administration import actions
from duban.orgs.administration.errors import (
    GrantDays,
    GrantObject,
    GrantOver,
    GrantReason,
    GrantSelfSigned,
    GrantToHimself,
    NotGrantable,
)
from duban.orgs.models import Approval, ApprovalEntry, Grant, User
from duban.orgs.people.exceptions import renew_exceptional
from duban.orgs.roles import ADMINISTRATORS
from duban.orgs.viewers import Viewer, viewer_of

KIND = "grant"  # as the journal and the files name an exception
LONGEST_DAYS = 366
LONGEST_REASON = 255
LONGEST_TITLE = 128


@dataclass(frozen=True)
class Wanted:
    """An exception as it is proposed; without `about_kind` it is for every object of the government."""

    act: str
    since: date
    until: date
    reason: str
    about_kind: str | None = None
    about_uid: str | None = None


@transaction.atomic
def propose_grant(*, viewer: Viewer, user: User, wanted: Wanted) -> Grant:
    """Send an exception for a person up for signature; it gives nothing before that."""
    actor = policies.require(viewer, "orgs.propose_grant", user)
    if user.person_id == viewer.person.pk:
        raise GrantToHimself
    reason = _checked(user, wanted)
    grant = Grant.objects.create(
        jurisdiction=viewer.jurisdiction,
        user=user,
        act=wanted.act,
        about_kind=wanted.about_kind,
        about_uid=wanted.about_uid,
        reason=reason,
        since=wanted.since,
        until=wanted.until,
        given_by=viewer.user,
        created_at=clock.now(),
    )
    title = _("Exception for %(name)s: %(act)s") % {"name": user.person.name, "act": policies.title_of(wanted.act)}
    approval = approving.start(
        jurisdiction=viewer.jurisdiction,
        kind=GRANT.code,
        title=title[:LONGEST_TITLE],
        entries=[Proposed(about_kind=KIND, about_uid=grant.uid, words=words_of(grant))],
        drafted_by=viewer.user,
    )
    _require_another_signer(approval, grant)
    record(
        actor=actor,
        kind=actions.GRANT_PROPOSED.code,
        jurisdiction=viewer.jurisdiction.uid,
        subjects=[*_subjects(grant), approving.subject_of(approval)],
        body=_body(grant),
    )
    return grant


@transaction.atomic
def revoke_grant(*, viewer: Viewer, grant: Grant) -> Grant:
    """End an exception at once; where it is still on its way to signature its file is taken back."""
    actor = policies.require(viewer, "orgs.revoke_grant", grant)
    grant = Grant.objects.select_for_update(of=("self",)).select_related("user__person").get(pk=grant.pk)
    if is_over(grant):
        raise GrantOver
    before = str(state_of(grant))
    approval = _file_of(grant)
    if approval is not None and approval.stage == Approval.Stage.UNDER_WAY:
        approving.take_back(approval=approval)
        grant.refresh_from_db(fields=["revoked_at"])
    if grant.revoked_at is None:
        _end(grant)
    record(
        actor=actor,
        kind=actions.GRANT_REVOKED.code,
        jurisdiction=viewer.jurisdiction.uid,
        subjects=[*_subjects(grant), *([approving.subject_of(approval)] if approval is not None else [])],
        body=_body(grant) | {"before": {"state": before}, "after": {"state": str(state_of(grant))}},
    )
    return grant


def follow(approval: Approval) -> None:
    """Put an exception in force when its file was signed, and end it when it was not; within the act of the signer."""
    if approval.kind != GRANT.code:
        return
    for entry in approval.entries.filter(about_kind=KIND):
        grant = Grant.objects.select_related("user").get(jurisdiction=approval.jurisdiction_id, uid=entry.about_uid)
        is_signed = approval.stage == Approval.Stage.SIGNED and entry.stage == ApprovalEntry.Stage.STANDING
        if is_signed and grant.revoked_at is None:
            if not approval.steps.exclude(signer=grant.user.person_id).exists():
                raise GrantSelfSigned
            grant.approved_at = clock.now()
            grant.save(update_fields=["approved_at"])
            renew_exceptional(grant.user)
        elif not is_signed:
            _end(grant)


def kinds() -> dict[str, type[Model]]:
    """Return what an exception can be about, by the name of its kind."""
    return {policies.kind_of(model): model for model in policies.shown_by()}


def is_over(grant: Grant) -> bool:
    """Say whether nothing can come of an exception any more."""
    return grant.revoked_at is not None or grant.until < clock.today()


STATES = {
    "proposed": gettext_lazy("Waiting for signature"),
    "in_force": gettext_lazy("In force"),
    "to_come": gettext_lazy("Approved, not begun"),
    "run_out": gettext_lazy("Run out"),
    "revoked": gettext_lazy("Revoked"),
    "refused": gettext_lazy("Not approved"),
}


def state_of(grant: Grant) -> str:
    """Return how an exception stands, as a key of STATES."""
    if grant.revoked_at is not None:
        return "revoked" if grant.approved_at is not None else "refused"
    if grant.until < clock.today():
        return "run_out"
    if grant.approved_at is None:
        return "proposed"
    return "in_force" if grant.since <= clock.today() else "to_come"


def words_of(grant: Grant) -> str:
    """Return an exception in a sentence, for the slip that is signed."""
    about = f"{grant.about_kind} {grant.about_uid}" if grant.about_kind else _("every object")
    return _("%(name)s may: %(act)s (%(about)s), from %(since)s to %(until)s. Reason: %(reason)s") % {
        "name": grant.user.person.name,
        "act": policies.title_of(grant.act),
        "about": about,
        "since": grant.since.isoformat(),
        "until": grant.until.isoformat(),
        "reason": grant.reason,
    }


def _checked(user: User, wanted: Wanted) -> str:
    """Return the reason of a proposal that may go up; raise what is wrong with it."""
    known = {act.code: act for act in policies.acts()}
    act = known.get(wanted.act)
    is_administrator = bool(viewer_of(user).roles & ADMINISTRATORS)
    if act is None or is_administrator or not act.is_grantable:
        raise NotGrantable(act=policies.title_of(wanted.act), name=user.person.name)
    today = clock.today()
    if not today <= wanted.since <= wanted.until or (wanted.until - wanted.since).days > LONGEST_DAYS:
        raise GrantDays(most=LONGEST_DAYS)
    reason = " ".join(wanted.reason.split())[:LONGEST_REASON]
    if len(reason) < 2:
        raise GrantReason
    _require_object(act, user, wanted)
    return reason


def _require_object(act: policies.Act, user: User, wanted: Wanted) -> None:
    if wanted.about_kind is None and wanted.about_uid is None:
        return
    wrong = GrantObject(act=act.title, uid=wanted.about_uid or "")
    model = kinds().get(wanted.about_kind or "")
    service = performed().get(act.code)
    if model is None or (service is not None and service.about is not model):
        raise wrong
    rows = model._default_manager.filter(jurisdiction=user.jurisdiction_id, uid=wanted.about_uid)  # noqa: SLF001
    if not rows.exists():
        raise wrong


def _require_another_signer(approval: Approval, grant: Grant) -> None:
    """Raise GrantSelfSigned where the person who gets the exception would be the only one to sign it."""
    holders = approval.steps.filter(post__holdings__until__isnull=True).values_list("post__holdings__person", flat=True)
    if set(holders) <= {grant.user.person_id}:
        raise GrantSelfSigned


def _end(grant: Grant) -> None:
    grant.revoked_at = clock.now()
    grant.save(update_fields=["revoked_at"])
    renew_exceptional(grant.user)


def _file_of(grant: Grant) -> Approval | None:
    entries = ApprovalEntry.objects.filter(jurisdiction=grant.jurisdiction_id, about_kind=KIND, about_uid=grant.uid)
    entry = entries.select_related("approval").first()
    return entry.approval if entry is not None else None


def _subjects(grant: Grant) -> list[Subject]:
    about = [Subject(grant.about_kind, grant.about_uid or "")] if grant.about_kind else []
    return [Subject(KIND, grant.uid), Subject("user", grant.user.uid), *about]


def _body(grant: Grant) -> dict[str, JSON]:
    return {
        "person": grant.user.person.name,
        "act": grant.act,
        "about": grant.about_kind,
        "since": grant.since,
        "until": grant.until,
        "reason": grant.reason,
    }


approving.approval_ended.register(follow)
