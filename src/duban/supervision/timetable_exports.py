"""The timetable of a unit taken out, as a sheet or as a document."""

from collections.abc import Callable, Iterator
from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from duban.core import clock
from duban.core.papers import Group, Paper, docx_chunks
from duban.core.sheets import Cells, Export, Sheet, xlsx_chunks
from duban.journal.access import note_access
from duban.orgs import policies
from duban.orgs.models import Unit
from duban.orgs.viewers import Viewer
from duban.supervision.timetables import Step, Timetable, timetable

WIDTHS = (9, 34, 14, 28, 28, 12, 19, 19, 19, 14)


def export_timetable(*, viewer: Viewer, unit: Unit, form: str, address: str) -> Export:
    """Take out the timetable of a unit; that somebody took it is on record (domain 6.4)."""
    policies.require(viewer, "ledger.see")
    at = timezone.localtime(clock.now())
    found = timetable(viewer, unit.uid)
    note_access(
        jurisdiction=viewer.jurisdiction.uid,
        actor=viewer.actor,
        what="ledger.unit_timetable_exported",
        outcome="ok",
        target=f"{form} {unit.name}",
        address=address,
    )
    title = title_of(unit)
    return Export(f"{title}-{at:%Y%m%d}.{form}", FORMS[form](found, title, at))


def title_of(unit: Unit) -> str:
    """Return what the timetable of a unit is called."""
    return _("Task ledger and timetable of %(unit)s") % {"unit": unit.name}


def _as_sheet(found: Timetable, title: str, at: datetime) -> Iterator[bytes]:
    return xlsx_chunks(
        Sheet(
            name=_("Timetable"),
            head=((title,), (_("As of"), f"{at:%Y-%m-%d %H:%M}")),
            columns=_columns(),
            widths=WIDTHS,
            rows=(_cells(step, date.isoformat) for step in found.steps),
        )
    )


def _as_document(found: Timetable, title: str, at: datetime) -> Iterator[bytes]:
    return docx_chunks(
        Paper(
            title=title,
            head=_("%(day)s; %(count)s steps, %(done)s done, %(late)s late")
            % {"day": date_format(at.date()), "count": len(found.steps), "done": found.done, "late": found.late},
            columns=_columns(),
            widths=WIDTHS,
            groups=[
                Group(month.heading, [_cells(step, date_format) for step in month.steps]) for month in found.months
            ],
            author=found.unit.name,
            at=at,
        )
    )


FORMS: dict[str, Callable[[Timetable, str, datetime], Iterator[bytes]]] = {"xlsx": _as_sheet, "docx": _as_document}


def _columns() -> Cells:
    return (
        _("No."),
        _("Task"),
        _("Role"),
        _("Item"),
        _("Milestone"),
        _("Person in charge"),
        _("Due"),
        _("First due"),
        _("Done on"),
        _("Light"),
    )


def _cells(step: Step, written: Callable[[date], str]) -> Cells:
    """Return the cells of a step; a sheet is sorted by its days, a document is read."""
    return (
        step.numbers,
        step.title,
        step.role,
        _("as printed") if step.is_printed else step.item,
        step.milestone,
        step.person,
        written(step.due_on),
        written(step.first_due_on) if step.first_due_on else "",
        written(step.done_on) if step.done_on else "",
        step.label,
    )
