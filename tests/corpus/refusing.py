"""Write the files that must be refused into `refused/`, each in a folder named for the code of its refusal."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

HERE = Path(__file__).parent
_TIME = (2026, 1, 1, 0, 0, 0)
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def _package(of: str, change: Callable[[bytes], bytes]) -> bytes:
    """Return a Word document of the corpus with another main part."""
    written = io.BytesIO()
    with zipfile.ZipFile(HERE / of) as read, zipfile.ZipFile(written, "w") as package:
        for entry in read.infolist():
            part = read.read(entry.filename)
            part = change(part) if entry.filename == "word/document.xml" else part
            package.writestr(zipfile.ZipInfo(entry.filename, _TIME), part, zipfile.ZIP_DEFLATED)
    return written.getvalue()


def _body(words: str) -> bytes:
    return (
        f'<w:document xmlns:w="{_WORD}"><w:body><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:body></w:document>'.encode()
    )


def _entities(_: bytes) -> bytes:
    """Ten entities, each ten times the one before."""
    names = "abcdefghij"
    declared = "".join(f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in pairwise(names))
    return f'<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa">{declared}]>'.encode() + _body("&j;")


def _picture() -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    pieces = chunk(b"IHDR", head), chunk(b"IDAT", zlib.compress(b"\0\0")), chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(pieces)


def _archive() -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr(zipfile.ZipInfo("任务.txt", _TIME), "一、任务")
    return written.getvalue()


def files() -> dict[str, bytes]:
    """Return the files by their path below `refused/`."""
    noise = bytes(at * 73 % 251 ^ (at >> 3) & 0xFF for at in range(4000))
    return {
        "file_empty/nothing.txt": b"",
        "no_words/page_that_loads_later.html": b"<!DOCTYPE html><html><head><script>load()</script></head>"
        b'<body><div id="app"></div></body></html>',
        "not_text/noise.txt": noise,
        "picture_not_read/photograph.png": _picture(),
        "archive_not_read/plans.zip": _archive(),
        "file_damaged/cut.pdf": b"%PDF-1.7\n1 0 obj<</Type/Cat",
        "file_damaged/entities.docx": _package("lan-word-2026.docx", _entities),
        "unpacks_to_too_much/bomb.docx": _package("lan-word-2026.docx", lambda _: _body(" " * (60 << 20))),
        "nested_too_deep/nested.html": b"<html><body>" + b"<div>" * 20_000 + b"1" + b"</div>" * 20_000,
    }


def main() -> None:
    """Write them all."""
    for path, data in files().items():
        target = HERE / "refused" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)


if __name__ == "__main__":
    main()
