"""The order in which days pass in this package."""

from duban.coordination.decisions import lapsing as decisions
from duban.coordination.problems import lapsing as problems
from duban.orgs.models import Jurisdiction
from duban.orgs.ticking import time_passed


@time_passed.register
def pass_time(jurisdiction: Jurisdiction) -> None:
    """Do all that has become due."""
    decisions.pass_time(jurisdiction)
    problems.pass_time(jurisdiction)
