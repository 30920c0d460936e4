"""Pdf files made by hand: words and rules where a test wants them, in points from the upper left corner."""

import zlib
from collections.abc import Sequence

WIDTH, HEIGHT = 595, 842
SIZE, LEFT, RIGHT, TOP, STEP = 16, 90, 506, 90, 28  # 26 ideographs a row, as GB/T 9704 wants about
_UNICODE = (
    b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /All def "
    b"1 begincodespacerange <0000> <FFFF> endcodespacerange "
    b"1 beginbfrange <0000> <FFFF> <0000> endbfrange endcmap end end"
)


class Sheet:
    """A page in the making."""

    def __init__(self, width: int = WIDTH, height: int = HEIGHT, *, turned: int = 0) -> None:
        self.size = (width, height)
        self.turned = turned
        self._drawn: list[str] = []

    def words(self, left: float, top: float, text: str, size: float = SIZE, *, lying: bool = False) -> "Sheet":
        """Print words in a row; lying ones run upwards."""
        code = text.encode("utf-16-be").hex()
        turn = (
            f"0 1 -1 0 {left} {self.size[1] - top}" if lying else f"1 0 0 1 {left} {self.size[1] - top - 0.88 * size}"
        )
        self._drawn.append(f"BT /F {size} Tf {turn} Tm <{code}> Tj ET")
        return self

    def slanting(self, text: str) -> "Sheet":
        """Print words across the page, as a watermark."""
        self._drawn.append(f"BT /F 60 Tf 0.7 0.7 -0.7 0.7 100 200 Tm <{text.encode('utf-16-be').hex()}> Tj ET")
        return self

    def rule(self, left: float, top: float, right: float, bottom: float, *, as_box: bool = False) -> "Sheet":
        """Draw a straight line, or a thin box that looks like one."""
        up = self.size[1]
        if as_box:
            self._drawn.append(f"{left} {up - bottom} {max(right - left, 0.5)} {max(bottom - top, 0.5)} re f")
        else:
            self._drawn.append(f"{left} {up - top} m {right} {up - bottom} l S")
        return self

    def table(
        self, top: float, columns: Sequence[float], rows: Sequence[tuple[float, Sequence[str | None]]], size: float = 10
    ) -> float:
        """Draw a table of rows (height, cells); None goes on with the cell above, `<` with the cell before.

        Words of a cell are wrapped by ideographs. Returns where it ends.
        """
        ends = [top]
        for height, _ in rows:
            ends.append(ends[-1] + height)
        for place, (_, cells) in enumerate(rows):
            for column, cell in enumerate(cells):
                left, right = columns[column], columns[column + 1]
                if cell is not None:
                    self.rule(left, ends[place], right, ends[place])
                if cell != "<":
                    self.rule(left, ends[place], left, ends[place + 1])
                if cell and cell != "<":
                    last = column
                    while last + 1 < len(cells) and cells[last + 1] == "<":
                        last += 1
                    self._fill(left, ends[place], columns[last + 1], cell, size)
            self.rule(columns[len(cells)], ends[place], columns[len(cells)], ends[place + 1])
        self.rule(columns[0], ends[-1], columns[-1], ends[-1])
        return ends[-1]

    def _fill(self, left: float, top: float, right: float, cell: str, size: float) -> None:
        for number, row in enumerate(row for part in cell.split("\n") for row in wrapped(part, right - left - 8, size)):
            self.words(left + 4, top + 3 + number * size * 1.3, row, size)

    def content(self) -> bytes:
        """Return what draws the page."""
        return "\n".join(self._drawn).encode()


def wrapped(text: str, width: float, size: float, indent: float = 0) -> list[str]:
    """Cut a text into rows of a width; what may not begin a row takes the character before it along."""
    rows, row, used = [], "", indent
    for character in text:
        wide = size if character > "\x7f" else size / 2
        if used + wide > width + 0.01:
            carried = ""
            if character in "，。、；：）%" or (character.isascii() and row[-1:].isascii()):
                while row and (not carried or (carried[0].isascii() and row[-1].isascii())):
                    carried, row = row[-1] + carried, row[:-1]
            rows.append(row)
            row, used = carried, sum(size if each > "\x7f" else size / 2 for each in carried)
        row += character
        used += wide
    return [*rows, row]


def set_text(paragraphs: Sequence[str], *, rows_on_page: int = 22) -> list[Sheet]:
    """Set paragraphs as an office does: indented by two ideographs, wrapped, page after page, pages numbered."""
    rows: list[tuple[float, str]] = []
    for paragraph in paragraphs:
        first, *others = wrapped(paragraph, RIGHT - LEFT, SIZE, 2 * SIZE)
        rows += [(LEFT + 2 * SIZE, first), *((LEFT, row) for row in others)]
    sheets = []
    for start in range(0, len(rows), rows_on_page):
        sheet = Sheet()
        for place, (left, row) in enumerate(rows[start : start + rows_on_page]):
            sheet.words(left, TOP + place * STEP, row)
        sheets.append(sheet)
    for number, sheet in enumerate(sheets, 1):
        sheet.words(280, 770, f"— {number} —", 14)
    return sheets


def printed(
    sheets: Sequence[Sheet],
    *,
    trailer: str = "",
    picture: bool = False,
    mapped: bool = True,
    extra: Sequence[bytes] = (),
) -> bytes:
    """Return a pdf of these pages; objects in `extra` are numbered from 8 on."""
    pages_at = 8 + len(extra)
    kids = " ".join(f"{pages_at + 2 * place} 0 R" for place in range(len(sheets)))
    image = b"1 0 0 1 0 0 cm 500 0 0 700 40 60 cm /I Do" if picture else b""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(sheets)} /Kids [{kids}] >>".encode(),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Song /Encoding /Identity-H /DescendantFonts [4 0 R] "
        b"/ToUnicode 6 0 R >>",
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Song /DW 1000 /W [32 126 500] /FontDescriptor 5 0 R "
        b"/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
        b"<< /Type /FontDescriptor /FontName /Song /Flags 4 /Ascent 880 /Descent -120 /CapHeight 800 /ItalicAngle 0 "
        b"/StemV 80 /FontBBox [0 -120 1000 880] >>",
        stream(_UNICODE),
        stream(
            b"\x80", "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8"
        ),
        *extra,
    ]
    for sheet in sheets:
        objects += (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {sheet.size[0]} {sheet.size[1]}] /Rotate {sheet.turned} "
            f"/Resources << /Font << /F 3 0 R >> /XObject << /I 7 0 R >> >> "
            f"/Contents {pages_at + 2 * (len(objects) - pages_at + 1) // 2 + 1} 0 R >>".encode(),
            stream(sheet.content() + image),
        )
    return assembled(objects, trailer)


def stream(content: bytes, words: str = "") -> bytes:
    """Return a packed stream."""
    packed = zlib.compress(content)
    head = f"<< /Filter /FlateDecode /Length {len(packed)} {words} >>".encode()
    return head + b"\nstream\n" + packed + b"\nendstream"


def assembled(objects: Sequence[bytes], trailer: str = "") -> bytes:
    """Number the objects from 1 and put a table of their places behind them."""
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    at = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R %s >>\n" % (len(places) + 1, trailer.encode())
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % at)
