"""A table that repeats the items of the running text: each item stands once, with what the table adds to it."""

from typing import TYPE_CHECKING

from duban.plans.reading.alike import letters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from duban.plans.reading.outline import Entry
    from duban.plans.reading.parts import Part


def without_repeats(text: str, entries: "Sequence[Entry]") -> "list[Entry]":
    """Leave out rows with the words of an item of the running text, where most rows of the document are such.

    A leader or a time that only the row says goes to the item.
    """
    rows = [entry for entry in entries if entry.cells]
    spoken = {_words(text, entry): at for at, entry in enumerate(entries) if not entry.cells}
    twins = {
        at: spoken[said] for at, entry in enumerate(entries) if entry.cells and (said := _words(text, entry)) in spoken
    }
    if not rows or len(twins) * 2 <= len(rows):
        return list(entries)
    added: dict[int, tuple[Part, ...]] = {}
    for at, twin in twins.items():
        roles = {part.role for part in (*entries[twin].parts, *added.get(twin, ()))}
        new = tuple(part for part in entries[at].parts if part.role in ("leader", "due") and part.role not in roles)
        added[twin] = (*added.get(twin, ()), *new)
    return [
        entry._replace(lent=(*entry.lent, *added.get(at, ()))) for at, entry in enumerate(entries) if at not in twins
    ]


def _words(text: str, entry: "Entry") -> str:
    """Return the letters of an item's words."""
    return letters("".join(span.of(text) for span in entry.words))
