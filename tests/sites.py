"""A real server on a copy of one prepared demonstration, for tests that look at pages with a real browser."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

ACCOUNT = re.compile(r"^  (?P<username>[a-z]+) +(?P<password>[\w-]{12}) ", re.MULTILINE)
SECONDS_TO_START = 60


@dataclass(frozen=True)
class Site:
    """A running demonstration: where it answers, its passwords, and the folder that it writes to."""

    address: str
    passwords: dict[str, str]
    home: Path


def prepared(home: Path) -> dict[str, str]:
    """Build the demonstration under a folder and return the passwords that it printed."""
    built = _duban("demo", "--no-serve", home=home, stdout=subprocess.PIPE, text=True)
    printed, _ = built.communicate(timeout=300)
    if built.returncode:
        raise RuntimeError(f"duban demo --no-serve ended with {built.returncode}")
    return {found["username"]: found["password"] for found in ACCOUNT.finditer(printed)}


@contextmanager
def running(original: Path, passwords: dict[str, str], home: Path) -> Iterator[Site]:
    """Serve a copy of a prepared demonstration until the block ends."""
    shutil.copytree(original, home)
    port = _free_port()
    site = Site(f"http://127.0.0.1:{port}", passwords, home)
    log = (home / "server.log").open("wb")
    server = _duban("demo", "--port", str(port), home=home, stdout=log, stderr=log)
    try:
        _wait_for(f"{site.address}/readyz", server)
        yield site
    finally:
        server.terminate()
        server.wait(timeout=20)
        log.close()


def _duban(*arguments: str, home: Path, **options: object) -> "subprocess.Popen[str]":
    settings = {name: value for name, value in os.environ.items() if not name.startswith("DUBAN_")}
    environment = {**settings, "DUBAN_HOME": str(home)}
    return subprocess.Popen([sys.executable, "-m", "duban", *arguments], env=environment, **options)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(address: str, server: "subprocess.Popen[str]") -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline:
        if server.poll() is not None:
            raise RuntimeError(f"the server ended with {server.returncode}")
        try:
            with urlopen(address, timeout=5):
                return
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise RuntimeError(f"{address} did not answer within {SECONDS_TO_START} s")
