"""Who may do what with people and posts, and how they relate to the holder of a post."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from duban.core import clock
from duban.core.sealing import sealed_column
from duban.orgs.models import Delegation, Division, Handover, Holding, Person, Post
from duban.orgs.policies import Act, declare, relates, shows
from duban.orgs.roles import (
    ABOVE_UNITS,
    EVERYBODY,
    OFFICE,
    OFFICE_AND_REGISTRAR,
    UNIT_ROLES,
    Link,
    Role,
    anybody,
    linked,
)
from duban.orgs.viewers import Seat, Standing

DELEGABLE = (
    Role.APPROVER,
    Role.LEADER,
    Role.SECRETARY,
    Role.OFFICE_HEAD,
    Role.HEAD,
    Role.DEPUTY,
    Role.LIAISON,
)
"""Posts that can be left to another person; those of administrators, auditor, officer, registrar are filled twice."""

NOBODY = Q(pk__in=())


def _people_of(seat: Seat) -> QuerySet[Holding]:
    """Return the holdings of today in the unit of a seat."""
    today = clock.today()
    return Holding.objects.filter(
        Q(until__isnull=True) | Q(until__gte=today),
        jurisdiction=seat.post.jurisdiction_id,
        post__unit=seat.post.unit_id,
        post__unit__isnull=False,
        since__lte=today,
    )


def _own_delegations(standing: Standing, seat: Seat) -> Q:
    return Q(given_by=standing.person.pk, post=seat.post.pk) if seat.of is None else NOBODY


relates(
    Post,
    Link.OWN_UNIT,
    rows=lambda _standing, seat: Q(unit=seat.post.unit_id, unit__isnull=False),
    holds=lambda _standing, seat, post: post.unit_id is not None and post.unit_id == seat.post.unit_id,
)
relates(
    Post,
    Link.SELF,
    rows=lambda _standing, seat: Q(pk=seat.post.pk) if seat.of is None else NOBODY,
    holds=lambda _standing, seat, post: seat.of is None and post.pk == seat.post.pk,
)
relates(
    Person,
    Link.OWN_UNIT,
    rows=lambda _standing, seat: Q(pk__in=_people_of(seat).values("person")),
    holds=lambda _standing, seat, person: _people_of(seat).filter(person=person).exists(),
)
relates(
    Delegation,
    Link.SELF,
    rows=_own_delegations,
    holds=lambda standing, seat, row: (
        seat.of is None and row.given_by_id == standing.person.pk and row.post_id == seat.post.pk
    ),
)
sealed_column(Person, "telephone")
for _model in (Person, Post, Delegation, Handover, Division):
    shows(_model, "orgs.see_people")

declare(
    Act("orgs.see_people", _("See people and posts"), EVERYBODY, is_look=True),
    Act(
        "orgs.see_telephones",
        _("See work telephones"),
        OFFICE_AND_REGISTRAR | linked(Link.OWN_UNIT, *UNIT_ROLES),
        is_look=True,
    ),
    Act(
        "orgs.see_handovers",
        _("See what hangs on a post and what passed with it"),
        ABOVE_UNITS | linked(Link.OWN_UNIT, *UNIT_ROLES),
        is_look=True,
    ),
    Act("orgs.see_gaps", _("See which posts are vacant"), ABOVE_UNITS, is_look=True),
    Act(
        "orgs.name_to_post",
        _("Name head, deputies and liaison officers of a unit"),
        OFFICE | linked(Link.OWN_UNIT, Role.HEAD),
        is_hard=True,
    ),
    Act("orgs.name_leader", _("Name leaders, approver and secretaries"), OFFICE, is_hard=True),
    Act(
        "orgs.name_to_office", _("Name officers and registrars of the office"), anybody(Role.OFFICE_HEAD), is_hard=True
    ),
    Act("orgs.hand_over", _("Hand a post over"), OFFICE | linked(Link.OWN_UNIT, Role.HEAD), is_hard=True),
    Act("orgs.close_post", _("End a post"), OFFICE | linked(Link.OWN_UNIT, Role.HEAD)),
    Act(
        "orgs.set_telephone",
        _("Enter a work telephone"),
        OFFICE | linked(Link.OWN_UNIT, *UNIT_ROLES),
    ),
    Act("orgs.delegate", _("Leave one's post to somebody for an absence"), linked(Link.SELF, *DELEGABLE)),
    Act("orgs.revoke_delegation", _("Take a delegation back"), linked(Link.SELF, *DELEGABLE)),
    Act("orgs.set_division", _("Set the division of labour"), anybody(Role.APPROVER)),
)
