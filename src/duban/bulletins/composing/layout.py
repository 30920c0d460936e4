"""The numbers of GB/T 9704-2012, in one table: each with the clause that it comes from.

Lengths are millimetres, sizes of type points. What the standard leaves open is marked "design" and is ours to better;
what follows from its numbers by arithmetic is marked "derived". The writers know no other numbers: the typesetter gets
this table with the text, the writer of Word documents reads it.

>>> used = (LINES.value - 1) * LINE.value + SIZE_3.value * MM
>>> round(CHARACTER.value, 3), round(used, 3)
(5.571, 225.0)
"""

from dataclasses import dataclass

from duban.bulletins.composing.tree import Form

MM = 25.4 / 72  # millimetres in a point


@dataclass(frozen=True)
class Measure:
    """A number with the clause of the standard that demands it."""

    value: float
    clause: str


# --- the sheet and its type area -------------------------------------------------------------------------------------
PAGE_WIDTH, PAGE_HEIGHT = Measure(210, "5.1"), Measure(297, "5.1")
TOP, LEFT = Measure(37, "5.2.1"), Measure(28, "5.2.1")
TYPE_WIDTH, TYPE_HEIGHT = Measure(156, "5.2.1"), Measure(225, "5.2.1")
RIGHT, BOTTOM = Measure(210 - 28 - 156, "5.2.1, derived"), Measure(297 - 37 - 225, "5.2.1, derived")
LINES, CHARACTERS = Measure(22, "5.2.3"), Measure(28, "5.2.3")

# --- type ------------------------------------------------------------------------------------------------------------
SIZE_2, SIZE_3, SIZE_4 = Measure(22, "7.3.1"), Measure(16, "5.2.2"), Measure(14, "7.4.2, 7.5")
SIZE_5, SIZE_SMALL_4 = Measure(10.5, "design: tables of many rows"), Measure(12, "design: tables of few rows")
CHARACTER = Measure(156 / 28, "3.1, derived: 28 fill the line")
LINE = Measure((225 - 16 * MM) / 21, "3.2, derived: 22 fill the type area")
WORD_PITCH = Measure(28.95, "3.2, derived, in points: 22 lines in Word, whose first line has its white above it")
TRACKING = Measure((155.99 / MM - 28 * 16) / 27, "5.2.3, derived, in points: between 28 characters of a line")
WORD_TRACKING = Measure(-0.25, "5.2.3, derived, in points: Word knows steps of 1/20")
TITLE_LINE = Measure(33 * MM, "design: pitch of a title of several lines")

# --- head ------------------------------------------------------------------------------------------------------------
MARK_TOP = Measure(35, "7.2.4, 10.3: below the top of the type area")
MARK_SIZE, MARK_WIDTH = Measure(48, "7.2.4: at discretion, in points"), Measure(150, "design: white beside the mark")
MARK_APART, MARK_LEAST_APART = Measure(0.18, "design: of the character"), Measure(0.02, "design: of a long mark")
NUMBER_GAP = Measure(2, "7.2.5: lines below the mark")
ISSUE_GAP = Measure(0.6, "design: lines between the mark of a brief and its issue")
RULE_GAP, RULE_WEIGHT = Measure(4, "7.2.7: below the number"), Measure(0.7, "design: strength of the red rule")
RED = "#d7000f"  # 5.2.4 asks for red; this one prints as the red of the forms

# --- body ------------------------------------------------------------------------------------------------------------
TITLE_GAP = Measure(2, "7.3.1: lines below the red rule")
ADDRESSEES_GAP = Measure(1, "7.3.2: lines below the title")
INDENT = Measure(2, "7.3.3: characters")
ATTACHMENTS_GAP = Measure(1, "7.3.4: lines below the text")
SIGNATURE_GAP = Measure(2, "7.3.5.1: lines above the signature, so that the seal begins within one line of the text")
SIGNATURE_GAP_UNSEALED = Measure(1, "7.3.5.2: lines above the signature")
DATE_IN_SEALED, ORGAN_IN_UNSEALED = Measure(4, "7.3.5.1: characters"), Measure(2, "7.3.5.2: characters")

# --- colophon and page number ----------------------------------------------------------------------------------------
COLOPHON_RULE, COLOPHON_INNER_RULE = Measure(0.35, "7.4.1"), Measure(0.25, "7.4.1")
COLOPHON_LINE = Measure(8, "design: pitch of a line of size 4")
COLOPHON_IN = Measure(1, "7.4.2, 7.4.3: characters")
NUMBER_DASH = Measure(7, "7.5: the dash below the type area")
NUMBER_IN = Measure(1, "7.5: characters from the outer edge")
FOOT_FROM_EDGE, FOOT_SIZE = Measure(11, "design: line of the journal"), Measure(7, "design: line of the journal")

# --- letter ----------------------------------------------------------------------------------------------------------
LETTER_MARK_TOP = Measure(30, "10.1: from the edge of the paper")
LETTER_RULE_GAP, LETTER_RULE_WIDTH = Measure(4, "10.1"), Measure(170, "10.1")
LETTER_RULE_BOTTOM = Measure(20, "10.1: from the lower edge of the paper")
LETTER_THICK, LETTER_THIN = Measure(1.0, "design: thick rule"), Measure(0.35, "design: thin rule")
LETTER_RULE_WHITE = Measure(0.7, "design: between thick and thin")
LETTER_NUMBER_GAP = Measure(7 / 8, "10.1: of the height of a character below the rule")
LETTER_TITLE_GAP = Measure(2, "10.1: lines below what stands above")

# --- working papers --------------------------------------------------------------------------------------------------
SHEET_TOP, SHEET_BOTTOM = Measure(20, "design"), Measure(18, "design")
SHEET_LEFT, SHEET_RIGHT = Measure(25, "design: binding"), Measure(20, "design")
SHEET_TITLE = Measure(18, "design, in points; also titles of tables on the long side")
SHEET_SIZE, SHEET_LINE = Measure(12, "design"), Measure(20 * MM, "design")
SHEET_WIDE_TOP, SHEET_WIDE_BOTTOM = Measure(18, "design"), Measure(18, "design")
SHEET_WIDE_LEFT, SHEET_WIDE_RIGHT = Measure(20, "design"), Measure(18, "design")
SHEET_NUMBER_SIZE = Measure(10, "design, in points")
PEN_LINE = Measure(11, "design: a line to write on by hand")
WIDE_TOP, WIDE_BOTTOM = Measure(28, "8: the head lies at the binding"), Measure(26, "8, derived")
WIDE_LEFT, WIDE_RIGHT = Measure(35, "8, derived"), Measure(37, "8, derived")
TABLE_RULE, TABLE_EDGE = Measure(0.18, "design"), Measure(0.35, "design")
TABLE_PAD_X, TABLE_PAD_Y = Measure(1.2, "design"), Measure(1.4, "design")


_WORKING = frozenset({Form.SHEET, Form.TABLE})


def is_paper(form: Form) -> bool:
    """Whether a form has the page of the standard and is no working paper."""
    return form not in _WORKING


def margins_of(form: Form, *, is_wide: bool) -> tuple[Measure, Measure, Measure, Measure]:
    """Return the white at the top, right, bottom and left of a page."""
    if is_wide:
        return (
            (WIDE_TOP, WIDE_RIGHT, WIDE_BOTTOM, WIDE_LEFT)
            if is_paper(form)
            else (SHEET_WIDE_TOP, SHEET_WIDE_RIGHT, SHEET_WIDE_BOTTOM, SHEET_WIDE_LEFT)
        )
    return (TOP, RIGHT, BOTTOM, LEFT) if is_paper(form) else (SHEET_TOP, SHEET_RIGHT, SHEET_BOTTOM, SHEET_LEFT)


def width_of(form: Form, *, is_wide: bool | None = None) -> float:
    """Return how wide the lines of a form are; `is_wide` when not as the form itself lies.

    >>> width_of(Form.FULL), width_of(Form.FULL, is_wide=True), width_of(Form.TABLE)
    (156.0, 225.0, 259.0)
    """
    wide = form is Form.TABLE if is_wide is None else is_wide
    _top, right, _bottom, left = margins_of(form, is_wide=wide)
    return float((PAGE_HEIGHT if wide else PAGE_WIDTH).value - left.value - right.value)


def fit_mark(signs: int) -> tuple[float, float]:
    """Return the size of a mark in points and how far its signs stand apart, of a sign, so that it keeps to its width.

    >>> fit_mark(6)
    (48.0, 0.18)
    >>> size, apart = fit_mark(16)
    >>> round(size, 1), apart, round((16 + 15 * apart) * size * MM, 6)
    (26.1, 0.02, 150.0)
    """
    room = MARK_WIDTH.value / MM
    gaps = max(signs - 1, 1)
    apart = min(max((room / MARK_SIZE.value - signs) / gaps, MARK_LEAST_APART.value), MARK_APART.value)
    return min(float(MARK_SIZE.value), room / (signs + (signs - 1) * apart)), apart


def table() -> dict[str, Measure]:
    """Return every measure by its name, for the writers, the documentation and the tests."""
    return {name: value for name, value in globals().items() if isinstance(value, Measure)}


def numbers() -> dict[str, float]:
    """Return the bare numbers by their names."""
    return {name: measure.value for name, measure in table().items()}
