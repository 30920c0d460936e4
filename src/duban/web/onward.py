"""Forms: what was sent, and where they go on to: an address of this site that was asked for, and no other."""

from django.http import HttpRequest, QueryDict
from django.utils.http import url_has_allowed_host_and_scheme


def sent(request: HttpRequest) -> QueryDict | None:
    """Return what a form was sent with, be it nothing; None where it is only shown."""
    return request.POST if request.method == "POST" else None


def own_address(request: HttpRequest, wish: str | None, *, otherwise: str = "/") -> str:
    """Return the wish if it lies on this site, else the other address."""
    safe = url_has_allowed_host_and_scheme(wish, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return wish if wish and safe else otherwise


def asked_for(request: HttpRequest, *, otherwise: str = "/") -> str:
    """Return the address that the page was opened or sent with."""
    return own_address(request, request.POST.get("next") or request.GET.get("next"), otherwise=otherwise)
