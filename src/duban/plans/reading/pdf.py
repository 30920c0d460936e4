"""The lines of a pdf with a text layer; a scan is refused with what to do."""

from duban.plans.reading.errors import Unreadable
from duban.plans.reading.extracts import Extract
from duban.plans.reading.limits import Limits
from duban.plans.reading.pdf_pages import Pages
from duban.plans.reading.print_flow import findings_of, lines_of_pages

# A symbol here and there may have no character of its own.
_MOST_UNMAPPED = 0.3


def lines_of_pdf(data: bytes, *, name: str, limits: Limits) -> Extract:
    """Return the lines of all pages; raise Unreadable for a scan, a locked or a broken file."""
    pages = Pages(data, name=name, limits=limits)
    try:
        lines = lines_of_pages(pages)
    finally:
        pages.close()
    if pages.unmapped > _MOST_UNMAPPED * pages.read:
        raise Unreadable("text_not_mapped", name=name)
    if not lines and pages.scanned:
        raise Unreadable("scan_without_text", name=name, pages=pages.count)
    return Extract(lines, findings_of(pages.scanned))
