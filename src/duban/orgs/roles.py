"""Roles: what a post makes of a person towards the acts of the system (design 4)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from duban.orgs.models import Post


class Role(models.TextChoices):
    """Roles that exist so far; later issues add heads of the office, approvers and administrators."""

    OFFICE = "office", _("Supervision office")
    LEADER = "leader", _("Responsible leader")
    UNIT = "unit", _("Unit")
    AUDITOR = "auditor", _("Auditor")


EVERYBODY = frozenset(Role)

ROLE_OF_POST: dict[str, Role] = {
    Post.Kind.OFFICER: Role.OFFICE,
    Post.Kind.LEADER: Role.LEADER,
    Post.Kind.HEAD: Role.UNIT,
    Post.Kind.DEPUTY: Role.UNIT,
    Post.Kind.LIAISON: Role.UNIT,
    Post.Kind.AUDITOR: Role.AUDITOR,
}
