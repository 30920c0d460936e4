"""A real server on a copy of one prepared demonstration, for tests that look at pages with a real browser."""

import base64
import os
import re
import secrets
import shutil
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

ACCOUNT = re.compile(r"^  (?P<username>[a-z]+) +(?P<password>[\w-]{12}) ", re.MULTILINE)
INVITED = re.compile(
    r" (?P<name>\S+?)(?:: account|：账号) (?P<username>\w+).*? (?P<code>(?:[A-Z0-9]{4}-){2}[A-Z0-9]{4})"
)
SECONDS_TO_START = 60
UNVERIFIED = ssl.create_default_context()
UNVERIFIED.check_hostname = False  # certificates are made on the spot
UNVERIFIED.verify_mode = ssl.CERT_NONE


@dataclass(frozen=True)
class Demonstration:
    """A demonstration that was built: its folder, which nobody writes to, and what the command printed."""

    home: Path
    printed: str

    @property
    def passwords(self) -> dict[str, str]:
        """Return the passwords that were printed, by account."""
        return {found["username"]: found["password"] for found in ACCOUNT.finditer(self.printed)}


@dataclass(frozen=True)
class Site:
    """A running demonstration: where it answers, its passwords, and the folder that it writes to."""

    address: str
    passwords: dict[str, str]
    home: Path


def prepared(home: Path, *, tables: Path) -> Demonstration:
    """Build the demonstration under a folder, in a database of empty tables, which its command finds in order."""
    (home / "demonstration").mkdir()
    shutil.copy(tables, home / "demonstration" / "duban.sqlite3")
    built = _duban("demo", "--no-serve", "--no-year", home=home, stdout=subprocess.PIPE, text=True)
    printed, _ = built.communicate(timeout=300)
    if built.returncode:
        raise RuntimeError(f"duban demo --no-serve ended with {built.returncode}")
    return Demonstration(home, printed)


@contextmanager
def running(original: Demonstration, home: Path) -> Iterator[Site]:
    """Serve a copy of a prepared demonstration until the block ends."""
    shutil.copytree(original.home, home)
    port = _free_port()
    site = Site(f"http://127.0.0.1:{port}", original.passwords, home)
    log = (home / "server.log").open("wb")
    server = _duban("demo", "--port", str(port), home=home, stdout=log, stderr=log)
    try:
        _wait_for(f"{site.address}/readyz", server)
        yield site
    finally:
        server.terminate()
        server.wait(timeout=20)
        log.close()


@contextmanager
def answering(home: Path) -> Iterator[str]:
    """Serve the demonstration of a folder as it lies there; yield its address."""
    port = _free_port()
    log = (home / "server.log").open("ab")
    server = _duban("demo", "--port", str(port), home=home, stdout=log, stderr=log)
    try:
        _wait_for(f"http://127.0.0.1:{port}/readyz", server)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=20)
        log.close()


@contextmanager
def beside(site: Site) -> Iterator[str]:
    """Serve the installation of a running site by a second process; yield its address."""
    with answering(site.home) as address:
        yield address


@contextmanager
def installed(home: Path, answers: str, *, tables: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """Set a government up as `duban init` does and serve it in production mode; yield address and one-time codes.

    `answers` is the TOML of `--answers`; `tables` is a database of empty tables, which `init` finds in order. The
    certificate is made on the spot; browsers are told to take it.
    """
    home.mkdir(parents=True)
    shutil.copy(tables, home / "duban.sqlite3")
    (home / "answers.toml").write_text(answers, encoding="utf-8")
    port = _free_port()
    production = {
        "DUBAN_ALLOWED_HOSTS": "localhost",
        "DUBAN_SECRET_KEY": secrets.token_urlsafe(48),
        "DUBAN_FIELD_KEYS": base64.urlsafe_b64encode(secrets.token_bytes(32)).decode(),
    }
    given = str(home / "answers.toml")
    setting_up = _duban(
        "init", "--answers", given, "--no-input", home=home, stdout=subprocess.PIPE, text=True, settings=production
    )
    printed, _ = setting_up.communicate(timeout=120)
    if setting_up.returncode:
        raise RuntimeError(f"duban init ended with {setting_up.returncode}")
    log = (home / "server.log").open("wb")
    bind = f"127.0.0.1:{port}"
    tls = ("--certificate", str(home / "tls.crt"), "--key", str(home / "tls.key"))
    _certify(home)
    server = _duban("serve", "--bind", bind, *tls, home=home, stdout=log, stderr=log, settings=production)
    try:
        _wait_for(f"https://localhost:{port}/readyz", server)
        yield f"https://localhost:{port}", {found["name"]: found["code"] for found in INVITED.finditer(printed)}
    finally:
        server.terminate()
        server.wait(timeout=20)
        log.close()


def _certify(home: Path) -> None:
    """Make a certificate for localhost that nobody vouches for."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    (home / "tls.crt").write_bytes(certificate.public_bytes(Encoding.PEM))
    (home / "tls.key").write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))


def _duban(*arguments: str, home: Path, settings: Mapping[str, str] = {}, **options: object) -> "subprocess.Popen[str]":
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("DUBAN_")}
    environment = {**inherited, **settings, "DUBAN_HOME": str(home)}
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
            with urlopen(address, timeout=5, context=UNVERIFIED):
                return
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise RuntimeError(f"{address} did not answer within {SECONDS_TO_START} s")
