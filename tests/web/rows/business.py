"""Rows of desk, plans, ledger, units and journal."""

from web.rows.table import BUSINESS, ELSEWHERE, EVERYBODY, OWN_CITY, Row, codes, office_only

READERS_OF_IMPORTS = codes(302, others=403, administrators=404, stranger=200, auditor=200, office=200)

ROWS = (
    Row("desk", codes(302, administrators=302)),  # they are led to their console
    Row("set_language", ELSEWHERE, method="post", sent={"language": "en"}),
    Row("theme", ELSEWHERE, method="post", sent={"theme": "dark"}),
    Row("ledger", BUSINESS),
    Row("ledger_export", BUSINESS, more={"form": "csv"}),
    Row("ledger_export", BUSINESS, more={"form": "xlsx"}),
    Row("task", OWN_CITY, "task"),
    # Nobody of these units has a part in this task; the office comes without naming anybody: the form again.
    Row("task_deputy", office_only(200), "task"),
    Row("task_deputy", office_only(200), "task", "post"),
    Row("open_ends", BUSINESS),
    Row("open_end", OWN_CITY, "open end"),
    Row("open_end", office_only(200), "open end", "post"),
    Row("unit_tasks", OWN_CITY, "unit"),
    Row("unit_tasks_export", OWN_CITY, "unit", more={"form": "csv"}),
    Row("unit_tasks_export", OWN_CITY, "unit", more={"form": "xlsx"}),
    Row("plans", BUSINESS),
    Row("plan", OWN_CITY, "plan"),
    Row("plan_file", OWN_CITY, "plan"),
    # The list of files: a stranger sees that of his own city; units and leaders may never see one.
    Row("plan_imports", READERS_OF_IMPORTS),
    Row(
        "plan_imports", codes(302, others=403, administrators=404, stranger=200, office=200), method="post"
    ),  # nothing chosen: the form again
    # A file in review exists for office and audit only.
    Row("plan_import", codes(302, others=404, auditor=200, office=200), "import"),
    Row(
        "import_correct", codes(302, others=404, auditor=302, office=302), "import"
    ),  # coming by link leads to the review
    # Acts on it: the auditor sees it and may never do it; the officer comes without its version.
    Row(
        "import_correct",
        codes(302, others=404, auditor=403, office=409),
        "import",
        "post",
        {"kind": "item_accepted", "items": "1"},
    ),
    Row("import_undo", codes(302, others=404, auditor=403, office=409), "import", "post", {"seq": "1"}),
    Row("import_for_comment", codes(302, others=404, auditor=403, office=409), "import", "post"),
    Row("import_discard", codes(302, others=404, auditor=403, office=409), "import", "post"),
    Row("import_columns", codes(302, others=404, auditor=403, office=409), "import", "post"),
    Row("import_adopt", codes(302, others=404, auditor=403, office=200), "import"),
    Row("import_adopt", codes(302, others=404, auditor=403, office=409), "import", "post"),
    Row("units", BUSINESS),
    Row("unit", OWN_CITY, "unit"),
    Row("unit_members", office_only(302), "group", "post"),
    Row("unit_members", office_only(409), "unit", "post"),  # a single unit has no members
    Row("journal", codes(302, others=403, audit=200, stranger=200, auditor=200, office=200)),
    Row("design", BUSINESS),
    Row("healthz", EVERYBODY),
    Row("readyz", EVERYBODY),
)
