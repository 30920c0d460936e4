"""Rows of the unit register: everybody sees it, the office changes it."""

from web.rows.table import BUSINESS, Row, codes, office_only

ABSENT = {"digest": "0" * 64}
OFFICE_ALONE = codes(302, others=403, administrators=404, stranger=200, office=200)
"""An act without an object: a stranger does it in his own city."""

ROWS = (
    Row("register_export", BUSINESS, more={"form": "csv"}),
    Row("register_export", BUSINESS, more={"form": "xlsx"}),
    Row("unit_new", OFFICE_ALONE),
    Row("unit_new", OFFICE_ALONE, method="post"),  # nothing typed: the form again
    Row("register_import", OFFICE_ALONE),
    Row("register_import", OFFICE_ALONE, method="post"),
    # A sheet that nobody uploaded does not exist for those who may read sheets.
    Row("register_dry_run", codes(302, others=403, administrators=404, stranger=404, office=404), more=ABSENT),
    Row(
        "register_dry_run",
        codes(302, others=403, administrators=404, stranger=404, office=404),
        method="post",
        more=ABSENT,
    ),
    *(
        Row(name, office_only(200), "unit", method)
        for name in ("unit_edit", "unit_rename", "unit_merge", "unit_split", "unit_dissolve", "unit_aliases")
        for method in ("get", "post")  # nothing typed: the form again
    ),
)
