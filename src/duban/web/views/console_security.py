"""The console of the security administrator: locks of accounts, and the table of permission (domain 6.4)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from duban.core import texts
from duban.core.errors import DomainError
from duban.orgs.administration.permission_table import lines
from duban.orgs.roles import Role
from duban.orgs.signing_in.locks import lift_lock, lift_slowing, locks_now, slowed_now
from duban.web.access import ViewedRequest, behind_door
from duban.web.views.console import SECURITY, tabs


@require_safe
@behind_door(SECURITY)
def locks(request: ViewedRequest) -> HttpResponse:
    """Show which accounts are locked and which addresses are slowed now."""
    context = {
        "locks": locks_now(request.viewer.jurisdiction),
        "slowed": slowed_now(),
        "tabs": tabs(request.viewer, "console_security"),
    }
    return render(request, "console/locks.html", context)


@require_POST
@behind_door(SECURITY)
def lift(request: ViewedRequest) -> HttpResponse:
    """Lift the lock of an account, or the slowing of an address; what has ended by itself meanwhile is said."""
    username, address = request.POST.get("username", ""), request.POST.get("address", "")
    try:
        if address:
            lift_slowing(viewer=request.viewer, address=address)
        else:
            lift_lock(viewer=request.viewer, username=username)
    except DomainError as error:
        messages.warning(request, texts.say(error))
    else:
        messages.success(request, _("The lock is lifted."))
    return redirect("console_security")


@require_safe
@behind_door(SECURITY)
def permissions(request: ViewedRequest) -> HttpResponse:
    """Show the table act × role as the code has it."""
    context = {
        "roles": [role.label for role in Role],
        "lines": lines(),
        "tabs": tabs(request.viewer, "console_permissions"),
    }
    return render(request, "console/permissions.html", context)
