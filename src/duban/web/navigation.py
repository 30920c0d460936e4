"""The places of the head of the page; none stands here before it works."""

from dataclasses import dataclass

from django.utils.translation import gettext_noop


@dataclass(frozen=True)
class Place:
    """An address with its word, shown to those who may do its act."""

    label: str
    address: str
    act: str


PLACES = (
    Place(gettext_noop("Desk"), "desk", "orgs.look"),
    Place(gettext_noop("Overview"), "overview", "supervision.see_overview"),
    Place(gettext_noop("Ledger"), "ledger", "ledger.see"),
    Place(gettext_noop("Reports"), "reports", "progress.see"),
    Place(gettext_noop("Dispatch"), "dispatch", "coordination.see_boards"),
    Place(gettext_noop("Urging"), "urging", "supervision.see_overdue"),
    Place(gettext_noop("Plans"), "plans", "plans.see"),
    Place(gettext_noop("Units"), "units", "orgs.see_units"),
    Place(gettext_noop("People"), "people", "orgs.see_people"),
    Place(gettext_noop("Accounts"), "unit_accounts", "orgs.see_unit_accounts"),
    Place(gettext_noop("Approvals"), "approvals", "orgs.see_approvals"),
    Place(gettext_noop("Journal"), "journal", "orgs.see_journal"),
    Place(gettext_noop("Audit"), "audit", "audit.search"),
    Place(gettext_noop("System"), "console_system", "orgs.see_system"),
    Place(gettext_noop("Security"), "console_security", "orgs.see_security"),
)
