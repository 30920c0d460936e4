"""No channel opens a door into the machine or the network behind it, and the line is that of the name (design 7)."""

import ssl
import threading
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.conf import LazySettings

from duban.core import clock
from duban.reminders.channels import guarding
from duban.reminders.channels.guarding import door_of
from duban.reminders.channels.posting import Answer, post
from duban.reminders.errors import AddressRefused

OPEN = "203.0.114.7"


@pytest.fixture
def production(settings: LazySettings, monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """Production, with a name server that says what a test wants."""
    settings.DUBAN_MODE = "production"
    names: dict[str, list[str]] = {"robot.example": [OPEN]}

    def numbers_of(host: str, _port: int) -> list[str]:
        if host not in names:
            raise OSError(host)
        return names[host]

    monkeypatch.setattr(guarding, "numbers_of", numbers_of)
    return names


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("http://robot.example/send", "open"),  # anybody on the way reads it
        ("ftp://robot.example/send", "open"),
        ("https://user:word@robot.example/send", "named"),
        ("https://robot.example@169.254.169.254/", "named"),  # a name that is none
        ("https:///send", "malformed"),
        ("https://robot.example:99999/", "malformed"),
        ("https://robot.example/#send", "malformed"),
        ("https://robot.example/ send", "malformed"),
        ("https://robot.example/\nHost: a", "malformed"),
        ("https://机器人.example/send", "malformed"),
        ("https://[::1", "malformed"),
        ("https://robot.example/" + "a" * 2000, "malformed"),
        ("robot.example/send", "malformed"),
        ("", "malformed"),
        ("https://nowhere.example/send", "unknown"),
    ],
)
def test_an_address_that_is_none_is_refused(production: dict[str, list[str]], url: str, reason: str) -> None:
    with pytest.raises(AddressRefused) as refused:
        door_of(url)
    assert refused.value.reason == reason


@pytest.mark.parametrize(
    "number",
    [
        "127.0.0.1",
        "127.9.9.9",
        "0.0.0.0",  # noqa: S104 -- looked at, not bound to
        "10.1.2.3",
        "172.16.0.1",
        "192.168.0.1",
        "169.254.169.254",  # where clouds keep their secrets
        "100.64.0.1",  # shared by a provider
        "192.0.2.1",  # for documents
        "198.18.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1",
        "fe80::1%eth0",
        "fc00::1",
        "ff02::1",
        "::ffff:10.0.0.1",  # the same by another name
        "::ffff:127.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::1",
        "::7f00:1",
    ],
)
def test_a_number_that_is_not_public_is_refused(production: dict[str, list[str]], number: str) -> None:
    production["inside.example"] = [OPEN, number]  # one of several is enough
    with pytest.raises(AddressRefused) as refused:
        door_of("https://inside.example/")
    assert refused.value.reason == "private"


def test_the_deployer_can_open_a_network(production: dict[str, list[str]], settings: LazySettings) -> None:
    production["sms.inside.example"] = ["10.20.0.5"]
    settings.DUBAN_CHANNEL_NETWORKS = ("10.20.0.0/16",)
    door = door_of("https://sms.inside.example:8443/send")
    assert (door.number, door.port, door.is_protected) == ("10.20.0.5", 8443, True)
    production["sms.inside.example"] = ["10.21.0.5"]
    with pytest.raises(AddressRefused):
        door_of("https://sms.inside.example:8443/send")


def test_what_a_machine_calls_itself_leads_in_only_outside_of_production(settings: LazySettings) -> None:
    assert door_of("http://localhost:8080/").number in {"127.0.0.1", "::1"}
    settings.DUBAN_MODE = "production"
    for odd in ("https://localhost/", "https://127.1/", "https://2130706433/", "https://0x7f000001/"):
        with pytest.raises(AddressRefused) as refused:
            door_of(odd)
        assert refused.value.reason in {"private", "unknown"}


@pytest.fixture
def robot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[int, list[str]]]:
    """A server over TLS whose certificate is for robot.example, by an authority that this machine trusts."""
    certificate, key = _certificate("robot.example", tmp_path)
    hosts: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            hosts.append(self.headers["Host"])
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_args: object) -> None:
            """Say nothing."""

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    server = HTTPServer(("127.0.0.1", 0), Handler)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    yield server.server_address[1], hosts
    server.shutdown()
    server.server_close()
    thread.join()


def test_the_number_that_was_looked_at_is_spoken_to_and_the_certificate_is_that_of_the_name(
    robot: tuple[int, list[str]], production: dict[str, list[str]], settings: LazySettings
) -> None:
    port, hosts = robot
    settings.DUBAN_CHANNEL_NETWORKS = ("127.0.0.0/8",)
    production["robot.example"] = production["other.example"] = ["127.0.0.1"]
    answer = post(f"https://robot.example:{port}/send", b"{}", {})
    assert isinstance(answer, Answer)  # robot.example leads nowhere for anybody but the guard
    assert hosts == [f"robot.example:{port}"]
    refused = post(f"https://other.example:{port}/send", b"{}", {})
    assert not isinstance(refused, Answer)
    assert refused.error == "tls"
    assert len(hosts) == 1


def _certificate(name: str, folder: Path) -> tuple[Path, Path]:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = clock.actual()
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    certificate, private = folder / "certificate.pem", folder / "key.pem"
    certificate.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    plain = serialization.NoEncryption()
    private.write_bytes(key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain))
    return certificate, private
