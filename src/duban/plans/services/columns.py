"""Naming the columns of a table that was not understood: its file, and later ones of its issuer, are read with it."""

from collections.abc import Mapping
from typing import cast, get_args

from django.db import transaction

from duban.core import clock
from duban.journal.records import Subject, record
from duban.orgs import policies
from duban.orgs.viewers import Viewer
from duban.plans import actions
from duban.plans.errors import ColumnsUnclear
from duban.plans.models import PlanImport, TableColumns
from duban.plans.reading.grids.heads import UNIT_COLUMNS, ColumnRole
from duban.plans.selectors.columns import issuer_key, unread_tables
from duban.plans.selectors.drafts import reviewed
from duban.plans.services.reviewing import claim_version, move
from duban.plans.stages import ImportStage

ROLES: frozenset[str] = frozenset(get_args(ColumnRole))
_ANSWERING = frozenset((*UNIT_COLUMNS, "leader"))


@transaction.atomic
def name_columns(*, viewer: Viewer, plan_import: PlanImport, columns: Mapping[str, str], version: int) -> PlanImport:
    """Say what columns are, by their heads; put this reading aside and take the same file in to be read anew.

    Only heads that such a table prints count. What was said before of other heads of the issuer stays, and so do the
    corrections of the reading put aside.
    """
    policies.require(viewer, "plans.name_columns")
    earlier = claim_version(viewer=viewer, plan_import=plan_import, version=version)
    seen = reviewed(earlier)
    heads = {column.head for table in unread_tables(seen.draft, seen.reading) for column in table.columns}
    said = _required({head: role for head, role in columns.items() if head in heads})
    issuer = issuer_key(seen.reading.plan.issuer)
    known, _ = TableColumns.objects.select_for_update().get_or_create(
        jurisdiction=viewer.jurisdiction,
        issuer=issuer,
        defaults={"columns": {}, "named_by": viewer.user, "named_at": clock.now()},
    )
    known.columns, known.named_by, known.named_at = known.columns | said, viewer.user, clock.now()
    known.save(update_fields=["columns", "named_by", "named_at"])
    move(plan_import=earlier, to=ImportStage.DISCARDED)
    anew = PlanImport.objects.create(
        jurisdiction=viewer.jurisdiction,
        file=earlier.file,
        stage=ImportStage.RECEIVED,
        is_for_comment=earlier.is_for_comment,
        uploaded_by=viewer.user,
        uploaded_at=clock.now(),
    )
    record(
        actor=viewer.actor,
        kind=actions.COLUMNS_NAMED.code,
        jurisdiction=viewer.jurisdiction.uid,
        subjects=[Subject("import", earlier.uid), Subject("import", anew.uid)],
        body={"issuer": issuer, "columns": said},
    )
    return anew


def _required(columns: Mapping[str, str]) -> dict[str, ColumnRole]:
    """Return the columns that were named; tasks can be read where one holds their words and one says who answers."""
    said = {head: role for head, role in columns.items() if head and role in ROLES}
    if "words" not in said.values() or _ANSWERING.isdisjoint(said.values()):
        raise ColumnsUnclear
    return cast("dict[str, ColumnRole]", said)
