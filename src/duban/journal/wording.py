"""The journal in words: titles of the fields of a body, changes before and after, a broken link as a sentence.

Packages register titles for the keys that they write into bodies (`name_fields`) and words for the codes that stand
there (`name_values`); what nobody registered is shown under its key, so that nothing is ever left out.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as translated
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from duban.core.digests import Plain
from duban.core.texts import Lazy
from duban.journal.reports import Break, Fault

_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")  # 2026-03-02T01:30:00.000000Z; a day has no T
_BOTH = frozenset({"before", "after"})

_titles: dict[str, Lazy] = {}
_values: dict[str, dict[str, Lazy]] = {}


@dataclass(frozen=True)
class Change:
    """A field before and after an act."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Fact:
    """Something that an entry says beside what changed."""

    label: str
    words: str


@dataclass(frozen=True)
class Said:
    """A body in words."""

    changes: tuple[Change, ...]
    facts: tuple[Fact, ...]


def name_fields(titles: Mapping[str, Lazy]) -> None:
    """Add titles for keys of bodies and for names of contents."""
    _titles.update(titles)


def name_values(field: str, words: Iterable[tuple[str, Lazy]]) -> None:
    """Add words for the codes that stand under a key, such as the choices of a model's field."""
    _values.setdefault(field, {}).update(words)


def named_fields() -> frozenset[str]:
    """Return the keys that have a title."""
    return frozenset(_titles)


def label(field: str) -> str:
    """Return the title of a key; the key itself where nobody registered one."""
    return str(_titles.get(field, field))


def said(body: Mapping[str, Plain], names: Mapping[str, str] | None = None) -> Said:
    """Return a body in words; `names` tells what the objects are called whose uids stand in it."""
    names = names or {}
    changes: tuple[Change, ...] = ()
    if body.keys() >= _BOTH:
        changes = tuple(_changes(body["before"], body["after"], names))
    facts = (
        Fact(label(field), _words(field, value, names))
        for field, value in body.items()
        if not (changes and field in _BOTH) and value not in (None, "", [], {})
    )
    return Said(changes, tuple(facts))


def _changes(before: Plain, after: Plain, names: Mapping[str, str]) -> Iterable[Change]:
    if isinstance(before, dict) or isinstance(after, dict):
        old = before if isinstance(before, dict) else {}
        new = after if isinstance(after, dict) else {}
        for field in dict.fromkeys((*old, *new)):
            yield Change(label(field), _words(field, old.get(field), names), _words(field, new.get(field), names))
    else:
        yield Change(translated("What was set"), _words("", before, names), _words("", after, names))


def _words(field: str, value: Plain, names: Mapping[str, str]) -> str:  # noqa: PLR0911 -- one return a type
    match value:
        case None:
            return ""
        case bool():
            return pgettext("a fact", "yes") if value else pgettext("a fact", "no")
        case int():
            return str(value)
        case list():
            return "、".join(_words(field, each, names) for each in value)
        case dict():
            filled = {label(key): _words(key, each, names) for key, each in value.items()}
            pair = translated("%(label)s: %(words)s")
            return "；".join(pair % {"label": title, "words": words} for title, words in filled.items() if words)
    if _MOMENT.fullmatch(value):
        return f"{timezone.localtime(datetime.fromisoformat(value)):%Y-%m-%d %H:%M}"
    return str(_values.get(field, {}).get(value) or names.get(value, value))


_SENTENCES: dict[Fault, Lazy] = {
    Fault.MISSING: _(
        "%(table)s, entry %(seq)s, row %(row)s: the chain speaks of it and it is not there; it was removed."
    ),
    Fault.ADDED: _(
        "%(table)s, entry %(seq)s, row %(row)s: it is there and the chain does not speak of it; it was added."
    ),
    Fault.ALTERED: _(
        "%(table)s, entry %(seq)s, row %(row)s: it does not give the digest that the chain holds; it was altered."
    ),
    Fault.UNLINKED: _(
        "%(table)s, entry %(seq)s: it does not name the digest of the entry before; one of them was altered or moved."
    ),
    Fault.ALGORITHM: _(
        "%(table)s, entry %(seq)s, row %(row)s: it names a digest algorithm that this program does not know."
    ),
    Fault.UNREADABLE: _(
        "%(table)s, entry %(seq)s: it holds what this program does not write; it was forged together with its digest."
    ),
    Fault.UNORDERED: _("%(table)s, entry %(seq)s, content %(row)s: it was erased, and no entry names an order for it."),
    Fault.RESTORED: _("%(table)s, entry %(seq)s, content %(row)s: it was erased by order, and it is there again."),
}


def describe(broken: Break) -> str:
    """Return the sentence in the reader's language."""
    return str(_SENTENCES[broken.fault]) % {"table": broken.table, "seq": broken.seq, "row": broken.row}
