"""Handing a message to a peer over HTTP: one request, no redirect, bounded in time and size."""

import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from duban.reminders.channels.guarding import Door, door_of
from duban.reminders.channels.letters import Outcome, again, later, never
from duban.reminders.errors import AddressRefused

if TYPE_CHECKING:
    from requests import Response, Session

CONNECT, READ, WHOLE = 5.0, 10.0, 30.0  # seconds
MOST_BYTES = 64 * 1024
SHORTEST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=6)
TOO_OFTEN = 429


@dataclass(frozen=True)
class Answer:
    """What a peer answered."""

    status: int
    body: bytes
    wait: timedelta

    @property
    def is_fine(self) -> bool:
        """Say whether it took the message, as far as HTTP goes."""
        return 200 <= self.status < 300

    @property
    def outcome(self) -> Outcome:
        """Return what an answer outside of 2xx means."""
        code = f"http_{self.status}"
        if self.status == TOO_OFTEN:
            return later(code, max(self.wait, SHORTEST_WAIT))
        if self.status in {408, 425} or self.status >= 500:
            return again(code, wait=self.wait, is_of_peer=True)
        return never(code)


def post(url: str, body: bytes, headers: Mapping[str, str]) -> Answer | Outcome:
    """Hand a body over; return the answer, or the outcome where there was none.

    The number that the guard looked at is the one that is connected to; the certificate is that of the name.
    """
    from requests.exceptions import ConnectTimeout, RequestException, SSLError, Timeout
    from urllib3.exceptions import HTTPError

    try:
        door = door_of(url)
    except AddressRefused as refused:
        return again("unknown_host", is_of_peer=True) if refused.reason == "unknown" else never("address")
    own = {"Host": _named(door), "Content-Type": "application/json; charset=utf-8", "User-Agent": "Duban"}
    try:
        with (
            _session(door) as session,
            session.post(
                url, data=body, headers={**own, **headers}, timeout=(CONNECT, READ), allow_redirects=False, stream=True
            ) as answer,
        ):
            return Answer(answer.status_code, _read(answer), _wait(answer.headers.get("Retry-After", "")))
    except SSLError:
        return again("tls", is_of_peer=True)
    except ConnectTimeout:
        return again("not_reached", is_of_peer=True)
    except (Timeout, TimeoutError):
        return again("no_answer", is_of_peer=True)
    except (RequestException, HTTPError, OSError):
        return again("not_reached", is_of_peer=True)


def _read(answer: "Response") -> bytes:
    """Read at most so much of an answer, for at most so long."""
    until, read = time.monotonic() + WHOLE, b""
    while len(read) < MOST_BYTES and time.monotonic() < until:
        piece = answer.raw.read1(4096)
        if not piece:
            break
        read += piece
    return read


def _wait(said: str) -> timedelta:
    """Return how long a peer wants to be left alone; it may say so in seconds."""
    return min(timedelta(seconds=int(said)), LONGEST_WAIT) if said.isascii() and said.isdecimal() else timedelta()


def _named(door: Door) -> str:
    host = f"[{door.host}]" if ":" in door.host else door.host
    return host if door.port in {80, 443} else f"{host}:{door.port}"


def _session(door: Door) -> "Session":
    from requests import PreparedRequest, Session
    from requests.adapters import HTTPAdapter

    class ToTheNumber(HTTPAdapter):
        """Connects to the number of the door, whatever its name leads to by now."""

        def build_connection_pool_key_attributes(self, request: PreparedRequest, verify: Any, cert: Any = None) -> Any:
            host, pool = super().build_connection_pool_key_attributes(request, verify, cert)
            named: dict[str, object] = {}
            if door.is_protected:
                # The authorities that this machine trusts, so that those of a government's own network count.
                trusted = ssl.create_default_context()
                named = {"server_hostname": door.host, "assert_hostname": door.host, "ssl_context": trusted}
            return {**host, "host": door.number}, {**pool, **named}

    session = Session()
    session.trust_env = False  # neither proxies nor passwords of whoever started the process
    session.mount("https://" if door.is_protected else "http://", ToTheNumber())
    return session
