"""Rows of road maps: open to all who do business in their city."""

from duban.plans.models import Section
from web.rows.table import MADE, OWN_CITY, Row

MADE["section"] = lambda ground: Section.objects.filter(plan=ground.plan).order_by("position")[0].uid

ROWS = (
    Row("task_roadmap", OWN_CITY, "task"),
    Row("section_roadmap", OWN_CITY, "section"),
    Row("unit_roadmap", OWN_CITY, "bureau"),
)
