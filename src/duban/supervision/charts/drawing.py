"""Shapes as path data, and words cut to the room there is."""

from collections.abc import Iterator
from functools import cache

WIDTH_OF_LATIN = 0.56


def number(value: float) -> str:
    """Return a coordinate as short as it can be, exact to a tenth of a unit at least.

    >>> number(12.0), number(3.25), number(1248.04)
    ('12', '3.25', '1248')
    """
    return f"{value:.5g}"


def box(x: float, y: float, width: float, height: float) -> str:
    """Return a rectangle."""
    return f"M{x:.5g} {y:.5g}h{width:.5g}v{height:.5g}h-{width:.5g}z"


def diamond(x: float, y: float, half: float) -> str:
    """Return a diamond round its middle."""
    return f"M{x:.5g} {y - half:.5g}{_round_diamond(half)}"


def dot(x: float, y: float, radius: float) -> str:
    """Return a circle round its middle."""
    return f"M{x - radius:.5g} {y:.5g}{_round_dot(radius)}"


def cross(x: float, y: float, half: float) -> str:
    """Return an oblique cross round its middle."""
    across = number(2 * half)
    return f"M{x - half:.5g} {y - half:.5g}l{across} {across}M{x + half:.5g} {y - half:.5g}l-{across} {across}"


@cache
def _round_diamond(half: float) -> str:
    arm = number(half)
    return f"l{arm} {arm}-{arm} {arm}-{arm}-{arm}z"


@cache
def _round_dot(radius: float) -> str:
    r, across = number(radius), number(2 * radius)
    return f"a{r} {r} 0 1 0 {across} 0 {r} {r} 0 1 0-{across} 0z"


def width_of(text: str, size: float) -> float:
    """Return about how wide words are: what takes three bytes is as wide as it is high.

    >>> width_of("完成", 10), round(width_of("ab", 25))
    (20.0, 28)
    """
    wide = (len(text.encode()) - len(text)) / 2
    return size * (wide + WIDTH_OF_LATIN * (len(text) - wide))


def fitted(text: str, room: float, size: float) -> str:
    """Return words cut to a room.

    >>> fitted("完成河道清淤工程", 60, 10), fitted("完成", 60, 10)
    ('完成河道清…', '完成')
    """
    return next(_lines(text, room, size, 1))


def wrapped(text: str, room: float, size: float, lines: int) -> tuple[str, ...]:
    """Return words in at most so many lines; the last is cut.

    >>> wrapped("完成河道清淤工程", 40, 10, 2), wrapped("完成河道清淤工程收尾", 40, 10, 2)
    (('完成河道', '清淤工程'), ('完成河道', '清淤工…'))
    """
    return tuple(_lines(text, room, size, lines))


def _lines(text: str, room: float, size: float, lines: int) -> Iterator[str]:
    """Yield line by line; Latin words are cut wherever the room ends, as nothing else keeps the room."""
    for place in range(1, lines + 1):
        if len(text) * size <= room or width_of(text, size) <= room:
            yield text
            return
        kept, taken = 0, size if place == lines else 0.0
        for sign in text:
            taken += size * WIDTH_OF_LATIN if sign.isascii() else size
            if taken > room:
                break
            kept += 1
        yield f"{text[:kept].rstrip()}…" if place == lines else text[:kept]
        text = text[kept:].lstrip()
