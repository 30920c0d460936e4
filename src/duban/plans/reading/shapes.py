"""The contract `duban.reading/1` as types; the same as reading-1.schema.json says in its language."""

from decimal import Decimal
from typing import NotRequired, TypeAlias, TypedDict

from duban.plans.reading.models import Comparator, Precision, Severity, UnitKind

SpanShape: TypeAlias = list[int]
Params: TypeAlias = dict[str, str | int]


class SourceShape(TypedDict):
    """The file; `characters` counts the cleaned text."""

    name: str
    sha256: str
    format: str
    encoding: str | None
    characters: int


class RequirementShape(TypedDict):
    """A demand of the covering notice."""

    label: str
    title: str
    text: str
    span: SpanShape


class PlanShape(TypedDict):
    """What the document says of itself."""

    title: str | None
    doc_number: str | None
    index_number: str | None
    issuer: str | None
    issued_on: str | None
    requirements: list[RequirementShape]
    at: dict[str, SpanShape]


class LeaderShape(TypedDict):
    """A leader where he is named."""

    name: str
    surface: str
    span: SpanShape


class SectionShape(TypedDict):
    """A group of items."""

    label: str
    title: str
    leaders: list[str]
    leaders_at: list[LeaderShape]
    declared_count: int | None
    span: SpanShape


class MentionShape(TypedDict):
    """A unit where it is printed."""

    name: str
    surface: str
    kind: UnitKind
    open_ended: bool
    span: SpanShape


class DeadlineShape(TypedDict):
    """A date or period."""

    text: str
    date: str | None
    precision: Precision
    span: SpanShape


class TargetShape(TypedDict):
    """A figure to be reached."""

    text: str
    comparator: Comparator | None
    value: int | float | Decimal | None
    unit: str
    span: SpanShape


class ItemShape(TypedDict):
    """A numbered entry."""

    number: str | None
    section: int | None
    path: list[str]
    text: str
    span: SpanShape
    leaders: list[str]
    leaders_at: list[LeaderShape]
    leads: list[MentionShape]
    cooperating: list[MentionShape]
    responsible: list[MentionShape]
    deadlines: list[DeadlineShape]
    targets: list[TargetShape]


class UnitShape(TypedDict):
    """One real unit."""

    name: str
    kind: UnitKind
    surfaces: list[str]
    mentions: int


class FindingShape(TypedDict):
    """What is wrong or weak."""

    code: str
    severity: Severity
    message: str
    params: Params
    item: str | None
    item_index: int | None
    span: SpanShape | None


class PlaceShape(TypedDict):
    """Where a span stood in the original."""

    span: SpanShape
    page: int | None
    paragraph: int | None
    table: int | None
    row: int | None
    column: int | None


class ReadingShape(TypedDict):
    """A whole reading."""

    schema: str
    source: SourceShape
    plan: PlanShape
    sections: list[SectionShape]
    items: list[ItemShape]
    units: list[UnitShape]
    findings: list[FindingShape]
    places: list[PlaceShape]
    text: NotRequired[str]


class NameShape(TypedDict):
    """The name of a file that could not be read."""

    name: str


class ErrorShape(TypedDict):
    """Why a file could not be read."""

    code: str
    params: Params
    message: str


class RefusalShape(TypedDict):
    """What stands in the place of a reading where a file gave none."""

    schema: str
    source: NameShape
    error: ErrorShape
