"""Row of the overview of the city."""

from web.rows.table import Row, codes

ROWS = (Row("overview", codes(302, administrators=404, units=403)),)
