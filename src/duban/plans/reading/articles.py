"""The article of a page full of other things: which lines stay, by where they stand and how much of them is links.

The article is the smallest element that holds two thirds of the words that are no links. What stands outside it stays
where it tells of the document (a title, a table of its number and date) and goes where it is links or a frame by name.
Frames within the article go too, while they hold a small part of the page: an article in a box named "left" is still
the article.
"""

from typing import NamedTuple

_FRAME_SHARE = 4  # a frame named only by its class holds less than a quarter of the words of the page
_MENU = 3  # so many lines of links and hardly anything else are a menu
_TITLE = 8  # a heading of no more characters over links alone heads a menu: 相关解读, 栏目导航
_ANNEX = "附件"
# What stands below the article tells of the site: 主办单位：…　承办单位：…, 联系电话：…　邮编：…
_FEET = ("主办", "承办", "维护", "技术支持", "联系电话", "值班电话", "联系我们", "邮编", "邮政编码", "备案", "访客")


class Element:
    """A block element: its parent, the last element within it, what its name tells, and what it holds."""

    __slots__ = (
        "cell",
        "frame",
        "headings",
        "hidden",
        "last",
        "letters",
        "lines",
        "linked",
        "links",
        "parent",
        "position",
        "row",
    )

    def __init__(self, parent: int) -> None:
        self.parent = parent
        self.last = 0
        self.frame = self.position = self.hidden = self.cell = self.row = False
        self.letters = self.linked = self.lines = self.links = self.headings = 0


class Printed(NamedTuple):
    """A line with the number of its characters that are links, and the element it stands in."""

    text: str
    linked: int
    element: int


def in_article(elements: list[Element], lines: list[Printed]) -> list[bool]:
    """Say of every line whether it stays; `elements` in the order of their beginnings, the first around all."""
    _count(elements, lines)
    whole = elements[0]
    prose = whole.letters - whole.linked
    if prose <= 0:
        return [True] * len(lines)
    # A row of a table is no article, however long it is beside the others.
    large = (at for at, each in enumerate(elements) if (each.letters - each.linked) * 3 >= prose * 2)
    article = max(at for at in large if not elements[at].row)
    gone: list[bool] = []
    for at, each in enumerate(elements):
        above = at > 0 and gone[each.parent]
        gone.append(above or _is_gone(elements, at, article, prose))
    return [not gone[line.element] and _stays(elements, line, article) for line in lines]


def _stays(elements: list[Element], line: Printed, article: int) -> bool:
    if _is_within(elements, line.element, article):
        return True
    is_below = line.element > elements[article].last
    return not _is_link(line) and not (is_below and any(word in line.text for word in _FEET))


def _count(elements: list[Element], lines: list[Printed]) -> None:
    for line in lines:
        element = elements[line.element]
        element.letters += len(line.text)
        element.linked += min(line.linked, len(line.text))
        element.lines += 1 if line.text else 0
        element.links += 1 if _is_link(line) else 0
    for at in range(len(elements) - 1, 0, -1):
        each, above = elements[at], elements[elements[at].parent]
        above.letters += each.letters
        above.linked += each.linked
        above.lines += each.lines
        above.links += each.links
        above.headings += each.headings


def _is_within(elements: list[Element], at: int, outer: int) -> bool:
    return outer <= at <= elements[outer].last


def _is_gone(elements: list[Element], at: int, article: int, prose: int) -> bool:
    element = elements[at]
    if not element.letters or _is_within(elements, article, at):
        return False
    words = element.letters - element.linked
    if element.hidden:
        return True
    # Words of place say little within the article, where they align; a head with the title in it is no frame. A row of
    # a table there may hold links and nothing else.
    is_outside = not _is_within(elements, at, article)
    if (is_outside or not element.cell) and _is_menu(element, words):
        return True
    if element.frame and words * _FRAME_SHARE <= prose:
        return True
    return element.position and is_outside and (not element.headings or element.linked * 2 >= element.letters)


def _is_menu(element: Element, words: int) -> bool:
    """Say whether an element holds links and nothing else, or links below a short heading."""
    if element.links >= _MENU and element.linked * 5 >= element.letters * 4:
        return True
    return element.lines > 1 and element.links >= element.lines - 1 and words <= _TITLE


def _is_link(line: Printed) -> bool:
    return line.linked * 2 >= len(line.text) > 0 and _ANNEX not in line.text
