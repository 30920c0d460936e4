"""What leaves the audit desk: entries and access records as cells of a sheet, or as lines of JSON that are signed off.

Sheets are for reading: words, no more rows than a desk can use. Lines are for third parties: every stored column as it
was chained, then a closing line with their number and the digest over them, so that a cut file shows.
"""

from collections.abc import Iterable, Iterator, Mapping

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from duban.core.digests import JSON, canonical, new_hash
from duban.journal.chain import ACCESS_COLUMNS, BLANK, ENTRY_COLUMNS
from duban.journal.models import AccessRecord, Entry
from duban.journal.selectors import entry_row, title_of
from duban.journal.wording import label, said

SCHEMA = "duban.journal-export/1"
MOST_ROWS = 50_000
CHUNK = 500


def entry_columns() -> tuple[str, ...]:
    """Return the heads of a sheet of entries."""
    return (_("No."), _("Moment"), _("Person"), _("Unit"), _("On behalf of"), _("Act"), _("What it says"), _("Digest"))


def entry_cells(entries: QuerySet[Entry]) -> Iterator[tuple[str, ...]]:
    """Return entries as rows of a sheet, as many as a sheet may have."""
    for entry in entries[:MOST_ROWS].iterator(chunk_size=CHUNK):
        yield (
            str(entry.seq),
            f"{timezone.localtime(entry.moment):%Y-%m-%d %H:%M:%S}",
            _shown(entry.actor_name),
            _shown(entry.unit_name),
            _shown(entry.on_behalf_of),
            str(title_of(entry.kind)),
            _in_one_cell(entry),
            entry.digest,
        )


def access_columns() -> tuple[str, ...]:
    """Return the heads of a sheet of access records."""
    return (_("Moment"), _("Person"), _("Unit"), _("What was asked"), _("Outcome"), _("Target"), _("Address"))


def access_cells(records: QuerySet[AccessRecord]) -> Iterator[tuple[str, ...]]:
    """Return access records as rows of a sheet, as many as a sheet may have."""
    for row in records[:MOST_ROWS].iterator(chunk_size=CHUNK):
        yield (
            f"{timezone.localtime(row.moment):%Y-%m-%d %H:%M:%S}",
            _shown(row.actor_name),
            _shown(row.unit_name),
            label(row.what),
            label(row.outcome),
            _shown(row.target),
            _shown(row.address),
        )


def entry_lines(entries: QuerySet[Entry]) -> Iterator[Mapping[str, JSON]]:
    """Return entries with every column that is chained."""
    yield from entries[:MOST_ROWS].values(*ENTRY_COLUMNS, "digest").iterator(chunk_size=CHUNK)


def access_lines(records: QuerySet[AccessRecord]) -> Iterator[Mapping[str, JSON]]:
    """Return access records with every column that their digest covers."""
    yield from records[:MOST_ROWS].values(*ACCESS_COLUMNS, "digest").iterator(chunk_size=CHUNK)


def signed_off(lines: Iterable[Mapping[str, JSON]], *, algorithm: str, about: Mapping[str, JSON]) -> Iterator[bytes]:
    """Return lines of JSON: what this is, one line a row, and a closing line with number and digest of all before."""
    hashing, count = new_hash(algorithm), 0
    opening: Mapping[str, JSON] = {"schema": SCHEMA, **about}
    head = f"{canonical(opening)}\n".encode()
    hashing.update(head)
    yield head
    for line in lines:
        written = f"{canonical(line)}\n".encode()
        hashing.update(written)
        count += 1
        yield written
    closing: Mapping[str, JSON] = {
        "rows": count,
        "is_complete": count < MOST_ROWS,
        "algorithm": algorithm,
        "digest": hashing.hexdigest(),
    }
    yield f"{canonical(closing)}\n".encode()


def _in_one_cell(entry: Entry) -> str:
    words = said(entry_row(entry).body)
    changes = (
        _("%(label)s: from “%(before)s” to “%(after)s”")
        % {"label": change.label, "before": change.before, "after": change.after}
        for change in words.changes
    )
    facts = (_("%(label)s: %(words)s") % {"label": fact.label, "words": fact.words} for fact in words.facts)
    return "\n".join((*changes, *facts))


def _shown(text: str) -> str:
    return "" if text == BLANK else text
