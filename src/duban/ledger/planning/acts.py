"""Who writes, files, returns, puts in force and changes work plans, and who reports milestones."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from duban.ledger.models import Milestone
from duban.orgs.policies import Act, declare, relates
from duban.orgs.roles import OFFICE, UNIT_ROLES, Link, Role, anybody, linked
from duban.orgs.viewers import Seat, Standing

_LEADER = linked(Link.OWN_FIELD, Role.LEADER, Role.APPROVER)


def _own_milestones(_standing: Standing, seat: Seat) -> Q:
    if seat.post.unit_id is None:
        return Q(pk__in=())
    return Q(item__unit=seat.post.unit_id) | Q(item__plan__part__unit=seat.post.unit_id)


def _is_own_milestone(_standing: Standing, seat: Seat, milestone: Milestone) -> bool:
    item = milestone.item
    return seat.post.unit_id is not None and seat.post.unit_id in (item.unit_id, item.plan.part.unit_id)


# A milestone is reported by the unit of its item, and by the lead whose plan it stands in.
relates(Milestone, Link.OWN_UNIT, rows=_own_milestones, holds=_is_own_milestone)
declare(
    Act("ledger.write_plan", _("Write a work plan"), linked(Link.OWN_UNIT, *UNIT_ROLES)),
    Act("ledger.file_plan", _("File a work plan"), linked(Link.OWN_UNIT, Role.HEAD)),
    Act("ledger.return_plan", _("Return a work plan"), OFFICE | _LEADER),
    Act("ledger.approve_plan", _("Put a work plan in force"), _LEADER),
    Act("ledger.force_plan", _("Put a work plan in force provisionally"), anybody(Role.OFFICE_HEAD)),
    Act("ledger.ask_change", _("Ask for a change of a work plan"), linked(Link.OWN_UNIT, Role.HEAD)),
    Act("ledger.withdraw_change", _("Withdraw a change of a work plan"), linked(Link.OWN_UNIT, Role.HEAD)),
    Act("ledger.advise_change", _("Advise on a change of a work plan"), OFFICE),
    Act("ledger.answer_change", _("Answer a change of a work plan"), _LEADER),
    Act("ledger.force_change", _("Grant a change of a work plan provisionally"), anybody(Role.OFFICE_HEAD)),
    Act("ledger.report_milestone", _("Report a milestone as done"), linked(Link.OWN_UNIT, *UNIT_ROLES)),
    Act("ledger.reopen_milestone", _("Take back the report of a milestone"), linked(Link.OWN_UNIT, *UNIT_ROLES)),
)
