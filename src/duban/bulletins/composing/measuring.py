"""How wide a text is, near enough to plan lines with."""


def ems(text: str) -> float:
    """Return the width of a text in characters: signs of ASCII are half as wide.

    >>> ems("2026年12月9日")
    6.5
    """
    return sum(0.5 if sign.isascii() else 1.0 for sign in text)
