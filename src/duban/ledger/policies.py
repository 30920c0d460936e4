"""Who may do what with the ledger, and by which act tasks are seen."""

from django.utils.translation import gettext_lazy as _

from duban.ledger.models import Task
from duban.orgs.policies import Act, declare, shows
from duban.orgs.roles import EVERYBODY, OFFICE

shows(Task, "ledger.see")
declare(
    Act("ledger.see", _("See the ledger"), EVERYBODY, is_look=True),
    Act("ledger.adopt_plan", _("Adopt a reviewed plan as ledger"), OFFICE),
)
