"""The pages of urging that lie beside each other, those that a viewer sees."""

from enum import Enum

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from duban.orgs import policies
from duban.orgs.viewers import Viewer
from duban.web.ledger_tabs import TabLink


class UrgingTab(Enum):
    """A page of urging: its address and the act by which it is seen."""

    OVERDUE = ("urging", "supervision.see_overdue", _("Over its day"))
    CALLS = ("urging_calls", "supervision.record_call", _("Calls of the day"))
    SENT = ("urging_sent", "supervision.see_urgings", _("Urged"))
    SLIPS = ("slips", "supervision.see_slips", _("Supervision slips"))


def urging_tabs(viewer: Viewer, here: UrgingTab) -> list[TabLink]:
    """Return the pages that a viewer sees."""
    seen = [tab for tab in UrgingTab if policies.can(viewer, tab.value[1])]
    return [TabLink(str(tab.value[2]), reverse(tab.value[0]), tab is here) for tab in seen]
