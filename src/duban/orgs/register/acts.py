"""Who may do what to the register."""

from django.utils.translation import gettext_lazy as _

from duban.orgs.policies import Act, declare
from duban.orgs.roles import OFFICE

declare(
    Act("orgs.enter_unit", _("Enter a unit"), OFFICE),
    Act("orgs.change_unit", _("Change a unit of the register"), OFFICE),
    Act("orgs.rename_unit", _("Rename a unit"), OFFICE),
    Act("orgs.set_aliases", _("Set the aliases of a unit"), OFFICE),
    Act("orgs.merge_units", _("Merge units"), OFFICE),
    Act("orgs.split_unit", _("Split a unit"), OFFICE),
    Act("orgs.dissolve_unit", _("Dissolve a unit"), OFFICE),
    Act("orgs.import_register", _("Read the register of units in"), OFFICE),
)
