"""Lines of running text that were wrapped at a fixed width, joined to the paragraphs that they were.

Text copied out of a printed page, or saved with line breaks, ends its lines where the next word had no room. A text is
taken to be wrapped where most of its longer lines are full and end in the middle of a sentence.
"""

from collections.abc import Sequence
from itertools import pairwise

from duban.plans.reading.extracts import Line

_NARROWEST, _WIDEST = 36, 200  # in columns of a half-width character
_FEWEST = 3
_SHARE = 8  # one line in so many; in a table of which each cell stands on a line, a few are as long as the longest
_ENDS = "。；;！!？?：:）)】]"
_MOST_BLANK_LINES = 3


def unwrapped(lines: list[Line]) -> list[Line]:
    """Return the lines with wrapped ones joined; a text that is not wrapped as it is."""
    spoken = [line for line in lines if line.cell is None and line.text.strip()]
    width = _width_of(spoken)
    if not width:
        return lines
    from duban.plans.reading.print_paragraphs import joined_words, may_go_on

    indents = sum(line.text[0].isspace() for line in spoken) * 10 > len(spoken)
    kept: list[Line] = []
    blanks: list[Line] = []
    last = ""  # the line before, as it stood
    for line in lines:
        if line.cell is None and not line.text.strip():
            blanks.append(line)
            continue
        before = kept[-1] if kept else None
        if (
            before is not None
            and before.cell is line.cell is None
            and len(blanks) <= _MOST_BLANK_LINES
            and _had_no_room(last, line.text, width)
            and may_go_on(before.text, line.text, indents=indents)
        ):
            kept[-1] = before._replace(text=joined_words(before.text.rstrip(), line.text.strip()))
        else:
            kept += [*blanks, line]
        last = line.text
        blanks = []
    return kept + blanks


def _width_of(lines: Sequence[Line]) -> int:
    """Return the width at which a text is wrapped, or 0."""
    if len(lines) <= _FEWEST:
        return 0
    if sum(len(line.text) > _WIDEST for line in lines) > len(lines) // 50:
        return 0
    widths = [_columns(line.text.rstrip()) for line in lines]
    width = sorted(widths, reverse=True)[len(lines) // 50]  # but for a few that are longer
    if not _NARROWEST <= width <= _WIDEST:
        return 0
    cut = free = 0
    for (line, following), columns in zip(pairwise(lines), widths, strict=False):
        if columns * 4 <= width * 3 or line.text.rstrip()[-1] in _ENDS:
            continue
        if _had_no_room(line.text, following.text, width):
            cut += 1
        else:
            free += 1
    return width if cut >= _FEWEST and cut >= free and cut * _SHARE >= len(lines) else 0


def _columns(text: str) -> int:
    """Return how wide a line is: a Chinese character counts twice, as its three bytes say."""
    return (len(text) + len(text.encode())) // 2


def _had_no_room(before: str, after: str, width: int) -> bool:
    """Say whether the first word of a line had no room on the line before it."""
    words = after.lstrip()
    end = next((place for place, char in enumerate(words) if not (char.isascii() and char.isalnum())), len(words))
    first = words[: max(1, end)]
    return _columns(before.rstrip()) + _columns(first) > width
