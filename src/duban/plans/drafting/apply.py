"""From a reading and the corrections on record to the draft as it stands, and what undoing one would do."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

# Each module registers its kinds when it is imported.
from duban.plans.drafting import clauses, document, measures, units  # noqa: F401
from duban.plans.drafting.corrections import Correction
from duban.plans.drafting.errors import CorrectionRefused, UndoBlocked, UndoUnknown
from duban.plans.drafting.models import Draft
from duban.plans.drafting.start import draft_of
from duban.plans.reading.models import Reading


@dataclass(frozen=True, slots=True)
class Recorded:
    """A correction with its place in the order of all; an undone one stays on record."""

    seq: int
    correction: Correction
    is_undone: bool = False


def apply(reading: Reading, recorded: Iterable[Recorded]) -> Draft:
    """Return the draft; corrections that were made one after the other always fit."""
    draft = draft_of(reading)
    for each in recorded:
        if not each.is_undone:
            draft = each.correction.apply(draft, each.seq)
    return draft


def after_undo(reading: Reading, recorded: Sequence[Recorded], seq: int) -> Draft:
    """Return the draft without one correction; refuse where a later one rests on it."""
    if not any(each.seq == seq and not each.is_undone for each in recorded):
        raise UndoUnknown(seq=seq)
    draft = draft_of(reading)
    for each in recorded:
        if each.is_undone or each.seq == seq:
            continue
        try:
            draft = each.correction.apply(draft, each.seq)
        except CorrectionRefused as refusal:
            raise UndoBlocked(seq=seq, later=each.seq) from refusal
    return draft
