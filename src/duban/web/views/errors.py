"""Pages for what went wrong: each says what happened, what was kept and what to do."""

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from duban.core import texts
from duban.core.errors import DomainError
from duban.journal.access import note_access
from duban.orgs.errors import NotAllowed, NotVisible, NotYours
from duban.web.clients import address_of

if TYPE_CHECKING:
    from duban.orgs.viewers import Viewer

STATUS: dict[type[DomainError], int] = {NotVisible: 404, NotAllowed: 403, NotYours: 403}


def answer(request: HttpRequest, error: DomainError) -> HttpResponse:
    """Return the page of an error: 404 hidden or missing, 403 not this role, 409 everything else."""
    status = STATUS.get(type(error), 409)
    if status == 404:
        return not_found(request, error)
    if status == 403:
        _note_refusal(request, error)
    return render(request, f"errors/{status}.html", {"message": texts.say(error)}, status=status)


def _note_refusal(request: HttpRequest, error: DomainError) -> None:
    """Keep an access record of an act that the viewer's posts do not include."""
    viewer: Viewer | None = getattr(request, "viewer", None)
    if viewer is not None:
        note_access(
            jurisdiction=viewer.jurisdiction.uid,
            actor=viewer.actor,
            what=str(error.params["asked"]),
            outcome="refused",
            target=request.path,
            address=address_of(request),
        )


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer a request that cannot be understood."""
    return render(request, "errors/400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer a request that is refused outright."""
    return render(request, "errors/403.html", {"message": _("This is not open to you.")}, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer for what does not exist, or not for this viewer: one page for both."""
    return render(request, "errors/404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer when the program itself failed; names nothing of what it was doing."""
    return render(request, "errors/500.html", status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form that was sent from a page too old or not ours."""
    return render(request, "errors/csrf.html", status=403)
