"""A monthly digest: what was accepted, section by section, as it was frozen; prints on paper."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from duban.orgs import policies
from duban.progress.models import Digest
from duban.progress.upward.digests import told_in
from duban.web.access import ViewedRequest, behind_door
from duban.web.acts.offers import offers


@require_safe
@behind_door("progress.see_digests")
def digest(request: ViewedRequest, uid: str) -> HttpResponse:
    """Show a digest."""
    found = policies.visible_one(request.viewer, Digest, uid)
    return render(
        request,
        "progress/digest.html",
        {
            "digest": found,
            "rows": told_in(found),
            "offers": offers(request.viewer, found),
            "crumbs": [
                {"label": _("Reports"), "url": f"{reverse('reports')}?month={found.period.month}"},
                {"label": _("Monthly digest"), "url": ""},
            ],
        },
    )
