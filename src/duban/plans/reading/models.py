"""What a reading is made of: frozen records, each value with its span and its words as printed.

The JSON form (`duban.reading/1`) is written and read back by `duban.plans.reading.wire`.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from duban.core.values import Span

UnitKind = Literal[
    "department",
    "county",
    "zone",
    "company",
    "institution",
    "vertical",
    "party",
    "court",
    "collective_all",
    "collective_related",
    "other",
]
Comparator = Literal[">=", "<=", "=", "~"]
Precision = Literal["day", "month", "quarter", "half", "year", "none"]
Severity = Literal["must", "check", "note"]


@dataclass(frozen=True, slots=True)
class Source:
    """The file that was read."""

    name: str
    sha256: str
    format: str
    encoding: str | None
    characters: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where a span of the cleaned text stood in the original (counted from 1)."""

    span: Span
    page: int | None = None
    paragraph: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A file opened: its cleaned text and the way back to the original."""

    source: Source
    text: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Leader:
    """A responsible leader as named in a heading or an item."""

    name: str
    surface: str
    span: Span


@dataclass(frozen=True, slots=True)
class Mention:
    """A unit where it is printed; `name` is the resolved full name, `surface` the words."""

    name: str
    surface: str
    kind: UnitKind
    open_ended: bool
    span: Span


@dataclass(frozen=True, slots=True)
class Deadline:
    """A date or period as printed; `date` is the last day of the period meant."""

    text: str
    date: date | None
    precision: Precision
    span: Span


@dataclass(frozen=True, slots=True)
class Target:
    """A figure to be reached; `value` is None when it stands in words only."""

    text: str
    comparator: Comparator | None
    value: Decimal | None
    unit: str
    span: Span


@dataclass(frozen=True, slots=True)
class Requirement:
    """A numbered demand of the covering notice."""

    label: str
    title: str
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Plan:
    """What the document says of itself; `at` gives the place of each field that was found."""

    title: str | None
    doc_number: str | None
    index_number: str | None
    issuer: str | None
    issued_on: date | None
    requirements: tuple[Requirement, ...]
    at: dict[str, Span]


@dataclass(frozen=True, slots=True)
class Section:
    """A group of items under a heading, with its leaders and the number it claims to hold."""

    label: str
    title: str
    leaders_at: tuple[Leader, ...]
    declared_count: int | None
    span: Span


@dataclass(frozen=True, slots=True)
class Item:
    """A numbered entry as printed; `section` indexes `Reading.sections`."""

    number: str | None
    section: int | None
    path: tuple[str, ...]
    text: str
    span: Span
    leaders_at: tuple[Leader, ...]
    leads: tuple[Mention, ...]
    cooperating: tuple[Mention, ...]
    responsible: tuple[Mention, ...]
    deadlines: tuple[Deadline, ...]
    targets: tuple[Target, ...]


@dataclass(frozen=True, slots=True)
class Unit:
    """One real unit of the document with all its spellings and the number of its mentions."""

    name: str
    kind: UnitKind
    surfaces: tuple[str, ...]
    mentions: int


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong or weak in the document (审读意见); codes are listed in docs/reading.md."""

    code: str
    severity: Severity
    params: dict[str, str | int]
    item: str | None
    item_index: int | None
    span: Span | None


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read from one document."""

    source: Source
    text: str
    places: tuple[Place, ...]
    plan: Plan
    sections: tuple[Section, ...]
    items: tuple[Item, ...]
    units: tuple[Unit, ...]
    findings: tuple[Finding, ...]
