"""Numbers, units and days in words, as every page of the ledger says them."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from duban.core.texts import Lazy

COMPARISONS: dict[str | None, Lazy] = {
    ">=": gettext_lazy("at least"),
    "<=": gettext_lazy("at most"),
    "=": gettext_lazy("exactly"),
    "~": gettext_lazy("about"),
    None: gettext_lazy("in words"),
}


def counts_in_words(clauses: int, tasks: int) -> str:
    """Return the size of a plan: in clauses as printed, with the number of tasks where some are linked (domain 3.1)."""
    if clauses == tasks:
        return ngettext("%(count)s clause", "%(count)s clauses", clauses) % {"count": f"{clauses:,}"}
    return _("%(clauses)s clauses, merged into %(tasks)s tasks") % {"clauses": f"{clauses:,}", "tasks": f"{tasks:,}"}


def several_units() -> str:
    """Return the pattern for more than one unit, so that a list looks it up once."""
    return _("%(unit)s and others, %(count)s in all")


def units_in_words(names: Sequence[str], several: str) -> str:
    """Return a few words for a list of units: the only one, or the first and how many there are."""
    return several % {"unit": names[0], "count": len(names)} if len(names) > 1 else "".join(names)


def distance(day: date, today: date) -> str:
    """Return how far a day is from today, in calendar days."""
    days = (day - today).days
    if days == 0:
        return _("today")
    if days > 0:
        return ngettext("in %(days)s day", "in %(days)s days", days) % {"days": f"{days:,}"}
    return ngettext("%(days)s day ago", "%(days)s days ago", -days) % {"days": f"{-days:,}"}


def figure(value: Decimal | None) -> str:
    """Return a number as it is written.

    >>> figure(Decimal("2.100000")), figure(Decimal("12000")), figure(None)
    ('2.1', '12,000', '')
    """
    if value is None:
        return ""
    whole, _point, rest = f"{value:,f}".partition(".")
    rest = rest.rstrip("0")
    return f"{whole}.{rest}" if rest else whole
