"""Numbers of spreadsheets as their cells show them: a value and a format code give the printed words.

A code has up to four parts (above zero; below; zero; text, or with conditions of their own) of figures, dates and
words between quotation marks: `0.0%`, `#,##0`, `yyyy"年"m"月"`, `[DBNum1]General`, `[>=10000]0,"千";0`. What a code
asks beyond this (fractions, powers, words within a figure) is shown as a plain number.
"""

import re
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, localcontext
from functools import lru_cache
from typing import NamedTuple

from duban.plans.reading.word_numerals import counted, written

# Formats that files name by number only; those from 27 on are of Chinese Excel.
BUILT_IN = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    14: "yyyy/m/d",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    20: "h:mm",
    21: "h:mm:ss",
    22: "yyyy/m/d h:mm",
    27: 'yyyy"年"m"月"',
    28: 'm"月"d"日"',
    29: 'm"月"d"日"',
    30: "m-d-yy",
    31: 'yyyy"年"m"月"d"日"',
    32: 'h"时"mm"分"',
    33: 'h"时"mm"分"ss"秒"',
    36: 'yyyy"年"m"月"',
    37: "#,##0",
    38: "#,##0",
    39: "#,##0.00",
    40: "#,##0.00",
    45: "mm:ss",
    50: 'yyyy"年"m"月"',
    51: 'm"月"d"日"',
    52: 'yyyy"年"m"月"',
    53: 'm"月"d"日"',
    54: 'm"月"d"日"',
    57: 'yyyy"年"m"月"',
    58: 'm"月"d"日"',
}
# Quoted words, escaped signs, room for a sign, brackets, then the letters that stand for something.
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|[\\!](?P<escaped>.)|(?P<room>[_*].)|\[(?P<bracket>[^\]]*)\]|(?P<general>General)'
    r"|(?P<half>AM/PM|A/P|上午/下午)|(?P<date>y+|m+|d+|h+|s+|a{3,4})|(?P<figure>[0#?][0#?,.]*)|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_CONDITION = r"(<=|>=|<>|<|>|=)(-?[0-9]{1,15}(?:\.[0-9]{1,9})?)"
_WEEKDAYS = "一二三四五六日"
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_LAST_DAY = 2_958_465  # 9999-12-31
_LONGEST_CODE = 255


class _Piece(NamedTuple):
    kind: str  # words, figure, general, date, half
    text: str


class _Code(NamedTuple):
    pieces: tuple[_Piece, ...]
    chinese: bool = False
    sign: str = ""  # of the condition: <, <=, >, >=, =, <>
    bound: float = 0.0


def shown(value: float, code: str, *, since_1904: bool = False) -> str:
    """Return a number as a cell with this format code shows it.

    >>> shown(0.125, "0.0%"), shown(45_838, 'yyyy"年"m"月"'), shown(12, "[DBNum1]General"), shown(1234.5, "#,##0.00")
    ('12.5%', '2025年6月', '一十二', '1,234.50')
    """
    if not abs(value) < 1e15:
        return plain(value)
    part, is_below = _part_for(value, _parts(code[:_LONGEST_CODE]))
    kinds = {piece.kind for piece in part.pieces}
    if "date" in kinds:
        moment = _moment(value, since_1904=since_1904)
        return plain(value) if moment is None else _dated(moment, part)
    if sum(piece.kind == "figure" for piece in part.pieces) > 1 or ("figure" in kinds and _is_power(part)):
        return plain(value)
    return _figured(abs(value) if is_below else value, part)


def plain(value: float) -> str:
    """Return a number with the digits that a cell without format shows.

    >>> plain(3.0), plain(0.1 + 0.2), plain(-2.5)
    ('3', '0.3', '-2.5')
    """
    digits = format(value, ".12g")
    if not abs(value) < 1e15:
        return digits
    return str(int(value)) if value == int(value) else format(Decimal(digits), "f")


def _part_for(value: float, parts: tuple[_Code, ...]) -> tuple[_Code, bool]:
    """Return the part of a code that draws a value, and whether it draws the value without its sign."""
    if any(part.sign for part in parts):
        return next((part for part in parts if _meets(value, part)), _Code((_Piece("general", ""),))), False
    at = 1 if value < 0 and len(parts) > 1 else 2 if value == 0 and len(parts) > 2 else 0
    return parts[at], at == 1


def _meets(value: float, part: _Code) -> bool:
    compared = (value > part.bound) - (value < part.bound)
    held = {"<": (-1,), "<=": (-1, 0), ">": (1,), ">=": (0, 1), "=": (0,), "<>": (-1, 1)}
    return not part.sign or compared in held[part.sign]


def _is_power(part: _Code) -> bool:
    return any(piece.kind == "words" and piece.text in ("/", "E", "e") for piece in part.pieces)


@lru_cache(maxsize=256)
def _parts(code: str) -> tuple[_Code, ...]:
    parts: list[_Code] = []
    part, pieces = _Code(()), list[_Piece]()
    for token in _TOKEN.finditer(code):
        kind = token.lastgroup or "other"
        words = token[kind]
        if kind == "other" and words == ";":
            parts.append(part._replace(pieces=tuple(pieces)))
            part, pieces = _Code(()), []
        elif kind == "bracket":
            if words.upper() in ("DBNUM1", "DBNUM2"):
                part = part._replace(chinese=True)
            elif condition := re.fullmatch(_CONDITION, words):
                part = part._replace(sign=condition[1], bound=float(condition[2]))
            elif words and words.lower().strip("hms") == "":  # hours that run over a day
                pieces.append(_Piece("date", words.lower()))
        elif kind in ("quoted", "escaped", "other"):
            pieces.append(_Piece("words", words))
        elif kind != "room":
            pieces.append(_Piece(kind, words.lower() if kind == "date" else words))
    return (*parts, part._replace(pieces=tuple(pieces)))


def _moment(value: float, *, since_1904: bool) -> datetime | None:
    if not 0 <= value <= _LAST_DAY:
        return None
    # The first day is 1900-01-01, and a 29 February that was none is counted.
    first = datetime(1904, 1, 1) if since_1904 else datetime(1899, 12, 30 if value >= 60 else 31)  # noqa: DTZ001  # as printed
    return first + timedelta(days=int(value), seconds=round(value % 1 * 86_400))


def _dated(moment: datetime, code: _Code) -> str:
    words = ""
    before = ""  # the last letter of a date or time: m after h, or before s, is minutes
    halves = any(piece.kind == "half" for piece in code.pieces)
    for at, (kind, text) in enumerate(code.pieces):
        if kind == "date":
            following = next((piece.text[0] for piece in code.pieces[at + 1 :] if piece.kind == "date"), "")
            is_minute = text[0] == "m" and len(text) < 3 and (before == "h" or following == "s")
            words += _field(moment, "n" * len(text) if is_minute else text, chinese=code.chinese, halves=halves)
            before = text[0]
        elif kind == "half":
            words += ("上午" if moment.hour < 12 else "下午") if "午" in text else f"{moment:%p}"
        else:
            words += text
    return words.strip()


def _field(moment: datetime, text: str, *, chinese: bool, halves: bool) -> str:
    letter, wide = text[0], len(text)
    if letter == "y":
        year = str(moment.year) if wide > 2 else f"{moment.year % 100:02}"
        return "".join(written(int(digit), "ideographDigital") for digit in year) if chinese else year
    if letter == "a" or (letter == "d" and wide > 2):
        return ("星期" if wide > 3 else "周" if letter == "d" else "") + _WEEKDAYS[moment.weekday()]
    if letter == "m" and wide > 2:
        return _MONTHS[moment.month - 1]
    number = {
        "m": moment.month,
        "d": moment.day,
        "h": (moment.hour + 11) % 12 + 1 if halves else moment.hour,
        "n": moment.minute,
        "s": moment.second,
    }[letter]
    return counted(number) if chinese and number else str(number).zfill(min(wide, 2))


def _figured(value: float, code: _Code) -> str:
    words, filled = "", False
    percents = sum(piece.text.count("%") for piece in code.pieces if piece.kind == "words")
    for kind, text in code.pieces:
        if kind == "general":
            is_counted = code.chinese and value == int(value) and 0 < value < 10_000
            words += _in_characters(int(value)) if is_counted else plain(value)
        elif kind == "figure":
            words += "" if filled else _number(value * 100**percents if percents else value, text)
            filled = True
        else:
            words += plain(value) if text == "@" else text
    return words.strip()


def _in_characters(count: int) -> str:
    """Return a number in words as a cell shows it: the one before ten is written, the nought is a circle."""
    words = counted(count).replace("零", "〇")
    return f"一{words}" if words.startswith("十") else words


def _number(value: float, figure: str) -> str:
    """Return a number with the decimals, noughts and commas of a code like `#,##0.0#`."""
    whole, _, decimals = figure.partition(".")
    scaled = len(whole) - len(whole.rstrip(",")) if "." not in figure else len(figure) - len(figure.rstrip(","))
    decimals = decimals.replace(",", "")
    with localcontext() as context:
        context.prec = 60
        exact = Decimal(repr(value) if value % 1 else int(value)) / 1000**scaled
        # A product of floats has a tail (0.07 * 100): cut it before rounding as a cell does.
        rounded = Decimal(format(exact, ".15g")).quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP)
    least = sum(sign in "0?" for sign in decimals)
    digits, _, fraction = format(abs(rounded), "f").partition(".")
    while len(fraction) > least and fraction.endswith("0"):
        fraction = fraction[:-1]
    digits = digits.zfill(whole.count("0"))
    if digits == "0" and "0" not in whole and fraction:
        digits = ""
    if "," in whole.rstrip(","):
        digits = f"{int(digits or 0):,}"
    return ("-" if rounded < 0 else "") + digits + (f".{fraction}" if fraction else "")
