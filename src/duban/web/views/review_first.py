"""What a person is led to first in a review: clauses to look at, and tables whose columns are to be named."""

from collections.abc import Callable, Mapping

from django.utils.translation import pgettext_lazy

from duban.plans.selectors import ItemRow, Review
from duban.web.views.review_document import visible_blanks

# What a person may say of a column, the usual ones first (reading.grids.heads).
COLUMN_ROLES = (
    ("words", pgettext_lazy("column", "Task")),
    ("lead", pgettext_lazy("column", "Lead unit")),
    ("cooperating", pgettext_lazy("column", "Cooperating units")),
    ("responsible", pgettext_lazy("column", "Responsible units, undivided")),
    ("leader", pgettext_lazy("column", "Responsible leader")),
    ("due", pgettext_lazy("column", "Deadline")),
    ("number", pgettext_lazy("column", "Number")),
    ("group", pgettext_lazy("column", "Section or group")),
    ("none", pgettext_lazy("column", "None of these")),
)


def looks_of(review: Review, item: ItemRow | None, url_of: Callable[[str], str]) -> list[dict[str, object]]:
    """Return the clauses to look at first, with the way to each."""
    return [
        {
            "row": row,
            "url": url_of(row.item),
            "title": visible_blanks(row.title),
            "is_now": item is not None and row.item == item.id,
        }
        for row in review.looks
    ]


def tables_of(review: Review, said: Mapping[str, str]) -> list[dict[str, object]]:
    """Return the tables that were not understood, each column with what was `said` of it."""
    return [
        {"number": table.number, "columns": [(column, said.get(column.head, "")) for column in table.columns]}
        for table in review.tables
        if review.can_correct
    ]
