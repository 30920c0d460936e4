"""The page of a review: what is being looked at, and everything around it, prepared for the templates."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from duban.plans.selectors import FindingRow, ItemRow, Review, SectionRow
from duban.plans.selectors.reviews import PointRow
from duban.web.views.review_document import Sheet, printed, visible_blanks
from duban.web.views.review_first import COLUMN_ROLES, looks_of, tables_of
from duban.web.views.review_forms import AskedForm
from duban.web.views.review_names import NAMES
from duban.web.views.review_offers import offers_of
from duban.web.views.review_panels import Panel, split_places
from duban.web.views.review_values import Group, fields_of, groups_of, leaders_of

PLAN = "plan"  # the address of the document itself, beside those of its clauses
SHOWS = ("open", "note", "settled")
SEVERITIES = ("must", "check", "note")
SHOWN_HISTORY = 20


@dataclass(frozen=True)
class Address:
    """Where a reader is: the clause, the form that is open, the findings that are listed."""

    uid: str
    item: str
    show: str = "open"

    def to(self, item: str | None = None, *, anchor: str = "", **more: str) -> str:
        """Return the address of a clause (this one unless another is named), with a place of the page."""
        asked = {"item": self.item if item is None else item, **more}
        if self.show != "open":
            asked.setdefault("show", self.show)
        fragment = f"#{anchor}" if anchor else ""
        return f"{reverse('plan_import', args=[self.uid])}?{urlencode(asked)}{fragment}"


@dataclass(frozen=True)
class OpenedPanel:
    """A panel with its forms made."""

    panel: Panel
    forms: tuple[AskedForm, ...]
    close_url: str


def looked_at(review: Review, wanted: str) -> ItemRow | None:
    """Return the clause that an address names, also where it was split or joined since; nothing for the document.

    Without a clause in the address it is the first one that nobody has accepted yet.
    """
    if wanted == PLAN or not review.items:
        return None
    by_id = {item.id: item for item in review.items}
    heirs = (item for item in review.items if item.id.startswith(f"{wanted}.") or wanted in item.id.split("-"))
    origin = by_id.get(wanted.rpartition(".")[0])
    waiting = (item for item in review.items if not item.is_accepted)
    if wanted and (found := by_id.get(wanted) or next(heirs, None) or origin):
        return found
    return next(waiting, review.items[0])


def context_of(
    review: Review,
    item: ItemRow | None,
    address: Address,
    opened: OpenedPanel | None,
    said: Mapping[str, str] = MappingProxyType({}),
) -> dict[str, object]:
    """Return everything the templates of a review print; `said` is what was chosen for columns and refused."""
    section = next((section for section in review.sections if item and section.id == item.section), None)
    sheet = printed(review, item.id if item else "", lambda clause: address.to(clause, anchor="draft"))
    return {
        "review": review,
        "item": item,
        "at": address.item,
        "show": address.show,
        "section": section,
        "opened": opened,
        "facts": _facts(review),
        "ruler": _ruler(review, item, address),
        "blocks": sheet.blocks,
        "looks": looks_of(review, item, lambda clause: address.to(clause, anchor="draft")),
        "steps": _steps(review, item, address),
        "findings": _findings(review, item, address, opened, sheet),
        "elsewhere": _elsewhere(review, item, address),
        "further": _further(review, item, address),
        "chips": _chips(review, address),
        "points": [{"words": point.message, "url": _point_url(review, point, address)}
                   for point in review.open_points],
        "adoption": _adoption(review, address),
        "history": review.history[:SHOWN_HISTORY],
        "undoable": next((row for row in review.history if not row.is_undone), None),
        "plan_url": address.to(PLAN),
        **(_clause(review, item, section, address, opened) if item else _plan(review, address, opened, said)),
    }  # fmt: skip


def _facts(review: Review) -> list[str]:
    accepted = _("%(accepted)s clauses accepted, %(left)s to go") % {
        "accepted": review.accepted_count,
        "left": review.left_count,
    }
    findings = _("%(must)s must be settled, %(check)s to be checked, %(note)s notes") % {
        "must": review.must_count,
        "check": review.check_count,
        "note": review.note_count,
    }
    return [accepted, findings]


def _ruler(review: Review, item: ItemRow | None, address: Address) -> list[dict[str, object]]:
    """Return the sections with one tick a clause."""
    return [
        {
            "label": section.label,
            "range": f"{section.first}—{section.last}" if section.items else "",
            "url": address.to(_entrance(section), anchor="draft"),
            "is_here": item is not None and item.section == section.id,
            "ticks": [
                {
                    "id": row.id,
                    "is_now": item is not None and row.id == item.id,
                    "is_ok": row.is_accepted,
                    "severity": row.state if row.state in {"must", "check"} else "",
                }
                for row in section.items
            ],
            "words": ngettext("%(done)s of %(count)d clause accepted", "%(done)s of %(count)d clauses accepted",
                              section.count)
            % {"count": section.count, "done": sum(row.is_accepted for row in section.items)},
        }
        for section in review.sections
    ]  # fmt: skip


def _entrance(section: SectionRow) -> str:
    """Return the clause at which work on a section goes on."""
    waiting = (row.id for row in section.items if not row.is_accepted)
    return next(waiting, section.items[0].id if section.items else PLAN)


def _steps(review: Review, item: ItemRow | None, address: Address) -> dict[str, str]:
    """Return the addresses of the clauses before and after; the document itself stands before the first."""
    order = [PLAN, *(row.id for row in review.items)]
    place = order.index(item.id if item else PLAN)
    return {
        "previous": address.to(order[place - 1], anchor="draft") if place else "",
        "next": address.to(order[place + 1], anchor="draft") if place + 1 < len(order) else "",
    }


def _clause(
    review: Review, item: ItemRow, section: SectionRow | None, address: Address, opened: OpenedPanel | None
) -> dict[str, object]:
    order = [row.id for row in review.items]
    place = order.index(item.id)
    onward = next((row.id for row in (*review.items[place + 1 :], *review.items[:place]) if not row.is_accepted), "")
    plain = [row.id for row in section.items if not row.is_accepted and row.state in {"", "note"}] if section else []
    following = next((row for row in review.items if row.id == item.next), None)
    neighbours = section.items if section else tuple(row for row in review.items if not row.section)
    return {
        "title": visible_blanks(item.title),
        "groups": _opening(groups_of(review, item, opened.panel.place if opened else ""), address, opened),
        "leaders": _opening((Group("", leaders_of(section), f"leader:+{section.id}"),), address, opened)
        if section
        else (),
        "count_words": _count_words(section) if section else "",
        "section_url": address.to(edit=f"section:{section.id}", anchor="edit") if section else "",
        "removed": item.removed_units,
        "onward": onward,
        "plain": plain if len(plain) > 1 else [],
        "joins": following if following and following.section == item.section and not item.linked else None,
        "shapes": [
            (address.to(edit=place, anchor="edit"), words)
            for place, words in (
                ("split", _("Split into two")),
                ("link", _("Link with another clause")),
                ("number", _("Set the number")),
            )
            if place != "split" or (split_places(item) and not item.linked)
        ],
        "shape_opened": opened if opened and opened.panel.place in {"split", "link", "number"} else None,
        "section_opened": opened if opened and opened.panel.place.startswith("section:") else None,
        "near": [
            {
                "row": row,
                "url": address.to(row.id, anchor="draft"),
                "title": visible_blanks(row.title),
                "leads": "、".join(unit.name for unit in (*row.leads, *row.responsible)),
                "is_now": row.id == item.id,
            }
            for row in neighbours
        ],
    }


def _plan(review: Review, address: Address, opened: OpenedPanel | None, said: Mapping[str, str]) -> dict[str, object]:
    """Return the fields of the document, its sections, and the tables whose columns are to be named, as `said`."""
    return {
        "groups": _opening(fields_of(review), address, opened),
        "sections": [
            {
                "label": section.label,
                "title": section.title,
                "leaders": "、".join(leader.name for leader in section.leaders),
                "count": section.count,
                "differs": section.count_agrees is False,
                "words": _count_words(section),
                "url": address.to(_entrance(section), anchor="draft"),
            }
            for section in review.sections
        ],
        "tables": tables_of(review, said),
        "column_roles": COLUMN_ROLES,
    }


def _count_words(section: SectionRow) -> str:
    if section.count_agrees is None:
        return ngettext("%(count)d clause", "%(count)d clauses", section.count) % {"count": section.count}
    if section.count_agrees:
        words = ngettext(
            "%(count)d clause, as the document says", "%(count)d clauses, as the document says", section.count
        )
        return words % {"count": section.count}
    words = ngettext(
        "%(count)d clause, the document says %(declared)s",
        "%(count)d clauses, the document says %(declared)s",
        section.count,
    ) % {"count": section.count, "declared": section.declared_count}
    return f"{words}　{section.explanation}".strip()


def _opening(groups: Iterable[Group], address: Address, opened: OpenedPanel | None) -> tuple[dict[str, object], ...]:
    """Put addresses to values, and the panel that is open to the value that it corrects."""
    place = opened.panel.place if opened else ""
    return tuple(
        {
            "label": group.label,
            "missing": group.missing,
            "add_url": address.to(edit=group.add, anchor="edit") if group.add else "",
            "add_opened": opened if place and place == group.add else None,
            "entries": [
                {
                    "value": entry,
                    "url": address.to(edit=entry.edit, anchor="edit"),
                    "opened": opened if place == entry.edit else None,
                }
                for entry in group.entries
            ],
        }
        for group in groups
    )


def _findings(
    review: Review, item: ItemRow | None, address: Address, opened: OpenedPanel | None, sheet: Sheet
) -> list[dict[str, object]]:
    """Return the findings of the clause that is looked at, in full."""
    return [
        {
            "row": row,
            "place_url": _place_of(row, sheet),
            "opened": opened if opened and opened.panel.place == f"finding:{row.index}" else None,
            "offers": [
                {
                    "offer": offer,
                    "url": address.to(
                        PLAN if offer.edit.startswith("plan:") else None,
                        edit=offer.edit,
                        finding=str(row.index),
                        anchor="edit",
                    ),
                }
                for offer in (offers_of(review, row) if review.can_correct else ())
            ],
        }
        for row in review.findings
        if _is_about(row, item)
    ]


def _place_of(row: FindingRow, sheet: Sheet) -> str:
    """Return where a finding lies in the document: its own mark, else the number of its clause."""
    places = (f"d-f{row.index}", *(f"c-{item}" for item in row.items[-1:]))
    return next((f"#{place}" for place in places if place in sheet.anchors), "")


def _elsewhere(review: Review, item: ItemRow | None, address: Address) -> list[dict[str, object]]:
    """Return the findings of other clauses that the filter lets pass, gathered by kind, the gravest first."""
    by_code: dict[str, list[FindingRow]] = {}
    for row in review.findings:
        if _passes(row, address.show) and not _is_about(row, item):
            by_code.setdefault(row.code, []).append(row)
    gathered = sorted(by_code.items(), key=lambda each: SEVERITIES.index(each[1][0].severity))
    return [
        {
            "name": NAMES.get(code, code),
            "severity": rows[0].severity,
            "places": [
                {"words": _place_words(review, row), "message": row.message, "url": _finding_url(review, row, address)}
                for row in rows
            ],
        }
        for code, rows in gathered
    ]


def _place_words(review: Review, row: FindingRow) -> str:
    """Return where a finding lies: the number of its clause, the label of its section, else the document."""
    section = next((section.label for section in review.sections if section.id == row.section), "")
    return row.clause or section or _("the document")


def _finding_url(review: Review, row: FindingRow, address: Address) -> str:
    """Return where a finding is settled: its clause, else the first of its section, else the document."""
    section = next((section for section in review.sections if section.id == row.section and section.items), None)
    item = row.items[-1] if row.items else (section.items[0].id if section else PLAN)
    return address.to(item, anchor=f"f-{row.index}")


def _further(review: Review, item: ItemRow | None, address: Address) -> dict[str, str]:
    """Return the addresses of the open findings, not mere notes, after and before what is looked at."""
    at = item.start if item else -1
    rest = [
        (min(each.start for each in review.items if each.id in row.items) if row.items else row.start or 0, row)
        for row in review.findings
        if row.is_open and row.severity != "note" and not _is_about(row, item)
    ]
    after = [row for start, row in rest if start > at] or [row for _start, row in rest]
    before = [row for start, row in rest if start < at] or [row for _start, row in rest]
    return {
        "next": _finding_url(review, after[0], address) if after else "",
        "previous": _finding_url(review, before[-1], address) if before else "",
    }


def _is_about(row: FindingRow, item: ItemRow | None) -> bool:
    if item is None:
        return not row.items and not row.section
    return item.id in row.items or (not row.items and row.section == item.section != "")


def _passes(row: FindingRow, show: str) -> bool:
    if show == "settled":
        return not row.is_open
    return row.is_open and (row.severity == "note") == (show == "note")


def _chips(review: Review, address: Address) -> list[dict[str, object]]:
    settled = sum(not row.is_open for row in review.findings)
    counts: Mapping[str, int] = {
        "open": review.must_count + review.check_count,
        "note": review.note_count,
        "settled": settled,
    }
    words = {"open": _("To settle"), "note": _("Notes"), "settled": _("Settled")}
    return [
        {
            "label": words[show],
            "count": counts[show],
            "url": Address(address.uid, address.item, show).to(anchor="findings"),
            "is_current": show == address.show,
        }
        for show in SHOWS
    ]


def _point_url(review: Review, point: PointRow, address: Address) -> str:
    """Return where an open point is settled."""
    if point.finding is None:
        return address.to(point.item or PLAN, anchor="draft")
    return _finding_url(review, review.findings[point.finding], address)


def _adoption(review: Review, address: Address) -> dict[str, str]:
    """Return whether the draft can be adopted, and why not yet."""
    if review.is_for_comment:
        return {"url": "", "reason": _("A draft for comment is not adopted."), "reason_url": ""}
    if review.open_points:
        point = review.open_points[0]
        count = len(review.open_points)
        reason = ngettext("%(count)d point stands in the way", "%(count)d points stand in the way", count)
        return {
            "url": "",
            "reason": reason % {"count": count},
            "reason_url": _point_url(review, point, address),
        }
    return {"url": reverse("import_adopt", args=[review.uid]), "reason": "", "reason_url": ""}
