"""Addresses of signing in and one's own account."""

from django.urls import path

from duban.web.views import account, account_factor, session

urlpatterns = [
    path("sign-in/", session.sign_in, name="sign_in"),
    path("sign-in/code/", session.sign_in_code, name="sign_in_code"),
    path("sign-out/", session.sign_out, name="sign_out"),
    path("account/", account.account, name="account"),
    path("account/password/", account.account_password, name="account_password"),
    path("account/second-factor/", account_factor.account_second_factor, name="account_second_factor"),
    path("account/second-factor/off/", account_factor.account_second_factor_off, name="account_second_factor_off"),
    path("account/recovery-codes/", account_factor.account_recovery_codes, name="account_recovery_codes"),
    path("accounts/<uid>/second-factor/reset", account_factor.second_factor_reset, name="second_factor_reset"),
    path("account/undertaking/", account.account_undertaking, name="account_undertaking"),
    path("account/sessions/end/", account.account_sessions_end, name="account_sessions_end"),
    path("account/sessions/<uid>/end/", account.account_session_end, name="account_session_end"),
    path("account/sign-out-everywhere/", account.account_sign_out_everywhere, name="account_sign_out_everywhere"),
]
