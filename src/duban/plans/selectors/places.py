"""Where words that a person typed are printed."""

from duban.core.values import Span
from duban.plans.models import PlanImport
from duban.plans.selectors.drafts import reviewed


def place_of(plan_import: PlanImport, *, item: str, words: str) -> Span | None:
    """Return where a clause prints words, if it prints them exactly once."""
    draft = reviewed(plan_import).draft
    found = next((each for each in draft.items if each.id == item), None)
    if found is None or not words:
        return None
    printed = found.span.of(draft.text)
    if printed.count(words) != 1:
        return None
    start = found.span.start + printed.index(words)
    return Span(start, start + len(words))
