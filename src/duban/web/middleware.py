"""What happens around every page: request id, language, and errors of the domain as answers."""

from collections.abc import Callable
from uuid import uuid4

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from duban.core.errors import DomainError
from duban.web.views import errors

Handler = Callable[[HttpRequest], HttpResponse]


def request_id(get_response: Handler) -> Handler:
    """Give every request an id that stands in its log lines and in the answer's X-Request-Id."""

    def handle(request: HttpRequest) -> HttpResponse:
        name = uuid4().hex[:16]
        request.request_id = name  # type: ignore[attr-defined]  # error pages print it
        with structlog.contextvars.bound_contextvars(request=name):
            response = get_response(request)
        response["X-Request-Id"] = name
        return response

    return handle


def without_nul(get_response: Handler) -> Handler:
    """Leave NUL out of what an address asks, which PostgreSQL refuses; in a path it is 404."""

    def handle(request: HttpRequest) -> HttpResponse:
        if "\0" in request.path_info:
            return errors.not_found(request, ValueError("NUL"))
        if "%00" in request.META.get("QUERY_STRING", ""):
            request.META["QUERY_STRING"] = request.META["QUERY_STRING"].replace("%00", "")
        return get_response(request)

    return handle


def chosen_language(get_response: Handler) -> Handler:
    """Speak Chinese unless the reader chose otherwise in the page; the browser's wish is not asked."""
    known = {code for code, _name in settings.LANGUAGES}

    def handle(request: HttpRequest) -> HttpResponse:
        wish = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = wish if wish in known else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = get_response(request)
            response.headers.setdefault("Content-Language", language)
        return response

    return handle


class domain_errors:  # noqa: N801 -- named as a function, because that is how middleware is listed
    """Turn an error of the domain that no view caught into its page (403, 404, 409)."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer for an error of the domain; leave every other exception alone."""
        return errors.answer(request, exception) if isinstance(exception, DomainError) else None
