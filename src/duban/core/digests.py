"""Canonical JSON and the digests over it: the same value gives the same bytes on every machine. Pure.

Canonical means: keys sorted by code point, no blanks, UTF-8 without escapes beyond those that JSON demands, whole
numbers within ±(2**53 - 1), no floats. Texts stay as they are; they are not brought to a Unicode normal form.
"""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Protocol, TypeAlias

JSON: TypeAlias = "bool | int | str | date | datetime | Decimal | Sequence[JSON] | Mapping[str, JSON] | None"
Plain: TypeAlias = "bool | int | str | list[Plain] | dict[str, Plain] | None"

LARGEST = 2**53 - 1  # what every reader of JSON keeps exactly


class NotCanonical(ValueError):  # named for what it says, as every error here
    """A value has no canonical form, or one that not every engine can store."""


class UnknownAlgorithm(ValueError):
    """A digest names an algorithm that this program does not know."""


class Hash(Protocol):
    """A digest in the making."""

    def update(self, content: bytes, /) -> None:
        """Take in more bytes."""

    def hexdigest(self) -> str:
        """Return the digest in hexadecimal; the last call."""


class _Sm3:
    """SM3 (GB/T 32905-2016), imported when it is asked for: most installations never do."""

    def __init__(self) -> None:
        from cryptography.hazmat.primitives.hashes import SM3
        from cryptography.hazmat.primitives.hashes import Hash as CryptographyHash

        self._hash = CryptographyHash(SM3())

    def update(self, content: bytes, /) -> None:
        self._hash.update(content)

    def hexdigest(self) -> str:
        return self._hash.finalize().hex()


ALGORITHMS: Mapping[str, Callable[[], Hash]] = {"sha256": hashlib.sha256, "sm3": _Sm3}


def new_hash(algorithm: str) -> Hash:
    """Begin a digest by the name of its algorithm."""
    try:
        return ALGORITHMS[algorithm]()
    except KeyError:
        raise UnknownAlgorithm(algorithm) from None


def digest(algorithm: str, content: bytes) -> str:
    """Return the digest of bytes in hexadecimal.

    >>> digest("sha256", b"abc")[:8], digest("sm3", b"abc")[:8]
    ('ba7816bf', '66c7f0f4')
    """
    hashing = new_hash(algorithm)
    hashing.update(content)
    return hashing.hexdigest()


def canonical(value: JSON) -> str:
    """Return the canonical JSON of a value, as text; its bytes are this text in UTF-8.

    Dates become `2026-03-31`, moments `2026-03-31T01:30:00.000000Z` in UTC, decimal numbers their digits as a string.

    >>> canonical({"b": [1, None], "a": "澜州", "on": date(2026, 3, 31)})
    '{"a":"澜州","b":[1,null],"on":"2026-03-31"}'
    """
    text = json.dumps(_plain(value), ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise NotCanonical("half of a surrogate pair") from error
    return text


def canonical_digest(algorithm: str, value: JSON) -> str:
    """Return the digest of the canonical JSON of a value."""
    return digest(algorithm, canonical(value).encode())


def moment(at: datetime) -> str:
    """Write an aware moment with a fixed number of characters, so that texts sort as times do.

    >>> moment(datetime(2026, 3, 31, 9, 30, tzinfo=UTC))
    '2026-03-31T09:30:00.000000Z'
    """
    if at.tzinfo is None:
        raise NotCanonical("a moment without its time zone")
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def _plain(value: JSON) -> Plain:  # noqa: PLR0911 -- one return a type
    match value:
        case None | bool():
            return value
        case str():
            return _storable(value)
        case int():
            if abs(value) > LARGEST:
                raise NotCanonical(f"number beyond ±(2**53 - 1): {value}")
            return int(value)
        case datetime():  # before date: every datetime is a date
            return moment(value)
        case date():
            return value.isoformat()
        case Decimal():
            if not value.is_finite():
                raise NotCanonical(f"no number: {value}")
            return f"{value:f}"
        case Mapping():
            return {_key(key): _plain(item) for key, item in value.items()}
        case list() | tuple():
            return [_plain(item) for item in value]
        case _:
            raise NotCanonical(f"no canonical form: {type(value).__name__}")


def _key(key: str) -> str:
    if not isinstance(key, str):
        raise NotCanonical(f"a key that is no string: {key!r}")
    return _storable(key)


def _storable(text: str) -> str:
    if "\0" in text:
        raise NotCanonical("the character NUL, which PostgreSQL does not store")
    return str.__str__(text)  # members of TextChoices as their code
