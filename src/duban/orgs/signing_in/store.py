"""Where sessions are kept: rows that also tell whose they are, from where, and why they ended.

What Django's database store lacks for domain 6.4 and has here: the cookie's value is kept as a digest only; the end of
a session slides with use and has an absolute limit (`sessions.touch`); an ended session can say why.
"""

import hashlib
from datetime import timedelta
from typing import Any

from django.contrib.sessions.backends.base import CreateError, SessionBase, UpdateError
from django.db import IntegrityError, transaction

from duban.core import clock

IDLE = timedelta(minutes=30)
IDLE_MESSAGE, LIMIT_MESSAGE = "idle", "limit"
LONGEST = timedelta(hours=12)


def digest(key: str) -> str:
    """Return what is kept of a cookie's value."""
    return hashlib.sha256(key.encode()).hexdigest()


class SessionStore(SessionBase):
    """A session as pages use it; `row` is its record where it is alive, `because` why it is not."""

    def __init__(self, session_key: str | None = None) -> None:
        super().__init__(session_key)
        self.row: Any = None
        self.because: str | None = None

    def load(self) -> dict[str, Any]:
        """Return what the session holds; nothing where it ended, with the reason noted."""
        from duban.orgs.models import Session

        row = Session.objects.filter(session_key=digest(str(self.session_key))).first()
        now = clock.now()
        if row is not None and row.ended is None and row.expire_date > now:
            self.row = row
            return self.decode(row.session_data)
        if row is not None and row.user_id is not None:
            self.because = row.ended or (LIMIT_MESSAGE if now - row.started_at >= LONGEST else IDLE_MESSAGE)
        self._session_key = None
        return {}

    def exists(self, session_key: str) -> bool:
        """Say whether a session with this key was ever made and is still remembered."""
        from duban.orgs.models import Session

        return Session.objects.filter(session_key=digest(session_key)).exists()

    def create(self) -> None:
        """Begin a session under a key that nobody has."""
        while True:
            self._session_key = self._get_new_session_key()  # type: ignore[attr-defined]  # the stubs leave it out
            try:
                self.save(must_create=True)
            except CreateError:
                continue
            self.modified = True
            return

    def save(self, must_create: bool = False) -> None:
        """Keep what the session holds; an ended session is not brought back."""
        from duban.orgs.models import Session

        if self.session_key is None:
            self.create()
            return
        kept = self.encode(self._get_session(no_load=must_create))  # type: ignore[attr-defined]
        if not must_create:
            alive = Session.objects.filter(session_key=digest(self.session_key), ended__isnull=True)
            if alive.update(session_data=kept) != 1:
                raise UpdateError
            return
        now = clock.now()
        row = Session(
            session_key=digest(self.session_key),
            session_data=kept,
            expire_date=now + IDLE,
            started_at=now,
            seen_at=now,
        )
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError:
            raise CreateError from None
        self.row = row

    def cycle_key(self) -> None:
        """Go on under another key: same person, same beginning, same end."""
        from duban.orgs.models import Session

        before = Session.objects.filter(session_key=digest(self.session_key)).first() if self.session_key else None
        super().cycle_key()
        if before is not None and before.user_id is not None:
            names = ("user_id", "started_at", "seen_at", "expire_date", "idle_minutes", "address", "device")
            for name in names:
                setattr(self.row, name, getattr(before, name))
            self.row.save(update_fields=[name.removesuffix("_id") for name in names])

    def delete(self, session_key: str | None = None) -> None:
        """Forget a session."""
        from duban.orgs.models import Session

        key = session_key or self.session_key
        if key is not None:
            Session.objects.filter(session_key=digest(key)).delete()

    @classmethod
    def clear_expired(cls) -> None:
        """Forget the sessions that are over, a day later: until then their browsers can be told why."""
        from duban.orgs.models import Session

        Session.objects.filter(expire_date__lt=clock.now() - timedelta(days=1)).delete()
