"""Numbers as official documents write them: 1.55, ９０, 十五, 两, 一百, 三点五."""

from decimal import Decimal

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_POWERS = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10**4, "亿": 10**8}
_LONGEST = 24


def whole(text: str) -> int | None:
    """Return the whole number that Arabic or Chinese digits write, or None.

    >>> whole("十二"), whole("二十"), whole("一百零五"), whole("二〇一九"), whole("３"), whole("两万")
    (12, 20, 105, 2019, 3, 20000)
    >>> whole("第三") is None, whole("") is None
    (True, True)
    """
    if not text or len(text) > _LONGEST:
        return None
    if text.isdecimal():
        return int(text)
    if all(char in _DIGITS for char in text):
        return int("".join(str(_DIGITS[char]) for char in text))
    total = section = digit = 0
    for char in text:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char in _POWERS:
            section += (digit or 1) * _POWERS[char]
            digit = 0
        elif char in _MYRIADS:
            total += (section + digit or 1) * _MYRIADS[char]
            section = digit = 0
        else:
            return None
    return total + section + digit


def amount(text: str) -> Decimal | None:
    """Return the value of a figure in Arabic digits, or of Chinese numerals, with a fraction or without.

    >>> amount("1.55"), amount("９０"), amount("五"), amount("1,350")
    (Decimal('1.55'), Decimal('90'), Decimal('5'), Decimal('1350'))
    >>> amount("三点五"), amount("十二点〇五"), amount("点五") is None, amount("三点") is None
    (Decimal('3.5'), Decimal('12.05'), True, True)
    """
    if text[:1].isdecimal():
        return Decimal(text.replace(",", ""))
    units, point, tenths = text.partition("点")
    value = whole(units)
    if value is None or (point and (not tenths or any(char not in _DIGITS for char in tenths))):
        return None
    return Decimal(f"{value}.{''.join(str(_DIGITS[char]) for char in tenths)}" if point else value)
