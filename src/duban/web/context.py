"""What every template may use beside what its view gives."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from duban.journal import selectors
from duban.orgs import policies
from duban.orgs.viewers import Viewer
from duban.web.navigation import PLACES

Context = dict[str, object]


def page(request: HttpRequest) -> Context:
    """Give the frame of a page: who looks, where he can go, and the head of the journal's chain."""
    viewer: Viewer | None = getattr(request, "viewer", None)
    return {
        "demo": settings.DUBAN_MODE == "demonstration",
        "viewer": viewer,
        "jurisdiction": viewer.jurisdiction if viewer else None,
        "nav": navigation(request, viewer) if viewer else [],
        "theme": request.COOKIES.get("duban_theme", ""),
        "may_search": viewer is not None and policies.can(viewer, "ledger.see"),
        "search_query": request.GET.get("q", ""),
        "chain_head": SimpleLazyObject(lambda: _chain_head(viewer)),
    }


def navigation(request: HttpRequest, viewer: Viewer) -> list[dict[str, object]]:
    """Return the places that the viewer may enter, the current one marked."""
    return [
        {
            "label": _(place.label),
            "url": reverse(place.address),
            "current": request.path.startswith(reverse(place.address))
            if place.address != "desk"
            else request.path == "/",
        }
        for place in PLACES
        if policies.can(viewer, place.act)
    ]


def _chain_head(viewer: Viewer | None) -> str:
    head = selectors.chain_head(viewer.jurisdiction.uid) if viewer else None
    return head[1][:12] if head else ""
