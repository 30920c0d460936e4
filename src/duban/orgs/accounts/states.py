"""How an account stands, told from its columns and its open invitation."""

from dataclasses import dataclass
from datetime import datetime

from django.db import models
from django.utils.translation import pgettext_lazy

from duban.core import clock
from duban.orgs.models import User

IDLE = "idle"  # stands in `closed_because` of an account that was suspended for being idle


class State(models.TextChoices):
    """How an account stands; the first that fits holds."""

    BLOCKED = "blocked", pgettext_lazy("account", "Blocked")
    SUSPENDED = "suspended", pgettext_lazy("account", "Suspended")
    CLOSED = "closed", pgettext_lazy("account", "Closed")
    INVITED = "invited", pgettext_lazy("account", "Invited")
    LAPSED = "lapsed", pgettext_lazy("account", "Invitation run out")
    OPEN = "open", pgettext_lazy("account", "Open")
    NONE = "none", pgettext_lazy("account", "No account")


@dataclass(frozen=True)
class Columns:
    """What of an account tells its state."""

    is_active: bool
    is_blocked: bool
    closed_because: str | None
    has_password: bool


def columns_of(user: User) -> Columns:
    """Return what of an account tells its state."""
    return Columns(user.is_active, user.is_blocked, user.closed_because, user.has_usable_password())


def state_of(columns: Columns, invited_until: datetime | None) -> State:
    """Return how an account stands; `invited_until` is the end of its open invitation."""
    if columns.is_blocked:
        return State.BLOCKED
    if not columns.is_active:
        return State.SUSPENDED if columns.closed_because == IDLE else State.CLOSED
    if columns.has_password:
        return State.OPEN
    return State.INVITED if invited_until is not None and invited_until > clock.now() else State.LAPSED


def state(user: User) -> State:
    """Return how one account stands."""
    until = user.invitations.filter(used_at__isnull=True, withdrawn_at__isnull=True).values_list(
        "expires_at", flat=True
    )
    return state_of(columns_of(user), until.first())
