"""Numbers in Chinese characters, as labels of headings are written."""

_DIGITS = "零一二三四五六七八九"


def chinese(number: int) -> str:
    """Return a number from 0 to 99 in Chinese characters.

    >>> [chinese(number) for number in (1, 10, 11, 20, 35)]
    ['一', '十', '十一', '二十', '三十五']
    """
    tens, ones = divmod(number, 10)
    if not tens:
        return _DIGITS[ones]
    return (_DIGITS[tens] if tens > 1 else "") + "十" + (_DIGITS[ones] if ones else "")
