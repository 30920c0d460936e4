"""Who may do what with the ledger, and which tasks a viewer sees."""

from django.utils.translation import gettext_lazy as _

from duban.ledger.models import Task
from duban.orgs.policies import Act, declare, everything, shows
from duban.orgs.roles import EVERYBODY, Role

shows(Task, everything)
declare(
    Act("ledger.see", _("See the ledger"), EVERYBODY),
    Act("ledger.adopt_plan", _("Adopt a reviewed plan as ledger"), frozenset({Role.OFFICE})),
)
