"""A work plan as one document: what a person writes, what a baseline freezes, what a change compares.

A row that exists has its uid, a new one none. Weights are basis points, figures decimals, days ISO.
"""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, cast

from django.utils.translation import gettext_lazy as _
from pydantic import TypeAdapter

from duban.core.digests import JSON
from duban.ledger.models import Indicator, Item
from duban.orgs.acting.wording import Titled
from duban.orgs.models import Unit


@dataclass(frozen=True)
class MilestoneWords:
    """A dated checkpoint, or an entry of a yearly checklist."""

    title: Annotated[str, Titled(_("Milestone"))]
    due_on: Annotated[date, Titled(_("Due"))]
    weight: Annotated[int | None, Titled(_("Weight"))] = None
    is_linear: Annotated[bool, Titled(_("Counts by degrees"))] = False
    uid: Annotated[str | None, Titled(_("Uid"))] = None


@dataclass(frozen=True)
class ShareWords:
    """What one unit or region takes of an indicator."""

    unit: Annotated[str, Titled(_("Unit"), names=Unit)]
    target: Annotated[Decimal, Titled(_("To be reached"))]
    base: Annotated[Decimal | None, Titled(_("Base"))] = None
    uid: Annotated[str | None, Titled(_("Uid"))] = None


@dataclass(frozen=True)
class IndicatorWords:
    """A figure to be reached."""

    title: Annotated[str, Titled(_("Indicator"))]
    target: Annotated[Decimal, Titled(_("To be reached"))]
    base: Annotated[Decimal | None, Titled(_("Base"))] = None
    measured_in: Annotated[str | None, Titled(_("Unit of measure"))] = None
    direction: Annotated[str, Titled(_("Direction"))] = Indicator.Direction.UP.value
    method: Annotated[str | None, Titled(_("Method of counting"))] = None
    source: Annotated[str | None, Titled(_("Source"))] = None
    printed: Annotated[str | None, Titled(_("As printed"))] = None
    path: Annotated[tuple[tuple[str, Decimal], ...], Titled(_("Planned by month"))] = ()
    shares: Annotated[tuple[ShareWords, ...], Titled(_("Allocation"))] = ()
    uid: Annotated[str | None, Titled(_("Uid"))] = None


@dataclass(frozen=True)
class ItemWords:
    """One item: unit, person, measure, product, date, and how its progress is measured."""

    title: Annotated[str, Titled(_("Item"))]
    unit: Annotated[str, Titled(_("Unit"), names=Unit)]
    due_on: Annotated[date, Titled(_("Due"))]
    person: Annotated[str | None, Titled(_("Person"))] = None
    measure: Annotated[str | None, Titled(_("How it is done"))] = None
    product: Annotated[str | None, Titled(_("Product"))] = None
    basis: Annotated[str, Titled(_("Measured by"))] = Item.Basis.MILESTONES.value
    starts_on: Annotated[date | None, Titled(_("Begins"))] = None
    weight: Annotated[int | None, Titled(_("Weight"))] = None
    milestones: Annotated[tuple[MilestoneWords, ...], Titled(_("Milestones"))] = ()
    indicator: Annotated[IndicatorWords | None, Titled(_("Indicator"))] = None
    needs: Annotated[tuple[str, ...], Titled(_("Waits for milestones"))] = ()
    uid: Annotated[str | None, Titled(_("Uid"))] = None


@dataclass(frozen=True)
class Difference:
    """What a change changes: which row, which field, its value before and after; a row that comes or goes has none."""

    kind: str
    title: str
    field: str
    before: str | None
    after: str | None
    uid: str | None = None


_ITEMS: TypeAdapter[tuple[ItemWords, ...]] = TypeAdapter(tuple[ItemWords, ...])
_NESTED = {"milestones", "indicator", "shares", "uid", "title"}


def text_of(items: Sequence[ItemWords]) -> str:
    """Return the document as JSON."""
    return _ITEMS.dump_json(tuple(items)).decode()


def items_of(text: str) -> tuple[ItemWords, ...]:
    """Return the document of a JSON text."""
    return _ITEMS.validate_json(text)


def plain(items: Sequence[ItemWords]) -> JSON:
    """Return the document for a digest or an entry."""
    return cast("JSON", _ITEMS.dump_python(tuple(items), mode="json"))


def differences(before: Sequence[ItemWords], after: Sequence[ItemWords]) -> list[Difference]:
    """Return what differs between two documents of one work plan, row by row in the order of the new one."""
    old, new = dict(_rows(before)), dict(_rows(after))
    found: list[Difference] = []
    for key, row in new.items():
        if key not in old:
            found.append(Difference(row.kind, row.title, "row", None, row.title, row.uid))
            continue
        was = old[key]
        found += [
            Difference(row.kind, row.title, name, was.values[name], value, row.uid)
            for name, value in row.values.items()
            if was.values[name] != value
        ]
    found += [
        Difference(row.kind, row.title, "row", row.title, None, row.uid) for key, row in old.items() if key not in new
    ]
    return found


@dataclass(frozen=True)
class _Row:
    kind: str
    title: str
    uid: str | None
    values: dict[str, str | None] = field(default_factory=dict)


def _rows(items: Sequence[ItemWords]) -> Iterator[tuple[tuple[str, str], _Row]]:
    for place, item in enumerate(items):
        own = item.uid or f"new{place}"
        yield ("item", own), _row("item", item)
        for number, milestone in enumerate(item.milestones):
            yield ("milestone", milestone.uid or f"{own}/{number}"), _row("milestone", milestone)
        if item.indicator is not None:
            yield ("indicator", own), _row("indicator", item.indicator)
            for share in item.indicator.shares:
                yield ("share", f"{own}/{share.unit}"), _row("share", share)


def _row(kind: str, words: Any) -> _Row:
    values = {
        name: None if value in (None, "", ()) else _said(value)
        for name, value in asdict(words).items()
        if name not in _NESTED or name == "title"
    }
    title = words.unit if kind == "share" else words.title
    return _Row(kind, title, words.uid, values)


def _said(value: object) -> str:
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, tuple | list):
        return "、".join(map(_said, value))
    return str(value)
