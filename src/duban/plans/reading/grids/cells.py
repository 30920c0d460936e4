"""The cells of one row that give roles, as the parts of a responsibility part.

A cell may hold several units or leaders one below the other, labels of its own (牵头单位：A 配合单位：B), or verbs
(A牵头，B配合); where it says a role itself, that counts and not the column's.
"""

import re

from duban.core.values import Span
from duban.plans.reading.grids.heads import UNIT_COLUMNS, ColumnRole
from duban.plans.reading.headings import is_post
from duban.plans.reading.kinds import is_office, kind_of
from duban.plans.reading.labels import Label, Role, labels_in
from duban.plans.reading.offices import shared_name
from duban.plans.reading.parts import Part, labelled_parts, trim, verb_parts
from duban.plans.reading.patterns import LEVELS

_MARKS = "、,，;；/／"  # between two names
_NOBODY = frozenset("-—–－_/／\\无*. ")
_STROKES = "/／"
_LONGEST_CELL = 2_000
_LONGEST_PERSON = 4
_PADDED = r"(?:[^\W\d_][ \u3000\u00a0]{1,4}[^\W\d_]|[^\W\d_]{3})"
# A line that begins so goes on with the name above it: 市委|办公室. Not a unit by itself.
_GOES_ON = (
    "办公室",
    "局",
    "委",
    "委员会",
    "中心",
    "办",
    "部",
    "分局",
    "支队",
    "大队",
    "办事处",
    "政府",
    "人民政府",
    "管委会",
)


def parts_of_cell(text: str, span: Span, column: ColumnRole, *, leaders_too: bool = False) -> list[Part]:
    """Return what one cell of a column says: who leads, who helps, which leader, by when.

    A column may hold leaders beside units (`leaders_too`): 牵头领导/牵头单位.
    """
    span = Span(span.start, min(span.end, span.start + _LONGEST_CELL))
    if set(span.of(text)) <= _NOBODY:
        return []
    if column == "due":
        return [Part("due", trim(text, *span), Span(span.start, span.start))]
    if column == "leader":
        pieces = _padded_names(text, span) or _pieces(text, span, persons=True)
        named = [piece for piece in pieces if not is_post(piece.of(text))] or pieces  # 林川 / 副市长
        return [_part("leader", piece) for piece in named]
    return _unit_parts(text, span, column, leaders_too=leaders_too) if column in UNIT_COLUMNS else []


def _unit_parts(text: str, span: Span, column: ColumnRole, *, leaders_too: bool) -> list[Part]:
    """Read a cell of units by what it says itself, else by its column."""
    labels = list(labels_in(text, *span))
    if any(label.role for label in labels):
        return _labelled(text, span, labels, column)
    words = span.of(text)
    if "配合" in words or ("牵头" in words and not _marks_leads(words)):
        said = verb_parts(text, *span)
        if said:
            return said
    pieces = _pieces(text, span, persons=False)
    named = [piece for piece in pieces if not _is_person(piece.of(text))] or pieces
    leaders = [_part("leader", piece) for piece in pieces if leaders_too and piece not in named]
    return [*leaders, *(part for piece in named for part in _units(text, piece, column))]


def _part(role: Role, span: Span) -> Part:
    return Part(role, span, Span(span.start, span.start))


def _marks_leads(words: str) -> bool:
    """Say whether leads are marked in brackets behind their names: 市财政局（牵头）."""
    return any(f"{opener}牵头" in words for opener in "(（【[")


def _labelled(text: str, span: Span, labels: list[Label], column: ColumnRole) -> list[Part]:
    """Read a cell with labels; units before the first have the column's role."""
    first = next(place for place, label in enumerate(labels) if label.role)
    before = trim(text, span.start, labels[first].span.start)
    parts = _units(text, before, column) if before.start < before.end else []
    return parts + labelled_parts(text, labels[first:], span.end)


def _units(text: str, span: Span, column: ColumnRole) -> list[Part]:
    """Read a list of units under the role of its column; some may be marked as leads."""
    role: Role = "lead" if column == "lead" else "cooperating" if column == "cooperating" else "responsible"
    return labelled_parts(text, [Label(role, Span(span.start, span.start), "")], span.end)


def _pieces(text: str, span: Span, *, persons: bool) -> list[Span]:
    """Cut a cell where a line end or a blank parts two names, not where it stands in one."""
    pieces: list[Span] = []
    start = span.start
    for place in range(span.start, span.end):
        if not text[place].isspace() and not (text[place] in _STROKES and not persons):
            continue
        if place + 1 < span.end and text[place + 1].isspace():
            continue
        before = _last_name(text, start, place)
        after = _first_name(text, place + 1, span.end)
        if before and after and (_are_persons if persons else _are_units)(before, after, text[place]):
            pieces.append(trim(text, start, place))
            start = place + 1
    return [piece for piece in (*pieces, trim(text, start, span.end)) if piece.start < piece.end]


def _padded_names(text: str, span: Span) -> list[Span]:
    """Cut names that run together, of which the short ones are filled with a blank: 向 阳方 圆, 向 阳林一帆."""
    words = span.of(text)
    if not any(char in " \u3000\u00a0" for char in words) or not re.fullmatch(f"{_PADDED}{{2,9}}", words):
        return []
    return [Span(span.start + name.start(), span.start + name.end()) for name in re.finditer(_PADDED, words)]


def _last_name(text: str, start: int, end: int) -> str:
    """Return the name that ends at a place, empty where a mark does."""
    low = max((text.rfind(mark, start, end) + 1 for mark in _MARKS), default=start)
    return "".join(text[max(low, start) : end].split())


def _first_name(text: str, start: int, end: int) -> str:
    """Return the name that begins at a place, up to the next mark or line end; empty where a mark stands."""
    stop = min((at for mark in f"{_MARKS}\n" if (at := text.find(mark, start, end)) >= 0), default=end)
    return "".join(text[start:stop].split())


def _are_persons(before: str, after: str, joint: str) -> bool:
    """张三|李四 on two lines, or parted by blanks where both are whole; 向 阳 is one name."""
    if joint != "\n":
        return len(before) > 1 and len(after) > 1 and len(before) + len(after) > _LONGEST_PERSON
    return len(before) > 1 and len(after) > 1


def _is_person(words: str) -> bool:
    """Say whether a line in a cell of units names a person: 市财政局|于成."""
    name = "".join(words.split())
    return 1 < len(name) <= _LONGEST_PERSON and name.isalpha() and kind_of(name) == "other" and name not in _GOES_ON


def _may_be_of(before: str, after: str) -> bool:
    """Say whether the words behind a blank may be a person of the office before them: 市财政局 于成."""
    is_matter = shared_name(after, "局") is not None or after.endswith(("局", "委", "办", "等"))
    return is_office(before) and len(after) < _LONGEST_PERSON and not is_matter


def _are_units(before: str, after: str, joint: str) -> bool:
    """市住建局|市代建中心: both sides are whole. Not 市市场监督管理|局, 市委|办公室."""
    if joint in _STROKES:
        return _is_person(before) or _is_person(after)  # 于成/市财政局; two units are cut where lists are
    if joint == "\n" and _is_person(before) and before[0] not in LEVELS and after[:1] in tuple(LEVELS):
        return is_office(after)  # 于成|市财政局. Not 市住房|城乡建设局
    if _is_person(after) and (kind_of(before) != "other" if joint == "\n" else _may_be_of(before, after)):
        return True
    if after in _GOES_ON or after.startswith(("（", "(")):
        return False
    if joint != "\n" and "（" in before and "）" not in before:
        return False
    return all(len(name) > 1 and kind_of(name) != "other" for name in (before.rstrip("等"), after.rstrip("等")))
