"""The confidentiality undertaking of those who inspect, on their first sign-in (Order 733, article 9)."""

from dataclasses import dataclass

from django.db.models import Q

from duban.core import clock
from duban.journal.records import Subject
from duban.orgs.acting.performing import Deed, Weight, performs
from duban.orgs.models import Holding, Post, User
from duban.orgs.roles import Role
from duban.orgs.signing_in import actions
from duban.orgs.viewers import Viewer

EDITION = "1"
INSPECTORS = frozenset({Role.OFFICE_HEAD, Role.OFFICER})


@dataclass(frozen=True)
class Undertaking:
    """The edition of the text that was agreed to."""

    edition: str


@performs("orgs.give_undertaking", about=User, given=Undertaking, weight=Weight.OWN)
def give_undertaking(deed: Deed, user: User, given: Undertaking) -> User:
    """Agree to the undertaking; once for an account."""
    user.undertaking_at = deed.at
    user.save(update_fields=["undertaking_at"])
    deed.record(actions.UNDERTAKING_GIVEN.code, [Subject("user", user.uid)], {"edition": given.edition})
    return user


def is_due(viewer: Viewer) -> bool:
    """Say whether a person inspects and has not given the undertaking; a demonstration inspects nobody."""
    if viewer.user.undertaking_at is not None or viewer.jurisdiction.is_demonstration:
        return False
    if viewer.roles & INSPECTORS:
        return True
    return Role.REGISTRAR in viewer.roles and _is_seconded(viewer)


def _is_seconded(viewer: Viewer) -> bool:
    """Say whether a unit lent this person to the office (抽调)."""
    today = clock.today()
    return (
        Holding.objects.filter(
            Q(until__isnull=True) | Q(until__gte=today),
            jurisdiction=viewer.jurisdiction,
            person=viewer.person,
            since__lte=today,
            seconded_from__isnull=False,
            post__kind__in=Post.OF_THE_OFFICE,
        ).exists()
    )  # fmt: skip
