"""Rows of the three consoles: each exists for its administrator alone, who sees no other."""

from datetime import timedelta

from duban.core import clock
from duban.orgs.administration.grants import Wanted, propose_grant
from web.rows.table import MADE, Codes, Ground, Row, codes

EACH = codes(302, others=403, administrators=302)  # administrators are led on to their own


def of(role: str, code: int = 200, *, others: int = 403) -> Codes:
    """Return the answers of a console that one administrator enters."""
    return codes(302, others=others, **{role: code})


def proposed(ground: Ground) -> str:
    """Return the uid of an exception on its way to signature."""
    today = clock.today()
    wanted = Wanted("plans.import", since=today, until=today + timedelta(days=7), reason="代为读入")
    return propose_grant(viewer=ground.actors.security, user=ground.actors.registrar.user, wanted=wanted).uid


MADE["grant"] = proposed
SEES_GRANTS = codes(302, others=403, security=200, auditor=200, audit=200, office_head=200)
TODAY = {"since": "2026-10-01", "is_working": "no", "words": "国庆节"}

ROWS = (
    Row("console", EACH),
    Row("console_audit", codes(302, others=403, audit=302, auditor=302)),
    Row("console_system", of("system")),
    Row("console_system", of("system"), method="post"),  # nothing chosen: the form again
    Row("console_calendar", of("system")),
    Row("console_calendar", of("system", 302), method="post", sent=TODAY),
    Row("console_calendar_year", of("system", 302), method="post", sent={"year": "2026"}),
    Row("console_calendar_remove", of("system", 409), method="post", sent={"day": "2031-01-02"}),  # no such entry
    Row("console_doctor", of("system")),
    Row("console_security", of("security")),
    Row("console_lift", of("security", 302), method="post", sent={"username": "liaison"}),
    Row("console_permissions", of("security")),
    Row("console_grants", SEES_GRANTS),
    Row("console_grant_new", of("security")),
    Row("console_grant_new", of("security"), method="post"),  # nothing chosen: the form again
    # Who sees exceptions may not end them; the others do not know of this one.
    Row(
        "console_grant_revoke",
        codes(302, others=404, security=302, auditor=403, audit=403, office_head=403),
        "grant",
        "post",
    ),
)
