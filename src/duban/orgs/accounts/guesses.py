"""Guessing at invitations: counted with the failed sign-ins of an address, so that whoever tries codes is slowed."""

from axes.models import AccessFailureLog

from duban.journal.access import note_access
from duban.journal.records import INSTALLATION, Actor
from duban.orgs.signing_in import locks

WHAT = "orgs.invitation"
NOWHERE = "-"
STRANGER = Actor(uid="unknown", name="-", unit_name="-")


def wait_at(address: str) -> int:
    """Return for how many seconds an address must wait before it may try an invitation; 0 lets this attempt in."""
    return locks.wait_at(None if address == NOWHERE else address)


def note_guess(address: str) -> None:
    """Count an invitation that does not open, and keep an access record of it; neither holds what was tried."""
    AccessFailureLog.objects.create(
        username="", ip_address=None if address == NOWHERE else address, user_agent="", http_accept="", path_info=""
    )
    note_access(jurisdiction=INSTALLATION, actor=STRANGER, what=WHAT, outcome="refused", address=address)
