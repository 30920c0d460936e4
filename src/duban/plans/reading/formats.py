"""The format of a file, by what stands in it and only then by its name."""

_SIGNATURES = (
    (b"%PDF-", "pdf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG\r\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"BM", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"\x1f\x8b", "archive"),
)
_PACKED = (("word/", "docx"), ("xl/workbook.bin", "xlsb"), ("xl/", "xlsx"), ("OFD.xml", "ofd"), ("ppt/", "pptx"))
# The streams that tell what an older file of an office program is; the first that its directory names counts, since a
# document may hold others.
_STREAMS = (
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("PowerPoint Document", "ppt"),
    ("EncryptedPackage", "locked"),
)
_OPEN_DOCUMENTS = {
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
    b"application/vnd.oasis.opendocument.text": "odt",
}
_LONGEST_TYPE = 200


def recognise(data: bytes, *, name: str) -> str | None:
    """Name the format of a file that is not made of characters, or None for one that may be text or a page."""
    start = data[:1024]
    kind = next((kind for signature, kind in _SIGNATURES if start.startswith(signature)), None)
    if kind == "image" and b"\x00" not in start and data[0] < 128:
        return None  # BM, II and MM may begin an English word; an image has bytes there that no text has
    if kind is not None:
        return _stored_format(data, name) if kind == "ole" else kind
    return _unsigned_format(data, start, name)


def _unsigned_format(data: bytes, start: bytes, name: str) -> str | None:
    if start[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        return _packed_format(data)
    if start[:4] == b"RIFF" and start[8:12] == b"WEBP":
        return "image"
    if b"%PDF-" in start:
        return "pdf"
    if _is_archived_page(data[:8192]):
        return "mhtml"
    return "doc" if name.lower().endswith((".doc", ".wps")) and b"\x00" in start else None


def _is_archived_page(start: bytes) -> bool:
    """Say whether a file begins with the head of a message that has a version and several parts."""
    head = start.lstrip().lower().replace(b"\r\n", b"\n").partition(b"\n\n")[0]
    named = {line.partition(b":")[0] for line in head.split(b"\n")}
    return b"mime-version" in named and b"content-type" in named and b"multipart/" in head


def _stored_format(data: bytes, name: str) -> str:
    otherwise = "xls" if name.lower().endswith((".xls", ".et")) else "doc"  # a file cut off has lost its directory
    found = {data.find(f"{stream}\0".encode("utf-16-le")): kind for stream, kind in reversed(_STREAMS)}
    return min(((at, kind) for at, kind in found.items() if at >= 0), default=(0, otherwise))[1]


def _packed_format(data: bytes) -> str:
    from io import BytesIO
    from zipfile import BadZipFile, ZipFile
    from zlib import error as ZlibError  # noqa: N812  # named like the classes beside which it is caught

    try:
        with ZipFile(BytesIO(data)) as archive:
            names = archive.namelist()
            if "mimetype" in names:
                short = archive.getinfo("mimetype").file_size < _LONGEST_TYPE
                return _OPEN_DOCUMENTS.get(archive.read("mimetype").strip() if short else b"", "archive")
    except (BadZipFile, ZlibError, NotImplementedError, RuntimeError, ValueError, EOFError, OSError):
        return "archive"
    for start, kind in _PACKED:
        if any(entry.startswith(start) for entry in names):
            return kind
    return "archive"
