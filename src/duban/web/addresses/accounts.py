"""Addresses of accounts of units and the office, and of the invitation into one."""

from django.urls import path

from duban.web.views import accounts, accounts_batch, accounts_invitation, accounts_security

urlpatterns = [
    path("invitation/", accounts_invitation.invitation, name="invitation"),
    path("invitation/password/", accounts_invitation.invitation_password, name="invitation_password"),
    path("invitation/<secret>/", accounts_invitation.invitation_link, name="invitation_link"),
    path("accounts/", accounts.unit_accounts, name="unit_accounts"),
    path("accounts/batch/", accounts_batch.accounts_batch, name="accounts_batch"),
    path("accounts/batch/form.csv", accounts_batch.accounts_batch_form, name="accounts_batch_form"),
    path("accounts/slips/", accounts_batch.accounts_slips, name="accounts_slips"),
    path("accounts/open/<uid>/", accounts.unit_account_open, name="unit_account_open"),
    path("accounts/<uid>/", accounts.unit_account, name="unit_account"),
    path("accounts/<uid>/reset", accounts.unit_account_reset, name="unit_account_reset"),
    path("accounts/<uid>/close", accounts.unit_account_close, name="unit_account_close"),
    path("accounts/<uid>/reopen", accounts.unit_account_reopen, name="unit_account_reopen"),
    path("console/security/accounts/", accounts_security.security_accounts, name="security_accounts"),
    path(
        "console/security/accounts/open/<uid>/",
        accounts_security.security_account_open,
        name="security_account_open",
    ),
    path("console/security/accounts/<uid>/", accounts_security.security_account, name="security_account"),
    path("console/security/accounts/<uid>/<act>", accounts_security.security_account_act, name="security_account_act"),
]
