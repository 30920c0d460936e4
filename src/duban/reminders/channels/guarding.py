"""Which addresses a channel may have: no door into this machine or the network behind it (server-side forgery).

The address that was looked at is the one that is then spoken to (`channels.posting`): a name that leads elsewhere a
moment later leads nowhere new.
"""

import socket
from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import urlsplit

from django.conf import settings

from duban.reminders.errors import AddressRefused

LONGEST = 2000
# Addresses of version 6 that hold one of version 4, by which a private one could be reached under another name.
HOLDING_ANOTHER = tuple(map(IPv6Network, ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32", "::/96")))


@dataclass(frozen=True)
class Door:
    """An address that may be spoken to, with the number that its name leads to."""

    url: str
    host: str
    port: int
    number: str

    @property
    def is_protected(self) -> bool:
        """Say whether the line is."""
        return self.url.startswith("https:")


def door_of(url: str) -> Door:
    """Return the door that an address names; raise AddressRefused with the reason where it may not be opened.

    https alone in production; no name or password in it; and every number that its name leads to is public, or lies
    in a network that the deployer opened (DUBAN_CHANNEL_NETWORKS).
    """
    host, port = _parts_of(url)
    try:
        numbers = numbers_of(host, port)
    except (OSError, UnicodeError):  # a name that cannot be one
        raise AddressRefused(reason="unknown", host=host) from None
    closed = [number for number in numbers if not is_open(number)]
    if closed or not numbers:
        raise AddressRefused(reason="private", host=host)
    return Door(url, host, port, numbers[0])


def numbers_of(host: str, port: int) -> Sequence[str]:
    """Return every number that a name leads to."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(each[4][0]) for each in found))


def is_open(number: str) -> bool:
    """Say whether a number may be spoken to."""
    address = ip_address(number.partition("%")[0])
    held = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    address = held or address
    opened: tuple[str, ...] = settings.DUBAN_CHANNEL_NETWORKS
    if any(address in ip_network(network) for network in opened):
        return True
    if settings.DUBAN_MODE != "production" and address.is_loopback:
        return True
    return _is_public(address)


def _is_public(address: IPv4Address | IPv6Address) -> bool:
    if any(address in network for network in HOLDING_ANOTHER):
        return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def _parts_of(url: str) -> tuple[str, int]:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise AddressRefused(reason="malformed", host="") from None
    host = parts.hostname or ""
    if len(url) > LONGEST or not host or not url.isascii() or any(sign.isspace() for sign in url) or parts.fragment:
        raise AddressRefused(reason="malformed", host=host)
    if parts.username or parts.password:
        raise AddressRefused(reason="named", host=host)
    if parts.scheme != "https" and (parts.scheme != "http" or settings.DUBAN_MODE == "production"):
        raise AddressRefused(reason="open", host=host)
    return host, port or (443 if parts.scheme == "https" else 80)
