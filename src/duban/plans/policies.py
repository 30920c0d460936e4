"""Who may do what with plans and imports, and which of them a viewer sees."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from duban.orgs.policies import Act, declare, everything, shows
from duban.orgs.roles import EVERYBODY, Role
from duban.orgs.viewers import Viewer
from duban.plans.models import Plan, PlanImport

OFFICE = frozenset({Role.OFFICE})
READERS_OF_IMPORTS = frozenset({Role.OFFICE, Role.AUDITOR})


def imports_for_office_and_audit(viewer: Viewer, rows: QuerySet[PlanImport]) -> QuerySet[PlanImport]:
    """Show imports to the office that reviews them and to auditors, who read everything."""
    return rows if viewer.roles & READERS_OF_IMPORTS else rows.none()


shows(Plan, everything)
shows(PlanImport, imports_for_office_and_audit)
declare(
    Act("plans.see", _("See the plans"), EVERYBODY),
    Act("plans.see_imports", _("See files being reviewed"), READERS_OF_IMPORTS),
    Act("plans.import", _("Read a plan in and review it"), OFFICE),
)
