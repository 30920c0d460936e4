"""The passing of days: what the clock does by itself, told to every package in the order of the house.

Each package registers what it does for one government; it is idempotent and may run twice at once. What the clock does
stands in the journal under `CLOCK`.
"""

from duban.core.hooks import Event
from duban.journal.records import Actor
from duban.orgs.models import Jurisdiction

CLOCK = Actor(uid="system", name="Duban", unit_name="Duban")

time_passed: Event[Jurisdiction] = Event("orgs.time_passed")


def tick(jurisdiction: Jurisdiction) -> None:
    """Do everything that has become due in a government up to the present moment."""
    time_passed.announce(jurisdiction)
