"""What a change of a work plan changes, in words: which field of which row, from what to what."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import get_args, get_type_hints

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from duban.core.texts import Lazy
from duban.ledger.models import ChangeRequest, Indicator, Item
from duban.ledger.planning.changing import differences_of
from duban.ledger.planning.content import Difference, IndicatorWords, ItemWords, MilestoneWords, ShareWords
from duban.orgs.acting.wording import Titled
from duban.orgs.models import Unit

ROWS = {"item": ItemWords, "milestone": MilestoneWords, "indicator": IndicatorWords, "share": ShareWords}
DAYS = {"due_on", "starts_on"}
CODES: Mapping[str, Mapping[str, Lazy]] = {
    "basis": {each.value: each.label for each in Item.Basis},
    "direction": {each.value: each.label for each in Indicator.Direction},
}


def change_lines(change: ChangeRequest) -> list[tuple[str, str]]:
    """Return a title and words for everything that a change changes."""
    found = differences_of(change)
    units = _units(change, found)
    return [(units.get(each.title, each.title), _line(each, units)) for each in found]


def _line(each: Difference, units: Mapping[str, str]) -> str:
    if each.field == "row":
        return _("is dropped") if each.after is None else _("is new")
    before, after = (_words(each.field, value, units) for value in (each.before, each.after))
    said = _("%(before)s → %(after)s") % {"before": before, "after": after}
    return _("%(field)s: %(change)s") % {"field": _title(each), "change": said}


def _title(each: Difference) -> str:
    hints = get_type_hints(ROWS[each.kind], include_extras=True)
    titled = next((extra for extra in get_args(hints[each.field])[1:] if isinstance(extra, Titled)), None)
    return str(titled.title) if titled is not None else each.field


def _words(field: str, value: str | None, units: Mapping[str, str]) -> str:
    if value is None:
        return "—"
    if field in DAYS:
        return date_format(date.fromisoformat(value))
    if field == "weight":
        return f"{int(value) / 100:g}%"
    if field == "is_linear":
        return pgettext("of a field", "yes") if value == "True" else pgettext("of a field", "no")
    return str(CODES.get(field, {}).get(value, units.get(value, value)))


def _units(change: ChangeRequest, found: Iterable[Difference]) -> dict[str, str]:
    """Return the names of the units that a change speaks of, by uid."""
    wanted = {each.title for each in found if each.kind == "share"}
    wanted |= {value for each in found if each.field == "unit" for value in (each.before, each.after) if value}
    if not wanted:
        return {}
    rows = Unit.objects.filter(jurisdiction=change.jurisdiction_id, uid__in=wanted)
    return dict(rows.values_list("uid", "name"))
