"""Corrections of what is to be reached and by when: figures and dates."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar, get_args

from duban.core.values import Span
from duban.plans.drafting.bodies import Amount, Choice, Day, Maybe, Words
from duban.plans.drafting.corrections import Correction, MaybeWhole, Place, registered, require_change
from duban.plans.drafting.errors import Malformed, OutsideClause, PlaceUnknown
from duban.plans.drafting.models import Draft, DraftDeadline, DraftItem, DraftTarget, T, Value
from duban.plans.reading.models import Comparator, Precision

LONGEST_TARGET = 128
LONGEST_DEADLINE = 64

MaybeComparator = Annotated[Comparator | None, Maybe(Choice(get_args(Comparator)))]
MaybeAmount = Annotated[Decimal | None, Maybe(Amount())]
MaybeMeasure = Annotated[str | None, Maybe(Words(32))]
MaybeDay = Annotated[date | None, Maybe(Day())]
PrecisionCode = Annotated[Precision, Choice(get_args(Precision))]
MaybeTargetWords = Annotated[str | None, Maybe(Words(LONGEST_TARGET))]
MaybeDeadlineWords = Annotated[str | None, Maybe(Words(LONGEST_DEADLINE))]


@registered
@dataclass(frozen=True, slots=True, kw_only=True)
class TargetSet(Correction):
    """A figure means something else than was read; its words stay."""

    kind: ClassVar[str] = "target_set"

    target: Place
    comparator: MaybeComparator = None
    value: MaybeAmount = None
    unit: MaybeMeasure = None

    def change(self, draft: Draft, seq: int) -> Draft:
        """Set comparator, value and unit."""
        item, target = target_at(draft, self.target)
        unit = self.unit or ""
        changed = replace(
            target,
            comparator=_set(target.comparator, self.comparator, seq),
            value=_set(target.value, self.value, seq),
            unit=_set(target.unit, unit, seq),
        )
        require_change(differs=changed != target)
        return draft.with_items(_with_target(item, changed))


@registered
@dataclass(frozen=True, slots=True, kw_only=True)
class TargetAdded(Correction):
    """A clause holds a figure that was not read: printed at `start` to `end` of the text, or in words of one's own."""

    kind: ClassVar[str] = "target_added"

    item: Place
    text: MaybeTargetWords = None
    start: MaybeWhole = None
    end: MaybeWhole = None
    comparator: MaybeComparator = None
    value: MaybeAmount = None
    unit: MaybeMeasure = None

    def change(self, draft: Draft, seq: int) -> Draft:
        """Add the figure after those that were read."""
        item = draft.item(self.item)
        text, span = _words(draft, item, self, LONGEST_TARGET)
        added = DraftTarget(
            id=f"{item.id}/+{seq}",
            text=text,
            comparator=Value(self.comparator, None, seq),
            value=Value(self.value, None, seq),
            unit=Value(self.unit or "", None, seq),
            span=span,
            added=seq,
        )
        return draft.with_items(replace(item, targets=(*item.targets, added)))


@registered
@dataclass(frozen=True, slots=True, kw_only=True)
class TargetRemoved(Correction):
    """What was read as a figure to be reached is none."""

    kind: ClassVar[str] = "target_removed"

    target: Place

    def change(self, draft: Draft, seq: int) -> Draft:
        """Mark the figure as removed."""
        item, target = target_at(draft, self.target)
        return draft.with_items(_with_target(item, replace(target, removed=seq)))


@registered
@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineSet(Correction):
    """A date means another day than was read; its words stay."""

    kind: ClassVar[str] = "deadline_set"

    deadline: Place
    date: MaybeDay = None
    precision: PrecisionCode

    def change(self, draft: Draft, seq: int) -> Draft:
        """Set day and precision."""
        item, deadline = deadline_at(draft, self.deadline)
        changed = replace(
            deadline,
            date=_set(deadline.date, self.date, seq),
            precision=_set(deadline.precision, self.precision, seq),
        )
        require_change(differs=changed != deadline)
        return draft.with_items(_with_deadline(item, changed))


@registered
@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineAdded(Correction):
    """A clause holds a date that was not read: printed at `start` to `end` of the text, or in words of one's own."""

    kind: ClassVar[str] = "deadline_added"

    item: Place
    text: MaybeDeadlineWords = None
    start: MaybeWhole = None
    end: MaybeWhole = None
    date: MaybeDay = None
    precision: PrecisionCode

    def change(self, draft: Draft, seq: int) -> Draft:
        """Add the date after those that were read."""
        item = draft.item(self.item)
        text, span = _words(draft, item, self, LONGEST_DEADLINE)
        added = DraftDeadline(
            id=f"{item.id}/+{seq}",
            text=text,
            date=Value(self.date, None, seq),
            precision=Value(self.precision, None, seq),
            span=span,
            added=seq,
        )
        return draft.with_items(replace(item, deadlines=(*item.deadlines, added)))


@registered
@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineRemoved(Correction):
    """What was read as a deadline is none."""

    kind: ClassVar[str] = "deadline_removed"

    deadline: Place

    def change(self, draft: Draft, seq: int) -> Draft:
        """Mark the date as removed."""
        item, deadline = deadline_at(draft, self.deadline)
        return draft.with_items(_with_deadline(item, replace(deadline, removed=seq)))


def target_at(draft: Draft, target_id: str) -> tuple[DraftItem, DraftTarget]:
    """Return a standing target by its id, and its clause."""
    for item in draft.items:
        for target in item.targets:
            if target.id == target_id and target.removed is None:
                return item, target
    raise PlaceUnknown(place=target_id)


def deadline_at(draft: Draft, deadline_id: str) -> tuple[DraftItem, DraftDeadline]:
    """Return a standing deadline by its id, and its clause."""
    for item in draft.items:
        for deadline in item.deadlines:
            if deadline.id == deadline_id and deadline.removed is None:
                return item, deadline
    raise PlaceUnknown(place=deadline_id)


def _set(value: Value[T], now: T, seq: int) -> Value[T]:
    """Set a value, or leave it with its own history where it says so already."""
    return value if value.now == now else value.set(now, seq)


def _words(
    draft: Draft, item: DraftItem, correction: TargetAdded | DeadlineAdded, longest: int
) -> tuple[str, Span | None]:
    """Return the words of a value that was added, with their place where they are printed."""
    if correction.start is None or correction.end is None:
        if correction.text is None:
            raise Malformed(kind=correction.kind, field="text")
        return correction.text, None
    span = Span(correction.start, correction.end)
    if not item.span.holds(span) or not 0 < span.end - span.start <= longest:
        raise OutsideClause
    return span.of(draft.text), span


def _with_target(item: DraftItem, target: DraftTarget) -> DraftItem:
    return replace(item, targets=tuple(target if old.id == target.id else old for old in item.targets))


def _with_deadline(item: DraftItem, deadline: DraftDeadline) -> DraftItem:
    return replace(item, deadlines=tuple(deadline if old.id == deadline.id else old for old in item.deadlines))
