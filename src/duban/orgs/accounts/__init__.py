"""Accounts: opened for a person in a post, handed out by invitation, suspended when idle (domain 6.4)."""

from duban.orgs.accounts.founding import SYSTEM, found_jurisdiction, open_account
from duban.orgs.accounts.sign_ins import (
    ShownAccount,
    accounts_on_show,
    note_refused_sign_in,
    note_sign_in,
    note_sign_out,
)

__all__ = [
    "SYSTEM",
    "ShownAccount",
    "accounts_on_show",
    "found_jurisdiction",
    "note_refused_sign_in",
    "note_sign_in",
    "note_sign_out",
    "open_account",
]
