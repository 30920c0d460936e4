"""Rows of accounts: of units, of the security administrator's console, and of the invitation."""

from web.rows.table import Row, codes

UNKNOWN = "x" * 43

# Units' people are told that this is not theirs; the head sees his own unit, the auditor sees and changes nothing.
LIST = codes(302, others=403, administrators=404, stranger=200, auditor=200, head=200, office=200)
PAGE = codes(302, others=403, administrators=404, stranger=404, auditor=200, head=200, office=200)
ACT = codes(302, others=403, administrators=404, stranger=404, head=302, office=409)
OF_OFFICE = codes(302, others=403, administrators=404, stranger=404, head=404, auditor=404, office=404)
BATCH = codes(302, others=403, administrators=404, stranger=200, office=200)
# The console is the security administrator's.
CONSOLE = codes(302, others=403, security=200)
CONSOLE_OBJECT = CONSOLE | {"stranger": 404}
CONSOLE_POST = CONSOLE_OBJECT | dict.fromkeys(("auditor", "head", "officer", "office_head"), 404)

ROWS = (
    Row("invitation", codes(200, others=302)),
    Row("invitation", codes(200, others=302), method="post", sent={"code": "K7MX"}),
    Row("invitation_password", codes(302, others=302)),
    Row("invitation_password", codes(302, others=302), method="post"),
    Row("invitation_link", codes(404, others=302), more={"secret": UNKNOWN}),
    Row("unit_accounts", LIST),
    Row("unit_account_open", PAGE | {"auditor": 403}, "unit_post"),
    # An empty form comes back; the auditor may never open one.
    Row("unit_account_open", PAGE | {"auditor": 403}, "unit_post", "post"),
    Row("unit_account", PAGE, "unit_account"),
    Row("unit_account", OF_OFFICE, "office_account"),
    Row("unit_account_reset", PAGE | {"auditor": 403}, "unit_account", "post", {"form": "link"}),
    Row("unit_account_close", ACT, "unit_account", "post", {"reason": "调离"}),
    Row("unit_account_reopen", ACT | {"head": 403}, "unit_account", "post"),
    Row("accounts_batch", BATCH),
    Row("accounts_batch", BATCH, method="post", sent={"step": "posts"}),
    Row("accounts_batch_form", BATCH),
    Row("accounts_slips", BATCH | dict.fromkeys(("stranger", "officer", "office_head"), 409), method="post"),
    Row("security_accounts", CONSOLE),
    Row("security_account", CONSOLE_OBJECT | {"head": 404}, "office_account"),
    Row("security_account", CONSOLE_OBJECT, "unit_account"),
    Row("security_account_open", CONSOLE_POST, "office_post"),
    Row("security_account_open", CONSOLE_POST, "office_post", "post"),
    Row(
        "security_account_act",
        CONSOLE_OBJECT | {"head": 404},
        "office_account",
        "post",
        {"form": "link"},
        {"act": "reset"},
    ),
    Row(
        "security_account_act",
        CONSOLE_OBJECT | {"security": 302},
        "unit_account",
        "post",
        {"reason": "失窃"},
        {"act": "block"},
    ),
    Row("security_account_act", CONSOLE_OBJECT | {"security": 409}, "unit_account", "post", more={"act": "unblock"}),
    Row("security_account_act", CONSOLE_OBJECT | {"security": 404}, "unit_account", "post", more={"act": "rename"}),
)
