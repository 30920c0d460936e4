"""Accounts: opened for a person in a post, handed out by invitation, suspended when idle (domain 6.4)."""

from duban.orgs.accounts.founding import SYSTEM, found_jurisdiction, open_account
from duban.orgs.accounts.on_show import ShownAccount, accounts_on_show

__all__ = ["SYSTEM", "ShownAccount", "accounts_on_show", "found_jurisdiction", "open_account"]
