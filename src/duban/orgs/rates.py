"""Limits on what is expensive to answer: so many in a span of time for each account, over all processes."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.db.models import F

from duban.core import clock
from duban.orgs.models import RateCount, User


@dataclass(frozen=True)
class Rate:
    """How many of a kind an account may ask for in a span of time."""

    what: str
    most: int
    within: timedelta


@transaction.atomic
def seconds_to_wait(user: User, rate: Rate) -> int:
    """Count one more; return 0 while it is within the rate, else the seconds until the next window.

    What is refused counts on, but does not lengthen the window: whoever stops is served again when it ends.
    """
    now = clock.now()
    counts = RateCount.objects.filter(jurisdiction=user.jurisdiction_id, user=user, what=rate.what)
    if not counts.filter(began_at__gt=now - rate.within).update(count=F("count") + 1):
        RateCount.objects.update_or_create(
            jurisdiction=user.jurisdiction, user=user, what=rate.what, defaults={"began_at": now, "count": 1}
        )
        return 0
    began_at, count = counts.values_list("began_at", "count").get()
    return 0 if count <= rate.most else max(1, round((began_at + rate.within - now).total_seconds()))
