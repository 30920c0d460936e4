"""Sessions of a person: how they begin, stay alive, are listed and are ended (domain 6.4)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet

from duban.core import clock
from duban.orgs.models import Session, User
from duban.orgs.roles import ADMINISTRATORS
from duban.orgs.signing_in import devices
from duban.orgs.signing_in.records import note
from duban.orgs.signing_in.store import LONGEST, SessionStore
from duban.orgs.viewers import viewer_of

IDLE_MINUTES, IDLE_MINUTES_OF_ADMINISTRATORS = 30, 15
ENDED, REPLACED = "orgs.session_end", "orgs.session_replaced"  # in the access records
STORED_EVERY = timedelta(minutes=1)


@dataclass(frozen=True)
class ShownSession:
    """A session as its owner sees it."""

    uid: str
    device: str
    address: str
    since: datetime
    seen_at: datetime
    is_this: bool


def begin(*, store: SessionStore, user: User, address: str, agent: str) -> None:
    """Say whose a fresh session is; an administrator's other sessions end (single session)."""
    is_administrator = bool(viewer_of(user).roles & ADMINISTRATORS)
    idle = IDLE_MINUTES_OF_ADMINISTRATORS if is_administrator else IDLE_MINUTES
    now = clock.now()
    row = store.row
    row.user, row.started_at, row.seen_at = user, now, now
    row.expire_date, row.idle_minutes = now + timedelta(minutes=idle), idle
    row.address, row.device = address, devices.words_of(agent)
    row.save(update_fields=["user", "started_at", "seen_at", "expire_date", "idle_minutes", "address", "device"])
    User.objects.filter(pk=user.pk).update(last_seen_on=clock.today())
    if is_administrator:
        _end(_alive(user).exclude(pk=row.pk), Session.Ended.ELSEWHERE)
    SessionStore.clear_expired()


def touch(store: SessionStore, user: User) -> None:
    """Keep a session alive while it is used; written at most once a minute, its person's day at most once a day."""
    row, now = store.row, clock.now()
    if row is None or now - row.seen_at < STORED_EVERY:
        return
    end = min(now + timedelta(minutes=row.idle_minutes), row.started_at + LONGEST)
    Session.objects.filter(pk=row.pk, ended__isnull=True).update(seen_at=now, expire_date=end)
    if user.last_seen_on != clock.today():
        User.objects.filter(pk=user.pk).update(last_seen_on=clock.today())


def sessions_of(user: User, *, this: SessionStore) -> list[ShownSession]:
    """Return the living sessions of a person, this one first, then by last use."""
    own = this.row.pk if this.row is not None else None
    rows = sorted(_alive(user).order_by("-seen_at", "pk"), key=lambda row: row.pk != own)
    return [
        ShownSession(row.uid, row.device or "", row.address or "", row.started_at, row.seen_at, row.pk == own)
        for row in rows
    ]


def end_one(*, user: User, uid: str) -> bool:
    """End one session of one's own; say whether there was one."""
    return bool(_end(_alive(user).filter(uid=uid), Session.Ended.BY_HAND))


def end_others(*, user: User, this: SessionStore, because: Session.Ended = Session.Ended.BY_HAND) -> int:
    """End all sessions of a person but this one; return how many."""
    return _end(_alive(user).exclude(pk=this.row.pk if this.row is not None else None), because)


def end_sessions(user: User, because: Session.Ended = Session.Ended.ACCOUNT) -> int:
    """End all sessions of a person; part of any act that closes, blocks or resets an account."""
    return _mark(_alive(user), because)


def _alive(user: User) -> QuerySet[Session]:
    return Session.objects.filter(user=user, ended__isnull=True, expire_date__gt=clock.now())


def _end(rows: QuerySet[Session], because: Session.Ended) -> int:
    found = list(rows.select_related("user__person", "user__jurisdiction"))
    count = _mark(rows, because)
    for row in found:
        if row.user is not None:
            what = REPLACED if because is Session.Ended.ELSEWHERE else ENDED
            note(user=row.user, what=what, outcome="ok", address=row.address or "-")
    return count


def _mark(rows: QuerySet[Session], because: Session.Ended) -> int:
    """Empty the rows; their browsers are told why when they come back."""
    return rows.update(ended=because, session_data="")
