"""Rows of the overview of the city, and of what is asked of units."""

from web.rows.table import Row, codes

ABOVE_UNITS = codes(302, administrators=404, units=403)

ROWS = (
    Row("overview", ABOVE_UNITS),
    Row("burden", ABOVE_UNITS),
    Row("unit_burden", codes(302, administrators=404, stranger=404, outsider=403), "bureau"),
)
