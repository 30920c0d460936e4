"""What can go wrong with reports and their periods."""

from django.utils.translation import gettext_lazy as _

from duban.core import texts
from duban.core.errors import DomainError


class ReportEmpty(DomainError):
    """A report says something, or says that nothing moved (domain 3.2, nil report)."""

    code = "progress.report_empty"


class NilNotPossible(DomainError):
    """Nil is possible where no milestone fell due and the part is not red (domain 3.2)."""

    code = "progress.nil_not_possible"


class NoConsent(DomainError):
    """A liaison officer files alone only with a dated consent, and only nil reports and green tasks."""

    code = "progress.no_consent"


class PeriodLocked(DomainError):
    """The lock day has passed; the office unlocks, and the report stays late."""

    code = "progress.period_locked"


class RemarkNeeded(DomainError):
    """A figure raises a question, and no remark answers it."""

    code = "progress.remark_needed"


class NotItsFigure(DomainError):
    """The figure belongs to another unit, or to no work plan in force."""

    code = "progress.not_its_figure"


class NothingOutstanding(DomainError):
    """No contribution is outstanding, so there is nothing to wait for."""

    code = "progress.nothing_outstanding"


class RuleInPast(DomainError):
    """A rhythm begins with a month that is not open yet."""

    code = "progress.rule_in_past"


class RuleWrong(DomainError):
    """A value of a rhythm cannot be."""

    code = "progress.rule_wrong"


class NoSuchMonth(DomainError):
    """A figure is given for a month, and not for one to come."""

    code = "progress.no_such_month"


class ConsentWrong(DomainError):
    """A consent names a liaison officer of the own unit and ends within a year."""

    code = "progress.consent_wrong"


class NoAmendment(DomainError):
    """No amendment of this report waits for the office."""

    code = "progress.no_amendment"


texts.register(
    {
        ReportEmpty.code: _("Write a sentence on what moved, or choose “nothing new this month”."),
        NilNotPossible.code: _("“Nothing new” is not possible here: %(why)s. Write a sentence instead."),
        NoConsent.code: _(
            "Without the head's hand only nil reports and those of green tasks can be filed, and only while a standing "
            "consent holds. Lay this report before the head."
        ),
        PeriodLocked.code: _(
            "The month %(month)s was locked on %(day)s. The supervision office can unlock this report; it stays late."
        ),
        RemarkNeeded.code: _("%(figure)s: %(question)s Correct the figure, or answer in its remark."),
        NotItsFigure.code: _("This figure belongs to another unit, or to no work plan in force."),
        NothingOutstanding.code: _("No contribution is outstanding, so there is nothing to wait for."),
        RuleInPast.code: _("Choose a month after %(month)s; the rhythm of a month that was opened stays as it was."),
        RuleWrong.code: _(
            "A rhythm begins with a month written like 2026-06, has its cut-off between the 1st and the 28th, and is "
            "one of those that are offered."
        ),
        NoSuchMonth.code: _(
            "%(month)s is no month for which a figure can be given: write it like 2026-06, the present month at the "
            "latest."
        ),
        ConsentWrong.code: _("Choose a liaison officer or deputy of your unit, and an end within a year from today."),
        NoAmendment.code: _("No amendment of this report waits for the office."),
    }
)
