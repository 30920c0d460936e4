"""What a reading is made of: frozen records, each value with its span and its words as printed.

The JSON form (`duban.reading/1`) is written and read back by `duban.plans.reading.wire`. Named tuples: to define
dataclasses would take `duban read` a tenth of its time.
"""

from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple

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


class Source(NamedTuple):
    """The file that was read."""

    name: str
    sha256: str
    format: str
    encoding: str | None
    characters: int


class Place(NamedTuple):
    """Where a span of the cleaned text stood in the original (counted from 1)."""

    span: Span
    page: int | None = None
    paragraph: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None


class Cell(NamedTuple):
    """A cell of a table, counted from 1; a merged one covers several rows or columns, which have no cell themselves.

    The span of an empty cell is empty.
    """

    span: Span
    row: int
    column: int
    rows: int = 1
    columns: int = 1


class Grid(NamedTuple):
    """A table in the order of its rows; its cells lie one after another in the cleaned text."""

    table: int
    cells: tuple[Cell, ...]
    sheet: str | None = None


class Leader(NamedTuple):
    """A responsible leader as named in a heading or an item."""

    name: str
    surface: str
    span: Span


class Mention(NamedTuple):
    """A unit where it is printed; `name` is the resolved full name, `surface` the words."""

    name: str
    surface: str
    kind: UnitKind
    open_ended: bool
    span: Span


class Deadline(NamedTuple):
    """A date or period as printed; `date` is the last day of the period meant."""

    text: str
    date: date | None
    precision: Precision
    span: Span


class Target(NamedTuple):
    """A figure to be reached; `value` is None when it stands in words only."""

    text: str
    comparator: Comparator | None
    value: Decimal | None
    unit: str
    span: Span


class Requirement(NamedTuple):
    """A numbered demand of the covering notice."""

    label: str
    title: str
    text: str
    span: Span


class Plan(NamedTuple):
    """What the document says of itself; `at` gives the place of each field that was found."""

    title: str | None
    doc_number: str | None
    index_number: str | None
    issuer: str | None
    issued_on: date | None
    requirements: tuple[Requirement, ...]
    at: dict[str, Span]


class Section(NamedTuple):
    """A group of items under a heading, with its leaders and the number it claims to hold."""

    label: str
    title: str
    leaders_at: tuple[Leader, ...]
    declared_count: int | None
    span: Span


class Item(NamedTuple):
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


class Unit(NamedTuple):
    """One real unit of the document with all its spellings and the number of its mentions."""

    name: str
    kind: UnitKind
    surfaces: tuple[str, ...]
    mentions: int


class Finding(NamedTuple):
    """What is wrong or weak in the document (审读意见); codes are listed in docs/reading.md."""

    code: str
    severity: Severity
    params: dict[str, str | int]
    item: str | None
    item_index: int | None
    span: Span | None


class Document(NamedTuple):
    """A file opened: its cleaned text, the way back to the original, its tables, and what is wrong with the file."""

    source: Source
    text: str
    places: tuple[Place, ...]
    grids: tuple[Grid, ...] = ()
    findings: tuple[Finding, ...] = ()


class Reading(NamedTuple):
    """All that was read from one document."""

    source: Source
    text: str
    places: tuple[Place, ...]
    plan: Plan
    sections: tuple[Section, ...]
    items: tuple[Item, ...]
    units: tuple[Unit, ...]
    findings: tuple[Finding, ...]
