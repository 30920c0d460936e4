"""The own task list of a unit taken out as a sheet."""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _

from duban.core import clock
from duban.core.sheets import Cells, Export, Sheet
from duban.journal.access import note_access
from duban.ledger.exports import FORMS
from duban.ledger.selectors.unit_tasks import in_batches, lines_of, parts_of
from duban.orgs import policies
from duban.orgs.models import Unit
from duban.orgs.viewers import Viewer

WIDTHS = (8, 60, 12, 40, 12, 12, 30, 14, 12)


def export_unit_tasks(*, viewer: Viewer, unit: Unit, form: str, address: str) -> Export:
    """Take out every task in which a unit has a part; that somebody took them is on record (domain 6.4)."""
    policies.require(viewer, "ledger.see")
    at = timezone.localtime(clock.now())
    sheet = Sheet(
        name=_("Tasks of a unit"),
        head=((_("Tasks of %(unit)s") % {"unit": unit.name},), (_("As of"), f"{at:%Y-%m-%d %H:%M}")),
        columns=(
            _("No."),
            _("Task"),
            _("Role"),
            _("How it comes to be"),
            _("Responsible leader"),
            _("Due"),
            _("To be named"),
            _("Deputy in charge"),
            _("Stage"),
        ),
        widths=WIDTHS,
        rows=_rows(viewer, unit),
    )
    note_access(
        jurisdiction=viewer.jurisdiction.uid,
        actor=viewer.actor,
        what="ledger.unit_tasks_exported",
        outcome="ok",
        target=f"{form} {unit.name}",
        address=address,
    )
    return Export(f"{unit.name}-{at:%Y%m%d}.{form}", FORMS[form](sheet))


def _rows(viewer: Viewer, unit: Unit) -> Iterator[Cells]:
    for parts in in_batches(parts_of(viewer, unit)):
        for line in lines_of(viewer, unit, parts):
            yield (
                line.numbers,
                line.title,
                line.role,
                line.way,
                line.leader,
                line.due_iso,
                "、".join(line.to_be_named),
                line.deputy,
                line.stage,
            )
