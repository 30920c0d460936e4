"""Who asks whom for what, who files it, who takes it."""

from django.utils.translation import gettext_lazy as _

from duban.orgs.policies import Act, declare, shows
from duban.orgs.roles import UNIT_ROLES, Link, linked
from duban.progress.models import Contribution, Docking, Request

for shown in (Request, Contribution, Docking):
    shows(shown, "progress.see")
declare(
    Act("progress.set_request", _("Ask a cooperating unit for contributions"), linked(Link.LEADING, *UNIT_ROLES)),
    Act("progress.end_request", _("End a request to a cooperating unit"), linked(Link.LEADING, *UNIT_ROLES)),
    Act("progress.file_contribution", _("File a contribution"), linked(Link.OWN_UNIT, *UNIT_ROLES)),
    Act("progress.return_contribution", _("Return a contribution"), linked(Link.LEADING, *UNIT_ROLES)),
    Act("progress.accept_contribution", _("Accept a contribution"), linked(Link.LEADING, *UNIT_ROLES)),
    Act("progress.offer_docking", _("Offer the lead what one's unit will supply"), linked(Link.OWN_UNIT, *UNIT_ROLES)),
    Act("progress.answer_docking", _("Answer the offer of a cooperating unit"), linked(Link.LEADING, *UNIT_ROLES)),
)
