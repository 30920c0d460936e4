"""Who gives instructions, registers matters, signs for them, replies, checks, closes; and who sees them."""

from django.utils.translation import gettext_lazy as _

from duban.ledger.matters import relations  # noqa: F401 -- how rows relate to posts
from duban.ledger.models import Instruction, Matter, MatterExtension
from duban.orgs.policies import Act, declare, shows
from duban.orgs.roles import AUDITORS, OFFICE, OFFICE_AND_REGISTRAR, UNIT_ROLES, Link, Role, anybody, linked

_FIELD = linked(Link.OWN_FIELD, Role.LEADER, Role.SECRETARY)
_ABOVE = OFFICE_AND_REGISTRAR | AUDITORS | anybody(Role.APPROVER) | _FIELD

shows(Instruction, "ledger.see_instructions")
for shown in (Matter, MatterExtension):
    shows(shown, "ledger.see_matters")
declare(
    Act("ledger.see_instructions", _("See instructions of leaders"), _ABOVE, is_look=True),
    Act("ledger.see_matters", _("See assigned matters"), _ABOVE | linked(Link.OWN_UNIT, *UNIT_ROLES), is_look=True),
    Act("ledger.give_instruction", _("Give an instruction"), anybody(Role.LEADER, Role.APPROVER)),
    Act("ledger.note_instruction", _("Note an instruction as read"), OFFICE_AND_REGISTRAR),
    Act("ledger.register_matter", _("Register a matter"), OFFICE),
    Act("ledger.assign_matter", _("Assign a matter to its units"), OFFICE),
    Act("ledger.sign_matter", _("Sign for a matter"), linked(Link.LEADING, *UNIT_ROLES)),
    Act("ledger.begin_matter", _("Name who sees to a matter"), linked(Link.LEADING, *UNIT_ROLES)),
    Act("ledger.draft_reply", _("Draft the reply on a matter"), linked(Link.LEADING, *UNIT_ROLES)),
    Act("ledger.reply_matter", _("Sign the reply on a matter"), linked(Link.LEADING, Role.HEAD)),
    Act("ledger.return_reply", _("Return the reply on a matter"), OFFICE),
    Act("ledger.ask_extension", _("Ask for more time for a matter"), linked(Link.LEADING, Role.HEAD)),
    Act(
        "ledger.answer_extension",
        _("Answer a request for more time"),
        OFFICE | linked(Link.OWN_FIELD, Role.LEADER, Role.APPROVER),
    ),
    Act("ledger.check_matter", _("Check the reply on a matter"), OFFICE),
    Act("ledger.close_matter", _("Close a matter"), anybody(Role.OFFICE_HEAD, Role.APPROVER), is_hard=True),
    Act(
        "ledger.withdraw_matter",
        _("Withdraw a matter"),
        anybody(Role.OFFICE_HEAD) | linked(Link.OWN_FIELD, Role.LEADER, Role.APPROVER),
    ),
)
