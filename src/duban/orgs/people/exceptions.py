"""Until when exceptions of a person may hold: delegations to him, and grants."""

from django.db.models import Max

from duban.core import clock
from duban.orgs.models import Delegation, Grant, Person, User


def renew_exceptional(user: User) -> None:
    """Set the day until which delegations and grants of an account are asked for (`User.exceptional_until`)."""
    today = clock.today()
    delegations = Delegation.objects.filter(
        jurisdiction=user.jurisdiction_id, person=user.person_id, until__gte=today, revoked_at__isnull=True
    )
    grants = Grant.objects.filter(
        jurisdiction=user.jurisdiction_id, user=user, until__gte=today, revoked_at__isnull=True
    )
    days = [rows.aggregate(last=Max("until"))["last"] for rows in (delegations, grants)]
    user.exceptional_until = max((day for day in days if day is not None), default=None)
    user.save(update_fields=["exceptional_until"])


def renew_exceptional_of(person: Person) -> None:
    """Do the same for the account of a person, where he has one."""
    user = User.objects.filter(jurisdiction=person.jurisdiction_id, person=person).first()
    if user is not None:
        renew_exceptional(user)
