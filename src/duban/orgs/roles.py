"""Roles, and how the object of an act relates to the person in a role (design 4)."""

from dataclasses import dataclass
from enum import Enum

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a post makes of a person; the codes are those of `Post.Kind`."""

    APPROVER = "approver", _("Municipal approver")
    LEADER = "leader", _("Responsible leader")
    SECRETARY = "secretary", _("Leader's secretary")
    OFFICE_HEAD = "office_head", _("Head of the supervision office")
    OFFICER = "officer", _("Supervision officer")
    REGISTRAR = "registrar", _("Registrar of the office")
    HEAD = "head", _("Unit head")
    DEPUTY = "deputy", _("Deputy in charge")
    LIAISON = "liaison", _("Liaison officer")
    AUDITOR = "auditor", _("Auditor")
    SYSTEM = "system", _("System administrator")
    SECURITY = "security", _("Security administrator")
    AUDIT = "audit", _("Audit administrator")


class Link(Enum):
    """How an object relates to the holder of a post."""

    ANY = "any"  # every object of the own government
    OWN_UNIT = "own_unit"  # the unit of the post, and what belongs to it
    LEADING = "leading"  # what the unit of the post leads
    OWN_FIELD = "own_field"  # what the leader answers for
    SELF = "self"  # the person's own post, account, delegation


@dataclass(frozen=True)
class Relation:
    """A role towards an object: the cell of the table act × relation."""

    role: Role
    link: Link = Link.ANY


def anybody(*roles: Role) -> frozenset[Relation]:
    """Return the relations of roles that may do an act to every object they see."""
    return frozenset(Relation(role) for role in roles)


def linked(link: Link, *roles: Role) -> frozenset[Relation]:
    """Return the relations of roles that may do an act to the objects linked to them."""
    return frozenset(Relation(role, link) for role in roles)


UNIT_ROLES = (Role.HEAD, Role.DEPUTY, Role.LIAISON)
"""Who works for a unit."""

OFFICE = anybody(Role.OFFICE_HEAD, Role.OFFICER)
OFFICE_AND_REGISTRAR = OFFICE | anybody(Role.REGISTRAR)
LEADERS = anybody(Role.APPROVER, Role.LEADER, Role.SECRETARY)
UNITS = anybody(*UNIT_ROLES)
AUDITORS = anybody(Role.AUDITOR)
ABOVE_UNITS = OFFICE_AND_REGISTRAR | LEADERS | AUDITORS
"""Who sees all units: the office, the leaders with their secretaries, the auditors."""
EVERYBODY = ABOVE_UNITS | UNITS
ADMINISTRATORS = frozenset({Role.SYSTEM, Role.SECURITY, Role.AUDIT})
"""Administrators do no business: no business act lists them, and business addresses do not exist for them."""
