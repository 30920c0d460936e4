"""Where the heads of a table stand, and what each of its columns is.

A head may be two lines deep (责任分工 over 牵头单位 and 配合单位), stand below title rows, and come again on a page.
"""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from duban.plans.reading.grids.heads import UNIT_COLUMNS, ColumnRole, Columns, bare, column_of, is_period
from duban.plans.reading.grids.sheets import Row, words_of

_LONGEST_HEAD = 24
_INSIDE = ("处室", "科室", "股室")
_ANSWERING = (*UNIT_COLUMNS, "leader")


class Head(NamedTuple):
    """The rows of a head and what each column is; `heads` are its words, one for each column."""

    rows: int
    columns: tuple[ColumnRole | Literal[""], ...]
    heads: tuple[str, ...]

    @property
    def is_of_tasks(self) -> bool:
        """Say whether the table below holds tasks and who answers for them."""
        return "words" in self.columns and any(role in self.columns for role in _ANSWERING)

    def all_of(self, role: ColumnRole) -> list[int]:
        """Return the columns of a role, counted from 0."""
        return [at for at, column in enumerate(self.columns) if column == role]


def head_at(text: str, rows: Sequence[Row], place: int, columns: Columns | None = None) -> Head | None:
    """Read the head that begins in a row, one or two lines deep, or None where the row is no head."""
    row = rows[place]
    if not _may_be_head(text, row):
        return None
    if sum(cell.span.start < cell.span.end for cell in row.own) == 1 < len(row.over):
        return None  # a title across the table
    single = _head(text, [row], columns)
    if place + 1 < len(rows) and _may_be_head(text, rows[place + 1]) and _goes_on(text, row, rows[place + 1]):
        double = _head(text, [row, rows[place + 1]], columns)
        if _known(double) > _known(single) or (double.is_of_tasks and _covers_two(row)):
            return double if _known(double) > 1 else None
    return single if _known(single) > 1 else None


def _known(head: Head) -> int:
    """Count the different roles of a head."""
    return len({column for column in head.columns if column not in ("", "none")})


def _may_be_head(text: str, row: Row) -> bool:
    """Say whether all cells of a row are short and none is a bare figure."""
    words = [words_of(text, cell) for cell in row.own]
    shown = [word for word in words if word]
    return bool(shown) and all(len(bare(word)) <= _LONGEST_HEAD and not _counts(word) for word in shown)


def _counts(word: str) -> bool:
    """Say whether words begin with a figure, as no head does but 2026年目标."""
    return word[0].isdecimal() and "年" not in word[:5]


def _covers_two(row: Row) -> bool:
    return any(cell.rows > 1 for cell in row.own) and any(cell.columns > 1 for cell in row.own)


def _goes_on(text: str, row: Row, below: Row) -> bool:
    """Say whether the next row holds the second line of a head: it fills what the first one leaves open or parts."""
    for at, cell in enumerate(below.over):
        if cell is None or not below.is_own(cell) or not words_of(text, cell):
            continue
        above = row.over[at] if at < len(row.over) else None
        is_open = above is None or not words_of(text, above)
        if not is_open and above is not None and above.columns == 1 and not _has_gap(text, row, at):
            return False
    return any(below.is_own(cell) for cell in below.over if cell is not None)


def _has_gap(text: str, row: Row, at: int) -> bool:
    """Say whether the cell right of a column is empty: a head over two columns that nobody merged."""
    return at + 1 < len(row.over) and row.over[at + 1] is not None and not words_of(text, row.over[at + 1])


def _head(text: str, rows: Sequence[Row], columns: Columns | None) -> Head:
    """Read what each column is: the lowest word over it that says something, else the words together."""
    roles: list[ColumnRole | Literal[""]] = []
    heads: list[str] = []
    for at in range(max(len(row.over) for row in rows)):
        words = list(dict.fromkeys(word for row in rows if (word := _over(text, row, at))))
        found = [role for word in reversed(words) if (role := column_of(word, columns))]
        if len(found) > 1 and found[1] == "words" and is_period(bare(words[-1])):
            found = found[1:]  # 年度目标 over 一季度: what is to be done by then
        whole = column_of("".join(words), columns) if len(words) > 1 else ""
        roles.append(found[0] if found else whole)
        heads.append("".join(bare(word) for word in words))
    return Head(len(rows), tuple(_settled(roles, heads)), tuple(heads))


def _over(text: str, row: Row, at: int) -> str:
    """Return the words over a column."""
    return words_of(text, row.over[at]) if at < len(row.over) else ""


def _settled(roles: Sequence[ColumnRole | Literal[""]], heads: Sequence[str]) -> list[ColumnRole | Literal[""]]:
    """Settle what only the columns together say.

    One column holds the numbers. The last of the groups holds the words where nothing else does. 处室 beside units are
    inside them. Who undertakes it (承办) leads where others are said to help him and nobody else answers.
    """
    settled = list(roles)
    units = [at for at, role in enumerate(roles) if role in UNIT_COLUMNS]
    inside = [at for at in units if heads[at].endswith(_INSIDE)]
    for at in inside if len(inside) < len(units) else []:
        settled[at] = "none"
    answering = [at for at in units if settled[at] in ("lead", "responsible")]
    if "cooperating" in settled and all("承办" in heads[at] for at in answering):
        for at in answering:
            settled[at] = "lead"
    for at in [at for at, role in enumerate(roles) if role == "number"][1:]:
        settled[at] = "none"
    groups = [at for at, role in enumerate(roles) if role == "group"]
    if "words" not in roles and groups:
        settled[groups[-1]] = "words"
    return settled
