"""What an act was given, in words: how a second person reads an entry beside its paper.

Every field of what an act is given bears its title:

    @dataclass(frozen=True)
    class DeputyNamed:
        person: Annotated[str, Titled(_("Person"), names=Person)]
        since: Annotated[date, Titled(_("From"))]
"""

import dataclasses
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any, get_args, get_type_hints

from django.db.models import Model
from django.utils import formats, timezone
from django.utils.translation import pgettext

from duban.core.texts import Lazy
from duban.orgs import policies
from duban.orgs.acting.performing import performed
from duban.orgs.models import Jurisdiction, RecordedAct


@dataclass(frozen=True)
class Titled:
    """What a field is called; `names` is the model that its uids name, `choices` the words of its codes."""

    title: Lazy
    names: type[Model] | None = None
    choices: Mapping[str, Lazy] | None = None


@dataclass(frozen=True)
class Line:
    """A field of what an act was given: its title and its value, both in words."""

    title: str
    words: str


def act_title(code: str) -> str:
    """Return what an act is called; an entry may outlive the version of the program that knew the act."""
    known = {act.code: act.title for act in policies.acts()}
    return str(known.get(code, code))


def given_in_words(recorded: RecordedAct) -> list[Line]:
    """Return every field of what a recorded act was given, in words."""
    service = performed().get(recorded.act)
    if service is None:
        return []
    return list(_lines(service.given_of(recorded.given), recorded.jurisdiction))


def untitled(given: type) -> list[str]:
    """Return the fields of what an act is given that have no title, those of the records inside it included."""
    hints = get_type_hints(given, include_extras=True)
    without = [f"{given.__name__}.{name}" for name, hint in hints.items() if _titled(hint) is None]
    inner = (part for hint in hints.values() for part in _parts(hint) if dataclasses.is_dataclass(part))
    return without + [name for part in inner for name in untitled(part)]


def _titled(hint: Any) -> Titled | None:
    return next((each for each in getattr(hint, "__metadata__", ()) if isinstance(each, Titled)), None)


def _parts(hint: Any) -> Iterator[type]:
    """Yield the types that a type is made of: of `tuple[Line, ...] | None` Line among others."""
    if get_args(hint):
        for part in get_args(hint):
            yield from _parts(part)
    elif isinstance(hint, type):
        yield hint


def _lines(given: Any, jurisdiction: Jurisdiction) -> Iterator[Line]:
    hints = get_type_hints(type(given), include_extras=True)
    for each in dataclasses.fields(given):
        value = getattr(given, each.name)
        titled = _titled(hints[each.name]) or Titled(each.name.replace("_", " "))
        title = str(titled.title)
        if dataclasses.is_dataclass(value):
            yield from (Line(f"{title} {line.title}", line.words) for line in _lines(value, jurisdiction))
        elif isinstance(value, Sequence) and value and all(dataclasses.is_dataclass(part) for part in value):
            for place, part in enumerate(value, 1):
                inner = (f"{line.title} {line.words}" for line in _lines(part, jurisdiction))
                yield Line(f"{title} {place}", _joined(inner))
        else:
            yield Line(title, _words(value, titled, jurisdiction))


def _words(value: Any, titled: Titled, jurisdiction: Jurisdiction) -> str:
    if value is None or value in ("", ()):
        return "—"
    if isinstance(value, str | Enum):
        return _named(value, titled, jurisdiction)
    if isinstance(value, date):
        return _day(value)
    if isinstance(value, Mapping):
        return _joined(f"{key} {_words(part, titled, jurisdiction)}" for key, part in value.items())
    if isinstance(value, Sequence | frozenset):
        return _joined(_words(part, titled, jurisdiction) for part in value)
    return _either(titled, value=value) if isinstance(value, bool) else str(value)


def _either(titled: Titled, *, value: bool) -> str:
    if titled.choices is not None:
        return str(titled.choices[str(value)])
    return pgettext("of a field", "yes") if value else pgettext("of a field", "no")


def _day(value: date) -> str:
    if isinstance(value, datetime):
        return formats.date_format(timezone.localtime(value), pgettext("date format", "j M Y, H:i"))
    return formats.date_format(value, pgettext("date format", "j M Y"))


def _joined(words: Iterable[str]) -> str:
    return pgettext("between the words of a list", ", ").join(words)


def _named(value: str | Enum, titled: Titled, jurisdiction: Jurisdiction) -> str:
    """Return the words behind a code or a uid; what is not known any more stays as it was written."""
    if isinstance(value, Enum):
        return str(getattr(value, "label", value.name))
    if titled.choices is not None:
        return str(titled.choices.get(value, value))
    if titled.names is None:
        return value
    found = titled.names._default_manager.filter(jurisdiction=jurisdiction, uid=value).first()  # noqa: SLF001
    return str(found) if found is not None else value
