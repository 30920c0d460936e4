"""Automatic numbers of the lists of a doc (MS-DOC 2.9): counted level by level and written as Word draws them.

A paragraph names its list by the number of an override; the override names the list. The levels of all lists stand
behind the table of lists, each with its form, its start and the words around the number.
"""

from struct import error as StructError  # noqa: N812  # named like the classes beside which it is caught
from struct import unpack_from
from typing import NamedTuple

from duban.plans.reading.word_numerals import written

_LEVELS = 9
_MOST_LISTS = 4_000
_LONGEST = 40
# The forms of numbers by their codes, in the order of ECMA-376 part 1, 17.18.59.
_NAMES = (
    "decimal upperRoman lowerRoman upperLetter lowerLetter ordinal cardinalText ordinalText hex chicago "
    "ideographDigital japaneseCounting aiueo iroha decimalFullWidth decimalHalfWidth japaneseLegal "
    "japaneseDigitalTenThousand decimalEnclosedCircle decimalFullWidth2 aiueoFullWidth irohaFullWidth decimalZero "
    "bullet ganada chosung decimalEnclosedFullstop decimalEnclosedParen decimalEnclosedCircleChinese "
    "ideographEnclosedCircle ideographTraditional ideographZodiac ideographZodiacTraditional taiwaneseCounting "
    "ideographLegalTraditional taiwaneseCountingThousand taiwaneseDigital chineseCounting chineseLegalSimplified "
    "chineseCountingThousand"
)
_FORMS = _NAMES.split()


class Level(NamedTuple):
    """One level of a list; in its words a character below 9 stands for the number of a level.

    It begins anew after a paragraph of a level above `begins_below`.
    """

    start: int
    form: str
    words: str
    follow: str
    begins_below: int = _LEVELS


class Lists:
    """Gives paragraphs their labels, in the order in which they stand."""

    def __init__(self, tables: bytes, lists: tuple[int, int], overrides: tuple[int, int]) -> None:
        self._levels: dict[int, list[Level]] = {}
        self._list_of: list[int] = []
        self._starts: dict[tuple[int, int], int] = {}  # of an override and a level: where it begins anew
        self._counts: dict[int, dict[int, int]] = {}
        try:
            self._learn_lists(tables, *lists)
            self._learn_overrides(tables, *overrides)
        except (StructError, IndexError):
            # What was learned before the damage serves.
            return

    def label_of(self, override: int, level: int) -> str:
        """Count one more paragraph of a list and return the label that is drawn before it."""
        if not 0 < override <= len(self._list_of) or not 0 <= level < _LEVELS:
            return ""
        number = self._list_of[override - 1]
        levels = self._levels.get(number, [])
        if level >= len(levels):
            return ""
        counts = self._counts.setdefault(number, {})
        start = self._starts.pop((override, level), None)
        if start is not None or level not in counts:
            counts[level] = levels[level].start if start is None else start
        else:
            counts[level] += 1
        for deeper in [each for each in counts if each > level and level < levels[each].begins_below]:
            del counts[deeper]
        return self._drawn(levels, counts, level)

    def _drawn(self, levels: list[Level], counts: dict[int, int], level: int) -> str:
        drawn = levels[level]
        if drawn.form in ("bullet", "none"):
            return ""
        pieces = []
        for character in drawn.words:
            at = ord(character)
            if at < _LEVELS:
                each = levels[min(at, len(levels) - 1)]
                pieces.append(written(counts.get(at, each.start), each.form))
            else:
                pieces.append(character)
        return "".join(pieces) + drawn.follow

    def _learn_lists(self, tables: bytes, start: int, size: int) -> None:
        if not size:
            return
        count = min(max(0, unpack_from("<h", tables, start)[0]), _MOST_LISTS)
        at = start + size  # the levels follow the table
        for index in range(count):
            head = start + 2 + 28 * index
            number, is_simple = unpack_from("<i", tables, head)[0], tables[head + 26] & 1
            levels = []
            for _ in range(1 if is_simple else _LEVELS):
                level, at = _level(tables, at)
                levels.append(level)
            self._levels[number] = levels

    def _learn_overrides(self, tables: bytes, start: int, size: int) -> None:
        if not size:
            return
        count = min(unpack_from("<I", tables, start)[0], _MOST_LISTS)
        heads = [unpack_from("<i8xB", tables, start + 4 + 16 * index) for index in range(count)]
        self._list_of = [number for number, _ in heads]
        at = start + 4 + 16 * count
        for override, (_, changed) in enumerate(heads, 1):
            at += 4
            for _ in range(min(changed, _LEVELS)):
                begin, flags = unpack_from("<iI", tables, at)
                at += 8
                if flags & 32:
                    level, at = _level(tables, at)
                    begin = level.start
                if flags & 16:
                    self._starts[override, flags & 15] = begin


def _level(tables: bytes, at: int) -> tuple[Level, int]:
    """Return a level and the place behind it."""
    start, form, flags = unpack_from("<iBB", tables, at)
    begins_below = tables[at + 26] if flags & 8 else _LEVELS
    follow = tables[at + 15]
    properties = tables[at + 24] + tables[at + 25]
    at += 28 + properties
    length = unpack_from("<H", tables, at)[0]
    words = tables[at + 2 : at + 2 + 2 * min(length, _LONGEST)].decode("utf-16-le", "replace")
    name = _FORMS[form] if form < len(_FORMS) else "none" if form == 255 else "decimal"
    return Level(start, name, words, "" if follow == 2 else " ", begins_below), at + 2 + 2 * length
