"""Opening again what was closed or suspended: each keeper for the accounts that he keeps."""

from django.db import transaction

from duban.orgs.accounts import actions, keeping
from duban.orgs.accounts.changing import reopened, state_after
from duban.orgs.accounts.recording import locked, record_change
from duban.orgs.models import User
from duban.orgs.viewers import Viewer


@transaction.atomic
def reopen_office_account(*, viewer: Viewer, user: User) -> User:
    """Reopen an account that was closed or suspended; after closing it is handed out anew."""
    actor, user = locked(viewer, "orgs.reopen_office_account", user)
    keeping.require_of_others(user.person)
    keeping.require_post(user.person)
    before = reopened(user)
    record_change(actor, actions.ACCOUNT_REOPENED.code, user, before, state_after(user))
    return user


@transaction.atomic
def reopen_unit_account(*, viewer: Viewer, user: User) -> User:
    """Reopen an account of a unit that was closed or suspended: the office does it in one act (domain 6.4)."""
    actor, user = locked(viewer, "orgs.reopen_unit_account", user)
    keeping.require_of_units(user.person)
    keeping.require_post(user.person)
    before = reopened(user)
    record_change(actor, actions.ACCOUNT_REOPENED.code, user, before, state_after(user))
    return user
