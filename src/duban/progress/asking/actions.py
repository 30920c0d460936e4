"""Kinds of acts between leads and cooperating units in the journal."""

from django.utils.translation import gettext_lazy as _

from duban.journal.kinds import Kind, register

REQUEST_SET = Kind("progress.request_set", _("Contribution asked of a cooperating unit"))
REQUEST_ENDED = Kind("progress.request_ended", _("Request to a cooperating unit ended"))
CONTRIBUTIONS_ASKED = Kind("progress.contributions_asked", _("Contributions of a month asked for"))
CONTRIBUTIONS_LAPSED = Kind("progress.contributions_lapsed", _("Contributions moved on by lapse of time"))
CONTRIBUTION_FILED = Kind("progress.contribution_filed", _("Contribution filed"))
CONTRIBUTION_RETURNED = Kind("progress.contribution_returned", _("Contribution returned by the lead"))
CONTRIBUTION_ACCEPTED = Kind("progress.contribution_accepted", _("Contribution accepted by the lead"))
DOCKING_OFFERED = Kind("progress.docking_offered", _("Cooperating unit offered what it will supply"))
DOCKING_ANSWERED = Kind("progress.docking_answered", _("Offer of a cooperating unit answered"))

register(
    REQUEST_SET,
    REQUEST_ENDED,
    CONTRIBUTIONS_ASKED,
    CONTRIBUTIONS_LAPSED,
    CONTRIBUTION_FILED,
    CONTRIBUTION_RETURNED,
    CONTRIBUTION_ACCEPTED,
    DOCKING_OFFERED,
    DOCKING_ANSWERED,
)
