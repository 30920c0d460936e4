"""A font of one square that stands for every font a pdf does not carry.

PDFium measures characters by their shapes. Where it finds no font for them, as on a server without Chinese fonts, rows
lose their height, and it drops those that look like others. With the square, words come out alike on every machine.
"""

import ctypes
from functools import cache
from struct import pack
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import ModuleType

_GLYPHS = 65_533
_EM, _ASCENT, _DESCENT = 1000, 880, -120
_NAME = b"Square\0"
_GB2312 = 134
_FOUND = 1  # any handle but none


@cache
def stand_in(pdfium: "ModuleType") -> object:
    """Hand PDFium the square for whatever font it asks for; what is returned must outlive its use."""
    font = _square()
    kinds = dict(pdfium.FPDF_SYSFONTINFO._fields_)

    def get(_: object, __: object, table: int, buffer: object, size: int) -> int:
        return 0 if table else _copied(font, buffer, size)

    answers = {
        "Release": lambda _: None,
        "EnumFonts": lambda *_: None,
        "MapFont": lambda *_: _FOUND,
        "GetFont": lambda *_: _FOUND,
        "GetFontData": get,
        "GetFaceName": lambda _, __, buffer, size: _copied(_NAME, buffer, size),
        "GetFontCharset": lambda *_: _GB2312,
        "DeleteFont": lambda *_: None,
    }
    fonts = pdfium.FPDF_SYSFONTINFO(version=2, **{name: kinds[name](answer) for name, answer in answers.items()})
    pdfium.FPDF_SetSystemFontInfo(ctypes.byref(fonts))
    return fonts


def _copied(content: bytes, buffer: object, size: int) -> int:
    """Copy to where PDFium wants it, if there is room; return the size, which it asks for first."""
    if buffer and size >= len(content):
        ctypes.memmove(buffer, content, len(content))  # type: ignore[arg-type]  # a pointer; ctypes has no word for it
    return len(content)


def _square() -> bytes:
    """Return a TrueType font in which every character, and every number of a shape, is a full square."""
    outline = pack(">5h2H4B", 1, 0, _DESCENT, _EM, _ASCENT, 3, 0, 1, 1, 1, 1)
    outline += pack(">8h", 0, _EM, 0, -_EM, _DESCENT, 0, _EM, 0) + bytes(2)
    tables = {
        b"cmap": pack(">4HI2H6I", 0, 1, 3, 10, 12, 13, 0, 28, 0, 1, 1, 0x10FFFF, 1),
        b"glyf": outline * 2,
        b"head": pack(
            ">4I2H2Q4h2H3h",
            *(0x10000, 0x10000, 0, 0x5F0F3CF5, 0, _EM, 0, 0, 0, _DESCENT, _EM, _ASCENT, 0, 8, 2, 0, 0),
        ),
        b"hhea": pack(">I3hH11hH", 0x10000, _ASCENT, _DESCENT, 0, _EM, 0, 0, _EM, 1, *bytes(7), 1),
        b"hmtx": pack(">Hhh", _EM, 0, 0),
        # Shapes take the first outline and, since their places may not go back, the rest of the table by turns.
        b"loca": pack(">2H", 0, len(outline) // 2) * (_GLYPHS // 2 + 1),
        b"maxp": pack(">I14H", 0x10000, _GLYPHS, 4, 1, 0, 0, 1, *bytes(8)),
    }
    head = pack(">I4H", 0x10000, len(tables), 64, 2, 48)
    body = b""
    for tag, content in tables.items():
        head += tag + pack(">3I", 0, 12 + 16 * len(tables) + len(body), len(content))
        body += content + bytes(-len(content) % 4)
    return head + body
