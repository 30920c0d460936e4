"""What `duban init` asks, one question a row; answers come from the terminal or from a file, by the same keys."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from duban.orgs.administration.founding import Government
from duban.orgs.models import Jurisdiction, Post

CODE = re.compile(r"[a-z0-9][a-z0-9-]{1,31}")  # lanzhou, 150500
YES, NO = frozenset({"yes", "y", "true", "1", "是"}), frozenset({"no", "n", "false", "0", "否"})


class UnfitAnswer(ValueError):
    """An answer that cannot be what was asked for; the message says what would."""


def _words(longest: int) -> Callable[[str], str]:
    def read(raw: str) -> str:
        text = " ".join(raw.split())
        if not text or len(text) > longest or not text.isprintable():
            raise UnfitAnswer(str(_("1 to %(longest)s characters") % {"longest": longest}))
        return text

    return read


def _code(raw: str) -> str:
    if not CODE.fullmatch(raw):
        raise UnfitAnswer(str(_("2 to 32 small letters, digits or hyphens, such as lanzhou")))
    return raw


def _level(raw: str) -> Jurisdiction.Level:
    for level in Jurisdiction.Level:
        if raw in {level.value, str(level.label)}:
            return level
    raise UnfitAnswer(str(_("one of %(choices)s") % {"choices": ", ".join(Jurisdiction.Level.values)}))


def _protection(raw: str) -> int:
    if raw not in {"2", "3"}:
        raise UnfitAnswer(str(_("2 or 3")))
    return int(raw)


def _yes(raw: str) -> bool:
    if raw.lower() in YES:
        return True
    if raw.lower() in NO:
        return False
    raise UnfitAnswer(str(_("yes or no")))


@dataclass(frozen=True)
class Question:
    """A key with its words, and how its answer is read; with a default it may be left out."""

    key: str
    words: Any  # a lazy text
    read: Callable[[str], object]
    default: str | None = None


QUESTIONS = (
    Question("name", _("Full name of the government"), _words(64)),
    Question("code", _("Code, for addresses and commands"), _code),
    Question("level", _("Level (province, prefecture, county, township)"), _level),
    Question("parent", _("Code of the upper government, if it is set up here"), lambda raw: raw or None, ""),
    Question("protection_level", _("Declared level of classified protection (2 or 3)"), _protection),
    Question("small_office", _("Fewer than four inspecting persons (yes or no)"), _yes, "no"),
    Question("system", _("Name of the system administrator"), _words(32)),
    Question("security", _("Name of the security administrator"), _words(32)),
    Question("audit", _("Name of the audit administrator"), _words(32)),
    Question("office_head", _("Name of the head of the supervision office"), _words(32)),
)


def government_of(answers: Mapping[str, Any]) -> Government:
    """Return what was answered as a government to set up; every question has its answer."""
    return Government(
        name=answers["name"],
        code=answers["code"],
        level=answers["level"],
        parent=answers["parent"],
        protection_level=answers["protection_level"],
        is_small_office=answers["small_office"],
        holders={
            Post.Kind.SYSTEM: answers["system"],
            Post.Kind.SECURITY: answers["security"],
            Post.Kind.AUDIT: answers["audit"],
            Post.Kind.OFFICE_HEAD: answers["office_head"],
        },
    )
