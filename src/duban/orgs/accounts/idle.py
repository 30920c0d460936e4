"""Suspending accounts that nobody used for 90 days (domain 6.4); run by a timer, harmless when it runs twice."""

from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from duban.core.uids import new_uid
from duban.journal.records import Subject, record
from duban.orgs.accounts import actions, keeping
from duban.orgs.accounts.changing import suspended
from duban.orgs.accounts.founding import SYSTEM
from duban.orgs.accounts.states import State, state
from duban.orgs.models import Holding, Jurisdiction, Post, User

IDLE_DAYS = 90
NEVER_IDLE = (Post.Kind.LEADER, Post.Kind.APPROVER, Post.Kind.HEAD, Post.Kind.AUDITOR)


def suspend_idle(today: date) -> list[User]:
    """Suspend what nobody used for 90 days, in every government; one entry an account, one batch a government.

    A demonstration suspends nobody: its months pass while nobody looks at it.
    """
    found = []
    for jurisdiction in Jurisdiction.objects.filter(is_demonstration=False).order_by("pk"):
        found += _suspend_in(jurisdiction, today)
    return found


@transaction.atomic
def _suspend_in(jurisdiction: Jurisdiction, today: date) -> list[User]:
    users = idle_accounts(jurisdiction, today)
    before = {user.pk: state(user) for user in users}
    suspended(users)
    batch = new_uid()
    for user in users:
        record(
            actor=SYSTEM,
            kind=actions.ACCOUNT_SUSPENDED.code,
            jurisdiction=jurisdiction.uid,
            subjects=[Subject("user", user.uid)],
            body={
                "before": {"state": before[user.pk]},
                "after": {"state": State.SUSPENDED},
                "last_seen_on": user.last_seen_on,
            },
            batch=batch,
        )
    return users


def idle_accounts(jurisdiction: Jurisdiction, today: date) -> list[User]:
    """Return the accounts that a day finds idle, under their lock.

    Leaders, approver, unit heads and auditors are left out by rule; so is the last security administrator, because
    nobody else could open his account again. An account that was never used counts from its opening.
    """
    last = today - timedelta(days=IDLE_DAYS)
    opened_before = timezone.make_aware(datetime.combine(last + timedelta(days=1), time.min))
    held = Holding.objects.filter(keeping.not_over(), jurisdiction=jurisdiction)
    rows = (
        User.objects.select_for_update(of=("self",))
        .filter(jurisdiction=jurisdiction, is_active=True, is_blocked=False)
        .filter(Q(last_seen_on__lte=last) | Q(last_seen_on__isnull=True, created_at__lt=opened_before))
        .exclude(person__in=held.filter(post__kind__in=NEVER_IDLE).values("person"))
        .select_related("person")
        .order_by("pk")
    )
    return _without_last_security(jurisdiction, list(rows))


def _without_last_security(jurisdiction: Jurisdiction, users: list[User]) -> list[User]:
    seats = Holding.objects.filter(keeping.not_over(), jurisdiction=jurisdiction, post__kind=Post.Kind.SECURITY).values(
        "person"
    )
    able = User.objects.filter(jurisdiction=jurisdiction, is_active=True, person__in=seats).order_by("-last_seen_on")
    keepers = list(able)
    if keepers and all(keeper in users for keeper in keepers):
        spared = max(keepers, key=lambda keeper: (keeper.last_seen_on or date.min, keeper.pk))
        return [user for user in users if user.pk != spared.pk]
    return users
