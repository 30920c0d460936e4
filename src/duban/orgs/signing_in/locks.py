"""What keeps guessing out, shared by all processes because it stands in the database (domain 6.4).

- One account from one address, 5 failures: locked there for 15 minutes (django-axes).
- One account from anywhere, 20 failures within an hour: locked everywhere for 15 minutes, and the security
  administrator sees it.
- Anything from one address, 100 failures within an hour: sign-ins are taken one by one, seconds apart; never locked.

Names without an account are counted and locked in the same way, so that a locked door does not tell which names exist.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from axes.models import AccessAttempt, AccessFailureLog
from django.db import transaction
from django.db.models import Max, Q, Sum

from duban.core import clock
from duban.journal.records import Subject, record
from duban.orgs import policies
from duban.orgs.errors import NotVisible
from duban.orgs.models import Jurisdiction, SignInLock, SlowedAddress, User
from duban.orgs.signing_in import actions
from duban.orgs.signing_in.errors import NotLocked
from duban.orgs.viewers import Viewer

WITHIN = timedelta(hours=1)
LOCKED_FOR = timedelta(minutes=15)
FAILURES_HERE = 5
FAILURES_ANYWHERE = 20
FAILURES_OF_ADDRESS = 100
LONGEST_DELAY = 5  # seconds
KEPT = timedelta(days=7)


@dataclass(frozen=True)
class Lock:
    """An account that is locked now: everywhere, or for one address."""

    username: str
    person_name: str
    until: datetime
    address: str | None
    failures: int


@dataclass(frozen=True)
class Slowing:
    """An address from which sign-ins are taken one by one now."""

    address: str
    failures: int
    seconds: int


def locked_until(username: str, address: str | None) -> datetime | None:
    """Return until when a name is locked for an address; None where it is not."""
    now = clock.now()
    everywhere = SignInLock.objects.filter(username=username, locked_until__gt=now).first()
    here = AccessAttempt.objects.filter(
        username=username, ip_address=address, attempt_time__gt=now - LOCKED_FOR
    ).aggregate(failures=Sum("failures_since_start"), last=Max("attempt_time"))
    ends = [everywhere.locked_until] if everywhere is not None else []
    if (here["failures"] or 0) >= FAILURES_HERE:
        ends.append(here["last"] + LOCKED_FOR)
    return max((end for end in ends if end is not None), default=None)


def count_failure(username: str) -> bool:
    """Lock a name everywhere once it failed too often; say whether this failure locked it.

    The failure itself is in the log of django-axes already. What was counted for one lock does not count for the next.
    """
    if _failures(username, clock.now() - WITHIN) < FAILURES_ANYWHERE:
        return False
    with transaction.atomic():
        lock, _made = SignInLock.objects.select_for_update().get_or_create(username=username)
        now = clock.now()
        since = max(now - WITHIN, lock.counted_from) if lock.counted_from is not None else now - WITHIN
        if _failures(username, since) < FAILURES_ANYWHERE:
            return False
        lock.locked_until, lock.counted_from = now + LOCKED_FOR, now
        lock.save(update_fields=["locked_until", "counted_from"])
        return True


def wait_at(address: str | None) -> int:
    """Return for how many seconds an address must wait; 0 lets this attempt in and begins the next wait.

    No thread sleeps: a refused attempt is answered at once, with when to come again.
    """
    if address is None:
        return 0
    now = clock.now()
    if _failures_of(address, now - WITHIN) < FAILURES_OF_ADDRESS:
        return 0
    slowed, _made = SlowedAddress.objects.get_or_create(address=address)
    since = max(now - WITHIN, slowed.counted_from) if slowed.counted_from is not None else now - WITHIN
    delay = delay_after(_failures_of(address, since))
    if delay == 0:
        return 0
    free = Q(next_at__isnull=True) | Q(next_at__lte=now)
    let_in = SlowedAddress.objects.filter(free, pk=slowed.pk).update(next_at=now + timedelta(seconds=delay))
    return 0 if let_in else delay


def delay_after(failures: int) -> int:
    """Return how many seconds lie between two sign-ins of an address after its failures of an hour.

    >>> [delay_after(failures) for failures in (99, 100, 199, 200, 499, 500, 5000)]
    [0, 1, 1, 2, 4, 5, 5]
    """
    return min(LONGEST_DELAY, failures // FAILURES_OF_ADDRESS)


def locks_now(jurisdiction: Jurisdiction) -> list[Lock]:
    """Return the accounts of a government that are locked now, for the console of the security administrator."""
    now = clock.now()
    names = dict(User.objects.filter(jurisdiction=jurisdiction).values_list("username", "person__name"))
    everywhere = [
        Lock(lock.username, names[lock.username], lock.locked_until, None, FAILURES_ANYWHERE)
        for lock in SignInLock.objects.filter(locked_until__gt=now).order_by("username")
        if lock.username in names and lock.locked_until is not None
    ]
    here = (
        AccessAttempt.objects.filter(attempt_time__gt=now - LOCKED_FOR)
        .order_by("username", "ip_address")
        .values_list("username", "ip_address")
        .annotate(failures=Sum("failures_since_start"), last=Max("attempt_time"))
        .filter(failures__gte=FAILURES_HERE)
    )
    return everywhere + [
        Lock(username, names[username], last + LOCKED_FOR, address or "-", failures)
        for username, address, failures, last in here
        if username in names
    ]


def slowed_now() -> list[Slowing]:
    """Return the addresses that are slowed now; they belong to no government."""
    now = clock.now()
    found = []
    for slowed in SlowedAddress.objects.order_by("address"):
        since = max(now - WITHIN, slowed.counted_from) if slowed.counted_from is not None else now - WITHIN
        failures = _failures_of(slowed.address, since)
        if failures >= FAILURES_OF_ADDRESS:
            found.append(Slowing(slowed.address, failures, delay_after(failures)))
    return found


@transaction.atomic
def lift_lock(*, viewer: Viewer, username: str) -> None:
    """Let an account of the own government sign in again at once, from everywhere."""
    actor = policies.require(viewer, "orgs.lift_lock")
    user = User.objects.filter(jurisdiction=viewer.jurisdiction, username=username).first()
    if user is None:
        raise NotVisible
    held = [lock for lock in locks_now(viewer.jurisdiction) if lock.username == username]
    if not held:
        raise NotLocked(name=username)
    AccessAttempt.objects.filter(username=username).delete()
    SignInLock.objects.update_or_create(username=username, defaults={"locked_until": None, "counted_from": clock.now()})
    record(
        actor=actor,
        kind=actions.LOCK_LIFTED.code,
        jurisdiction=viewer.jurisdiction.uid,
        subjects=[Subject("user", user.uid)],
        body={"username": username, "addresses": sorted(lock.address or "*" for lock in held)},
    )


@transaction.atomic
def lift_slowing(*, viewer: Viewer, address: str) -> None:
    """Take the sign-ins of an address without delay again."""
    actor = policies.require(viewer, "orgs.lift_lock")
    if SlowedAddress.objects.filter(address=address).update(next_at=None, counted_from=clock.now()) != 1:
        raise NotLocked(name=address)
    record(
        actor=actor,
        kind=actions.SLOWING_LIFTED.code,
        jurisdiction=viewer.jurisdiction.uid,
        subjects=[],
        body={"address": address},
    )


def forget_old() -> None:
    """Remove counts that no rule asks for any more; who tried what stands in the access records."""
    before = clock.now() - KEPT
    AccessAttempt.objects.filter(attempt_time__lt=before).delete()
    AccessFailureLog.objects.filter(attempt_time__lt=before).delete()


def _failures(username: str, since: datetime) -> int:
    return int(AccessFailureLog.objects.filter(username=username, attempt_time__gt=since).count())


def _failures_of(address: str, since: datetime) -> int:
    return int(AccessFailureLog.objects.filter(ip_address=address, attempt_time__gt=since).count())
