"""The columns by which units are sorted and looked up from the keyboard."""

LONGEST_PINYIN = 255
LONGEST_INITIALS = 64


def pinyin_of(name: str) -> str:
    """Return the syllables of a name; a person may write them otherwise (重庆 is chong qing)."""
    from pypinyin import lazy_pinyin

    return " ".join(lazy_pinyin(name))[:LONGEST_PINYIN]


def initials_of(pinyin: str) -> str:
    """Return the first letters of syllables.

    >>> initials_of("shi fa gai wei")
    'sfgw'
    """
    return "".join(syllable[0] for syllable in pinyin.split())[:LONGEST_INITIALS]


def keyboard_columns(name: str, pinyin: str = "") -> dict[str, str]:
    """Return both columns of a unit: from the pinyin that a person wrote, else from the name."""
    syllables = " ".join(pinyin.lower().split())[:LONGEST_PINYIN] or pinyin_of(name)
    return {"pinyin": syllables, "initials": initials_of(syllables)}
