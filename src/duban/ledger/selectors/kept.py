"""What was read from the ledger, kept for as long as nobody acts.

Every act of a government moves the head of its journal, so what was read under a head holds while that head stands.
An act makes one page slower, not wrong: nothing has to be thrown away.
"""

from collections.abc import Callable
from hashlib import sha256
from typing import TypeVar, cast

from django.core.cache import cache
from django.utils.translation import get_language

from duban.core import clock
from duban.orgs.viewers import Viewer

SECONDS = 3600
T = TypeVar("T")


def kept(viewer: Viewer, head: str, what: str, asked: object, read: Callable[[], T]) -> T:
    """Return what was read for people who see the same, in the same language on the same day; read it otherwise.

    `asked` tells one question from another. Where nothing was recorded yet (no head) nothing is kept.
    """
    if not head:
        return read()
    seen_as = (viewer.jurisdiction.uid, sorted(viewer.roles), sorted(viewer.unit_ids), get_language(), clock.today())
    name = sha256(repr((what, head, seen_as, asked)).encode()).hexdigest()
    answer = cache.get(name)
    if answer is None:
        answer = read()
        cache.set(name, answer, SECONDS)
    return cast("T", answer)
