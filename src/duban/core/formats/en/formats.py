"""How days and moments are written in English."""

DATE_FORMAT = "j M Y"
YEAR_MONTH_FORMAT = "M Y"
DATETIME_FORMAT = "j M Y, H:i"
