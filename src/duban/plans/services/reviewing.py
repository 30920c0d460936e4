"""Correcting a draft: every change is one act, checked against the draft as it stands, and journalled."""

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.db.models import F

from duban.core import clock
from duban.core.digests import JSON
from duban.journal.kinds import Kind
from duban.journal.records import Subject, Text, record
from duban.orgs import policies
from duban.orgs.errors import Stale
from duban.orgs.register.known import known_units
from duban.orgs.viewers import Viewer
from duban.plans import actions
from duban.plans.drafting.apply import after_undo
from duban.plans.drafting.corrections import parse, require_change
from duban.plans.models import Correction, PlanImport
from duban.plans.selectors.drafts import other_stage, reviewed
from duban.plans.stages import IMPORT, ImportStage

# What a person may write at length lies beside the entry, so that it can be erased (domain 6.6).
FREE_TEXTS = frozenset({"remark", "text", "title"})


@transaction.atomic
def correct(
    *, viewer: Viewer, plan_import: PlanImport, kind: str, body: Mapping[str, object], version: int
) -> Correction:
    """Make one correction; raise CorrectionRefused where it does not fit, Stale where somebody was faster."""
    plan_import = _begin(viewer, plan_import, version)
    seen = reviewed(plan_import)
    correction = parse(kind, _with_known_kind(viewer, body))
    seq = max((row.seq for row in seen.corrections), default=0) + 1
    correction.apply(seen.draft, seq)
    row = Correction.objects.create(
        jurisdiction=viewer.jurisdiction,
        plan_import=plan_import,
        seq=seq,
        kind=kind,
        body=correction.body(),
        made_by=viewer.user,
        made_at=clock.now(),
    )
    act = actions.CLAUSES_ACCEPTED if kind == "item_accepted" else actions.DRAFT_CORRECTED
    free = FREE_TEXTS | {"value"} if kind == "plan_field" else FREE_TEXTS
    said = {name: value for name, value in row.body.items() if name not in free}
    texts = [Text(name, row.body[name]) for name in sorted(free) if name in row.body]
    _record(viewer, act, plan_import, {"seq": seq, "kind": kind, "correction": said}, texts)
    return row


def accept_items(*, viewer: Viewer, plan_import: PlanImport, items: Sequence[str], version: int) -> Correction:
    """Accept clauses as they stand in the draft (认定)."""
    body = {"items": list(items)}
    return correct(viewer=viewer, plan_import=plan_import, kind="item_accepted", body=body, version=version)


@transaction.atomic
def undo(*, viewer: Viewer, plan_import: PlanImport, seq: int, version: int) -> Correction:
    """Undo one correction; it stays on record. Refused where a later one rests on it."""
    plan_import = _begin(viewer, plan_import, version)
    seen = reviewed(plan_import)
    after_undo(seen.reading, seen.recorded, seq)
    row = next(row for row in seen.corrections if row.seq == seq)
    row.undone_at = clock.now()
    row.save(update_fields=["undone_at"])
    _record(viewer, actions.CORRECTION_UNDONE, plan_import, {"seq": seq, "kind": row.kind})
    return row


@transaction.atomic
def mark_for_comment(*, viewer: Viewer, plan_import: PlanImport, is_for_comment: bool, version: int) -> PlanImport:
    """Say that the file is a draft for comment (征求意见稿), or that it is none any more (domain 3.1)."""
    plan_import = _begin(viewer, plan_import, version)
    require_change(differs=plan_import.is_for_comment != is_for_comment)
    plan_import.is_for_comment = is_for_comment
    plan_import.save(update_fields=["is_for_comment"])
    act = actions.MARKED_FOR_COMMENT if is_for_comment else actions.COMMENT_MARK_REMOVED
    _record(viewer, act, plan_import, {})
    return plan_import


@transaction.atomic
def discard(*, viewer: Viewer, plan_import: PlanImport, version: int) -> PlanImport:
    """Put a file aside; reading, corrections and bytes stay, and the same file may be given again."""
    plan_import = _begin(viewer, plan_import, version)
    move(plan_import=plan_import, to=ImportStage.DISCARDED)
    _record(viewer, actions.IMPORT_DISCARDED, plan_import, {})
    return plan_import


def move(*, plan_import: PlanImport, to: ImportStage) -> None:
    """Move an import to another stage by compare-and-set; journalled by the act that asks for it."""
    if not IMPORT.allows(plan_import.stage, to):
        raise other_stage(plan_import)
    rows = PlanImport.objects.filter(pk=plan_import.pk, stage=plan_import.stage)
    if not rows.update(stage=to):
        raise Stale
    plan_import.stage = to


def claim_version(*, viewer: Viewer, plan_import: PlanImport, version: int) -> PlanImport:
    """Take the next version of an import in review, or raise Stale; the row stays locked until the act ends."""
    rows = policies.visible(viewer, PlanImport).filter(pk=plan_import.pk, stage=ImportStage.READ, version=version)
    is_ours = rows.update(version=F("version") + 1)
    found = policies.visible_one(viewer, PlanImport, plan_import.uid)
    if not is_ours:
        raise Stale if found.stage == ImportStage.READ else other_stage(found)
    return found


def _begin(viewer: Viewer, plan_import: PlanImport, version: int) -> PlanImport:
    policies.require(viewer, "plans.import")
    return claim_version(viewer=viewer, plan_import=plan_import, version=version)


def _with_known_kind(viewer: Viewer, body: Mapping[str, object]) -> Mapping[str, object]:
    """Add the kind of a unit that the register knows, so that a correction means the same for ever."""
    name = body.get("name")
    if not isinstance(name, str) or body.get("unit_kind"):
        return body
    known = known_units(viewer.jurisdiction).kinds.get(" ".join(name.split()))
    return body if known is None else {**body, "unit_kind": known}


def _record(
    viewer: Viewer, act: Kind, plan_import: PlanImport, body: Mapping[str, JSON], texts: Sequence[Text] = ()
) -> None:
    record(
        actor=viewer.actor,
        kind=act.code,
        jurisdiction=viewer.jurisdiction.uid,
        subjects=[Subject("import", plan_import.uid)],
        body=body,
        contents=texts,
    )
