"""Shapes as path data, and words cut to the room there is."""

from collections.abc import Iterator

WIDE = "\u2e80"  # from here on characters are as wide as they are high
WIDTH_OF_LATIN = 0.56


def number(value: float) -> str:
    """Return a coordinate as short as it can be.

    >>> number(12.0), number(3.25), number(-0.04)
    ('12', '3.2', '0')
    """
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def box(x: float, y: float, width: float, height: float) -> str:
    """Return a rectangle."""
    across, down = number(width), number(height)
    return f"M{number(x)} {number(y)}h{across}v{down}h-{across}z"


def diamond(x: float, y: float, half: float) -> str:
    """Return a diamond round its middle."""
    arm = number(half)
    return f"M{number(x)} {number(y - half)}l{arm} {arm}-{arm} {arm}-{arm}-{arm}z"


def dot(x: float, y: float, radius: float) -> str:
    """Return a circle round its middle."""
    r, across = number(radius), number(2 * radius)
    return f"M{number(x - radius)} {number(y)}a{r} {r} 0 1 0 {across} 0 {r} {r} 0 1 0-{across} 0z"


def cross(x: float, y: float, half: float) -> str:
    """Return an oblique cross round its middle."""
    across = number(2 * half)
    return (
        f"M{number(x - half)} {number(y - half)}l{across} {across}"
        f"M{number(x + half)} {number(y - half)}l-{across} {across}"
    )


def width_of(text: str, size: float) -> float:
    """Return about how wide words are."""
    return size * sum(1 if sign >= WIDE else WIDTH_OF_LATIN for sign in text)


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
        if width_of(text, size) <= room:
            yield text
            return
        kept, taken = 0, width_of("…", size) if place == lines else 0.0
        while kept < len(text) and taken + (step := width_of(text[kept], size)) <= room:
            taken, kept = taken + step, kept + 1
        yield f"{text[:kept].rstrip()}…" if place == lines else text[:kept]
        text = text[kept:].lstrip()
