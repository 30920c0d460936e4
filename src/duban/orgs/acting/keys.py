"""Keys of acts: the same act sent twice happens once (design 3.4).

The key is taken as the first write of the act's transaction, so that of two at once the second waits for the first
and then finds its answer.
"""

from datetime import timedelta

from django.db import IntegrityError, transaction

from duban.core import clock
from duban.orgs.acting.errors import KeyUsed
from duban.orgs.models import ActKey
from duban.orgs.viewers import Viewer

KEPT = timedelta(days=7)
UNDER_WAY = "-"


def take(*, viewer: Viewer, act: str, key: str, given_digest: str) -> ActKey | None:
    """Take a key for an act that now begins; where it was used before, return what is kept of that act instead."""
    try:
        with transaction.atomic():
            ActKey.objects.create(
                jurisdiction=viewer.jurisdiction,
                user=viewer.user,
                act=act,
                key=key,
                given_digest=given_digest,
                answer=UNDER_WAY,
                at=clock.now(),
            )
    except IntegrityError:
        kept = ActKey.objects.get(jurisdiction=viewer.jurisdiction, user=viewer.user, act=act, key=key)
        if kept.given_digest != given_digest:
            raise KeyUsed from None
        return kept
    return None


def answer(*, viewer: Viewer, act: str, key: str, words: str) -> None:
    """Keep the answer of an act under its key."""
    ActKey.objects.filter(jurisdiction=viewer.jurisdiction, user=viewer.user, act=act, key=key).update(answer=words)


def forget_old() -> int:
    """Remove keys that are older than they are kept; return how many."""
    removed, _per_model = ActKey.objects.filter(at__lt=clock.now() - KEPT).delete()
    return removed
