"""Rows of the timetable of a unit: open to all who do business in its city."""

from web.rows.table import OWN_CITY, Row, codes

NO_SUCH_FORM = codes(302, others=404)

ROWS = (
    Row("unit_timetable", OWN_CITY, "bureau"),
    Row("unit_timetable_export", OWN_CITY, "bureau", more={"form": "xlsx"}),
    Row("unit_timetable_export", OWN_CITY, "bureau", more={"form": "docx"}),
    Row("unit_timetable_export", NO_SUCH_FORM, "bureau", more={"form": "pdf"}),
)
