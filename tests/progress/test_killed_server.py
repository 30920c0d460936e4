"""A server killed in the middle of many filings: all that it answered is there, nothing twice (acceptance 4)."""

import os
import re
import signal
import socket
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.db import connections

import cast
import sites
from duban.core import clock
from duban.journal.models import Entry, EntrySubject
from duban.journal.verification import verify
from duban.ledger.issuing.issue import TasksIssued, issue_tasks
from duban.ledger.models import Task, WorkPlan
from duban.ledger.services import adopt
from duban.ledger.stages import PlanStage, TaskStage
from duban.orgs.acting.performing import By
from duban.orgs.ticking import tick
from duban.progress.models import Evidence, ProgressReport, ReportVersion

QUICK, DEEP, AT_ONCE = 60, 500, 16
FOUND = 302
BOUNDARY = "----duban"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')


@dataclass
class Clerk:
    """The head of a unit at his browser: his cookies, and the token that every form of his carries."""

    address: str
    cookies: str = ""
    token: str = ""

    def ask(self, path: str, **sent: str) -> tuple[int, str]:
        """Open a page, or send a form; return the status and the page. Redirects are not followed."""
        was_in, connection = self.is_in, HTTPConnection(self.address, timeout=60)
        headers = {"Cookie": self.cookies, "Referer": f"http://{self.address}{path}"}
        body = urlencode({"csrfmiddlewaretoken": self.token, **sent}) if sent else None
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            connection.request("POST" if sent else "GET", path, body, headers)
            answer = connection.getresponse()
            page = answer.read().decode()
        finally:
            connection.close()
        for name, value in answer.getheaders():
            if name == "Set-Cookie" and not was_in:
                self._keep(value)
        return answer.status, page

    @property
    def is_in(self) -> bool:
        """Say whether the session is known."""
        return "session" in self.cookies

    def sign_in(self, username: str) -> None:
        """Sign in, and take the token of the session."""
        self._take_token(self.ask("/sign-in/")[1])
        status, _page = self.ask("/sign-in/", username=username, password="a-long-password")
        assert status == FOUND
        assert self.is_in, self.cookies
        self._take_token(self.ask("/account/")[1])

    def _take_token(self, page: str) -> None:
        found = TOKEN.search(page)
        assert found, page
        self.token = found[1]

    def _keep(self, header: str) -> None:
        jar = SimpleCookie(self.cookies)
        jar.load(header)
        self.cookies = "; ".join(f"{name}={each.value}" for name, each in jar.items())


@contextmanager
def server(database: str, home: Path) -> Iterator[tuple[str, "subprocess.Popen[bytes]"]]:
    """Serve the database by a process of its own; whoever is left of it at the end is killed."""
    port = sites._free_port()
    settings = {name: value for name, value in os.environ.items() if not name.startswith("DUBAN_")}
    environment = settings | {"DUBAN_MODE": "test", "DUBAN_DATABASE_URL": database, "DUBAN_HOME": str(home)}
    command = [sys.executable, "-m", "duban", "serve", "--bind", f"127.0.0.1:{port}"]
    with (home / f"{port}.log").open("wb") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log, start_new_session=True)
        try:
            sites._wait_for(f"http://127.0.0.1:{port}/readyz", process)
            yield f"127.0.0.1:{port}", process
        finally:
            kill(process)


def kill(process: "subprocess.Popen[bytes]") -> None:
    """Kill a server with all its workers, which get no chance to end anything."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(timeout=20)


def laid(count: int) -> cast.Cast:
    """So many reports that one unit owes today."""
    actors = cast.assemble()
    clauses = "\n".join(f"{number} 疏浚第{number}条河道。 > 市水利局" for number in range(1, count + 1))
    notation = f"# 一 水利工作 @沈砚 ={count}\n{clauses}"
    plan = adopt(viewer=actors.officer, plan_import=cast.in_review(actors.officer, notation), version=0)
    issue_tasks(by=By(actors.office_head), about=plan, given=TasksIssued(clock.today()))
    WorkPlan.objects.update(stage=PlanStage.IN_FORCE, in_force_on=clock.today(), filed_at=clock.now())
    Task.objects.update(stage=TaskStage.RUNNING)
    tick(actors.city)
    return actors


def test_what_was_answered_is_there_and_nothing_twice(
    committed_database: str, tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    count = DEEP if pytestconfig.getoption("--deep") else QUICK
    actors = laid(count)
    uids = list(ProgressReport.objects.order_by("pk").values_list("uid", flat=True))
    assert len(uids) == count
    connections.close_all()
    clerk, answered, enough = Clerk(""), set[str](), threading.Event()

    def file(uid: str) -> int | None:
        """File a report; None where nobody answers any more."""
        sent = {"act": "file", "act_key": f"key-{uid}", "version": "0", "text": f"清淤{uid}"}
        try:
            status, _page = clerk.ask(f"/reports/{uid}/", **sent)
        except (OSError, HTTPException):
            return None
        if status == FOUND:
            answered.add(uid)
            if len(answered) >= count // 3:
                enough.set()
        return status

    with server(committed_database, tmp_path) as (address, process):
        clerk.address = address
        clerk.sign_in("head")
        with ThreadPoolExecutor(AT_ONCE) as pool:
            filing = [pool.submit(file, uid) for uid in uids]
            while not enough.wait(timeout=0.01) and not all(each.done() for each in filing):
                pass
            kill(process)
            statuses = {each.result() for each in filing}
    assert statuses == {FOUND, None}
    assert count // 3 <= len(answered) < count

    filed = set(ProgressReport.objects.filter(stage="submitted").values_list("uid", flat=True))
    assert answered <= filed
    _once(filed)
    connections.close_all()

    with server(committed_database, tmp_path) as (address, _process):
        clerk.address = address
        with ThreadPoolExecutor(AT_ONCE) as pool:
            assert set(pool.map(file, uids)) == {FOUND}
    assert set(ProgressReport.objects.values_list("stage", flat=True)) == {"submitted"}
    _once(set(uids))
    assert verify(actors.city.uid).is_intact


def test_an_upload_cut_in_the_middle_leaves_nothing_and_is_sent_again(committed_database: str, tmp_path: Path) -> None:
    actors = cast.assemble()
    unit = actors.liaison.posts[0].unit
    assert unit is not None
    connections.close_all()
    with server(committed_database, tmp_path) as (address, _process):
        clerk = Clerk(address)
        clerk.sign_in("liaison")
        path = f"/units/{unit.uid}/evidence/"
        body = _multipart({"csrfmiddlewaretoken": clerk.token, "act_key": "upload-1"}, "现场查看情况。" * 20_000)
        head = (
            f"POST {path} HTTP/1.1\r\nHost: {address}\r\nCookie: {clerk.cookies}\r\n"
            f"Referer: http://{address}{path}\r\nConnection: close\r\n"
            f"Content-Type: multipart/form-data; boundary={BOUNDARY}\r\nContent-Length: {len(body)}\r\n\r\n"
        ).encode()
        _send(address, head + body[: len(body) // 2])
        assert clerk.ask("/account/")[0] == 200
        assert (Evidence.objects.count(), Entry.objects.filter(kind="progress.evidence_added").count()) == (0, 0)
        for _time in range(2):
            assert _send(address, head + body).startswith(b"HTTP/1.1 302")
    assert (Evidence.objects.count(), Evidence.objects.get().name) == (1, "note.txt")


def _multipart(fields: dict[str, str], text: str) -> bytes:
    """Return a form with a file as browsers send it."""
    parts = [f'Content-Disposition: form-data; name="{name}"\r\n\r\n{value}' for name, value in fields.items()]
    parts.append(
        f'Content-Disposition: form-data; name="file"; filename="note.txt"\r\nContent-Type: text/plain\r\n\r\n{text}'
    )
    return ("".join(f"--{BOUNDARY}\r\n{part}\r\n" for part in parts) + f"--{BOUNDARY}--\r\n").encode()


def _send(address: str, sent: bytes) -> bytes:
    """Send bytes, say that no more will come, and return what was answered."""
    host, port = address.split(":")
    answer = b""
    with socket.create_connection((host, int(port)), timeout=60) as wire:
        wire.sendall(sent)
        wire.shutdown(socket.SHUT_WR)
        while more := wire.recv(65536):
            answer += more
    return answer


def _once(filed: set[str]) -> None:
    """Hold that each of these reports, and no other, was filed once, with its words and its entry."""
    versions = Counter(ReportVersion.objects.values_list("report__uid", flat=True))
    assert versions == Counter(filed)
    assert set(ReportVersion.objects.values_list("text", flat=True)) == {f"清淤{uid}" for uid in filed}
    entries = Entry.objects.filter(kind="progress.report_filed").values_list("seq", flat=True)
    told = EntrySubject.objects.filter(kind="report", seq__in=list(entries)).values_list("uid", flat=True)
    assert Counter(told) == Counter(filed)
    assert not ProgressReport.objects.filter(uid__in=filed).exclude(versions_filed=1).exists()
