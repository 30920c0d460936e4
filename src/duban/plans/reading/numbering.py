"""Automatic numbers of Word lists, which stand in no text: counted and written as Word draws them."""

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LEVELS = 9
_MOST = 100_000
_DIGITS = "〇一二三四五六七八九"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"))
_ROMAN_UNITS = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")


class _Level(NamedTuple):
    start: int
    form: str
    text: str


class Numbering:
    """The lists of one document with their counters; ask in the order of the paragraphs."""

    def __init__(self, numbering: "_Element | None", styles: "_Element | None") -> None:
        self._abstract: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, tuple[str, dict[int, int]]] = {}
        self._styles: dict[str, tuple[str | None, str | None, int]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()
        if numbering is not None:
            self._learn_lists(numbering)
        if styles is not None:
            self._learn_styles(styles)

    def label_of(self, paragraph: "_Element") -> str:
        """Return what Word draws before a paragraph, or nothing."""
        number, level = self._list_of(paragraph)
        if number is None or number not in self._lists:
            return ""
        abstract, starts = self._lists[number]
        levels = self._abstract.get(abstract, {})
        if level not in levels:
            return ""
        counts = self._counts.setdefault(abstract, {})
        if level in starts and (number, level) not in self._begun:
            self._begun.add((number, level))
            counts[level] = starts[level]
        else:
            counts[level] = counts[level] + 1 if level in counts else levels[level].start
        for deeper in [each for each in counts if each > level]:
            del counts[deeper]
        return self._drawn(levels, counts, level)

    def _drawn(self, levels: dict[int, _Level], counts: dict[int, int], level: int) -> str:
        label = levels[level].text
        if levels[level].form == "bullet":
            return ""
        for each in range(level + 1):
            if each in levels:
                label = label.replace(f"%{each + 1}", written(counts.get(each, levels[each].start), levels[each].form))
        return label if not label or label[-1] in "、）)．.：" else f"{label} "

    def _list_of(self, paragraph: "_Element") -> tuple[str | None, int]:
        direct, level = _list_in(paragraph.find(f"{W}pPr"))
        if direct is not None:
            return (None if direct == "0" else direct), level or 0
        style = _value(paragraph.find(f"{W}pPr/{W}pStyle"))
        for _ in range(20):  # styles build on styles; a circle ends here
            above, number, of_style = self._styles.get(style or "", (None, None, 0))
            if number is not None:
                return number, level if level is not None else of_style
            style = above
        return None, 0

    def _learn_lists(self, numbering: "_Element") -> None:
        for abstract in numbering.iter(f"{W}abstractNum"):
            levels = self._abstract.setdefault(abstract.get(f"{W}abstractNumId", ""), {})
            for each in abstract.iter(f"{W}lvl"):
                form, text = _value(each.find(f"{W}numFmt")), _value(each.find(f"{W}lvlText"))
                start = _whole(_value(each.find(f"{W}start")), 1)
                levels[_whole(each.get(f"{W}ilvl"), 0)] = _Level(start, form or "decimal", text or "")
        for number in numbering.iter(f"{W}num"):
            starts = {
                _whole(change.get(f"{W}ilvl"), 0): _whole(_value(change.find(f"{W}startOverride")), 1)
                for change in number.iter(f"{W}lvlOverride")
                if change.find(f"{W}startOverride") is not None
            }
            self._lists[number.get(f"{W}numId", "")] = (_value(number.find(f"{W}abstractNumId")) or "", starts)

    def _learn_styles(self, styles: "_Element") -> None:
        for style in styles.iter(f"{W}style"):
            number, level = _list_in(style.find(f"{W}pPr"))
            above = _value(style.find(f"{W}basedOn"))
            self._styles[style.get(f"{W}styleId", "")] = (above, number, level or 0)


def written(count: int, form: str) -> str:
    """Return a number in one of Word's forms.

    >>> [written(12, form) for form in ("decimal", "chineseCounting", "decimalEnclosedCircle", "lowerRoman")]
    ['12', '十二', '⑫', 'xii']
    """
    if form.startswith(("chinese", "japaneseCounting", "taiwanese", "ideographDigital")):
        return _chinese(count)
    if form.startswith("decimalEnclosedCircle") and 1 <= count <= 20:
        return chr(0x2460 + count - 1)
    if form in ("lowerLetter", "upperLetter") and 1 <= count <= 26:
        return chr((97 if form == "lowerLetter" else 65) + count - 1)
    if form in ("lowerRoman", "upperRoman") and 1 <= count < 4000:
        return _roman(count).upper() if form == "upperRoman" else _roman(count)
    if form == "decimalFullWidth":
        return "".join(chr(ord(digit) + 0xFEE0) for digit in str(count))
    return "" if form == "none" else str(count)


def _chinese(count: int) -> str:
    if not 0 < count < 100:
        return "".join(_DIGITS[int(digit)] for digit in str(count))
    tens, ones = divmod(count, 10)
    return (_DIGITS[tens] if tens > 1 else "") + ("十" if tens else "") + (_DIGITS[ones] if ones else "")


def _roman(count: int) -> str:
    drawn = ""
    for value, letters in _ROMAN:
        drawn += letters * (count // value)
        count %= value
    return drawn + _ROMAN_UNITS[count]


def _list_in(properties: "_Element | None") -> tuple[str | None, int | None]:
    """Return the list and level that properties name."""
    if properties is None:
        return None, None
    level = _value(properties.find(f"{W}numPr/{W}ilvl"))
    return _value(properties.find(f"{W}numPr/{W}numId")), None if level is None else min(_whole(level, 0), _LEVELS)


def _value(element: "_Element | None") -> str | None:
    return None if element is None else element.get(f"{W}val")


def _whole(text: str | None, otherwise: int) -> int:
    return min(int(text), _MOST) if text and text.isascii() and text.isdigit() and len(text) < 9 else otherwise
