"""The way into the three consoles: each administrator has his own and sees no other (domain 6.4)."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from duban.orgs import policies
from duban.orgs.viewers import Viewer
from duban.web.access import ViewedRequest, behind_door
from duban.web.views.ledger import Chip

SYSTEM, SECURITY, AUDIT = "orgs.see_system", "orgs.see_security", "audit.search"


@require_safe
@behind_door("orgs.enter_console")
def console(request: ViewedRequest) -> HttpResponse:
    """Lead an administrator to his console."""
    places = ((SYSTEM, "console_system"), (SECURITY, "console_security"), (AUDIT, "audit"))
    return redirect(next(address for act, address in places if policies.can(request.viewer, act)))


@require_safe
@behind_door(AUDIT)
def console_audit(request: ViewedRequest) -> HttpResponse:
    """Lead the audit administrator to the audit desk, which is his console."""
    return redirect("audit")


def tabs(viewer: Viewer, here: str) -> list[Chip]:
    """Return the parts of the consoles that a viewer may enter, the one at hand marked."""
    parts = (
        (SYSTEM, "console_system", _("Parameters")),
        (SYSTEM, "console_calendar", _("Working calendar")),
        ("reminders.see_channels", "console_channels", _("Channels")),
        (SYSTEM, "console_doctor", _("Self-check")),
        (SECURITY, "console_security", _("Locks")),
        ("orgs.see_every_account", "security_accounts", _("Accounts")),
        ("orgs.see_grants", "console_grants", _("Exceptions")),
        (SECURITY, "console_permissions", _("Permission table")),
    )
    return [
        Chip(reverse(address), label, "", address == here) for act, address, label in parts if policies.can(viewer, act)
    ]
