"""Who may do what with plans and imports, and by which act they are seen."""

from django.utils.translation import gettext_lazy as _

from duban.orgs.policies import Act, declare, shows
from duban.orgs.roles import AUDITORS, EVERYBODY, OFFICE
from duban.plans.models import Plan, PlanImport

shows(Plan, "plans.see")
shows(PlanImport, "plans.see_imports")
declare(
    Act("plans.see", _("See the plans"), EVERYBODY, is_look=True),
    Act("plans.see_imports", _("See files being reviewed"), OFFICE | AUDITORS, is_look=True),
    Act("plans.import", _("Read a plan in and review it"), OFFICE),
    Act("plans.name_columns", _("Name the columns of a table that was not understood"), OFFICE),
)
