"""The second person: compares an entry with its paper, and lets it take effect or refuses it."""

from django.db import transaction

from duban.core import clock
from duban.core.errors import DomainError
from duban.journal.records import Subject, Text, record
from duban.orgs import actions, policies
from duban.orgs.acting.behalf import standing_in
from duban.orgs.acting.errors import HeadNeeded, SecondPersonNeeded
from duban.orgs.acting.performing import By, Outcome, deed_of, performed
from duban.orgs.errors import Stale
from duban.orgs.models import RecordedAct
from duban.orgs.roles import Role
from duban.orgs.viewers import Viewer, viewer_of


@transaction.atomic
def confirm(*, viewer: Viewer, recorded: RecordedAct, remark: str | None = None) -> Outcome[object]:
    """Confirm that entry and paper agree; what was waiting takes effect now, judged by the moment it was given."""
    row = _claimed(viewer, recorded, RecordedAct.Stage.CONFIRMED, remark)
    service = performed()[row.act]
    about = service.found(viewer.jurisdiction, row.about_uid)
    if about is None:
        raise Stale
    by = By(viewer=viewer_of(row.recorder), batch=row.uid)
    decider = standing_in(row.post, row.decider, viewer.jurisdiction)
    outcome = service.run(
        deed_of(by, decider, row), service.locked(viewer.jurisdiction, about), service.given_of(row.given)
    )
    _record(viewer, row, actions.ACT_CONFIRMED.code, remark)
    return outcome


@transaction.atomic
def refuse(*, viewer: Viewer, recorded: RecordedAct, remark: str) -> RecordedAct:
    """Refuse an entry that does not agree with its paper; it never takes effect."""
    row = _claimed(viewer, recorded, RecordedAct.Stage.REFUSED, remark)
    _record(viewer, row, actions.ACT_REFUSED.code, remark)
    return row


def objection_to(viewer: Viewer, recorded: RecordedAct) -> DomainError | None:
    """Return why this viewer cannot be the second person of an entry, None where he can."""
    if recorded.recorder_id == viewer.user.pk or recorded.decider_id == viewer.person.pk:
        return SecondPersonNeeded()
    if not recorded.is_late or Role.OFFICE_HEAD in viewer.roles:
        return None
    # What the head himself recorded late goes to any second person: nobody else could end it.
    return None if Role.OFFICE_HEAD in viewer_of(recorded.recorder).roles else HeadNeeded()


def _claimed(viewer: Viewer, recorded: RecordedAct, stage: RecordedAct.Stage, remark: str | None) -> RecordedAct:
    policies.require(viewer, "orgs.confirm_recorded", recorded)
    objection = objection_to(viewer, recorded)
    if objection is not None:
        raise objection
    moved = RecordedAct.objects.filter(pk=recorded.pk, stage=RecordedAct.Stage.WAITING).update(
        stage=stage, second=viewer.user, seconded_at=clock.now(), remark=remark or None
    )
    if moved != 1:
        raise Stale
    return RecordedAct.objects.select_related(
        "recorder__person", "recorder__jurisdiction", "decider", "post__unit"
    ).get(pk=recorded.pk)


def _record(viewer: Viewer, row: RecordedAct, kind: str, remark: str | None) -> None:
    record(
        actor=viewer.actor,
        kind=kind,
        jurisdiction=viewer.jurisdiction.uid,
        subjects=[Subject("recordedact", row.uid), Subject(row.about_kind, row.about_uid)],
        body={"act": row.act},
        contents=[Text("remark", remark or "")],
        batch=row.uid,
    )
