"""Which signs a font file can draw: its character map, read without a library (OpenType, tables cmap 4 and 12)."""

import struct
from pathlib import Path
from struct import unpack_from

_COLLECTION = b"ttcf"


def drawn(path: Path, index: int = 0) -> frozenset[int]:
    """Return the code points for which a font of a file has a glyph; a file that is no font draws nothing.

    1. A collection lists its fonts, a plain file is its only one. 2. The directory of the font leads to its `cmap`.
    3. Of its subtables those for Unicode count: format 12 knows every plane, format 4 the first one.
    """
    content = path.read_bytes()
    try:
        start = unpack_from(">I", content, 12 + 4 * index)[0] if content[:4] == _COLLECTION else 0
        return frozenset(_mapped(content, _table(content, start, b"cmap")))
    except (LookupError, struct.error):
        return frozenset()


def _table(content: bytes, start: int, name: bytes) -> int:
    (count,) = unpack_from(">H", content, start + 4)
    for record in range(start + 12, start + 12 + 16 * count, 16):
        if content[record : record + 4] == name:
            return int(unpack_from(">I", content, record + 8)[0])
    raise LookupError(name)


def _mapped(content: bytes, cmap: int) -> set[int]:
    (count,) = unpack_from(">H", content, cmap + 2)
    found: set[int] = set()
    for record in range(cmap + 4, cmap + 4 + 8 * count, 8):
        platform, encoding, offset = unpack_from(">HHI", content, record)
        if (platform == 0 and encoding != 5) or (platform == 3 and encoding in {1, 10}):
            (form,) = unpack_from(">H", content, cmap + offset)
            found |= {4: _of_first_plane, 12: _of_all_planes}.get(form, _of_none)(content, cmap + offset)
    return found


def _of_none(content: bytes, at: int) -> set[int]:
    del content, at
    return set()


def _of_all_planes(content: bytes, at: int) -> set[int]:
    (groups,) = unpack_from(">I", content, at + 12)
    found: set[int] = set()
    for group in range(groups):
        first, last, glyph = unpack_from(">III", content, at + 16 + 12 * group)
        found.update(range(first + (glyph == 0), last + 1))
    return found


def _of_first_plane(content: bytes, at: int) -> set[int]:
    (doubled,) = unpack_from(">H", content, at + 6)
    count = doubled // 2
    ends = unpack_from(f">{count}H", content, at + 14)
    starts = unpack_from(f">{count}H", content, at + 16 + doubled)
    deltas = unpack_from(f">{count}H", content, at + 16 + 2 * doubled)
    offsets_at = at + 16 + 3 * doubled
    offsets = unpack_from(f">{count}H", content, offsets_at)
    found: set[int] = set()
    for segment, (first, last, delta, offset) in enumerate(zip(starts, ends, deltas, offsets, strict=True)):
        for code in range(first, min(last, 0xFFFE) + 1):
            glyph = code
            if offset:
                (glyph,) = unpack_from(">H", content, offsets_at + 2 * segment + offset + 2 * (code - first))
                if not glyph:
                    continue
            if (glyph + delta) & 0xFFFF:
                found.add(code)
    return found
