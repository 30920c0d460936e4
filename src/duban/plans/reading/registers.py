"""A register of units from a CSV file: what `duban read --units` knows beforehand.

One line a unit: full name, aliases joined with 、, kind (both may be left out); a heading line is passed over.
"""

from typing import TYPE_CHECKING, get_args

from duban.plans.reading.errors import Unreadable
from duban.plans.reading.models import UnitKind
from duban.plans.reading.resolve import Register

if TYPE_CHECKING:
    from collections.abc import Iterator

_HEADINGS = ("name", "名称", "单位", "单位名称")
_KINDS: tuple[UnitKind, ...] = get_args(UnitKind)


def register_from_csv(data: bytes, *, name: str) -> Register:
    """Return the register in a CSV file; raise Unreadable naming the line that does not fit."""
    names: dict[str, str] = {}
    kinds: dict[str, UnitKind] = {}
    for number, cells in _rows(data, name):
        full, aliases, kind = (*(cell.strip() for cell in cells), "", "")[:3]
        if len(cells) > 3 or not full:
            raise Unreadable("units_not_read", name=name, line=number)
        for surface in (full, *filter(None, aliases.split("、"))):
            if names.setdefault(surface, full) != full:
                raise Unreadable("unit_named_twice", name=name, line=number, surface=surface)
        if kind:
            fitting = [known for known in _KINDS if known == kind]
            if not fitting:
                raise Unreadable("units_not_read", name=name, line=number)
            kinds[full] = fitting[0]
    return Register(names, kinds)


def _rows(data: bytes, name: str) -> "Iterator[tuple[int, list[str]]]":
    import csv

    try:
        rows = list(csv.reader(data.decode("utf-8-sig").splitlines()))
    except (UnicodeDecodeError, csv.Error) as error:
        raise Unreadable("units_not_read", name=name, line=1) from error
    for number, cells in enumerate(rows, 1):
        if any(cell.strip() for cell in cells) and not (number == 1 and cells[0].strip().lower() in _HEADINGS):
            yield number, cells
