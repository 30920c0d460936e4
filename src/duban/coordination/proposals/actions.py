"""Kinds of acts on proposals in the journal."""

from django.utils.translation import gettext_lazy as _

from duban.journal.kinds import Kind, register

PROPOSAL_FILED = Kind("coordination.proposal_filed", _("Proposal to the government filed"))
PROPOSAL_ROUTED = Kind("coordination.proposal_routed", _("Proposal sent for an answer"))
PROPOSAL_ANSWERED = Kind("coordination.proposal_answered", _("Proposal answered"))
PROPOSAL_DONE = Kind("coordination.proposal_done", _("Proposal carried out or settled"))
PROPOSAL_WITHDRAWN = Kind("coordination.proposal_withdrawn", _("Proposal withdrawn"))

register(PROPOSAL_FILED, PROPOSAL_ROUTED, PROPOSAL_ANSWERED, PROPOSAL_DONE, PROPOSAL_WITHDRAWN)
