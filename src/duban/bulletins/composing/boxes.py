"""Boxes to tick, as every writer prints them: signs that the faces of documents have."""

OPEN, TICKED = "□", "■"


def box(text: str, *, is_ticked: bool) -> str:
    """Return an option behind its box.

    >>> box("属实", is_ticked=False), box("不属实", is_ticked=True)
    ('□属实', '■不属实')
    """
    return (TICKED if is_ticked else OPEN) + text
