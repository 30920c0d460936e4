"""Single values of a draft as rows: what stands, what was read, and where."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from duban.core.texts import Lazy
from duban.core.values import Span
from duban.orgs.models import Unit
from duban.orgs.register.known import KnownUnits
from duban.plans.drafting.models import (
    DraftDeadline,
    DraftLeader,
    DraftMention,
    DraftPlan,
    DraftTarget,
    Value,
    standing,
)
from duban.plans.models import UnitMention
from duban.plans.sentences import COMPARATORS, PLAN_FIELDS

PRECISIONS: dict[str, Lazy] = {
    "day": _("day"),
    "month": _("month"),
    "quarter": _("quarter"),
    "half": _("half-year"),
    "year": _("year"),
    "none": _("no day named"),
}


@dataclass(frozen=True)
class UnitRow:
    """A unit in a role; `read_name` and `read_role` are empty where a person left them as read."""

    id: str
    name: str
    surface: str
    kind: str
    kind_label: str
    role: str
    role_label: str
    read_name: str
    read_role: str
    is_open_ended: bool
    is_known: bool
    is_added: bool
    start: int | None
    end: int | None


@dataclass(frozen=True)
class LeaderRow:
    """A responsible leader."""

    id: str
    name: str
    surface: str
    read_name: str
    is_added: bool
    start: int | None
    end: int | None


@dataclass(frozen=True)
class TargetRow:
    """A figure; `read` says what reading made of it where a person changed that."""

    id: str
    text: str
    comparator: str
    sign: str
    value: str
    unit: str
    read: str
    is_added: bool
    start: int | None
    end: int | None


@dataclass(frozen=True)
class DeadlineRow:
    """A date; `read` says what reading made of it where a person changed that."""

    id: str
    text: str
    date: date | None
    precision: str
    precision_label: str
    read: str
    is_added: bool
    start: int | None
    end: int | None


@dataclass(frozen=True)
class FieldRow:
    """A field of the document itself."""

    code: str
    label: str
    value: str
    read: str
    is_changed: bool
    start: int | None
    end: int | None


def unit_rows(mentions: Iterable[DraftMention], known: KnownUnits) -> tuple[UnitRow, ...]:
    """Return units as rows."""
    return tuple(
        UnitRow(
            id=mention.id,
            name=mention.name.now,
            surface=mention.surface,
            kind=mention.kind.now,
            kind_label=str(Unit.Kind(mention.kind.now).label),
            role=mention.role.now,
            role_label=str(UnitMention.Role(mention.role.now).label),
            read_name=(mention.name.read or "") if mention.name.is_changed else "",
            read_role=str(UnitMention.Role(mention.role.read).label)
            if mention.role.is_changed and mention.role.read
            else "",
            is_open_ended=mention.open_ended,
            is_known=mention.name.now in known.kinds,
            is_added=mention.added is not None,
            start=_start(mention.span),
            end=_end(mention.span),
        )
        for mention in mentions
    )


def leader_rows(leaders: tuple[DraftLeader, ...]) -> tuple[LeaderRow, ...]:
    """Return the leaders that nobody removed."""
    return tuple(
        LeaderRow(
            id=leader.id,
            name=leader.name.now,
            surface=leader.surface,
            read_name=(leader.name.read or "") if leader.name.is_changed else "",
            is_added=leader.added is not None,
            start=_start(leader.span),
            end=_end(leader.span),
        )
        for leader in standing(leaders)
    )


def target_rows(targets: tuple[DraftTarget, ...]) -> tuple[TargetRow, ...]:
    """Return the figures that nobody removed."""
    return tuple(
        TargetRow(
            id=target.id,
            text=target.text,
            comparator=target.comparator.now or "",
            sign=COMPARATORS[target.comparator.now],
            value=_figure(target.value.now),
            unit=target.unit.now,
            read=_read_target(target),
            is_added=target.added is not None,
            start=_start(target.span),
            end=_end(target.span),
        )
        for target in standing(targets)
    )


def deadline_rows(deadlines: tuple[DraftDeadline, ...]) -> tuple[DeadlineRow, ...]:
    """Return the dates that nobody removed."""
    return tuple(
        DeadlineRow(
            id=deadline.id,
            text=deadline.text,
            date=deadline.date.now,
            precision=deadline.precision.now,
            precision_label=str(PRECISIONS[deadline.precision.now]),
            read=deadline.date.read.isoformat() if deadline.date.is_changed and deadline.date.read else "",
            is_added=deadline.added is not None,
            start=_start(deadline.span),
            end=_end(deadline.span),
        )
        for deadline in standing(deadlines)
    )


def plan_fields(plan: DraftPlan) -> tuple[FieldRow, ...]:
    """Return the fields of the document itself."""
    return (
        _field(plan, "title", plan.title),
        _field(plan, "doc_number", plan.doc_number),
        _field(plan, "index_number", plan.index_number),
        _field(plan, "issuer", plan.issuer),
        _field(plan, "issued_on", plan.issued_on),
    )


def _field(plan: DraftPlan, code: str, value: Value[str | None] | Value[date | None]) -> FieldRow:
    return FieldRow(
        code=code,
        label=str(PLAN_FIELDS[code]),
        value="" if value.now is None else str(value.now),
        read=str(value.read) if value.is_changed and value.read is not None else "",
        is_changed=value.is_changed,
        start=_start(plan.at.get(code)),
        end=_end(plan.at.get(code)),
    )


def _read_target(target: DraftTarget) -> str:
    """Return what reading made of a figure, where a person changed any part of it."""
    if target.added is not None or not (
        target.comparator.is_changed or target.value.is_changed or target.unit.is_changed
    ):
        return ""
    return f"{COMPARATORS[target.comparator.read]} {_figure(target.value.read)} {target.unit.read or ''}".strip()


def _figure(value: Decimal | None) -> str:
    return "" if value is None else f"{value.normalize():f}"


def _start(span: Span | None) -> int | None:
    return span.start if span else None


def _end(span: Span | None) -> int | None:
    return span.end if span else None
