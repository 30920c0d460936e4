"""The one generator of uids: short strings that journal, addresses, packages and exports name.

Pure. Outside of seeded blocks a uid holds 60 random bits; the demonstration and the tests seed it so that
the same acts give the same names.
"""

import os
import random
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's base 32: no i, l, o, u
LENGTH = 12

_LETTERS = (ALPHABET * 8).encode()  # by a random byte: 8 × 32 letters, so that each comes as often
_seeded: ContextVar[random.Random | None] = ContextVar("uid_source", default=None)


def new_uid() -> str:
    """Return a new uid of 12 characters.

    >>> with seeded(1):
    ...     first = new_uid()
    >>> with seeded(1):
    ...     first == new_uid(), len(first)
    (True, 12)
    """
    source = _seeded.get()
    if source is None:
        return os.urandom(LENGTH).translate(_LETTERS).decode()
    return "".join(source.choices(ALPHABET, k=LENGTH))


@contextmanager
def seeded(seed: int | str) -> Iterator[None]:
    """Draw uids from a seeded source within the block."""
    token = _seeded.set(random.Random(seed))  # noqa: S311 -- names, not secrets
    try:
        yield
    finally:
        _seeded.reset(token)
