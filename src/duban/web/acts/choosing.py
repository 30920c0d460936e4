"""Choices that forms of several acts share."""

from duban.core import clock
from duban.orgs.models import Jurisdiction
from duban.orgs.people.seating import SERVED, seated_as


def leaders_of(jurisdiction: Jurisdiction) -> list[tuple[str, str]]:
    """Return who leads or approves today, in the order of their posts: uid and name."""
    rows = seated_as(jurisdiction, SERVED, clock.today()).order_by("holdings__post__position", "pk")
    return list(dict.fromkeys(rows.values_list("uid", "name")))
