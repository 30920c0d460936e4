"""Addresses among the settings: of the site itself, and of the server by which mail leaves. Pure."""

from dataclasses import dataclass, field
from urllib.parse import parse_qs, unquote, urlsplit

PORTS = {"tls": 465, "starttls": 587, "none": 25}


def site_address(address: str) -> str:
    """Return the address of the site without the last stroke; raise ValueError where it is none.

    >>> site_address("https://duban.lan.gov.cn/")
    'https://duban.lan.gov.cn'
    """
    parts = urlsplit(address)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username or parts.query or parts.fragment:
        raise ValueError("no address of a site")
    return address.rstrip("/")


@dataclass(frozen=True)
class MailServer:
    """Where mail is handed in, as whom, how the line is protected, and the address it comes from."""

    host: str
    port: int
    sender: str
    security: str
    user: str = ""
    password: str = field(default="", repr=False)


def mail_server(address: str) -> MailServer:
    """Return the server that an address names; raise ValueError where it names none.

    `smtps://` protects the line from the start, `smtp://` once connected; `security=none` leaves it open. Name and
    password are percent-encoded where they hold what an address cannot.

    >>> mail_server("smtps://duban:s%40fe@mail.lan.gov.cn?from=duban@lan.gov.cn")
    MailServer(host='mail.lan.gov.cn', port=465, sender='duban@lan.gov.cn', security='tls', user='duban')
    >>> server = mail_server("smtp://relay.lan.gov.cn:2525?from=duban@lan.gov.cn&security=none")
    >>> server.port, server.security
    (2525, 'none')
    """
    parts = urlsplit(address)
    asked = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    sender = asked.pop("from", "")
    security = "tls" if parts.scheme == "smtps" else asked.pop("security", "starttls")
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname or "@" not in sender:
        raise ValueError("no server of mail")
    if security not in PORTS or asked:
        raise ValueError("no such security")
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    return MailServer(parts.hostname, parts.port or PORTS[security], sender, security, user, password)
