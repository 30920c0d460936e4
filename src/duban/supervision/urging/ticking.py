"""What the passing of days does to slips."""

from duban.orgs.models import Jurisdiction
from duban.orgs.ticking import time_passed
from duban.supervision.urging import answering


@time_passed.register
def pass_time(jurisdiction: Jurisdiction) -> None:
    """Do all that has become due."""
    answering.pass_time(jurisdiction)
