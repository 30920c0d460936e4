"""On whom a plan is served: its leaders, and its units with the members of its groups."""

from dataclasses import dataclass

from django.db.models import Q

from duban.core import clock
from duban.ledger.models import Assignment, Task
from duban.orgs.models import Holding, Post, Unit
from duban.orgs.register.members import members_on
from duban.plans.models import Plan


@dataclass(frozen=True)
class Receivers:
    """Who is to receive a plan; `unnamed` are groups that nobody can be served for until their members are named."""

    posts: tuple[Post, ...]
    units: tuple[Unit, ...]
    unnamed: tuple[Unit, ...]


def receivers_of(plan: Plan) -> Receivers:
    """Return who is to receive a plan, leaders first, units in the order of the register."""
    today = clock.today()
    tasks = Task.objects.filter(jurisdiction=plan.jurisdiction_id, plan=plan)
    assigned = Unit.objects.filter(
        pk__in=Assignment.objects.filter(jurisdiction=plan.jurisdiction_id, task__in=tasks).values("unit")
    )
    groups = [unit for unit in assigned if unit.is_group]
    members = members_on(groups, today) if groups else {}
    units = {unit.pk: unit for unit in assigned if not unit.is_group}
    units.update((unit.pk, unit) for each in members.values() for unit in each)
    leading = (
        Holding.objects.filter(Q(until__isnull=True) | Q(until__gte=today), since__lte=today)
        .filter(
            jurisdiction=plan.jurisdiction_id, post__kind=Post.Kind.LEADER, person__in=tasks.values("leader").distinct()
        )
        .select_related("post__unit")
        .order_by("post__position", "pk")
    )
    return Receivers(
        posts=tuple(dict.fromkeys(holding.post for holding in leading)),
        units=tuple(sorted(units.values(), key=lambda unit: unit.position)),
        unnamed=tuple(group for group in groups if not members.get(group.pk)),
    )
