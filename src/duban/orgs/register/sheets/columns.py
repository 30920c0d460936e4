"""The columns of the register as a sheet, and the words by which a cell may say them."""

import re
from collections.abc import Mapping
from datetime import date
from enum import Enum
from functools import cache, lru_cache

from django.conf import settings
from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from duban.orgs.models import Unit


class Column(Enum):
    """What a column holds; short names, aliases and groups are lists."""

    CODE = "code"
    NAME = "name"
    SHORT = "short"
    ALIASES = "aliases"
    KIND = "kind"
    STANDING = "standing"
    PARENT = "parent"
    POSITION = "position"
    PINYIN = "pinyin"
    SINCE = "since"
    UNTIL = "until"
    GROUPS = "groups"

    __hash__ = object.__hash__  # Enum's own is Python, and every cell is looked up by its column


HEADINGS: Mapping[Column, Promise] = {
    Column.CODE: _("Code of the unit"),
    Column.NAME: _("Full name"),
    Column.SHORT: _("Short names"),
    Column.ALIASES: _("Aliases"),
    Column.KIND: _("Kind of unit"),
    Column.STANDING: _("Standing"),
    Column.PARENT: _("Parent unit"),
    Column.POSITION: _("Sort order"),
    Column.PINYIN: _("Pinyin"),
    Column.SINCE: _("Exists since"),
    Column.UNTIL: _("Existed until"),
    Column.GROUPS: _("Belongs to groups"),
}
LISTS = (Column.SHORT, Column.ALIASES, Column.GROUPS)
LONGEST = {Column.CODE: 32, Column.NAME: 64, Column.SHORT: 64, Column.ALIASES: 64, Column.PINYIN: 255}
WIDTHS = (12, 36, 20, 30, 14, 14, 30, 10, 36, 12, 12, 30)
JOINED = "、"
DAYS = 1024  # few days are written in many rows

# How offices head such lists beside our own words: 单位名称, 机构代码.
OTHER_HEADINGS = {
    "单位名称": Column.NAME,
    "名称": Column.NAME,
    "单位": Column.NAME,
    "机构代码": Column.CODE,
    "代码": Column.CODE,
    "单位简称": Column.SHORT,
    "类型": Column.KIND,
    "类别": Column.KIND,
    "上级": Column.PARENT,
    "主管单位": Column.PARENT,
    "序号": Column.POSITION,
}
# 市发改委、市发展改革委 ; 市发改委,市发展改革委
_BETWEEN = re.compile(r"[、，,；;\n|]")
# 2024-05-01, 2024/5/1, 2024.5.1, 2024年5月1日, 20240501
_DAY = re.compile(r"(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})日?")


@cache
def columns_by_heading() -> Mapping[str, Column]:
    """Return every word that heads a column: its code, our words in every language, and what offices write."""
    words = {word: column for column, label in HEADINGS.items() for word in said_as(label)}
    return {**OTHER_HEADINGS, **words, **{column.value: column for column in Column}}


@cache
def kinds_by_word() -> Mapping[str, str]:
    """Return the kinds of units by code and words."""
    return _by_word(Unit.Kind)


@cache
def standings_by_word() -> Mapping[str, str]:
    """Return the standings of units by code and words."""
    return _by_word(Unit.Standing)


def said_as(label: object) -> set[str]:
    """Return a label in every language of the interface, folded."""
    found = set()
    for language, _name in settings.LANGUAGES:
        with override(language):
            found.add(folded(str(label)))
    return found


def folded(text: str) -> str:
    """Return a word as it is compared: without blanks, small letters."""
    return "".join(text.split()).lower()


def list_of(cell: str) -> tuple[str, ...]:
    """Return the entries of a cell, each once.

    >>> list_of("市发改委、市发展改革委; 市发改委")
    ('市发改委', '市发展改革委')
    """
    if not cell:
        return ()
    return tuple(dict.fromkeys(filter(None, map(str.strip, _BETWEEN.split(cell)))))


@lru_cache(maxsize=DAYS)
def day_of(cell: str) -> date | None:
    """Return the day of a cell, None where it is no day.

    >>> day_of("2024年5月1日"), day_of("20240501"), day_of("2024-02-30")
    (datetime.date(2024, 5, 1), datetime.date(2024, 5, 1), None)
    """
    match = _DAY.fullmatch(cell.strip().removesuffix(" 00:00:00"))
    try:
        return date(*map(int, match.groups())) if match else None
    except ValueError:
        return None


def _by_word(choices: type[TextChoices]) -> dict[str, str]:
    return {word: each.value for each in choices for word in {each.value, *said_as(each.label)}}
