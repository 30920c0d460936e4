"""Rows of the audit desk: auditor and audit administrator; for other administrators their own console is enough."""

from web.rows.table import Row, codes

AUDITING = codes(302, others=403, audit=200, auditor=200)
MISSING = codes(302, others=403, audit=404, auditor=404)

ROWS = (
    Row("audit", AUDITING),
    Row("audit_access", AUDITING),
    Row("audit_verify", AUDITING),
    Row("audit_verify", AUDITING, method="post"),
    Row("audit_entry", AUDITING, more={"seq": "1"}),
    Row("audit_entry", MISSING, more={"seq": "99999999"}),
    Row("audit_entry", MISSING, more={"seq": "0"}),
    Row("audit_export", AUDITING, more={"form": "csv"}),
    Row("audit_export", AUDITING, more={"form": "xlsx"}),
    Row("audit_export", AUDITING, more={"form": "jsonl"}),
    Row("audit_export", MISSING, more={"form": "exe"}),
    Row("audit_access_export", AUDITING, more={"form": "csv"}),
    Row("audit_access_export", MISSING, more={"form": "exe"}),
)
