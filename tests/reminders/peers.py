"""Peers on loopback that speak the protocols: robots and gateways over HTTP, a server of mail; and channels to them."""

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import Envelope, Session

import cast
from duban.core import clock
from duban.core.addresses import MailServer
from duban.core.sealing import seal
from duban.reminders.models import Channel

if TYPE_CHECKING:
    from email.message import Message as Mail

FINE = b'{"errcode":0,"errmsg":"ok"}'


@dataclass(frozen=True)
class Asked:
    """A request as a peer got it."""

    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def content(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True)
class Says:
    """An answer: its status and body, after how many seconds, in how many pieces with how long between them."""

    status: int = 200
    body: bytes = FINE
    headers: dict[str, str] = field(default_factory=dict)
    after: float = 0.0
    drip: float = 0.0


class Peer:
    """An HTTP server that answers as it is told, the last answer over and over, and keeps what it was asked."""

    def __init__(self, *answers: Says) -> None:
        self.asked: list[Asked] = []
        self.on_asked: Callable[[], object] | None = None  # done before it answers
        self.answers = list(answers or (Says(),))
        peer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                peer.asked.append(Asked(self.path, {name.lower(): value for name, value in self.headers.items()}, body))
                if peer.on_asked is not None:
                    peer.on_asked()
                peer.answer(self)

            def log_message(self, *_args: object) -> None:
                """Say nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_address[1]}/send?key=k"

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        says = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        time.sleep(says.after)
        handler.send_response(says.status)
        for name, value in {"Content-Length": str(len(says.body)), **says.headers}.items():
            handler.send_header(name, value)
        handler.end_headers()
        pieces = [says.body[at : at + 1] for at in range(len(says.body))] if says.drip else [says.body]
        for piece in pieces:
            handler.wfile.write(piece)
            handler.wfile.flush()
            time.sleep(says.drip)


@contextmanager
def peer(*answers: Says) -> Iterator[Peer]:
    """Serve as long as the block lasts."""
    found = Peer(*answers)
    thread = threading.Thread(target=found.server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield found
    finally:
        found.server.shutdown()
        found.server.server_close()
        thread.join()


class Mailbox:
    """A server of mail that takes everything, or answers with the codes it is told."""

    def __init__(self, *codes: str) -> None:
        self.mails: list[Mail] = []
        self.codes = list(codes)
        self.controller = Controller(self, hostname="127.0.0.1", port=_free_port())

    async def handle_RCPT(  # noqa: N802 -- named by the library
        self, _server: object, _session: Session, envelope: Envelope, address: str, _options: Sequence[str]
    ) -> str:
        if self.codes and self.codes[0].startswith("rcpt "):
            return self.codes.pop(0).removeprefix("rcpt ")
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: object, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.codes:
            return self.codes.pop(0)
        assert isinstance(envelope.content, bytes)
        self.mails.append(message_from_bytes(envelope.content))
        return "250 OK"

    @property
    def server(self) -> MailServer:
        return MailServer("127.0.0.1", self.controller.port, "duban@lan.gov.cn", "none")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def mailbox(*codes: str) -> Iterator[Mailbox]:
    """Take mail as long as the block lasts."""
    found = Mailbox(*codes)
    found.controller.start()
    try:
        yield found
    finally:
        found.controller.stop()


def channel(
    actors: cast.Cast, kind: Channel.Kind = Channel.Kind.WEBHOOK, url: str = "http://127.0.0.1:9/", **more: Any
) -> Channel:
    """A channel that is on, as the system administrator set it up."""
    own: dict[str, Any] = {"name": f"{kind.label} {Channel.objects.count() + 1}"}
    if kind == Channel.Kind.EMAIL:
        own |= {"domains": "lan.gov.cn"}
    else:
        own |= {"address": seal(url), "host": "127.0.0.1", "secret": seal("a-secret")}
    return Channel.objects.create(jurisdiction=actors.city, kind=kind, set_at=clock.now(), **(own | more))
