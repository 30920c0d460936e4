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
_PARTING = ("\t", "|", "｜", "  ")
_MOST_BLANK_LINES = 3


def unwrapped(lines: list[Line]) -> list[Line]:
    """Return the lines with wrapped ones joined; a text that is not wrapped as it is."""
    spoken = [line for line in lines if line.cell is None and line.text.strip() and not _is_parted(line.text)]
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
            and not _is_parted(line.text)
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
    """Return the width at which a text is wrapped, or 0; a mark may hang over it."""
    if len(lines) <= _FEWEST or sum(len(line.text) > _WIDEST for line in lines) > len(lines) // 50:
        return 0
    widths = [_columns(line.text.rstrip()) for line in lines]
    widest = sorted(widths, reverse=True)[len(lines) // 50]  # but for a few that are longer
    if not _NARROWEST <= widest <= _WIDEST:
        return 0
    pairs = [
        (line.text, following.text)
        for (line, following), columns in zip(pairwise(lines), widths, strict=False)
        if columns * 4 > widest * 3 and line.text.rstrip()[-1] not in _ENDS
    ]
    cut, width = max((sum(_had_no_room(*pair, each) for pair in pairs), each) for each in range(widest - 2, widest + 1))
    is_wrapped = cut >= _FEWEST and cut * 2 >= len(pairs) and cut * _SHARE >= len(lines)
    return width if is_wrapped else 0


def _is_parted(text: str) -> bool:
    """Say whether a line is the row of a table that lost its lines: tabs, bars or wide blanks part it."""
    return any(map(text.strip().__contains__, _PARTING))


def _columns(text: str) -> int:
    """Return how wide a line is: a Chinese character counts twice, as its three bytes say."""
    return (len(text) + len(text.encode())) // 2


def _had_no_room(before: str, after: str, width: int) -> bool:
    """Say whether the first word of a line had no room on the line before it."""
    words = after.lstrip()
    end = next((place for place, char in enumerate(words) if not (char.isascii() and char.isalnum())), len(words))
    first = words[: max(1, end)]
    return _columns(before.rstrip()) + _columns(first) > width
