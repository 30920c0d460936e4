"""The order in which days pass in this package: reports first, then what is asked for them."""

from duban.orgs.models import Jurisdiction
from duban.orgs.ticking import time_passed
from duban.progress.asking import lapsing as asking
from duban.progress.reporting import lapsing as reporting


@time_passed.register
def pass_time(jurisdiction: Jurisdiction) -> None:
    """Do all that has become due."""
    reporting.pass_time(jurisdiction)
    asking.pass_time(jurisdiction)
