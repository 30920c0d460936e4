"""What is asked of a unit in this month, beside its name where somebody is about to ask more."""

from django.utils.translation import gettext as _

from duban.supervision.burden.counting import Asks


def with_asks(name: str, asks: Asks | None) -> str:
    """Return the name of a unit with what is asked of it in this month; the name alone where nothing is."""
    if asks is None or not asks.count:
        return name
    return _("%(unit)s (%(count)s asks this month, ceiling %(ceiling)s)") % {
        "unit": name,
        "count": asks.count,
        "ceiling": asks.ceiling,
    }
