"""How much one file may ask of the reader."""

from typing import NamedTuple


class Limits(NamedTuple):
    """Bytes of the file, lines of its text, cells of its sheets, elements within elements of a page.

    Of printed pages: their number, the characters on all of them.

    In a package: entries, bytes of a part that is held in memory as a tree, bytes that all parts read unpack to.
    """

    bytes: int = 10 * 1024 * 1024
    lines: int = 300_000
    cells: int = 120_000
    depth: int = 5_000
    pages: int = 2_000
    characters: int = 2_000_000
    entries: int = 10_000
    part: int = 40 * 1024 * 1024
    unpacked: int = 200 * 1024 * 1024


LIMITS = Limits()
