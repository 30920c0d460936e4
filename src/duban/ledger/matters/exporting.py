"""The register of assigned matters taken out as a sheet: exactly what was asked for, in the order of the register."""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from duban.core import clock
from duban.core.sheets import Cells, Export, Sheet
from duban.journal.access import note_access
from duban.ledger.exports import FORMS
from duban.ledger.matters.selectors import MatterFilters, asked_matters, in_register_order, lines_of
from duban.orgs import policies
from duban.orgs.viewers import Viewer

WIDTHS = (16, 34, 60, 30, 10, 24, 30, 14, 12, 12, 14, 10, 12, 10)
BATCH = 500


def export_matters(*, viewer: Viewer, filters: MatterFilters, form: str, address: str) -> Export:
    """Take out the matters that were asked for as csv or xlsx; that somebody took them is on record (domain 6.4)."""
    policies.require(viewer, "ledger.see_matters")
    at = timezone.localtime(clock.now())
    sheet = Sheet(
        name=_("Assigned matters"),
        head=((_("Assigned matters"), viewer.jurisdiction.name), (_("As of"), f"{at:%Y-%m-%d %H:%M}")),
        columns=(
            pgettext("serial", "No."),
            _("Matter"),
            _("What the unit is to do"),
            _("Source"),
            _("Urgency"),
            _("Lead unit"),
            _("Cooperating units"),
            _("Responsible leader"),
            _("Served on"),
            _("Due"),
            _("Who sees to it"),
            _("Task"),
            _("Stage"),
            _("Late"),
        ),
        widths=WIDTHS,
        rows=_rows(viewer, filters),
    )
    note_access(
        jurisdiction=viewer.jurisdiction.uid,
        actor=viewer.actor,
        what="ledger.matters_exported",
        outcome="ok",
        target=f"{form}?{filters.query()}",
        address=address,
    )
    return Export(f"{_('Assigned matters')}-{at:%Y%m%d}.{form}", FORMS[form](sheet))


def _rows(viewer: Viewer, filters: MatterFilters) -> Iterator[Cells]:
    rows = in_register_order(asked_matters(viewer, filters))
    for matter in rows.iterator(chunk_size=BATCH):
        line = lines_of([matter])[0]
        yield (
            line.serial,
            line.title,
            matter.demand,
            f"{line.source_kind}　{line.source_more}",
            line.urgency,
            line.lead,
            line.helpers,
            line.leader,
            matter.served_on.isoformat() if matter.served_on is not None else "",
            line.due_iso or line.due,
            matter.person or "",
            line.task,
            line.stage_label,
            _("late") if line.is_late or line.was_late else "",
        )
