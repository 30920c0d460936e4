"""The lines of an ofd (GB/T 33190), the fixed layout of official documents; a scan is refused with what to do."""

from duban.plans.reading.errors import Unreadable
from duban.plans.reading.extracts import Extract
from duban.plans.reading.limits import Limits
from duban.plans.reading.ofd_pages import Pages
from duban.plans.reading.print_flow import findings_of, lines_of_pages


def lines_of_ofd(data: bytes, *, name: str, limits: Limits) -> Extract:
    """Return the lines of all pages of all documents in the file; raise Unreadable for a scan or a broken file."""
    pages = Pages(data, name=name, limits=limits)
    lines = lines_of_pages(pages)
    if not lines and pages.scanned:
        raise Unreadable("scan_without_text", name=name, pages=pages.count)
    return Extract(lines, findings_of(pages.scanned))
