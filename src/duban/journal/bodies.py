"""What the journal itself writes into entries and reads back: lists of subjects and contents, seals, orders. Pure."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass

from duban.core.digests import JSON, canonical


class Unreadable(ValueError):
    """A column holds what this program does not write: somebody forged it and computed the digests anew."""


@dataclass(frozen=True)
class Seal:
    """Body of a seal: the access records after one day up to another, their number and the digest over them."""

    after: str
    until: str
    records: int
    digest: str

    def body(self) -> Mapping[str, JSON]:
        """Return the body as it is recorded."""
        return asdict(self)

    @classmethod
    def read(cls, text: JSON) -> "Seal":
        """Read a recorded body."""
        match _parsed(text):
            case {"after": str(after), "until": str(until), "records": int(records), "digest": str(digest)}:
                return cls(after, until, records, digest)
        raise Unreadable(text)


@dataclass(frozen=True)
class Order:
    """What the body of an erasure says of its place and its order."""

    entry: int
    content: str
    order_number: str

    @classmethod
    def read(cls, text: JSON) -> "Order":
        """Read a recorded body."""
        match _parsed(text):
            case {"entry": int(entry), "content": str(content), "order_number": str(order_number)}:
                return cls(entry, content, order_number)
        raise Unreadable(text)


def subjects_text(subjects: Iterable[tuple[str, str]]) -> str:
    """Return the list of subjects as an entry holds it: pairs of kind and uid, sorted, each once.

    >>> subjects_text([("task", "b"), ("task", "a"), ("plan", "c"), ("task", "a")])
    '[["plan","c"],["task","a"],["task","b"]]'
    """
    return canonical(sorted(set(subjects)))


def read_subjects(text: JSON) -> list[tuple[str, str]]:
    """Read the list of subjects of an entry."""
    subjects = []
    for item in _items(text):
        match item:
            case [str(kind), str(uid)]:
                subjects.append((kind, uid))
            case _:
                raise Unreadable(text)
    return subjects


def contents_text(contents: Iterable[tuple[str, str, str]]) -> str:
    """Return the list of contents as an entry holds it: name, kind and salted digest, sorted by name."""
    return canonical(sorted(contents))


def read_contents(text: JSON) -> dict[str, tuple[str, str]]:
    """Read the list of contents of an entry: kind and salted digest by name."""
    contents = {}
    for item in _items(text):
        match item:
            case [str(name), str(kind), str(digest)]:
                contents[name] = (kind, digest)
            case _:
                raise Unreadable(text)
    return contents


def _items(text: JSON) -> list[object]:
    items = _parsed(text)
    if not isinstance(items, list):
        raise Unreadable(text)
    return items


def _parsed(text: JSON) -> object:
    try:
        return json.loads(str(text))
    except ValueError as error:
        raise Unreadable(text) from error
