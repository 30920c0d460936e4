"""Zip packages of office formats: parts by name, parsed without entities, and never more of them than the limits allow.

What a part unpacks to is told by its entry; the archive gives no more than that and refuses where the entry lied.
"""

from io import BytesIO
from typing import TYPE_CHECKING, Protocol, cast
from zipfile import BadZipFile, ZipFile
from zlib import error as ZlibError  # noqa: N812  # named like the classes beside which it is caught

from duban.plans.reading.errors import Unreadable
from duban.plans.reading.limits import Limits

if TYPE_CHECKING:
    from lxml import etree
    from lxml.etree import _Element

_SPOILT = (BadZipFile, ZlibError, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)
# NotImplementedError: packed by a method not known here; RuntimeError: encrypted; ValueError: names, offsets, encodings
_PIECE = 1 << 16
# Strict files name the elements of Word otherwise than all others do.
_STRICT = (
    b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
)


class Target(Protocol):
    """Takes the elements of a part as they pass."""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Open an element."""

    def end(self, tag: str) -> None:
        """Close an element."""

    def data(self, text: str) -> None:
        """Take characters."""


class Package:
    """An archive opened for one reading; what was unpacked so far counts against `limits.unpacked`."""

    def __init__(self, data: bytes, *, name: str, limits: Limits) -> None:
        self._name = name
        self._limits = limits
        self._left = limits.unpacked
        try:
            self._archive = ZipFile(BytesIO(data))
        except _SPOILT as error:
            raise Unreadable("file_damaged", name=name) from error
        self.names = self._archive.namelist()
        if len(self.names) > limits.entries:
            raise Unreadable("too_many_entries", name=name, limit=limits.entries)

    def tree(self, part: str) -> "_Element | None":
        """Return the root of an XML part, or None where the package has no such part."""
        from lxml import etree

        content = self.content(part)
        if content is None:
            return None
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        try:
            return etree.fromstring(content.replace(*_STRICT), parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise Unreadable("file_damaged", name=self._name) from error

    def content(self, part: str) -> bytes | None:
        """Return the bytes of a part, or None where the package has no such part."""
        if not self._admits(part, self._limits.part):
            return None
        try:
            return self._archive.read(part)
        except _SPOILT as error:
            raise Unreadable("file_damaged", name=self._name) from error

    def pass_through(self, part: str, target: Target) -> bool:
        """Hand the elements of a large XML part to a target, keeping none; say whether there is such a part."""
        from lxml import etree

        if not self._admits(part, self._limits.unpacked):
            return False
        # The stubs want every method to take str and bytes; the parser hands over str.
        passing = cast("etree.ParserTarget", _Passing(target, self._name))
        parser = etree.XMLParser(target=passing, resolve_entities=False, no_network=True)
        try:
            with self._archive.open(part) as stream:
                while piece := stream.read(_PIECE):
                    parser.feed(piece)
            parser.close()
        except (etree.XMLSyntaxError, *_SPOILT) as error:
            raise Unreadable("file_damaged", name=self._name) from error
        return True

    def _admits(self, part: str, most: int) -> bool:
        try:
            size = self._archive.getinfo(part).file_size
        except KeyError:
            return False
        self._left -= size
        if size > most or self._left < 0:
            raise Unreadable("unpacks_to_too_much", name=self._name, limit=min(most, self._limits.unpacked))
        return True


class _Passing:
    """Between the parser and a target: names without namespace, and no document type, which could hold entities."""

    def __init__(self, target: Target, name: str) -> None:
        self._start = target.start
        self._end = target.end
        self._name = name
        self._locals: dict[str, str] = {}
        self.data = target.data

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._start(self._locals.get(tag) or self._locals.setdefault(tag, local(tag)), attributes)

    def end(self, tag: str) -> None:
        self._end(self._locals[tag])

    def doctype(self, *_: str | None) -> None:
        raise Unreadable("file_damaged", name=self._name)

    def close(self) -> None:
        """Nothing is kept."""


def local(tag: str) -> str:
    """Return a name without its namespace.

    >>> local("{http://example.org/}row")
    'row'
    """
    return tag[tag.rfind("}") + 1 :]
