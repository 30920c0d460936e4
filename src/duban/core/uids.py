"""The one generator of uids: short strings that journal, addresses, packages and exports name.

Pure. Outside of seeded blocks a uid holds 60 random bits; the demonstration and the tests seed it so that
the same acts give the same names.
"""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's base 32: no i, l, o, u
LENGTH = 12

_source: ContextVar[random.Random] = ContextVar("uid_source", default=random.SystemRandom())  # noqa: B039


def new_uid() -> str:
    """Return a new uid of 12 characters.

    >>> with seeded(1):
    ...     first = new_uid()
    >>> with seeded(1):
    ...     first == new_uid(), len(first)
    (True, 12)
    """
    return "".join(_source.get().choices(ALPHABET, k=LENGTH))


@contextmanager
def seeded(seed: int | str) -> Iterator[None]:
    """Draw uids from a seeded source within the block."""
    token = _source.set(random.Random(seed))  # noqa: S311 -- names, not secrets
    try:
        yield
    finally:
        _source.reset(token)
