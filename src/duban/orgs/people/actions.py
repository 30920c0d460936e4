"""Kinds of acts about people and posts in the journal."""

from django.utils.translation import gettext_lazy as _

from duban.journal.kinds import Kind, register

NAMED_TO_POST = Kind("orgs.named_to_post", _("Named to a post"))
HANDED_OVER = Kind("orgs.handed_over", _("Post handed over"))
POST_CLOSED = Kind("orgs.post_closed", _("Post ended"))
TELEPHONE_SET = Kind("orgs.telephone_set", _("Work telephone entered"))
DELEGATED = Kind("orgs.delegated", _("Post left to somebody for an absence"))
DELEGATION_REVOKED = Kind("orgs.delegation_revoked", _("Delegation taken back"))
DIVISION_SET = Kind("orgs.division_set", _("Division of labour set"))

register(NAMED_TO_POST, HANDED_OVER, POST_CLOSED, TELEPHONE_SET, DELEGATED, DELEGATION_REVOKED, DIVISION_SET)
