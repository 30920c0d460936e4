"""Who writes, files, returns, accepts and amends reports, and who sets their rhythm."""

from django.utils.translation import gettext_lazy as _

from duban.orgs.policies import Act, declare, shows
from duban.orgs.roles import ABOVE_UNITS, EVERYBODY, OFFICE, UNIT_ROLES, Link, Role, anybody, linked
from duban.progress import relations  # noqa: F401 -- how the rows relate to people
from duban.progress.models import Figure, ProgressReport, ReportingPeriod, ReportingRule, StandingConsent

for shown in (ReportingPeriod, ReportingRule, ProgressReport, Figure):
    shows(shown, "progress.see")
shows(StandingConsent, "progress.see_consents")
declare(
    Act("progress.see", _("See progress reports"), EVERYBODY, is_look=True),
    Act(
        "progress.see_consents",
        _("See standing consents"),
        ABOVE_UNITS | linked(Link.OWN_UNIT, *UNIT_ROLES),
        is_look=True,
    ),
    Act("progress.set_rule", _("Set the rhythm of reporting"), anybody(Role.APPROVER)),
    Act("progress.write_report", _("Write a progress report"), linked(Link.OWN_UNIT, *UNIT_ROLES)),
    Act("progress.wait_report", _("Let a report wait for cooperating units"), linked(Link.OWN_UNIT, *UNIT_ROLES)),
    Act("progress.hand_back_report", _("Hand a report back to its writer"), linked(Link.OWN_UNIT, Role.HEAD)),
    Act("progress.file_report", _("File a progress report"), linked(Link.OWN_UNIT, *UNIT_ROLES)),
    Act("progress.amend_report", _("Amend an accepted report"), linked(Link.OWN_UNIT, Role.HEAD)),
    Act("progress.return_report", _("Return a progress report"), OFFICE),
    Act("progress.accept_report", _("Accept a progress report"), OFFICE),
    Act("progress.accept_amendment", _("Accept an amendment"), OFFICE),
    Act("progress.refuse_amendment", _("Refuse an amendment"), OFFICE),
    Act("progress.unlock_report", _("Unlock a missing report"), OFFICE),
    Act("progress.exempt_report", _("Exempt a unit from a report"), OFFICE),
    Act("progress.give_consent", _("Give a standing consent to file"), linked(Link.OWN_UNIT, Role.HEAD)),
    Act("progress.revoke_consent", _("Revoke a standing consent"), linked(Link.OWN_UNIT, Role.HEAD)),
    Act("progress.give_figure", _("Give a figure"), linked(Link.OWN_UNIT, *UNIT_ROLES)),
)
