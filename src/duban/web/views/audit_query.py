"""What is asked of the audit desk, as it stands in the address."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from duban.journal.records import Subject
from duban.journal.searching import AccessAsked, Asked
from duban.ledger.selectors.subjects import subjects_called
from duban.orgs.auditing import accounts_called, names_of_unit, person_meant
from duban.orgs.viewers import Viewer
from duban.web.asked import words_of

LONGEST = 128
YEARS = range(2000, 2100)
UID = re.compile(r"[a-z0-9_]{2,32}:[\w-]{1,64}", re.ASCII)  # unit:1a2b3c4d5e6f, as the links of an entry write it

ENTRY_FIELDS = ("person", "unit", "kind", "about", "since", "until", "behalf", "batch")
ACCESS_FIELDS = ("person", "what", "outcome", "target", "address", "since", "until")


@dataclass(frozen=True)
class Query:
    """The words that were typed, by field, and what cannot be understood of them."""

    words: Mapping[str, str]
    chain: str = ""
    problems: tuple[str, ...] = ()
    days: Mapping[str, date | None] = field(default_factory=dict)

    @classmethod
    def parse(cls, sent: Mapping[str, str], fields: tuple[str, ...]) -> "Query":
        """Read an address; what no field knows is passed over."""
        words = {name: words_of(sent, name, longest=LONGEST) for name in fields}
        days = {name: _day(words[name]) for name in ("since", "until")}
        wrong = [name for name, day in days.items() if words[name] and day is None]
        problems = [_("“%(words)s” is no day; write it as 2026-03-31.") % {"words": words[name]} for name in wrong]
        first, last = days["since"], days["until"]
        if first and last and first > last:
            problems.append(_("The first day lies after the last; nothing can be found."))
        return cls(words, sent.get("chain", "")[:LONGEST], tuple(problems), days)

    @property
    def is_empty(self) -> bool:
        """Say whether nothing was typed."""
        return not any(self.words.values())

    def address(self, **more: object) -> str:
        """Return the query of an address that asks the same, with something added."""
        asked = {name: value for name, value in {"chain": self.chain, **self.words, **more}.items() if value}
        return f"?{urlencode(asked)}" if asked else "?"

    def target(self) -> str:
        """Return what is asked for in the words of an access record."""
        return urlencode({name: value for name, value in self.words.items() if value}) or "-"


def entries_asked(viewer: Viewer, query: Query) -> Asked:
    """Return what is looked for in the entries."""
    words = query.words
    return Asked(
        person=person_meant(viewer, words["person"]) if words["person"] else "",
        units=names_of_unit(viewer, words["unit"]) if words["unit"] else (),
        kind=words["kind"],
        subjects=_subjects(viewer, words["about"]) if words["about"] else None,
        since=query.days["since"],
        until=query.days["until"],
        on_behalf=bool(words["behalf"]),
        batch=words["batch"],
    )


def access_asked(viewer: Viewer, query: Query) -> AccessAsked:
    """Return what is looked for in the access records."""
    words = query.words
    return AccessAsked(
        person=person_meant(viewer, words["person"]) if words["person"] else "",
        what=words["what"],
        outcome=words["outcome"],
        target=words["target"],
        address=words["address"],
        since=query.days["since"],
        until=query.days["until"],
    )


def _subjects(viewer: Viewer, words: str) -> list[Subject]:
    """Return the objects that are meant: one by kind and uid, or all that bear these words."""
    if UID.fullmatch(words):
        kind, _colon, uid = words.partition(":")
        return [Subject(kind, uid)]
    return [*subjects_called(viewer, words), *(Subject("user", uid) for uid in accounts_called(viewer, words))]


def _day(words: str) -> date | None:
    try:
        day = date.fromisoformat(words)
    except ValueError:
        return None
    return day if day.year in YEARS else None
