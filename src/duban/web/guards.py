"""What every answer carries and what no request may exceed: headers, size of the body, rates (GB/T 22239-2019)."""

from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from duban.orgs.rates import Rate, seconds_to_wait

Handler = Callable[[HttpRequest], HttpResponse]

FORM_BYTES = 1_000_000  # what a form may hold beside its file
NOT_FOUND_HERE = ("camera", "display-capture", "geolocation", "microphone", "payment", "usb")
PERMISSIONS = ", ".join(f"{feature}=()" for feature in NOT_FOUND_HERE)

EXPORTS = Rate("exports", 30, timedelta(minutes=10))
UPLOADS = Rate("uploads", 60, timedelta(minutes=10))
SEARCHES = Rate("searches", 120, timedelta(minutes=1))
CALENDARS = Rate("calendars", 60, timedelta(hours=1))
VERIFICATIONS = Rate("verifications", 6, timedelta(minutes=10))

SEARCHED = ("audit", "audit_access")
VERIFIED = ("audit_verify",)


def guarded_headers(get_response: Handler) -> Handler:
    """Forbid other sites to embed an answer, caches to keep it, and pages to use what Duban has no use for.

    Stands outside of everything that answers, so that errors and static files carry them too. What is public and may be
    kept, such as a style sheet, says so itself.
    """

    def handle(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("Cache-Control", "no-store")
        for cookie in response.cookies.values():
            cookie["secure"] = settings.SESSION_COOKIE_SECURE
        return response

    return handle


def limited_body(get_response: Handler) -> Handler:
    """Refuse a body that is larger than any upload may be, before a byte of it is read."""
    most = settings.DUBAN_LIMITS["upload_bytes"] + FORM_BYTES

    def handle(request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isascii() or not length.isdecimal():
            return render(request, "errors/400.html", status=400)
        if len(length) > 15 or int(length) > most:
            megabytes = settings.DUBAN_LIMITS["upload_bytes"] // 1_000_000
            return render(request, "errors/413.html", {"megabytes": megabytes}, status=413)
        return get_response(request)

    return handle


class limited_rates:  # noqa: N801 -- named as a function, because that is how middleware is listed
    """Ask whoever wants too much of what is expensive to wait: 429 with Retry-After."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponseBase],  # noqa: ARG002 -- Django's
        args: tuple[object, ...],  # noqa: ARG002
        kwargs: dict[str, object],  # noqa: ARG002
    ) -> HttpResponse | None:
        """Count what is expensive; answer in place of the view where it is too much."""
        rate = rate_of(request)
        if rate is None or not request.user.is_authenticated:
            return None
        wait = seconds_to_wait(request.user, rate)
        if not wait:
            return None
        response = render(request, "errors/429.html", {"seconds": wait}, status=429)
        response.headers["Retry-After"] = str(wait)
        return response


def rate_of(request: HttpRequest) -> Rate | None:
    """Return the rate that a request counts towards; most cost nothing worth counting."""
    name = (request.resolver_match.url_name if request.resolver_match else None) or ""
    if request.method == "POST":
        if name in VERIFIED:
            return VERIFICATIONS
        return UPLOADS if request.content_type == "multipart/form-data" and request.FILES else None
    if "export" in name or name.endswith("_file"):
        return EXPORTS
    return SEARCHES if name in SEARCHED and request.GET else None
