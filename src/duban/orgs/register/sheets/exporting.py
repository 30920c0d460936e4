"""The register taken out as a sheet that can be read in again."""

from collections.abc import Callable, Iterator

from django.utils import timezone
from django.utils.translation import gettext as _

from duban.core import clock
from duban.core.sheets import Cells, Export, Sheet, csv_chunks, xlsx_chunks
from duban.journal.access import note_access
from duban.orgs import policies
from duban.orgs.register.sheets.columns import HEADINGS, WIDTHS, Column
from duban.orgs.register.sheets.comparing import in_words, words_of
from duban.orgs.register.sheets.snapshot import Snapshot, snapshot_of
from duban.orgs.viewers import Viewer

FORMS: dict[str, Callable[[Sheet], Iterator[bytes]]] = {"csv": csv_chunks, "xlsx": xlsx_chunks}


def export_register(*, viewer: Viewer, form: str, address: str) -> Export:
    """Take out the whole register as csv or xlsx; that somebody took it is on record (domain 6.4)."""
    policies.require(viewer, "orgs.see_units")
    at = timezone.localtime(clock.now())
    sheet = Sheet(
        name=_("Units"),
        head=(),
        columns=tuple(str(HEADINGS[column]) for column in Column),
        widths=WIDTHS,
        rows=_rows(snapshot_of(viewer.jurisdiction)),
    )
    note_access(
        jurisdiction=viewer.jurisdiction.uid,
        actor=viewer.actor,
        what="orgs.register_exported",
        outcome="ok",
        target=form,
        address=address,
    )
    return Export(f"{viewer.jurisdiction.name}-{_('Units')}-{at:%Y%m%d}.{form}", FORMS[form](sheet))


def _rows(snapshot: Snapshot) -> Iterator[Cells]:
    for known in snapshot.units.values():
        words = words_of(known)
        yield tuple(in_words(column, words[column]) for column in Column)
