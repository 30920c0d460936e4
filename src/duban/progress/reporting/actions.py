"""Kinds of acts of reporting in the journal."""

from django.utils.translation import gettext_lazy as _

from duban.journal.kinds import Kind, register

RULE_SET = Kind("progress.rule_set", _("Rhythm of reporting set"))
PERIOD_OPENED = Kind("progress.period_opened", _("Reporting period opened"))
PERIOD_LOCKED = Kind("progress.period_locked", _("Reporting period locked"))
REPORTS_EXPECTED = Kind("progress.reports_expected", _("Reports expected"))
REPORT_WRITTEN = Kind("progress.report_written", _("Progress report written"))
REPORT_WAITS = Kind("progress.report_waits", _("Progress report waits for cooperating units"))
REPORT_TO_HEAD = Kind("progress.report_to_head", _("Progress report laid before the unit head"))
REPORT_HANDED_BACK = Kind("progress.report_handed_back", _("Progress report handed back by the unit head"))
REPORT_FILED = Kind("progress.report_filed", _("Progress report filed"))
REPORT_RETURNED = Kind("progress.report_returned", _("Progress report returned"))
REPORT_ACCEPTED = Kind("progress.report_accepted", _("Progress report accepted"))
REPORT_UNLOCKED = Kind("progress.report_unlocked", _("Missing progress report unlocked"))
REPORT_EXEMPTED = Kind("progress.report_exempted", _("Unit exempted from a progress report"))
AMENDMENT_FILED = Kind("progress.amendment_filed", _("Amendment of a progress report filed"))
AMENDMENT_ACCEPTED = Kind("progress.amendment_accepted", _("Amendment of a progress report accepted"))
AMENDMENT_REFUSED = Kind("progress.amendment_refused", _("Amendment of a progress report refused"))
REPORTS_LAPSED = Kind("progress.reports_lapsed", _("Progress reports moved on by lapse of time"))
CONSENT_GIVEN = Kind("progress.consent_given", _("Standing consent to file given"))
CONSENT_REVOKED = Kind("progress.consent_revoked", _("Standing consent to file revoked"))
FIGURE_GIVEN = Kind("progress.figure_given", _("Figure given"))

register(
    RULE_SET,
    PERIOD_OPENED,
    PERIOD_LOCKED,
    REPORTS_EXPECTED,
    REPORT_WRITTEN,
    REPORT_WAITS,
    REPORT_TO_HEAD,
    REPORT_HANDED_BACK,
    REPORT_FILED,
    REPORT_RETURNED,
    REPORT_ACCEPTED,
    REPORT_UNLOCKED,
    REPORT_EXEMPTED,
    AMENDMENT_FILED,
    AMENDMENT_ACCEPTED,
    AMENDMENT_REFUSED,
    REPORTS_LAPSED,
    CONSENT_GIVEN,
    CONSENT_REVOKED,
    FIGURE_GIVEN,
)
