"""Strings of xls files: counted, in one or two bytes a character, in several records (MS-XLS 2.5.293)."""

from struct import unpack_from

_RICH, _PHONETIC, _WIDE = 0x08, 0x04, 0x01


class SharedStrings:
    """Reads the table of words that cells refer to, which goes on over several records.

    Where a string is cut by the end of a record, the next one begins by saying anew how wide its characters are.
    """

    def __init__(self, records: list[bytes]) -> None:
        self._records = records
        self._record = 0
        self._at = 8

    def all(self, *, most: int) -> list[str]:
        """Return the strings in their order, as many as there are bytes for."""
        if not self._records or len(self._records[0]) < self._at:
            return []
        (count,) = unpack_from("<I", self._records[0], 4)
        strings: list[str] = []
        while len(strings) < min(count, most):
            text = self._next()
            if text is None:
                break
            strings.append(text)
        return strings

    def _next(self) -> str | None:
        head = self._take(3)
        if len(head) < 3:
            return None
        length, flags = unpack_from("<HB", head)
        runs = unpack_from("<H", self._take(2))[0] if flags & _RICH and self._left() >= 2 else 0
        extra = unpack_from("<I", self._take(4))[0] if flags & _PHONETIC and self._left() >= 4 else 0
        pieces: list[str] = []
        while length > 0:
            if not self._left():
                if not self._turn():
                    return None
                flags = (flags & ~_WIDE) | (self._take(1)[:1] or b"\0")[0] & _WIDE
            wide = 2 if flags & _WIDE else 1
            taken = min(length, self._left() // wide)
            if not taken:
                return None
            pieces.append(self._take(taken * wide).decode("utf-16-le" if wide == 2 else "latin-1", "replace"))
            length -= taken
        self._skip(4 * runs + extra)
        return "".join(pieces)

    def _left(self) -> int:
        return len(self._records[self._record]) - self._at

    def _turn(self) -> bool:
        if self._record + 1 >= len(self._records):
            return False
        self._record, self._at = self._record + 1, 0
        return True

    def _take(self, size: int) -> bytes:
        if not self._left():
            self._turn()
        taken = self._records[self._record][self._at : self._at + size]
        self._at += len(taken)
        return taken

    def _skip(self, size: int) -> None:
        while size > self._left():
            size -= self._left()
            if not self._turn():
                self._at = len(self._records[self._record])
                return
        self._at += size


def string_at(record: bytes, at: int, *, size_of_count: int, encoding: str | None) -> str:
    """Return the string at a place of a record; `encoding`: that of files older than 1997, which have no flags."""
    if len(record) < at + size_of_count:
        return ""
    length = int.from_bytes(record[at : at + size_of_count], "little")
    at += size_of_count
    if encoding is not None:
        return record[at : at + length].decode(encoding, "replace")
    if len(record) <= at:
        return ""
    flags = record[at]
    at += 1 + (2 if flags & _RICH else 0) + (4 if flags & _PHONETIC else 0)
    if flags & _WIDE:
        return record[at : at + 2 * length].decode("utf-16-le", "replace")
    return record[at : at + length].decode("latin-1")
