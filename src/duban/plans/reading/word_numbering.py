"""Automatic numbers of Word lists, which stand in no text: counted and written as Word draws them.

A paragraph names a list (w:num) and a level, itself or through its styles. Lists made from one abstract list count on
together, unless one is told where to begin. A number begins anew below a higher level, unless told otherwise.
"""

from typing import TYPE_CHECKING, NamedTuple

from duban.plans.reading.word_numerals import written

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LEVELS = 9
_MOST = 100_000
_LONGEST = 60  # of what is drawn around a number; all paragraphs of a list share it
_STYLES_DEEP = 20  # styles build on styles; a circle ends here


class _Level(NamedTuple):
    start: int
    form: str
    text: str
    style: str | None = None
    restart: int | None = None  # begins anew after this level (counted from 1) or a higher one; 0: never
    legal: bool = False  # all numbers in it are 1, 2, 3
    close: bool = False  # nothing between the number and the words


class _List(NamedTuple):
    abstract: str
    starts: dict[int, int]
    levels: dict[int, _Level]


class _Style(NamedTuple):
    above: str | None
    number: str | None
    level: int | None


_NO_STYLE = _Style(None, None, None)


class Numbering:
    """The lists of one document with their counters; ask in the order of the paragraphs."""

    def __init__(self, numbering: "_Element | None", styles: "_Element | None") -> None:
        self._abstract: dict[str, dict[int, _Level]] = {}
        self._links: dict[str, str] = {}  # an abstract list that only names a style, and the style
        self._lists: dict[str, _List] = {}
        self._styles: dict[str, _Style] = {}
        self._default: str | None = None
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()
        if styles is not None:
            self._learn_styles(styles)
        if numbering is not None:
            self._learn_lists(numbering)

    def label_of(self, paragraph: "_Element") -> str:
        """Return what Word draws before a paragraph, or nothing."""
        number, level = self._list_of(paragraph)
        if number is None or number not in self._lists:
            return ""
        each = self._lists[number]
        abstract = self._behind(each.abstract)
        levels = {**self._abstract.get(abstract, {}), **each.levels}
        if level not in levels:
            return ""
        counts = self._counts.setdefault(abstract, {})
        if level in each.starts and (number, level) not in self._begun:
            counts[level] = each.starts[level]
        else:
            counts[level] = counts[level] + 1 if level in counts else each.starts.get(level, levels[level].start)
        self._begun.add((number, level))
        for higher in range(level):
            if higher in levels:
                counts.setdefault(higher, each.starts.get(higher, levels[higher].start))
        for deeper in [deeper for deeper in counts if deeper > level]:
            if _begins_anew(levels.get(deeper), deeper, level):
                del counts[deeper]
        return _drawn(levels, counts, level)

    def _list_of(self, paragraph: "_Element") -> tuple[str | None, int]:
        properties = paragraph.find(f"{W}pPr")
        direct, level = _list_in(properties)
        if direct == "0":
            return None, 0
        style = _value(None if properties is None else properties.find(f"{W}pStyle")) or self._default
        through, of_style = self._list_of_style(style)
        if level is None:
            level = of_style
        return direct or through, level or 0

    def _list_of_style(self, style: str | None) -> tuple[str | None, int | None]:
        """Return the list that a style names, itself or through the styles it builds on, and the level it takes."""
        level: int | None = None
        own = style
        for _ in range(_STYLES_DEEP):
            if style is None:
                break
            each = self._styles.get(style, _NO_STYLE)
            level = each.level if level is None else level
            if each.number is not None:
                if each.number == "0":
                    return None, None
                return each.number, self._level_for(each.number, own) if level is None else level
            style = each.above
        return None, level

    def _level_for(self, number: str, style: str | None) -> int | None:
        """Return the level that a list keeps for a style."""
        if number not in self._lists:
            return None
        each = self._lists[number]
        levels = {**self._abstract.get(self._behind(each.abstract), {}), **each.levels}
        return next((level for level, form in levels.items() if form.style == style), None)

    def _behind(self, abstract: str) -> str:
        """Return the abstract list that holds the levels, where one only names the style of another."""
        for _ in range(_STYLES_DEEP):
            number = self._styles.get(self._links.get(abstract, ""), _NO_STYLE).number
            if number is None or number not in self._lists:
                break
            abstract = self._lists[number].abstract
        return abstract

    def _learn_lists(self, numbering: "_Element") -> None:
        for abstract in numbering.iterchildren(f"{W}abstractNum"):
            key = abstract.get(f"{W}abstractNumId", "")
            self._abstract[key] = _levels(abstract)
            link = _value(abstract.find(f"{W}numStyleLink"))
            if link is not None:
                self._links[key] = link
        for number in numbering.iterchildren(f"{W}num"):
            changes = list(number.iterchildren(f"{W}lvlOverride"))
            starts = {
                _whole(change.get(f"{W}ilvl"), 0): _whole(_value(change.find(f"{W}startOverride")), 1)
                for change in changes
                if change.find(f"{W}startOverride") is not None
            }
            levels = {at: level for change in changes for at, level in _levels(change).items()}
            abstract_id = _value(number.find(f"{W}abstractNumId")) or ""
            self._lists[number.get(f"{W}numId", "")] = _List(abstract_id, starts, levels)

    def _learn_styles(self, styles: "_Element") -> None:
        for style in styles.iterchildren(f"{W}style"):
            number, level = _list_in(style.find(f"{W}pPr"))
            key = style.get(f"{W}styleId", "")
            self._styles[key] = _Style(_value(style.find(f"{W}basedOn")), number, level)
            if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true", "on"):
                self._default = key


def _levels(element: "_Element") -> dict[int, _Level]:
    return {_whole(level.get(f"{W}ilvl"), 0): _level(level) for level in element.iterchildren(f"{W}lvl")}


def _level(level: "_Element") -> _Level:
    # A form of a newer Word stands in a choice beside the one for older readers, which would draw another number.
    form = level.find(f".//{W}numFmt")
    kind = _value(form) or "decimal"
    restart = _value(level.find(f"{W}lvlRestart"))
    return _Level(
        _whole(_value(level.find(f"{W}start")), 0),
        (form.get(f"{W}format") or "decimal") if form is not None and kind == "custom" else kind,
        (_value(level.find(f"{W}lvlText")) or "")[:_LONGEST],
        _value(level.find(f"{W}pStyle")),
        None if restart is None else _whole(restart, 0),
        is_on(level.find(f"{W}isLgl")),
        _value(level.find(f"{W}suff")) == "nothing",
    )


def _begins_anew(level: _Level | None, at: int, after: int) -> bool:
    """Say whether the number of a level begins anew after one of a higher level."""
    if level is None or level.restart is None or level.restart > at:
        return True
    return after < level.restart


def _drawn(levels: dict[int, _Level], counts: dict[int, int], level: int) -> str:
    own = levels[level]
    label = own.text
    if own.form == "bullet":
        return ""
    for each in range(level + 1):
        if each in levels and f"%{each + 1}" in label:
            form = "decimal" if own.legal else levels[each].form
            label = label.replace(f"%{each + 1}", written(counts.get(each, levels[each].start), form))
    label = label.strip(" ")
    if not label or label[-1] in "、）)．.：:，," or (own.close and not label[-1].isdecimal()):
        return label
    return f"{label} "


def _list_in(properties: "_Element | None") -> tuple[str | None, int | None]:
    """Return the list and level that properties name."""
    if properties is None:
        return None, None
    level = _value(properties.find(f"{W}numPr/{W}ilvl"))
    return _value(properties.find(f"{W}numPr/{W}numId")), None if level is None else min(_whole(level, 0), _LEVELS)


def is_on(element: "_Element | None") -> bool:
    """Say whether a switch is there and not turned off."""
    return element is not None and element.get(f"{W}val", "1") not in ("0", "false", "off")


def _value(element: "_Element | None") -> str | None:
    return None if element is None else element.get(f"{W}val")


def _whole(text: str | None, otherwise: int) -> int:
    return min(int(text), _MOST) if text and text.isascii() and text.isdigit() and len(text) < 9 else otherwise
