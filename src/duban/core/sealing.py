"""Texts that are kept encrypted: telephone numbers, secrets of second factors, tokens of channels (domain 6.4).

`DUBAN_FIELD_KEYS` lists the keys, newest first. The newest seals, every one of them opens, so that a key can be changed
while the system runs: put the new one first, run `duban keys rotate`, then take the old one away. Which columns hold
sealed texts is declared beside their models (`sealed_column`).
"""

import base64
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from duban.core import texts
from duban.core.errors import DomainError


class NoKey(DomainError):
    """There is no key to seal with."""

    code = "core.no_field_key"


class NoKeyFits(DomainError):
    """A sealed text was sealed with a key that is not listed any more, or it was altered."""

    code = "core.no_field_key_fits"


texts.register(
    {
        NoKey.code: _("No key for sealed fields is set. “duban keys new” prints one; put it into DUBAN_FIELD_KEYS."),
        NoKeyFits.code: _(
            "None of the %(count)s keys in DUBAN_FIELD_KEYS opens this value. Put the key that sealed it back into the "
            "list, behind the newest, and run “duban keys rotate” before taking it away."
        ),
    }
)


def new_key() -> str:
    """Return a new key as `DUBAN_FIELD_KEYS` takes it."""
    return Fernet.generate_key().decode()


def is_key(text: str) -> bool:
    """Say whether a text can be a key: 32 bytes in URL-safe base64."""
    try:
        Fernet(text)
    except ValueError:
        return False
    return True


def field_keys() -> tuple[str, ...]:
    """Return the keys, newest first; outside production one is made of the secret key where none is set."""
    keys: tuple[str, ...] = tuple(settings.DUBAN_FIELD_KEYS)
    if keys or settings.DUBAN_MODE == "production":
        return keys
    return (base64.urlsafe_b64encode(hashlib.sha256(b"fields:" + settings.SECRET_KEY.encode()).digest()).decode(),)


def seal(text: str) -> str:
    """Return the text encrypted with the newest key; the same text never gives the same token."""
    return _box().encrypt(text.encode()).decode()


def unseal(token: str) -> str:
    """Return the text of a token; raise NoKeyFits where no key opens it."""
    try:
        return _box().decrypt(token.encode()).decode()
    except InvalidToken as error:
        raise NoKeyFits(count=len(field_keys())) from error


def rotate(token: str) -> str:
    """Return the same text sealed with the newest key; a token that hangs on it already is returned as it is."""
    return token if place_of_key(token) == 0 else seal(unseal(token))


def place_of_key(token: str) -> int | None:
    """Return which key of the list opens a token, the newest being 0; None where none does."""
    for place, key in enumerate(field_keys()):
        try:
            Fernet(key).decrypt(token.encode())
        except InvalidToken:
            continue
        return place
    return None


def _box() -> MultiFernet:
    keys = field_keys()
    if not keys:
        raise NoKey
    return _box_of(keys)


@lru_cache(maxsize=4)
def _box_of(keys: Sequence[str]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])


Change = Callable[[str], str]


def _whole(value: str, change: Change) -> str:
    return change(value)


@dataclass(frozen=True)
class SealedColumn:
    """A column that holds sealed texts; `each` gives back its value with a change made to every token in it."""

    model: type[Model]
    field: str
    each: Callable[[Any, Change], Any]


_columns: dict[tuple[type[Model], str], SealedColumn] = {}


def sealed_column(model: type[Model], field: str, each: Callable[[Any, Change], Any] = _whole) -> None:
    """Declare that a column holds sealed texts, so that changing keys reaches it; call it in `AppConfig.ready`.

    Where the value is more than one token, `each` says how to reach all of them:
    `lambda value, change: {**value, "secret": change(value["secret"])}`.
    """
    _columns[model, field] = SealedColumn(model, field, each)


def sealed_columns() -> tuple[SealedColumn, ...]:
    """Return all columns that hold sealed texts, in the order of their tables."""
    return tuple(sorted(_columns.values(), key=lambda each: (each.model._meta.db_table, each.field)))  # noqa: SLF001 -- Django's own name
