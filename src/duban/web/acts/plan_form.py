"""The form of a work plan: its rows as fields of one page, read back into the document that they are.

Names of fields count rows: `i0-title`, `i0-m2-due`. Rows left blank are no rows. A row that exists carries its uid.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from duban.ledger.models import Indicator, Item
from duban.ledger.planning.content import IndicatorWords, ItemWords, MilestoneWords, ShareWords
from duban.ledger.planning.errors import PlanWrong
from duban.orgs.models import Unit

BLANK_MILESTONES = 2
MOST_ITEMS, MOST_MILESTONES = 60, 40
_SHARE = re.compile(r"(?P<unit>\S+)[\s:：]+(?P<target>[\d.,]+)(?:[\s(（]+(?P<base>[\d.,]+)[)）]?)?")


@dataclass(frozen=True)
class MilestoneFields:
    """The fields of one milestone as they are shown, all in text."""

    uid: str = ""
    title: str = ""
    due: str = ""
    weight: str = ""
    is_linear: bool = False


@dataclass(frozen=True)
class ItemFields:
    """The fields of one item as they are shown, all in text."""

    uid: str = ""
    title: str = ""
    unit: str = ""
    person: str = ""
    measure: str = ""
    product: str = ""
    basis: str = Item.Basis.MILESTONES.value
    starts: str = ""
    due: str = ""
    weight: str = ""
    figure: str = ""
    measured_in: str = ""
    base: str = ""
    target: str = ""
    direction: str = Indicator.Direction.UP.value
    method: str = ""
    printed: str = ""
    shares: str = ""
    needs: str = ""
    milestones: tuple[MilestoneFields, ...] = field(default_factory=tuple)

    @property
    def has_figure(self) -> bool:
        """Say whether the fields of the figure are worth opening."""
        return bool(self.figure or self.target)


def shown(items: Sequence[ItemWords], units: Mapping[str, Unit], *, blank_items: int = 1) -> list[ItemFields]:
    """Return a document as fields, with blank rows to go on."""
    own = [_item_fields(item, units) for item in items]
    blank = ItemFields(milestones=(MilestoneFields(),) * BLANK_MILESTONES)
    return [*own, *[blank] * (blank_items if own else max(blank_items, 1))]


def typed(posted: Mapping[str, str]) -> list[ItemFields]:
    """Return the fields as they were sent."""
    found = []
    for index in range(MOST_ITEMS):
        prefix = f"i{index}-"
        if f"{prefix}title" not in posted:
            break
        milestones = []
        for number in range(MOST_MILESTONES):
            inner = f"{prefix}m{number}-"
            if f"{inner}title" not in posted:
                break
            milestones.append(
                MilestoneFields(
                    **{name: posted.get(f"{inner}{name}", "").strip() for name in ("uid", "title", "due", "weight")},
                    is_linear=bool(posted.get(f"{inner}linear")),
                )
            )
        texts = {
            name: posted.get(f"{prefix}{name}", "").strip()
            for name in ItemFields.__dataclass_fields__
            if name != "milestones"
        }
        found.append(ItemFields(**texts, milestones=tuple(milestones)))
    return found


def document(rows: Sequence[ItemFields], units: Mapping[str, Unit]) -> tuple[ItemWords, ...]:
    """Return the document that the fields say; raise PlanWrong for the first that cannot be read."""
    by_name = {unit.name: uid for uid, unit in units.items()}
    return tuple(_item_words(row, by_name) for row in rows if row.title or any(each.title for each in row.milestones))


def _item_words(row: ItemFields, by_name: Mapping[str, str]) -> ItemWords:
    title = row.title or next(each.title for each in row.milestones if each.title)
    milestones = tuple(_milestone_words(each) for each in row.milestones if each.title or each.due)
    due = _day(title, row.due) or max((each.due_on for each in milestones), default=None)
    if due is None:
        raise PlanWrong(where=title, what=_("It needs a day by which it is done."))
    return ItemWords(
        title=title,
        unit=row.unit,
        due_on=due,
        person=row.person or None,
        measure=row.measure or None,
        product=row.product or None,
        basis=row.basis,
        starts_on=_day(title, row.starts),
        weight=_weight(title, row.weight),
        milestones=milestones,
        indicator=_indicator_words(title, row, by_name),
        needs=tuple(filter(None, row.needs.split(","))),
        uid=row.uid or None,
    )


def _milestone_words(row: MilestoneFields) -> MilestoneWords:
    due = _day(row.title, row.due)
    if due is None or not row.title:
        raise PlanWrong(where=row.title or row.due, what=_("A milestone needs a name and a day."))
    return MilestoneWords(row.title, due, _weight(row.title, row.weight), row.is_linear, row.uid or None)


def _indicator_words(title: str, row: ItemFields, by_name: Mapping[str, str]) -> IndicatorWords | None:
    if not row.target:
        return None
    target = _number(title, row.target)
    if target is None:
        return None
    return IndicatorWords(
        title=row.figure or title,
        target=target,
        base=_number(title, row.base),
        measured_in=row.measured_in or None,
        direction=row.direction,
        method=row.method or None,
        printed=row.printed or None,
        shares=tuple(_share(title, line, by_name) for line in row.shares.splitlines() if line.strip()),
    )


def _share(title: str, line: str, by_name: Mapping[str, str]) -> ShareWords:
    found = _SHARE.fullmatch(line.strip())
    if found is None or found["unit"] not in by_name:
        raise PlanWrong(
            where=title, what=_("Share “%(line)s”: write a unit of this task and its figure.") % {"line": line}
        )
    target = _number(title, found["target"])
    if target is None:
        raise PlanWrong(
            where=title, what=_("Share “%(line)s”: write a unit of this task and its figure.") % {"line": line}
        )
    return ShareWords(by_name[found["unit"]], target, _number(title, found["base"] or ""))


def _day(where: str, text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise PlanWrong(where=where, what=_("“%(text)s” is not a day.") % {"text": text}) from error


def _number(where: str, text: str) -> Decimal | None:
    if not text:
        return None
    try:
        value = Decimal(text.replace(",", ""))
    except InvalidOperation as error:
        raise PlanWrong(where=where, what=_("“%(text)s” is not a number.") % {"text": text}) from error
    if not value.is_finite() or abs(value) >= Decimal(10) ** 18:
        raise PlanWrong(where=where, what=_("“%(text)s” is not a number.") % {"text": text})
    return value


def _weight(where: str, text: str) -> int | None:
    value = _number(where, text.rstrip("%"))
    return None if value is None else int(value * 100)


def _item_fields(item: ItemWords, units: Mapping[str, Unit]) -> ItemFields:
    indicator = item.indicator
    figures = (
        {
            "figure": indicator.title,
            "measured_in": indicator.measured_in or "",
            "base": _text(indicator.base),
            "target": _text(indicator.target),
            "direction": indicator.direction,
            "method": indicator.method or "",
            "printed": indicator.printed or "",
            "shares": "\n".join(
                f"{units[share.unit].name} {_text(share.target)}"
                + (f" ({_text(share.base)})" if share.base is not None else "")
                for share in indicator.shares
                if share.unit in units
            ),
        }
        if indicator is not None
        else {}
    )
    return ItemFields(
        uid=item.uid or "",
        title=item.title,
        unit=item.unit,
        person=item.person or "",
        measure=item.measure or "",
        product=item.product or "",
        basis=item.basis,
        starts=item.starts_on.isoformat() if item.starts_on else "",
        due=item.due_on.isoformat(),
        weight=_percent(item.weight),
        needs=",".join(item.needs),
        milestones=(
            *(
                MilestoneFields(
                    each.uid or "", each.title, each.due_on.isoformat(), _percent(each.weight), each.is_linear
                )
                for each in item.milestones
            ),
            *(MilestoneFields(),) * BLANK_MILESTONES,
        ),
        **figures,
    )


def _share_line(share: ShareWords, unit: str) -> str:
    base = f" ({_text(share.base)})" if share.base is not None else ""
    return f"{unit} {_text(share.target)}{base}"


def _text(value: Decimal | None) -> str:
    return "" if value is None else format(value.normalize(), "f")


def _percent(weight: int | None) -> str:
    return "" if weight is None else f"{weight / 100:g}"
