"""Taking a sheet of units in: looked at first, then taken whole or not at all."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction

from duban.core.digests import JSON, canonical
from duban.journal.records import File, Subject, Text, record
from duban.orgs import policies
from duban.orgs.register import actions
from duban.orgs.register.locks import lock_register
from duban.orgs.register.sheets.comparing import Comparison, compare
from duban.orgs.register.sheets.errors import RegisterMoved, RowsWrong
from duban.orgs.register.sheets.reading import UnitSheet
from duban.orgs.register.sheets.snapshot import snapshot_of
from duban.orgs.register.sheets.writing import Writer
from duban.orgs.viewers import Viewer


@dataclass(frozen=True)
class DryRun:
    """What a sheet would do to the register, and the state of the register for which that holds."""

    comparison: Comparison
    state: str


def dry_run(*, viewer: Viewer, sheet: UnitSheet) -> DryRun:
    """Say what would change if a sheet were taken now; nothing does."""
    policies.require(viewer, "orgs.import_register")
    snapshot = snapshot_of(viewer.jurisdiction)
    return DryRun(compare(snapshot, sheet), snapshot.digest)


@transaction.atomic
def import_register(*, viewer: Viewer, sheet: UnitSheet, file: File, state: str | None = None) -> Comparison:
    """Take a sheet whole: units, aliases and members of groups, in one act with one entry.

    `state` is that of the dry run; a register that has moved on since is refused, and so is a sheet with any wrong row.
    """
    actor = policies.require(viewer, "orgs.import_register")
    city = viewer.jurisdiction
    lock_register(city)
    snapshot = snapshot_of(city)
    if state is not None and state != snapshot.digest:
        raise RegisterMoved
    found = compare(snapshot, sheet)
    if found.faults:
        raise RowsWrong(count=len(found.faults))
    uids = Writer(city, snapshot).write(found)
    record(
        actor=actor,
        kind=actions.REGISTER_IMPORTED.code,
        jurisdiction=city.uid,
        subjects=[Subject("unit", uid) for uid in uids],
        body={
            "sha256": file.sha256,
            "added": len(found.added),
            "changed": len(found.changed),
            "same": found.same,
            "left": len(found.left),
        },
        contents=[file, Text("changes", canonical(_witness(found)))],
    )
    return found


def _witness(found: Comparison) -> list[JSON]:
    return [*_additions(found), *_changes(found)]


def _additions(found: Comparison) -> Iterator[JSON]:
    for row in found.added:
        yield {"unit": row.wanted.name, "before": {}, "after": {"kind": row.wanted.kind, "code": row.wanted.code}}


def _changes(found: Comparison) -> Iterator[JSON]:
    for row in found.changed:
        yield {
            "unit": row.wanted.name,
            "before": {change.column.value: change.before for change in row.changes},
            "after": {change.column.value: change.after for change in row.changes},
        }
