"""The pages of a pdf: characters of the text layer and straight rules, turned upright; by PDFium.

PDFium reads a ruled page in a twelfth of the time that pdfplumber takes, mends broken files and is hardened against
hostile ones. What it cannot bound is bounded here: pages, characters and objects of a page, and what streams unpack to
(pdf_streams).
"""

import ctypes
import math
from functools import partial
from typing import TYPE_CHECKING

from duban.plans.reading.errors import Unreadable
from duban.plans.reading.pdf_fonts import stand_in
from duban.plans.reading.pdf_streams import refuse_bombs, refuse_circles
from duban.plans.reading.print_marks import Glyph, Page, Rule, as_written, rule_of, rules_of_path, turn_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import ModuleType

    from duban.plans.reading.limits import Limits
    from duban.plans.reading.print_marks import Turn

    Matrix = tuple[float, float, float, float, float, float]

_MOST_ON_A_PAGE = 200_000
_DEEPEST_FORM = 8
_QUARTER = 1.5707963
_UPRIGHT: "Matrix" = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Pages:
    """A pdf opened for one reading.

    `scanned` names the pages that show a picture and no words, `unmapped` counts characters that the fonts do not tell.
    """

    def __init__(self, data: bytes, *, name: str, limits: "Limits") -> None:
        import pypdfium2.raw as pdfium

        refuse_bombs(data, name=name, limits=limits)
        refuse_circles(data, name=name)
        stand_in(pdfium)
        self._pdfium = pdfium
        self._data = data  # PDFium reads from it as long as the document is open
        self._name = name
        self._document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
        if not self._document:
            is_locked = pdfium.FPDF_GetLastError() in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)
            raise Unreadable("file_locked" if is_locked else "file_damaged", name=name)
        self.count: int = pdfium.FPDF_GetPageCount(self._document)
        self.scanned: list[int] = []
        self.read = self.unmapped = 0
        if self.count > limits.pages:
            self.close()
            raise Unreadable("too_many_pages", name=name, limit=limits.pages)
        self._left = limits.characters

    def close(self) -> None:
        """Give back what PDFium holds."""
        self._pdfium.FPDF_CloseDocument(self._document)

    def __iter__(self) -> "Iterator[Page]":
        for index in range(self.count):
            page = self._pdfium.FPDF_LoadPage(self._document, index)
            if not page:
                continue
            try:
                yield self._page(page, index + 1)
            finally:
                self._pdfium.FPDF_ClosePage(page)

    def _page(self, page: object, number: int) -> Page:
        pdfium = self._pdfium
        words = pdfium.FPDFText_LoadPage(page)
        try:
            quarter = _lying(pdfium, words)
            box = pdfium.FS_RECTF()
            pdfium.FPDF_GetPageBoundingBox(page, ctypes.byref(box))
            sides = (box.right - box.left, box.top - box.bottom)
            if not all(map(math.isfinite, sides)):
                raise Unreadable("file_damaged", name=self._name)
            upright, width, height = turn_of(quarter, *sides)

            def turn(across: float, up: float) -> tuple[float, float]:
                return upright(across - box.left, box.top - up)

            glyphs = self._glyphs(words, turn, quarter)
        finally:
            pdfium.FPDFText_ClosePage(words)
        drawn = _Drawn(pdfium, turn, self._name)
        drawn.add(pdfium.FPDFPage_CountObjects(page), partial(pdfium.FPDFPage_GetObject, page), _UPRIGHT, 0)
        if drawn.pictures and not any(glyph.text.strip() for glyph in glyphs):
            self.scanned.append(number)
        return Page(number, width, height, glyphs, drawn.rules)

    def _glyphs(self, words: object, turn: "Turn", quarter: int) -> list[Glyph]:
        """Return the characters that stand upright once the page is turned; watermarks across it are left out."""
        pdfium = self._pdfium
        count = pdfium.FPDFText_CountChars(words)
        self._left -= max(count, 0)
        if count > _MOST_ON_A_PAGE or self._left < 0:
            raise Unreadable("too_many_characters", name=self._name)
        box = pdfium.FS_RECTF()
        glyphs: list[Glyph] = []
        for at in range(count):
            code = pdfium.FPDFText_GetUnicode(words, at)
            if pdfium.FPDFText_IsGenerated(words, at) == 1 or code < 32 or 0xD800 <= code <= 0xDFFF:
                continue
            if _quarters(pdfium.FPDFText_GetCharAngle(words, at)) != quarter:
                continue
            pdfium.FPDFText_GetLooseCharBox(words, at, ctypes.byref(box))
            across, down = turn(box.left, box.top)
            right, bottom = turn(box.right, box.bottom)
            if not math.isfinite(across + down + right + bottom):
                continue
            text = as_written(chr(code)) if code <= 0x10FFFF else "\ufffd"
            self.unmapped += text == "\ufffd" or "\ue000" <= text <= "\uf8ff"
            glyphs.append(Glyph(text, min(across, right), min(down, bottom), max(across, right), max(down, bottom)))
        self.read += len(glyphs)
        return glyphs


class _Drawn:
    """Gathers what a page draws besides characters."""

    def __init__(self, pdfium: "ModuleType", turn: "Turn", name: str) -> None:
        self.rules: list[Rule] = []
        self.pictures = 0
        self._pdfium = pdfium
        self._turn = turn
        self._name = name
        self._left = _MOST_ON_A_PAGE

    def add(self, count: int, get: "Callable[[int], object]", outer: "Matrix", depth: int) -> None:
        """Take the objects of a page or of a form on it."""
        pdfium = self._pdfium
        self._left -= max(count, 0)
        if self._left < 0:
            raise Unreadable("too_many_characters", name=self._name)
        for at in range(count):
            drawn = get(at)
            kind = pdfium.FPDFPageObj_GetType(drawn)
            if kind == pdfium.FPDF_PAGEOBJ_PATH:
                self._path(drawn, outer)
            elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
                self._image(drawn, outer)
            elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST_FORM:
                inner = _times(self._matrix(drawn), outer)
                objects = pdfium.FPDFFormObj_CountObjects(drawn)
                self.add(objects, partial(pdfium.FPDFFormObj_GetObject, drawn), inner, depth + 1)

    def _path(self, path: object, outer: "Matrix") -> None:
        pdfium = self._pdfium
        fill, is_stroked = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDFPath_GetDrawMode(path, ctypes.byref(fill), ctypes.byref(is_stroked))
        if not fill.value and not is_stroked.value:
            return
        matrix = _times(self._matrix(path), outer)
        points: list[tuple[float, float, bool]] = []
        start = (0.0, 0.0)
        across, down = ctypes.c_float(), ctypes.c_float()
        for at in range(pdfium.FPDFPath_CountSegments(path)):
            segment = pdfium.FPDFPath_GetPathSegment(path, at)
            pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(across), ctypes.byref(down))
            kind = pdfium.FPDFPathSegment_GetType(segment)
            point = self._turn(*_moved(across.value, down.value, matrix))
            if kind == pdfium.FPDF_SEGMENT_MOVETO:
                start = point
            points.append((*point, kind == pdfium.FPDF_SEGMENT_LINETO))
            if pdfium.FPDFPathSegment_GetClose(segment):
                points.append((*start, True))
        self.rules += rules_of_path(points, is_filled=not is_stroked.value)

    def _image(self, image: object, outer: "Matrix") -> None:
        """Count a picture, or take it for the rule that some programs draw with one."""
        self.pictures += 1
        matrix = _times(self._matrix(image), outer)
        corners = (*self._turn(*_moved(0, 0, matrix)), *self._turn(*_moved(1, 1, matrix)))
        if (rule := rule_of(*corners)) is not None:
            self.rules.append(rule)

    def _matrix(self, drawn: object) -> "Matrix":
        matrix = self._pdfium.FS_MATRIX()
        self._pdfium.FPDFPageObj_GetMatrix(drawn, ctypes.byref(matrix))
        return (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def _lying(pdfium: "ModuleType", words: object) -> int:
    """Return by how many quarters most characters of a page are turned, whatever the page says of itself."""
    turns = [0, 0, 0, 0]
    count = pdfium.FPDFText_CountChars(words)
    for at in range(0, count, max(1, count // 200)):
        quarter = _quarters(pdfium.FPDFText_GetCharAngle(words, at))
        if quarter is not None:
            turns[quarter] += 1
    return turns.index(max(turns))


def _quarters(angle: float) -> int | None:
    """Return an angle as quarter turns against the clock, or None for one between."""
    if not math.isfinite(angle):
        return None
    turns = round(-angle / _QUARTER)
    return turns % 4 if abs(angle + turns * _QUARTER) < 0.1 else None


def _times(inner: "Matrix", outer: "Matrix") -> "Matrix":
    a, b, c, d, e, f = inner
    across, down = _moved(e, f, outer)
    return (
        a * outer[0] + b * outer[2],
        a * outer[1] + b * outer[3],
        c * outer[0] + d * outer[2],
        c * outer[1] + d * outer[3],
        across,
        down,
    )


def _moved(across: float, up: float, matrix: "Matrix") -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * across + c * up + e, b * across + d * up + f
