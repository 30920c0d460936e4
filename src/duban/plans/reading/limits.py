"""How much one file may ask of the reader."""

from typing import NamedTuple


class Limits(NamedTuple):
    """Bytes of the file, lines of its text, and elements within elements of a page."""

    bytes: int = 10 * 1024 * 1024
    lines: int = 300_000
    depth: int = 5_000


LIMITS = Limits()
