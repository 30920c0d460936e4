"""What the fields of a report say: words, nothing new, figures."""

from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import TypeVar

from django.utils.translation import gettext_lazy as _

from duban.core import texts
from duban.core.errors import DomainError
from duban.progress.reporting.figures import FigureWords
from duban.progress.reporting.reports import ReportWords
from duban.progress.selectors.screens import FigureField

W = TypeVar("W", bound=ReportWords)
LONGEST = 5_000


class NoNumber(DomainError):
    """A figure that is none."""

    code = "web.no_number"


texts.register({NoNumber.code: _("%(title)s: “%(text)s” is not a number. Nothing was saved.")})


def words_of(
    posted: Mapping[str, str], prefix: str, figures: Sequence[FigureField], form: type[W], **more: object
) -> W:
    """Return what was typed for one report; fields begin with a prefix."""
    return form(
        text=posted.get(f"{prefix}text", "").strip()[:LONGEST] or None,
        next_steps=_optional(posted, f"{prefix}next"),
        remark=_optional(posted, f"{prefix}remark"),
        is_nil=bool(posted.get(f"{prefix}nil")),
        figures=tuple(_figures(posted, prefix, figures)),
        version=version_of(posted.get(f"{prefix}version", "")),
        **more,
    )


def _figures(posted: Mapping[str, str], prefix: str, figures: Sequence[FigureField]) -> list[FigureWords]:
    found = []
    for each in figures:
        text = posted.get(f"{prefix}f-{each.uid}", "").replace(",", "").strip()
        if not text:
            continue
        try:
            value = Decimal(text)
        except InvalidOperation as error:
            raise NoNumber(title=each.title, text=text) from error
        if not value.is_finite() or abs(value) >= Decimal(10) ** 18:
            raise NoNumber(title=each.title, text=text)
        remark = posted.get(f"{prefix}fr-{each.uid}", "").strip()[:255]
        found.append(FigureWords(each.uid, value, remark=remark or None, is_share=each.is_share))
    return found


def _optional(posted: Mapping[str, str], name: str) -> str | None:
    return posted[name].strip()[:LONGEST] if name in posted else None


def version_of(text: str) -> int:
    """Return the version that a page was drawn from; what is none is older than every one."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else -1
