"""The corrections of a review, told one by one."""

from dataclasses import dataclass
from datetime import datetime

from duban.orgs.models import Unit
from duban.plans.drafting.describe import params_of
from duban.plans.drafting.start import draft_of
from duban.plans.models import UnitMention
from duban.plans.selectors.drafts import Reviewed
from duban.plans.sentences import COMPARATORS, CORRECTIONS, PLAN_FIELDS

NOTHING = "—"
EMPTIED = frozenset({"remark", "value", "date", "number_set"})  # what a correction may leave or make empty


@dataclass(frozen=True)
class HistoryRow:
    """One correction."""

    seq: int
    kind: str
    sentence: str
    made_by: str
    made_at: datetime
    is_undone: bool


def history(seen: Reviewed) -> tuple[HistoryRow, ...]:
    """Return the corrections, newest first, each told with the words of the draft in which it was made."""
    draft = draft_of(seen.reading)
    rows = []
    for row, recorded in zip(seen.corrections, seen.recorded, strict=True):
        sentence = str(CORRECTIONS[row.kind]) % _translated(params_of(recorded.correction, draft))
        rows.append(HistoryRow(row.seq, row.kind, sentence, row.made_by.person.name, row.made_at, recorded.is_undone))
        if not recorded.is_undone:
            draft = recorded.correction.apply(draft, recorded.seq)
    return tuple(reversed(rows))


def _translated(params: dict[str, str]) -> dict[str, str]:
    """Put words in the place of codes."""
    words: dict[str, dict[str, object]] = {
        "role": dict(UnitMention.Role.choices),
        "unit_kind": dict(Unit.Kind.choices),
        "field": dict(PLAN_FIELDS),
        "comparator": {key or "": sign for key, sign in COMPARATORS.items()},
    }
    filled = {name: value or (NOTHING if name in EMPTIED else "") for name, value in params.items()}
    return {name: str(words.get(name, {}).get(value, value)) for name, value in filled.items()}
