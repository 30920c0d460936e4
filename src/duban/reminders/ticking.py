"""What the clock does for reminders: the digests of the day are written once their hour has come."""

from duban.orgs.models import Jurisdiction
from duban.orgs.ticking import time_passed
from duban.reminders.digests.writing import write_due


@time_passed.register
def pass_time(jurisdiction: Jurisdiction) -> None:
    """Write what is to be told on this day."""
    write_due(jurisdiction)
