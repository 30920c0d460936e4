"""Rows of signing in and one's own account: open to everybody who is signed in, administrators and strangers too."""

from web.rows.table import ELSEWHERE, Row, codes

OWN = codes(302)
LEAVES = codes(302, others=302)

ROWS = (
    Row("sign_in", codes(200, others=302)),
    Row("sign_in_code", ELSEWHERE),  # without a password that was right a moment ago
    Row("sign_out", ELSEWHERE, method="post"),
    Row("account", OWN),
    Row("account_password", OWN),
    Row("account_password", OWN, method="post", sent={"old": "wrong"}),
    Row("account_second_factor", OWN),
    Row("account_second_factor_off", OWN),
    Row("account_recovery_codes", OWN),
    Row("account_undertaking", OWN),
    # Nothing to reset: office and security administrator are told so; for the latter units are business.
    Row(
        "second_factor_reset",
        codes(302, others=403, security=404, stranger=404, outsider=403, office=409),
        "unit_account",
        "post",
    ),
    Row("second_factor_reset", codes(302, others=403, security=409, stranger=404, head=404), "office_account", "post"),
    Row("account_sessions_end", LEAVES, method="post"),
    Row("account_session_end", codes(302, others=404), method="post", more={"uid": "000000000000"}),
    Row("account_sign_out_everywhere", LEAVES, method="post"),
)
