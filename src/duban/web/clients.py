"""From which network address a request came."""

from ipaddress import ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

NOWHERE = "-"


def address_of(request: HttpRequest) -> str:
    """Return the address of the client, `-` where none is known.

    It is the peer's own, unless the peer is a proxy that `DUBAN_PROXIES` names (addresses or networks): then the last
    address in X-Forwarded-For that is not such a proxy again. What stands before it was written by the client itself.
    """
    hops = [request.META.get("REMOTE_ADDR", ""), *reversed(request.META.get("HTTP_X_FORWARDED_FOR", "").split(","))]
    found = NOWHERE
    for hop in hops:
        address = _read(hop)
        if address is None:
            break
        found = address
        if not _is_proxy(address):
            break
    return found


def address_for_log(request: HttpRequest) -> str | None:
    """Return the address as the log of failures keeps it."""
    address = address_of(request)
    return None if address == NOWHERE else address


def _read(text: str) -> str | None:
    """Return an address in its one form: an IPv4 address that came over IPv6 is an IPv4 address."""
    try:
        address = ip_address(text.strip())
    except ValueError:
        return None
    mapped = getattr(address, "ipv4_mapped", None)
    return str(mapped or address)


def _is_proxy(address: str) -> bool:
    return any(ip_address(address) in ip_network(each, strict=False) for each in settings.DUBAN_PROXIES)
