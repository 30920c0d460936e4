"""The reasons of a light in words: what was found, with its figures (domain 4.2; docs/rules.md has the rules)."""

from collections.abc import Callable, Mapping
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from duban.core.texts import Lazy, month_words
from duban.supervision.rules.catalogue import BY_CODE, Gate

Figures = Mapping[str, str | int]

GATES: dict[str, Lazy] = {
    Gate.CLOSED.value: gettext_lazy("Verified and closed."),
    Gate.SUSPENDED.value: gettext_lazy("Suspended; the rules are kept but do not count."),
    Gate.EXEMPT.value: gettext_lazy("Exempt."),
    Gate.NOT_BEGUN.value: gettext_lazy("Not begun yet, as the accepted work plan has it."),
}


def reason_words(code: str, figures: Figures) -> str:
    """Return a reason as a sentence; one that this version does not know is named by its code."""
    say = _SAID.get(code)
    return say(figures) if say is not None else code


def basis_of(code: str) -> str:
    """Return the clause from which a rule comes."""
    rule = BY_CODE.get(code)
    return _("rule %(basis)s") % {"basis": rule.basis.removeprefix("domain ")} if rule is not None else ""


def gate_words(code: str | None) -> str:
    """Return what comes before the rules, in words; empty where nothing does."""
    return str(GATES[code]) if code in GATES else ""


def points(basis_points: int | None) -> str:
    """Return basis points as points with one decimal, a minus as −.

    >>> points(-1234), points(6500), points(None)
    ('−12.3', '65.0', '—')
    """
    if basis_points is None:
        return "—"
    tenths = abs(basis_points) // 10
    return f"{'−' if basis_points < 0 else ''}{tenths // 10}.{tenths % 10}"


def _over(sentence: Lazy) -> Callable[[Figures], str]:
    """Return how something is said that is over its day by some working days."""

    def say(figures: Figures) -> str:
        days = int(figures["days"])
        over = ngettext("%(days)s working day over", "%(days)s working days over", days) % {"days": days}
        others = int(figures.get("others", 0))
        more = (_("; %(count)s more") % {"count": others}) if others else ""
        return (
            str(sentence)
            % {
                "title": figures.get("title", ""),
                "due": date_format(date.fromisoformat(str(figures["due_on"]))),
                "over": over,
            }
            + more
        )

    return say


def _missing(sentence: Lazy) -> Callable[[Figures], str]:
    def say(figures: Figures) -> str:
        return str(sentence) % {
            "month": month_words(str(figures["month"])),
            "running": figures["running"],
            "in_year": figures["in_year"],
        }

    return say


def _deviation(figures: Figures) -> str:
    return _("Deviation %(deviation)s points (reached %(measured)s, planned %(scheduled)s)") % {
        name: points(int(figures[name])) for name in ("deviation", "measured", "scheduled")
    }


def _final(figures: Figures) -> str:
    return _("The final date %(day)s has passed by %(days)s days, and completion was not reported in time") % {
        "day": date_format(date.fromisoformat(str(figures["final_on"]))),
        "days": figures["calendar_days"],
    }


_MILESTONE = gettext_lazy("Milestone “%(title)s” was due on %(due)s, %(over)s")
_PLAN = gettext_lazy("The work plan was due on %(due)s, %(over)s")
_DECISION = gettext_lazy("What was decided or assigned, “%(title)s”, was due on %(due)s, %(over)s")
_REPORT = gettext_lazy("The report of %(month)s is missing: %(running)s running, %(in_year)s this year")
_CONTRIBUTION = gettext_lazy("The contribution of %(month)s is missing: %(running)s running, %(in_year)s this year")

_SAID: dict[str, Callable[[Figures], str]] = {
    "final_date_passed": _final,
    "report_contradicted": lambda figures: (
        _("A check on %(day)s contradicted the report")
        % {"day": date_format(date.fromisoformat(str(figures["checked_on"])))}
    ),
    "milestone_long_overdue": _over(_MILESTONE),
    "milestone_overdue": _over(_MILESTONE),
    "milestone_keeps_red": _over(_MILESTONE),
    "progress_far_below_plan": _deviation,
    "progress_below_plan": _deviation,
    "deviation_keeps_red": _deviation,
    "work_plan_long_overdue": _over(_PLAN),
    "work_plan_overdue": _over(_PLAN),
    "reports_missing_again": _missing(_REPORT),
    "report_missing": _missing(_REPORT),
    "contribution_missing_again": _missing(_CONTRIBUTION),
    "contribution_missing": _missing(_CONTRIBUTION),
    "decision_long_overdue": _over(_DECISION),
    "decision_overdue": _over(_DECISION),
    "rectification_plan_overdue": _over(gettext_lazy("The rectification plan was due on %(due)s, %(over)s")),
    "receipt_overdue": _over(gettext_lazy("Receipt was to be acknowledged by %(due)s, %(over)s")),
    "open_ends_unnamed": _over(gettext_lazy("Units left to the lead were to be named by %(due)s, %(over)s")),
    "figure_unexplained": lambda figures: (
        _("Figure “%(title)s” breaks a rule, and no remark says why") % {"title": figures["title"]}
    ),
    "no_report_keeps_red": lambda _figures: _("Red until the report asked for has been accepted"),
}
