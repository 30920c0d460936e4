"""One sentence of whoever asks more of a unit than the ceiling: recorded, and never in the way (domain 4.3)."""

from dataclasses import dataclass
from typing import Annotated

from django.utils.translation import gettext_lazy as _

from duban.journal.records import Subject, Text
from duban.ledger.wording import LINE, needed, reasoned
from duban.orgs.acting.performing import Deed, Weight, performs
from duban.orgs.acting.wording import Titled
from duban.orgs.models import Unit
from duban.supervision.burden import actions
from duban.supervision.burden.counting import asks_this_month


@dataclass(frozen=True)
class MoreAsked:
    """What is asked, and why it is asked all the same."""

    asked_for: Annotated[str, Titled(_("For"))]
    reason: Annotated[str, Titled(_("Why more is asked"))]


@performs("supervision.say_why_more", about=Unit, given=MoreAsked, weight=Weight.OWN)
def say_why_more(deed: Deed, unit: Unit, given: MoreAsked) -> Unit:
    """Record why a unit is asked for more in this month."""
    asked_for, reason = needed(given.asked_for, longest=LINE), reasoned(given.reason)
    asks = asks_this_month(deed.jurisdiction, [unit])[unit.uid]
    deed.record(
        actions.MORE_ASKED.code,
        [Subject("unit", unit.uid)],
        {"unit": unit.name, "month": asks.month, "asks": asks.count, "ceiling": asks.ceiling, "asked_for": asked_for},
        [Text("reason", reason)],
    )
    return unit
