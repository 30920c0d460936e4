"""Who may do what: service, approval routes, approvals.

A file relates to a signer in two ways: it is his turn (`SELF`), or his post stands in its steps (`OWN_FIELD`; a
secretary's does where that of his leader does).
"""

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from duban.orgs.models import Approval, ApprovalStep, Route, Service
from duban.orgs.policies import Act, declare, relates, shows
from duban.orgs.roles import (
    ABOVE_UNITS,
    AUDITORS,
    OFFICE,
    OFFICE_AND_REGISTRAR,
    UNIT_ROLES,
    Link,
    Role,
    anybody,
    linked,
)
from duban.orgs.viewers import Seat, Standing

SIGNERS = (Role.APPROVER, Role.LEADER, Role.OFFICE_HEAD, Role.OFFICER, Role.HEAD, Role.DEPUTY)


def turns(seat: Seat) -> Q:
    """Return the files that wait for the signature of a post now: its step is the first undecided one."""
    earlier = ApprovalStep.objects.filter(
        approval=OuterRef("approval"), position__lt=OuterRef("position"), decision__isnull=True
    )
    waiting = ApprovalStep.objects.filter(
        jurisdiction=seat.post.jurisdiction_id, post=seat.post, decision__isnull=True
    ).filter(~Exists(earlier))
    return Q(stage=Approval.Stage.UNDER_WAY, pk__in=waiting.values("approval"))


def _is_turn(_standing: Standing, seat: Seat, approval: Approval) -> bool:
    step = approval.steps.filter(decision__isnull=True).order_by("position").first()
    return approval.stage == Approval.Stage.UNDER_WAY and step is not None and step.post_id == seat.post.pk


def _posts(seat: Seat) -> list[int]:
    return [seat.post.pk, *([seat.post.serves_id] if seat.post.serves_id is not None else [])]


def _in_steps(_standing: Standing, seat: Seat) -> Q:
    steps = ApprovalStep.objects.filter(jurisdiction=seat.post.jurisdiction_id, post__in=_posts(seat))
    return Q(pk__in=steps.values("approval"))


relates(Approval, Link.SELF, rows=lambda _standing, seat: turns(seat), holds=_is_turn)
relates(
    Approval,
    Link.OWN_FIELD,
    rows=_in_steps,
    holds=lambda _standing, seat, approval: approval.steps.filter(post__in=_posts(seat)).exists(),
)
relates(
    Service,
    Link.OWN_UNIT,
    rows=lambda _standing, seat: Q(unit=seat.post.unit_id, unit__isnull=False),
    holds=lambda _standing, seat, service: service.unit_id is not None and service.unit_id == seat.post.unit_id,
)
shows(Approval, "orgs.see_approvals")
shows(Route, "orgs.see_routes")
shows(Service, "orgs.see_services")
declare(
    Act(
        "orgs.see_approvals",
        _("See files on their way to signature"),
        OFFICE_AND_REGISTRAR
        | AUDITORS
        | linked(Link.OWN_FIELD, Role.APPROVER, Role.LEADER, Role.SECRETARY, Role.HEAD, Role.DEPUTY),
        is_look=True,
    ),
    Act("orgs.sign_approval", _("Sign a file, or return it"), linked(Link.SELF, *SIGNERS)),
    Act("orgs.withdraw_approval", _("Withdraw a file that one drafted"), OFFICE_AND_REGISTRAR),
    Act("orgs.see_routes", _("See the approval routes"), OFFICE_AND_REGISTRAR | AUDITORS, is_look=True),
    Act("orgs.set_route", _("Set an approval route"), anybody(Role.OFFICE_HEAD)),
    Act(
        "orgs.see_services",
        _("See what was served"),
        ABOVE_UNITS | linked(Link.OWN_UNIT, *UNIT_ROLES),
        is_look=True,
    ),
    Act("orgs.record_service", _("Record the service of a document"), OFFICE | anybody(Role.REGISTRAR)),
)
