"""Name and password at the door: let in, refused, locked or asked to wait (domain 6.4).

Whether a name has an account shows in nothing: words, lock and cost of the answer are the same.
"""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth import authenticate
from django.contrib.auth.signals import user_login_failed
from django.http import HttpRequest

from duban.orgs.models import User
from duban.orgs.signing_in import locks
from duban.orgs.signing_in.records import note, note_name

WHAT = "orgs.sign_in"
NO_ADDRESS = "-"


@dataclass(frozen=True)
class Attempt:
    """What came of an attempt: a person, or why not. All empty: name and password do not belong together."""

    user: User | None = None
    locked_until: datetime | None = None
    wait: int = 0


def try_password(
    *, request: HttpRequest, username: str, password: str, address: str, is_known_browser: bool = False
) -> Attempt:
    """Ask whether name and password belong together; every refusal is counted and noted.

    A browser in which this account signed in before does not wait for what others in the same building do.
    """
    wait = 0 if is_known_browser else locks.wait_at(_kept(address))
    if wait:
        note_name(username=username, what=WHAT, outcome="slowed", address=address)
        return Attempt(wait=wait)
    until = locks.locked_until(username, _kept(address))
    if until is not None:
        note_name(username=username, what=WHAT, outcome="locked", address=address)
        return Attempt(locked_until=until)
    user = authenticate(request, username=username, password=password)
    if isinstance(user, User):
        return Attempt(user=User.objects.select_related("person", "jurisdiction").get(pk=user.pk))
    return _failed(username, address, WHAT)


def try_code(*, request: HttpRequest, user: User, accepted: bool, address: str) -> Attempt:
    """Count a code of the second factor as a password is counted: wrong ones lock the account."""
    if accepted:
        return Attempt(user=user)
    user_login_failed.send(__name__, credentials={"username": user.username}, request=request)
    return _failed(user.username, address, "orgs.second_factor")


def lock_of(*, user: User, address: str) -> Attempt | None:
    """Return the lock that keeps a person from being asked for his second factor."""
    until = locks.locked_until(user.username, _kept(address))
    if until is None:
        return None
    note(user=user, what="orgs.second_factor", outcome="locked", address=address)
    return Attempt(locked_until=until)


def _failed(username: str, address: str, what: str) -> Attempt:
    note_name(username=username, what=what, outcome="refused", address=address)
    if locks.count_failure(username):
        note_name(username=username, what="orgs.account_lock", outcome="locked", address=address)
    return Attempt(locked_until=locks.locked_until(username, _kept(address)))


def _kept(address: str) -> str | None:
    return None if address == NO_ADDRESS else address
