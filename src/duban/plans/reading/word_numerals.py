"""Numbers in the forms that Word knows for its lists (ECMA-376 part 1, 17.18.59)."""

_DIGITS = "〇一二三四五六七八九"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"))
_ROMAN_UNITS = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
# The first sign and the number of signs of a form that has one sign for each number.
_SIGNS = {
    "decimalEnclosedCircle": (0x2460, 20),  # ①
    "decimalEnclosedCircleChinese": (0x2460, 20),
    "decimalEnclosedParen": (0x2474, 20),  # ⑴
    "decimalEnclosedFullstop": (0x2488, 20),  # ⒈
    "ideographEnclosedCircle": (0x3280, 10),  # ㊀
}
_ROWS = {
    "ideographTraditional": "甲乙丙丁戊己庚辛壬癸",
    "ideographZodiac": "子丑寅卯辰巳午未申酉戌亥",
}
_COUNTED = frozenset(
    ("chineseCountingThousand", "taiwaneseCountingThousand", "japaneseCounting", "taiwaneseCounting", "japaneseLegal")
)
_DIGIT_BY_DIGIT = frozenset(("ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital"))
_LEGAL = str.maketrans("〇一二三四五六七八九十百千零", "零壹贰叁肆伍陆柒捌玖拾佰仟零")
_LONGEST = 20  # letters repeat: 27 is aa, 53 aaa


def written(count: int, form: str) -> str:
    """Return a number in one of Word's forms; a form of the kind "001, 002" fills up with noughts.

    >>> [written(12, form) for form in ("decimal", "chineseCounting", "decimalEnclosedCircle", "001, 002")]
    ['12', '十二', '⑫', '012']
    """
    if form == "none":
        return ""
    if form in _SIGNS:
        first, many = _SIGNS[form]
        return chr(first + count - 1) if 1 <= count <= many else str(count)
    if form in _ROWS:
        return _ROWS[form][count - 1] if 1 <= count <= len(_ROWS[form]) else str(count)
    if form == "decimalFullWidth":
        return "".join(chr(ord(digit) + 0xFEE0) for digit in str(count))
    return _latin(count, form) or _chinese(count, form) or _filled(count, form)


def _latin(count: int, form: str) -> str:
    drawn = ""
    if form in ("lowerLetter", "upperLetter") and 1 <= count <= 26 * _LONGEST:
        times, letter = divmod(count - 1, 26)
        drawn = chr(ord("a") + letter) * (times + 1)
    elif form in ("lowerRoman", "upperRoman") and 1 <= count < 4000:
        drawn = _roman(count)
    return drawn.upper() if form.startswith("upper") else drawn


def _chinese(count: int, form: str) -> str:
    if form == "chineseCounting":  # digits from a hundred on
        return counted(count) if 0 < count < 100 else _digits(count)
    if form in _COUNTED:
        return counted(count) if 0 < count < 10_000 else _digits(count)
    if form.startswith("chineseLegal"):
        # 壹拾贰: the one before ten is written
        words = counted(count) if 0 < count < 10_000 else _digits(count)
        return (f"一{words}" if words.startswith("十") else words).translate(_LEGAL)
    return _digits(count) if form in _DIGIT_BY_DIGIT else ""


def _filled(count: int, form: str) -> str:
    """Return the number with the noughts that its form shows: decimalZero has two digits, "001, 002" has three."""
    sample = form.partition(",")[0].strip()
    wide = 2 if form == "decimalZero" else len(sample) if sample.isascii() and sample.isdecimal() else 0
    return str(count).zfill(wide)


def counted(count: int) -> str:
    """Return a number below ten thousand in words as they are spoken.

    >>> [counted(count) for count in (10, 15, 20, 105, 110, 2030)]
    ['十', '十五', '二十', '一百零五', '一百一十', '二千零三十']
    """
    words, gap = "", False
    for value, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, count = divmod(count, value)
        if digit:
            words += ("零" if gap and words else "") + _DIGITS[digit] + name
        gap = not digit
    return words[1:] if words.startswith("一十") else words


def _digits(count: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(count))


def _roman(count: int) -> str:
    drawn = ""
    for value, letters in _ROMAN:
        drawn += letters * (count // value)
        count %= value
    return drawn + _ROMAN_UNITS[count]
