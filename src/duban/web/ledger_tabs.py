"""The registers that lie beside each other in the ledger, those that a viewer sees."""

from dataclasses import dataclass
from enum import Enum

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from duban.orgs import policies
from duban.orgs.viewers import Viewer


class Tab(Enum):
    """A register of the ledger: its address and the act by which it is seen."""

    TASKS = ("ledger", "ledger.see", _("Key tasks"))
    MATTERS = ("matters", "ledger.see_matters", _("Assigned matters"))
    INSTRUCTIONS = ("instructions", "ledger.see_instructions", _("Instructions"))
    PROBLEMS = ("problems", "coordination.see_problems", _("Problems"))
    DECISIONS = ("decisions", "coordination.see_decisions", _("Decisions"))
    PROPOSALS = ("proposals", "coordination.see_proposals", _("Proposals"))


@dataclass(frozen=True)
class TabLink:
    """A register as a page offers it."""

    label: str
    url: str
    is_here: bool


def ledger_tabs(viewer: Viewer, here: Tab) -> list[TabLink]:
    """Return the registers that a viewer sees; nothing where there is only one."""
    seen = [tab for tab in Tab if policies.can(viewer, tab.value[1])]
    links = [TabLink(str(tab.value[2]), reverse(tab.value[0]), tab is here) for tab in seen]
    return links if len(links) > 1 else []
