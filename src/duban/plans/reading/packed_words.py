"""All words of a file that is not made of characters, for the search for marks of secrecy (domain 6.6).

More than reading takes: heads and feet, notes, hidden sheets, deleted words. Where they stand does not matter here.
"""

from duban.plans.reading.limits import Limits
from duban.plans.reading.packages import Package, local

_PACKAGES = ("docx", "xlsx", "ods", "ofd", "odt", "pptx")
# Elements whose characters belong together: paragraphs, strings of sheets, heads and feet of sheets, words of OFD.
_BLOCKS = frozenset(
    {"p", "si", "is", "TextObject", "oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter"}
)


def packed_words(data: bytes, *, kind: str, name: str, limits: Limits) -> str:
    """Return the words of a file of a format that `recognise` names; empty where none can be told."""
    if kind in _PACKAGES:
        return _words_of_package(data, name, limits)
    if kind == "pdf":
        return _words_of_pdf(data, limits)
    if kind == "rtf":
        from duban.plans.reading.rich_text import all_words

        return all_words(data)
    if kind in ("doc", "xls", "ppt"):
        # Chinese stands in these as pairs of bytes, which may begin at an odd place.
        return "\n".join(data[start:].decode("utf-16-le", "replace") for start in (0, 1))
    return ""


def _words_of_package(data: bytes, name: str, limits: Limits) -> str:
    package = Package(data, name=name, limits=limits)
    found: list[str] = []
    for part in package.names:
        root = package.tree(part) if part.endswith(".xml") else None
        if root is not None:
            blocks = (element for element in root.iter("*") if local(element.tag) in _BLOCKS)
            found += ("".join(str(words) for words in block.itertext()) for block in blocks)
    return "\n".join(found)


def _words_of_pdf(data: bytes, limits: Limits) -> str:
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        document = PdfDocument(data)
        pages = range(min(len(document), limits.pages))
        return "\n".join(document[page].get_textpage().get_text_range() for page in pages)
    except PdfiumError:  # damaged or locked: reading says so
        return ""
