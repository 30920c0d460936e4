"""Which files are read: the endings of their names, by format. What a file really is, its content says (formats)."""

from duban.plans.reading.sources import READERS

# The formats of characters, then those of a reader of their own; of each the usual ending comes first.
_ENDINGS: dict[str, tuple[str, ...]] = {
    "docx": (".docx",),
    "doc": (".doc", ".wps"),
    "odt": (".odt",),
    "rtf": (".rtf",),
    "pdf": (".pdf",),
    "ofd": (".ofd",),
    "xlsx": (".xlsx",),
    "xls": (".xls", ".et"),
    "ods": (".ods",),
    "csv": (".csv", ".tsv"),
    "html": (".html", ".htm", ".xhtml"),
    "txt": (".txt",),
}
_OF_CHARACTERS = ("csv", "html", "txt")


def accepted() -> dict[str, tuple[str, ...]]:
    """Return the endings of names by format, for every format that has a reader.

    >>> accepted()["html"]
    ('.html', '.htm', '.xhtml')
    """
    return {kind: endings for kind, endings in _ENDINGS.items() if kind in READERS or kind in _OF_CHARACTERS}
