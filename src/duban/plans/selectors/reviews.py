"""The review of a reading, prepared for its page: document, draft, findings, history."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from duban.core.values import Span
from duban.orgs import policies
from duban.orgs.register.known import KnownUnits, known_units
from duban.orgs.viewers import Viewer
from duban.plans.drafting.describe import number_of
from duban.plans.drafting.models import Draft, DraftFinding, DraftItem, DraftSection, standing
from duban.plans.drafting.open_points import OpenPoint, open_points
from duban.plans.drafting.titles import title_of
from duban.plans.models import PlanImport
from duban.plans.reading.messages import sentence
from duban.plans.selectors.columns import TableRow, unread_tables
from duban.plans.selectors.documents import Paragraph, document
from duban.plans.selectors.drafts import reviewed
from duban.plans.selectors.histories import HistoryRow, history
from duban.plans.selectors.looks import LookRow, first_looks
from duban.plans.selectors.values import (
    DeadlineRow,
    FieldRow,
    LeaderRow,
    TargetRow,
    UnitRow,
    deadline_rows,
    leader_rows,
    plan_fields,
    target_rows,
    unit_rows,
)
from duban.plans.sentences import OPEN_POINTS, language
from duban.plans.stages import ImportStage


@dataclass(frozen=True)
class FindingRow:
    """What reading found wrong or weak; `places` are the values that lie there, `items` the clauses it is about."""

    index: int
    number: int
    code: str
    severity: str
    message: str
    section: str
    items: tuple[str, ...]
    clause: str
    places: tuple[str, ...]
    start: int | None
    end: int | None
    is_open: bool
    settled: str
    remark: str


@dataclass(frozen=True)
class ItemRow:
    """A clause on its way into the ledger; `state` is "accepted", else its worst open finding, else ""."""

    id: str
    number: str
    read_number: str
    title: str
    text: str
    section: str
    path: tuple[str, ...]
    start: int
    end: int
    leaders: tuple[LeaderRow, ...]
    leads: tuple[UnitRow, ...]
    cooperating: tuple[UnitRow, ...]
    responsible: tuple[UnitRow, ...]
    removed_units: tuple[UnitRow, ...]
    targets: tuple[TargetRow, ...]
    deadlines: tuple[DeadlineRow, ...]
    findings: tuple[int, ...]
    is_accepted: bool
    state: str
    linked: tuple[str, ...]
    leads_link: bool
    next: str


@dataclass(frozen=True)
class SectionRow:
    """A section with its clauses, for the ruler and the head of the draft; `count_agrees` may be None."""

    id: str
    label: str
    title: str
    leaders: tuple[LeaderRow, ...]
    declared_count: int | None
    count: int
    count_agrees: bool | None
    explanation: str
    first: str
    last: str
    items: tuple[ItemRow, ...]


@dataclass(frozen=True)
class PointRow:
    """Something that must be settled before adoption, with the place to go to."""

    code: str
    message: str
    item: str
    finding: int | None


@dataclass(frozen=True)
class Review:
    """Everything that the page of a review shows."""

    uid: str
    version: int
    stage: str
    stage_label: str
    is_for_comment: bool
    file_name: str
    sha256: str
    format: str
    characters: int
    uploaded_by: str
    uploaded_at: datetime
    read_at: datetime | None
    title: str
    fields: tuple[FieldRow, ...]
    sections: tuple[SectionRow, ...]
    items: tuple[ItemRow, ...]
    findings: tuple[FindingRow, ...]
    open_points: tuple[PointRow, ...]
    history: tuple[HistoryRow, ...]
    paragraphs: tuple[Paragraph, ...]
    looks: tuple[LookRow, ...]
    tables: tuple[TableRow, ...]
    correction_count: int
    unit_names: tuple[str, ...]
    accepted_count: int
    left_count: int
    task_count: int
    unit_count: int
    target_count: int
    must_count: int
    check_count: int
    note_count: int
    can_correct: bool
    can_adopt: bool


def review(viewer: Viewer, uid: str) -> Review:
    """Return the review of an import; raise NotVisible, or OtherStage where nothing was read."""
    found = policies.visible_one(viewer, PlanImport, uid)
    seen = reviewed(found)
    draft, reading = seen.draft, seen.reading
    known = known_units(viewer.jurisdiction)
    findings = tuple(_findings(draft))
    rows = _items(draft, known)
    open_rows = [finding for finding in findings if finding.is_open]
    points = open_points(draft)
    named = {mention.name.now for mention in draft.mentions()}
    is_in_review = found.stage == ImportStage.READ and policies.can(viewer, "plans.import")
    return Review(
        uid=found.uid,
        version=found.version,
        stage=found.stage,
        stage_label=str(ImportStage(found.stage).label),
        is_for_comment=found.is_for_comment,
        file_name=found.file.name,
        sha256=found.file.sha256,
        format=reading.source.format,
        characters=len(reading.text),
        uploaded_by=found.uploaded_by.person.name,
        uploaded_at=found.uploaded_at,
        read_at=found.read_at,
        title=draft.plan.title.now or found.file.name,
        fields=plan_fields(draft.plan),
        sections=tuple(_section(section, rows) for section in draft.sections),
        items=rows,
        findings=findings,
        open_points=tuple(_point(point) for point in points),
        history=history(seen),
        paragraphs=document(draft, reading.places),
        looks=first_looks(rows, findings),
        tables=unread_tables(draft, reading),
        correction_count=sum(row.undone_at is None for row in seen.corrections),
        unit_names=tuple(sorted(named | set(known.kinds))),
        accepted_count=sum(row.is_accepted for row in rows),
        left_count=sum(not row.is_accepted for row in rows),
        task_count=sum(item.leading is None for item in draft.items),
        unit_count=len(named),
        target_count=sum(len(standing(item.targets)) for item in draft.items),
        must_count=sum(row.severity == "must" for row in open_rows),
        check_count=sum(row.severity == "check" for row in open_rows),
        note_count=sum(row.severity == "note" for row in open_rows),
        can_correct=is_in_review,
        can_adopt=is_in_review and not points and not found.is_for_comment,
    )


def _items(draft: Draft, known: KnownUnits) -> tuple[ItemRow, ...]:
    by_item: dict[str, list[DraftFinding]] = {}
    for finding in draft.findings:
        for item_id in _items_of(draft, finding):
            by_item.setdefault(item_id, []).append(finding)
    groups: dict[str, list[DraftItem]] = {}
    for item in draft.items:
        groups.setdefault(item.leading or item.id, []).append(item)
    following = [*(item.id for item in draft.items), ""][1:]
    return tuple(
        _item(item, by_item.get(item.id, []), groups[item.leading or item.id], known, next_id)
        for item, next_id in zip(draft.items, following, strict=True)
    )


def _item(
    item: DraftItem, findings: list[DraftFinding], group: list[DraftItem], known: KnownUnits, next_id: str
) -> ItemRow:
    removed = tuple(mention for mention in item.mentions if mention.removed is not None)
    return ItemRow(
        id=item.id,
        number=number_of(item),
        read_number=(item.number.read or "") if item.number.is_changed else "",
        title=title_of(item.text),
        text=item.text,
        section="" if item.section is None else f"s{item.section}",
        path=item.path,
        start=item.span.start,
        end=item.span.end,
        leaders=leader_rows(item.leaders),
        leads=unit_rows(item.in_role("lead"), known),
        cooperating=unit_rows(item.in_role("cooperating"), known),
        responsible=unit_rows(item.in_role("responsible"), known),
        removed_units=unit_rows(removed, known),
        targets=target_rows(item.targets),
        deadlines=deadline_rows(item.deadlines),
        findings=tuple(finding.index + 1 for finding in findings),
        is_accepted=item.accepted is not None,
        state="accepted" if item.accepted is not None else _worst(findings),
        linked=tuple(number_of(other) for other in group if other.id != item.id),
        leads_link=item.leading is None and len(group) > 1,
        next=next_id,
    )


def _worst(findings: list[DraftFinding]) -> str:
    open_severities = {finding.severity for finding in findings if finding.settled is None}
    return next((severity for severity in ("must", "check", "note") if severity in open_severities), "")


def _section(section: DraftSection, rows: tuple[ItemRow, ...]) -> SectionRow:
    own = tuple(row for row in rows if row.section == section.id)
    return SectionRow(
        id=section.id,
        label=section.label,
        title=section.title.now,
        leaders=leader_rows(section.leaders),
        declared_count=section.declared_count,
        count=len(own),
        count_agrees=None if section.declared_count is None else section.declared_count == len(own),
        explanation=section.explained.text if section.explained else "",
        first=own[0].number if own else "",
        last=own[-1].number if own else "",
        items=own,
    )


def _items_of(draft: Draft, finding: DraftFinding) -> tuple[str, ...]:
    """Return the clauses that a finding is about: where it was found, and the other one of a pair."""
    about = {finding.item_index, finding.params.get("other_index")} - {None}
    return tuple(item.id for item in draft.items if about.intersection(item.read))


def _findings(draft: Draft) -> Iterator[FindingRow]:
    numbers = {item.id: number_of(item) for item in draft.items}
    for finding in draft.findings:
        items = _items_of(draft, finding)
        own = next((item for item in draft.items if finding.item_index in item.read), None)
        clause = number_of(own) if own else None
        yield FindingRow(
            index=finding.index,
            number=finding.index + 1,
            code=finding.code,
            severity=finding.severity,
            message=sentence(finding.code, finding.params, language(), item=clause),
            section=_section_at(draft, finding.span),
            items=items,
            clause="、".join(numbers[item] for item in items),
            places=_places_at(draft, items, finding.span),
            start=finding.span.start if finding.span else None,
            end=finding.span.end if finding.span else None,
            is_open=finding.settled is None,
            settled=finding.settled.how if finding.settled else "",
            remark=(finding.settled.remark or "") if finding.settled else "",
        )


def _section_at(draft: Draft, span: Span | None) -> str:
    return next((section.id for section in draft.sections if span and section.span.holds(span)), "")


def _places_at(draft: Draft, items: tuple[str, ...], span: Span | None) -> tuple[str, ...]:
    """Return the ids of the values that lie in the span of a finding, or around it."""
    if span is None:
        return ()
    placed = [value for item in draft.items if item.id in items for value in item.placed]
    placed += [leader for section in draft.sections for leader in section.leaders]
    return tuple(
        value.id
        for value in placed
        if value.removed is None and value.span and (span.holds(value.span) or value.span.holds(span))
    )


def _point(point: OpenPoint) -> PointRow:
    params = {
        "number": point.number or f"({point.item})",
        "words": point.words,
        "finding_number": "" if point.finding is None else point.finding + 1,
    }
    return PointRow(point.code, str(OPEN_POINTS[point.code]) % params, point.item or "", point.finding)
