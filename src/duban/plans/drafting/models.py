"""A draft: what reading found, and what a person made of it, value by value.

Frozen: every correction makes a new draft. What was read is never dropped; what a person removed stays, marked with
the correction (its `seq`) that removed it. Ids are stable: clauses "7", its parts "7.1" and "7.2", two joined "7-8";
values "7/lead/0"; what a person added "7/+12", after the correction that added it; sections "s0".
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Generic, Literal, TypeVar

from duban.core.values import Span
from duban.plans.drafting.errors import PlaceUnknown
from duban.plans.reading.models import Comparator, Precision, Requirement, Severity, UnitKind

T = TypeVar("T")
UnitRole = Literal["lead", "cooperating", "responsible"]
Alias = Literal["read", "corrected", "none"]
Settled = Literal["as_it_stands", "corrected"]


@dataclass(frozen=True, slots=True)
class Value(Generic[T]):
    """A value as it stands, what reading said, and the correction that last set it."""

    now: T
    read: T | None
    seq: int | None = None

    @property
    def is_changed(self) -> bool:
        """Say whether a person made it differ from what was read."""
        return self.seq is not None and self.now != self.read

    def set(self, now: T, seq: int) -> "Value[T]":
        """Return the value as a correction sets it."""
        return Value(now, self.read, seq)


@dataclass(frozen=True, slots=True)
class DraftMention:
    """A unit in a role; `alias` says whether its spelling is to lead to the unit from now on."""

    id: str
    name: Value[str]
    role: Value[UnitRole]
    kind: Value[UnitKind]
    surface: str
    open_ended: bool
    span: Span | None
    alias: Alias = "read"
    added: int | None = None
    removed: int | None = None


@dataclass(frozen=True, slots=True)
class DraftTarget:
    """A figure to be reached."""

    id: str
    text: str
    comparator: Value[Comparator | None]
    value: Value[Decimal | None]
    unit: Value[str]
    span: Span | None
    added: int | None = None
    removed: int | None = None


@dataclass(frozen=True, slots=True)
class DraftDeadline:
    """A date or period."""

    id: str
    text: str
    date: Value[date | None]
    precision: Value[Precision]
    span: Span | None
    added: int | None = None
    removed: int | None = None


@dataclass(frozen=True, slots=True)
class DraftLeader:
    """A responsible leader named by a section or by one clause."""

    id: str
    name: Value[str]
    surface: str
    span: Span | None
    added: int | None = None
    removed: int | None = None


Placed = DraftMention | DraftTarget | DraftDeadline | DraftLeader
P = TypeVar("P", DraftMention, DraftTarget, DraftDeadline, DraftLeader)


def standing(values: tuple[P, ...]) -> tuple[P, ...]:
    """Return the values that nobody removed."""
    return tuple(value for value in values if value.removed is None)


@dataclass(frozen=True, slots=True)
class Remark:
    """What a person wrote, and in which correction."""

    text: str
    seq: int


@dataclass(frozen=True, slots=True)
class DraftPlan:
    """What the document says of itself; `at` gives the places."""

    title: Value[str | None]
    doc_number: Value[str | None]
    index_number: Value[str | None]
    issuer: Value[str | None]
    issued_on: Value[date | None]
    requirements: tuple[Requirement, ...]
    at: Mapping[str, Span]


@dataclass(frozen=True, slots=True)
class DraftSection:
    """A group of clauses under a heading."""

    id: str
    label: str
    title: Value[str]
    leaders: tuple[DraftLeader, ...]
    declared_count: int | None
    span: Span
    explained: Remark | None = None


@dataclass(frozen=True, slots=True)
class DraftItem:
    """A clause on its way into the ledger.

    `span` covers it from its number to the end of its units, `words` are its own words between the two (several
    stretches where clauses were joined), `read` are the places of the reading's items that it came from. `leading` is
    the id of the clause with which this one makes one task.
    """

    id: str
    number: Value[str | None]
    section: int | None
    path: tuple[str, ...]
    text: str
    span: Span
    words: tuple[Span, ...]
    read: tuple[int, ...]
    leaders: tuple[DraftLeader, ...]
    mentions: tuple[DraftMention, ...]
    deadlines: tuple[DraftDeadline, ...]
    targets: tuple[DraftTarget, ...]
    accepted: int | None = None
    leading: str | None = None

    def in_role(self, role: UnitRole) -> tuple[DraftMention, ...]:
        """Return the units that stand in a role."""
        return tuple(mention for mention in standing(self.mentions) if mention.role.now == role)

    @property
    def has_lead(self) -> bool:
        """Say whether any unit leads or answers."""
        return bool(self.in_role("lead") or self.in_role("responsible"))

    @property
    def placed(self) -> tuple[Placed, ...]:
        """Return every value of the clause."""
        return (*self.leaders, *self.mentions, *self.deadlines, *self.targets)


@dataclass(frozen=True, slots=True)
class Settlement:
    """How a person settled a finding."""

    how: Settled
    remark: str | None
    seq: int


@dataclass(frozen=True, slots=True)
class DraftFinding:
    """What reading found wrong or weak; `index` is its place in the reading."""

    index: int
    code: str
    severity: Severity
    params: Mapping[str, str | int]
    item_index: int | None
    span: Span | None
    settled: Settlement | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """The ledger that would come of the document as it stands."""

    text: str
    plan: DraftPlan
    sections: tuple[DraftSection, ...]
    items: tuple[DraftItem, ...]
    findings: tuple[DraftFinding, ...]

    def item(self, item_id: str) -> DraftItem:
        """Return a clause by its id."""
        for item in self.items:
            if item.id == item_id:
                return item
        raise PlaceUnknown(place=item_id)

    def section(self, section_id: str) -> DraftSection:
        """Return a section by its id."""
        for section in self.sections:
            if section.id == section_id:
                return section
        raise PlaceUnknown(place=section_id)

    def finding(self, index: int) -> DraftFinding:
        """Return a finding by its place in the reading."""
        if not 0 <= index < len(self.findings):
            raise PlaceUnknown(place=f"finding {index}")
        return self.findings[index]

    def with_items(self, *items: DraftItem) -> "Draft":
        """Return the draft with these clauses in the place of those that have their ids."""
        new = {item.id: item for item in items}
        return replace(self, items=tuple(new.get(item.id, item) for item in self.items))

    def with_section(self, section: DraftSection) -> "Draft":
        """Return the draft with this section in the place of the one that has its id."""
        return replace(self, sections=tuple(section if old.id == section.id else old for old in self.sections))

    def with_finding(self, finding: DraftFinding) -> "Draft":
        """Return the draft with this finding in the place of the one that has its index."""
        return replace(self, findings=tuple(finding if old.index == finding.index else old for old in self.findings))

    def group_of(self, item: DraftItem) -> tuple[DraftItem, ...]:
        """Return the clauses that make one task with this one, the leading one first; the clause itself alone."""
        leading = item.leading or item.id
        followers = tuple(other for other in self.items if other.leading == leading)
        return (self.item(leading), *followers)

    def mentions(self) -> Iterator[DraftMention]:
        """Return every standing mention of a unit."""
        for item in self.items:
            yield from standing(item.mentions)
