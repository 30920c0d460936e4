"""What stands where on a page of a PDF, in millimetres from its upper left corner, read back with PDFium."""

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import pypdfium2 as pdfium

MM = 25.4 / 72
_PATH = 2  # a kind of object of a page
_THICKEST = 1.6  # of a line


@dataclass(frozen=True)
class Box:
    """A sign or a rule with its edges."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    @property
    def height(self) -> float:
        """How high it is."""
        return self.bottom - self.top

    @property
    def width(self) -> float:
        """How wide it is."""
        return self.right - self.left


class Page:
    """One page of a file."""

    def __init__(self, page: pdfium.PdfPage) -> None:
        self._page = page
        self.width, self.height = (round(side * MM, 1) for side in page.get_size())

    @cached_property
    def text(self) -> str:
        """All text of the page."""
        return str(self._page.get_textpage().get_text_range())

    @cached_property
    def signs(self) -> list[Box]:
        """Every sign with the square of its font, in the order of the file; blanks are left out."""
        textpage = self._page.get_textpage()
        found = []
        for number in range(textpage.count_chars()):
            sign = textpage.get_text_range(number, 1)
            if sign.strip():
                left, bottom, right, top = (edge * MM for edge in textpage.get_charbox(number, loose=True))
                found.append(Box(sign, left, self.height - top, right, self.height - bottom))
        return found

    def ink(self, words: str) -> Box:
        """The first place of some words: from the edge of their first square to that of their last, as high as ink."""
        textpage = self._page.get_textpage()
        signs = ((number, textpage.get_text_range(number, 1)) for number in range(textpage.count_chars()))
        found = [(number, sign) for number, sign in signs if sign.strip()]
        wanted = "".join(words.split())
        start = "".join(sign for _number, sign in found).index(wanted)
        numbers = [number for number, _sign in found[start : start + len(wanted)]]
        squares = [textpage.get_charbox(number, loose=True) for number in numbers]
        inks = [textpage.get_charbox(number) for number in numbers]
        return Box(
            words,
            min(edge[0] for edge in squares) * MM,
            self.height - max(edge[3] for edge in inks) * MM,
            max(edge[2] for edge in squares) * MM,
            self.height - min(edge[1] for edge in inks) * MM,
        )

    @cached_property
    def lines(self) -> list[list[Box]]:
        """The signs in lines: those whose middles lie together, from left to right, the lines from the top."""
        lines: list[list[Box]] = []
        for sign in sorted(self.signs, key=lambda box: (box.top + box.bottom) / 2):
            middle = (sign.top + sign.bottom) / 2
            if lines and abs((lines[-1][0].top + lines[-1][0].bottom) / 2 - middle) < 1:
                lines[-1].append(sign)
            else:
                lines.append([sign])
        return [sorted(line, key=lambda box: box.left) for line in lines]

    @cached_property
    def pitches(self) -> list[float]:
        """How far each line stands below the one before."""
        return [below[0].top - above[0].top for above, below in pairwise(self.lines)]

    def rules(self, longest: float = 100, thickest: float = _THICKEST) -> list[Box]:
        """The level lines that are at least so long and not thicker, from the top.

        What is drawn by a stroke, as LibreOffice does, comes out twice as thick, its middle in place.
        """
        return [shape for shape in self._shapes if shape.width >= longest and shape.height < thickest]

    def upright_rules(self, longest: float, most: float = 6) -> list[Box]:
        """The upright lines of a length between two bounds, from the top."""
        return [shape for shape in self._shapes if longest <= shape.height < most and shape.width < _THICKEST]

    def signs_between(self, left: Box, right: Box) -> list[Box]:
        """The signs between two marks on their level."""
        inside = (sign for sign in self.signs if left.left < sign.left < right.left)
        return [sign for sign in inside if sign.top < left.top < sign.bottom]

    @cached_property
    def _shapes(self) -> list[Box]:
        found = []
        for shape in self._page.get_objects(filter=[_PATH], max_depth=4):
            left, bottom, right, top = (edge * MM for edge in shape.get_bounds())
            found.append(Box("", left, self.height - top, right, self.height - bottom))
        return sorted(found, key=lambda box: box.top)


def pages(content: bytes) -> list[Page]:
    """Return the pages of a file."""
    return [Page(page) for page in pdfium.PdfDocument(content)]


def text_of(content: bytes) -> str:
    """Return the text of all pages."""
    return "\n".join(page.text for page in pages(content))
