"""A block with its responsibility part, and how deep the kinds of blocks stand below one another."""

from typing import NamedTuple

from duban.core.values import Span
from duban.plans.reading.find import Tail
from duban.plans.reading.lines import Block

DEPTH = {
    style: depth
    for depth, style in enumerate(
        ("annex", "part", "major", "minor", "group", "subgroup", "item", "dotted", "sub", "row")
    )
}
OF_TABLES = ("group", "subgroup", "row")
HEADINGS = ("annex", "part", "major", "minor", "group", "subgroup")
LABELLED = ("part", "major", "minor")
ITEMS = ("item", "dotted")


class Piece(NamedTuple):
    """A block with its responsibility part.

    A row of a table is one too: its words stand in `cells`; it `repeats` a number that several rows share.
    """

    block: Block
    tail: Tail | None
    cells: tuple[Span, ...] = ()
    repeats: bool = False

    @property
    def is_manned(self) -> bool:
        """Say whether it gives any unit a role, or stands in a table that does."""
        return self.block.head.style == "row" or (self.tail is not None and self.tail.names_units)
