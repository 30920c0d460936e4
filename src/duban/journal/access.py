"""Access records: sign-ins, refused acts, looks at sensitive records; and the daily seal over them."""

import re
from collections.abc import Iterable
from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from duban.core import clock
from duban.core.digests import moment, new_hash
from duban.journal.actions import ACCESS_SEALED
from duban.journal.bodies import Seal
from duban.journal.chain import BLANK, access_digest
from duban.journal.errors import DayNotOver
from duban.journal.models import AccessRecord, Entry, EntrySubject
from duban.journal.records import Actor, Subject, locked_head, record

SEALED_DAY = "access_day"  # kind of the subject of a seal; its uid is the last day that the seal covers
GRACE = timedelta(minutes=10)  # far longer than any writer of the day before may still be under way
SEALER = Actor(uid="system", name="Duban", unit_name="Duban")

_UNSTORABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


def note_access(
    *, jurisdiction: str, actor: Actor, what: str, outcome: str, target: str = BLANK, address: str = BLANK
) -> AccessRecord:
    """Note who looked or tried to, in a transaction of its own: a refused act leaves nothing else.

    Names and targets may be what a stranger typed at the sign-in; they are cut to length, and control characters
    are shown as such instead of stored.
    """
    now = clock.now()
    row = AccessRecord(
        jurisdiction=jurisdiction,
        day=timezone.localdate(now).isoformat(),
        at=moment(now),
        actor_uid=_fitting(actor.uid, AccessRecord.actor_uid.field.max_length),
        actor_name=_fitting(actor.name, AccessRecord.actor_name.field.max_length),
        unit_name=_fitting(actor.unit_name, AccessRecord.unit_name.field.max_length),
        what=what,
        outcome=outcome,
        target=_fitting(target, AccessRecord.target.field.max_length),
        address=_fitting(address, AccessRecord.address.field.max_length),
        algorithm=settings.DUBAN_DIGEST,
    )
    row.digest = access_digest(vars(row))
    row.clean_fields()
    with transaction.atomic(durable=True):
        AccessRecord.objects.bulk_create([row])
    return row


def seal_day(day: date) -> list[Entry]:
    """Seal the access records of every chain up to the end of a day; return the entries written.

    A seal covers all records since the one before it, so a day without a timer is covered by the next. Days that
    are sealed, and chains without new records, are passed over: it may run twice, also at once.
    """
    if timezone.localdate(clock.now() - GRACE) <= day:
        raise DayNotOver(day=day)
    chains = AccessRecord.objects.filter(day__lte=day.isoformat()).order_by("jurisdiction")
    written = [_seal(jurisdiction, day) for jurisdiction in chains.values_list("jurisdiction", flat=True).distinct()]
    return [entry for entry in written if entry is not None]


@transaction.atomic
def _seal(jurisdiction: str, day: date) -> Entry | None:
    locked_head(jurisdiction)  # of two sealers at once the second finds the seal of the first
    after = sealed_until(jurisdiction)
    if after >= day.isoformat():
        return None
    digests = records_between(jurisdiction, after, day.isoformat()).values_list("digest", flat=True)
    seal = seal_over(settings.DUBAN_DIGEST, digests.iterator(), after=after, until=day.isoformat())
    if not seal.records:
        return None
    return record(
        actor=SEALER,
        kind=ACCESS_SEALED.code,
        jurisdiction=jurisdiction,
        subjects=[Subject(SEALED_DAY, day.isoformat())],
        body=seal.body(),
    )


def sealed_until(jurisdiction: str) -> str:
    """Return the last sealed day of a chain, BLANK (which sorts before every day) where nothing is sealed yet."""
    seals = EntrySubject.objects.filter(jurisdiction=jurisdiction, kind=SEALED_DAY).order_by("-uid")
    return seals.values_list("uid", flat=True).first() or BLANK


def records_between(jurisdiction: str, after: str, until: str | None) -> QuerySet[AccessRecord]:
    """Return the records after one day up to another, in the order in which a seal covers them."""
    rows = AccessRecord.objects.filter(jurisdiction=jurisdiction).order_by("day", "at", "digest")
    if after != BLANK:
        rows = rows.filter(day__gt=after)
    return rows if until is None else rows.filter(day__lte=until)


def seal_over(algorithm: str, digests: Iterable[str], *, after: str, until: str) -> Seal:
    """Make the seal over access records: over their own digests in order, each followed by a line feed."""
    hashing, count = new_hash(algorithm), 0
    for digest in digests:
        hashing.update(f"{digest}\n".encode())
        count += 1
    return Seal(after=after, until=until, records=count, digest=hashing.hexdigest())


def _fitting(text: str, length: int | None) -> str:
    return _UNSTORABLE.sub("�", text)[:length] or BLANK
