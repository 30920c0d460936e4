"""The ledger: rows, filters, counts."""

from dataclasses import dataclass
from functools import partial
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_safe

from duban.journal.selectors import chain_head
from duban.ledger.filters import TO_BE_NAMED, Filters
from duban.ledger.models import Task
from duban.ledger.selectors.choices import Choices
from duban.ledger.selectors.kept import kept
from duban.ledger.selectors.listing import Listing, ledger_page
from duban.ledger.selectors.paging import PAGE, Cursor
from duban.ledger.selectors.questions import LIGHT_NAMES, NAMES, ROLE_NAMES, asked_for, facts, in_words
from duban.orgs.viewers import Viewer
from duban.supervision.selectors import lights_of_tasks
from duban.web.access import ViewedRequest, behind_door
from duban.web.ledger_tabs import Tab, ledger_tabs

ALL = {
    "plan": gettext_lazy("All plans"),
    "section": gettext_lazy("All sections"),
    "leader": gettext_lazy("All leaders"),
    "unit": gettext_lazy("All units"),
    "role": gettext_lazy("In any role"),
    "light": gettext_lazy("Any light"),
}
HIDDEN = ("kind", "named", "turned", "stage", "sort")  # filters without a control of their own, kept by the form


@dataclass(frozen=True)
class Option:
    """One line of a choice."""

    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True)
class Select:
    """A choice of the filter row."""

    name: str
    label: str
    options: tuple[Option, ...]


@dataclass(frozen=True)
class Chip:
    """A link that sets or drops a filter."""

    url: str
    label: str
    count: str = ""
    current: bool = False


@dataclass(frozen=True)
class Sort:
    """The head of a column that rows can be sorted by."""

    url: str
    order: str


@require_safe
@behind_door("ledger.see")
def ledger(request: ViewedRequest) -> HttpResponse:
    """Show the tasks that the address asks for; an address with more in it than that is put right."""
    filters, cursor = Filters.parse(request.GET), Cursor.parse(request.GET)
    asked = dict(request.GET.items())
    tidy = {name: value for name, value in (filters.asked | vars(cursor)).items() if value and name != "row"}
    if cursor.row > 1:
        tidy["row"] = str(cursor.row)
    if asked != tidy:
        return redirect(f"{reverse('ledger')}?{urlencode(tidy)}".removesuffix("?"))
    chain = chain_head(request.viewer.jurisdiction.uid)
    head = chain[1] if chain else ""
    listing = ledger_page(request.viewer, filters, cursor, head=head)
    rows = _rows(request.viewer, listing, cursor, head)
    return render(
        request,
        "ledger.html",
        _context(listing) | {"rows": rows, "chain_head": head[:12], "tabs": ledger_tabs(request.viewer, Tab.TASKS)},
    )


def _context(listing: Listing) -> dict[str, object]:
    filters, page = listing.filters, listing.page
    query = filters.query()
    return {
        "facts": facts(filters, listing.choices),
        "selects": _selects(filters, listing.choices),
        "kinds": [*_kinds(listing), *_unnamed(listing)],
        "dropping": _dropping(filters, listing.choices),
        "hidden": [(name, getattr(filters, name)) for name in HIDDEN if getattr(filters, name)],
        "filters": filters,
        "sorts": {name: _sort(filters, name) for name in ("number", "unit", "due")},
        "is_filtered": bool(filters.narrowing),
        "found": _("%(count)s found") % {"count": listing.found.words} if filters.narrowing else "",
        "summary": _summary(listing),
        "previous_url": _turned(query, before=page.rows[0]["uid"], row=page.first - PAGE) if page.has_previous else "",
        "next_url": _turned(query, after=page.rows[-1]["uid"], row=page.first + PAGE) if page.has_next else "",
        "exports": [(_("Export Excel"), _export("xlsx", query)), (_("Export CSV"), _export("csv", query))],
        "ways_out": [
            Chip(_address(filters, **{way.name: ""}), in_words(filters, listing.choices, way.name), f"{way.count:,}")
            for way in listing.ways_out
        ],
        "everything_url": _address(Filters(plan=filters.plan)),
        "has_tasks": bool(listing.choices.tasks),
    }


def _address(filters: Filters, **changes: str) -> str:
    query = filters.query(**changes)
    return f"{reverse('ledger')}?{query}" if query else reverse("ledger")


def _export(form: str, query: str) -> str:
    return f"{reverse('ledger_export', args=[form])}?{query}".removesuffix("?")


def _turned(query: str, *, row: int, **cursor: str) -> str:
    turned = urlencode(cursor | ({"row": str(row)} if row > 1 else {}))
    return f"{reverse('ledger')}?{query}&{turned}" if query else f"{reverse('ledger')}?{turned}"


def _selects(filters: Filters, choices: Choices) -> list[Select]:
    names = ["plan"] * (len(choices.plans) > 1 or bool(filters.plan)) + ["section", "leader", "unit"]
    selects = [
        _select(filters, name, [(uid, f"{choice.label}  {choice.count:,}") for uid, choice in choices.of(name).items()])
        for name in names
    ]
    unit = choices.units.get(filters.unit)
    counts = {"lead": unit.leads, "cooperating": unit.cooperates} if unit else {}
    roles = [(role, f"{name}  {counts[role]:,}" if counts else str(name)) for role, name in ROLE_NAMES.items()]
    lights = [(light, str(name)) for light, name in LIGHT_NAMES.items()]
    return [*selects, _select(filters, "role", roles), _select(filters, "light", lights)]


def _select(filters: Filters, name: str, options: list[tuple[str, str]]) -> Select:
    chosen = getattr(filters, name)
    lines = [("", str(ALL[name])), *options]
    if chosen and chosen not in dict(options):
        lines.append((chosen, _("Unknown")))
    return Select(name, str(NAMES[name]), tuple(Option(value, label, value == chosen) for value, label in lines))


def _kinds(listing: Listing) -> list[Chip]:
    filters, kinds = listing.filters, listing.found.kinds
    every = sum(kinds.values())
    chips = [
        Chip(_address(filters, kind=""), pgettext("filter", "All"), f"{every:,}" if kinds else "", not filters.kind)
    ]
    for kind in Task.Kind:
        count = kinds.get(kind.value)
        if count or filters.kind == kind.value or not kinds:
            shown = f"{count or 0:,}" if kinds else ""
            chips.append(Chip(_address(filters, kind=kind.value), str(kind.label), shown, filters.kind == kind.value))
    return chips


def _unnamed(listing: Listing) -> list[Chip]:
    """Return the filter of tasks that leave somebody unnamed, where there are any."""
    filters, count = listing.filters, listing.choices.unnamed
    if not count and not filters.named:
        return []
    is_chosen = bool(filters.named)
    url = _address(filters, named="" if is_chosen else TO_BE_NAMED)
    return [Chip(url, _("To be named"), f"{count:,}", is_chosen)]


def _dropping(filters: Filters, choices: Choices) -> list[Chip]:
    return [Chip(_address(filters, **{name: ""}), in_words(filters, choices, name)) for name in asked_for(filters)]


def _sort(filters: Filters, name: str) -> Sort:
    """Return the head of a column: by it upwards first, then downwards, then as printed again."""
    if filters.sort_key != name:
        return Sort(_address(filters, sort="" if name == "number" else name), "none")
    if filters.is_descending:
        return Sort(_address(filters, sort=""), "descending")
    return Sort(_address(filters, sort=f"-{name}"), "ascending")


def _rows(viewer: Viewer, listing: Listing, cursor: Cursor, head: str) -> str:
    """Return the rows as html; they are the same for everybody who sees the same tasks, so they are drawn once."""
    if not listing.blocks:
        return ""
    return kept(viewer, head, "ledger.rows", (listing.filters, cursor), partial(_draw, viewer, listing))


def _draw(viewer: Viewer, listing: Listing) -> str:
    uids = [line["uid"] for block in listing.blocks for line in block.lines]
    lights = lights_of_tasks(viewer.jurisdiction, uids)
    blocks = [
        {**vars(block), "lines": [{**line, "light": lights.get(line["uid"], ("", ""))} for line in block.lines]}
        for block in listing.blocks
    ]
    return render_to_string("ledger/_rows.html", {"blocks": blocks})


def _summary(listing: Listing) -> str:
    page = listing.page
    if not page.rows:
        return ""
    return _("%(first)s—%(last)s of %(total)s") % {
        "first": f"{page.first:,}",
        "last": f"{page.first + len(page.rows) - 1:,}",
        "total": listing.found.words,
    }
