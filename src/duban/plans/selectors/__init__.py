"""What the pages of plans show: files on their way, the review of one, and what lies behind both."""

from duban.plans.selectors.drafts import Reviewed, reading_of, reviewed
from duban.plans.selectors.imports import ImportRow, import_status, imports, refusal_of
from duban.plans.selectors.reviews import FindingRow, ItemRow, Review, SectionRow, review

__all__ = [
    "FindingRow",
    "ImportRow",
    "ItemRow",
    "Review",
    "Reviewed",
    "SectionRow",
    "import_status",
    "imports",
    "reading_of",
    "refusal_of",
    "review",
    "reviewed",
]
