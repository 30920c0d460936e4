"""All that a unit owes in a month as one sheet: given out with what is known, taken back filled in (issue: one xlsx).

Every row carries the uid of what it answers. A row that is another unit's, was filed meanwhile, or is no number is
named with its reason; the others are filed.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from itertools import chain

from django.utils.translation import gettext as _

from duban.core.sheets import Cells, Export, Sheet
from duban.journal.access import note_access
from duban.ledger.exports import FORMS
from duban.orgs.register.sheets.reading import rows_of
from duban.orgs.viewers import Viewer
from duban.progress.answering.errors import NotThisSheet
from duban.progress.selectors.screens import OWED_BY_HELPERS, UnitScreen

WIDTHS = (16, 12, 40, 40, 40, 50, 14, 10)
YES = {"是", "y", "yes", "1", "√", "true"}
MOST_WORDS = 5_000


@dataclass(frozen=True)
class Answer:
    """What a row of the sheet says: words, a figure, or nothing new."""

    uid: str
    text: str
    value: str
    is_nil: bool
    number: int

    @property
    def is_blank(self) -> bool:
        """Say whether the row was left as it was given out."""
        return not (self.text or self.value or self.is_nil)


@dataclass(frozen=True)
class Planned:
    """What will come of a row: what it is about and says, or why it is refused."""

    answer: Answer
    about: str
    says: str
    refused: str = ""


def sheet_of(viewer: Viewer, screen: UnitScreen, *, address: str) -> Export:
    """Give out the sheet of a unit and month; that it was taken is on record."""
    sheet = Sheet(
        name=_("Reports"),
        head=(
            (_("Reports of %(unit)s") % {"unit": screen.unit.name}, screen.period.month),
            (_("Fill in the last three columns; leave the first as it is, and blank what you do not answer."),),
        ),
        columns=columns(),
        widths=WIDTHS,
        rows=_rows(screen),
    )
    note_access(
        jurisdiction=viewer.jurisdiction.uid,
        actor=viewer.actor,
        what="progress.sheet_taken",
        outcome="ok",
        target=f"{screen.period.month} {screen.unit.name}",
        address=address,
    )
    return Export(f"{screen.unit.name}-{screen.period.month}.xlsx", FORMS["xlsx"](sheet))


def columns() -> tuple[str, ...]:
    """Return the heads of the sheet in the language of the reader."""
    return (
        _("Row"),
        _("Kind"),
        _("Task"),
        _("What is asked"),
        _("Last time"),
        _("Progress"),
        _("Figure"),
        _("Nothing new"),
    )


def answers_of(name: str, content: bytes) -> list[Answer]:
    """Return the rows that were filled in; raise NotThisSheet where the columns are not those given out."""
    rows = rows_of(name, content)
    places = next(
        (
            {cell.strip(): place for place, cell in enumerate(row)}
            for row in rows
            if {_("Row"), _("Progress")} <= {cell.strip() for cell in row}
        ),
        None,
    )
    if places is None:
        raise NotThisSheet(column=_("Row"))
    found = [_answer(row, places, number) for number, row in enumerate(rows, 1)]
    return [answer for answer in found if answer.uid and answer.uid != _("Row") and not answer.is_blank]


def planned(screen: UnitScreen, answers: Sequence[Answer]) -> list[Planned]:
    """Return what will be filed of each row, or why it is not."""
    reports = {each.row.uid: each for each in screen.reports}
    figures = {f"{each.row.uid}/{figure.uid}": (each, figure) for each in screen.reports for figure in each.figures}
    contributions = {each.uid: each for each in screen.contributions}
    found = []
    for answer in answers:
        report, contribution = reports.get(answer.uid), contributions.get(answer.uid)
        pair = figures.get(answer.uid)
        if report is not None:
            about = f"{report.row.task.numbers} {report.row.task.title}"
            refused = "" if report.is_owed else _("filed already")
            if answer.is_nil and not report.may_nil and not answer.text:
                refused = _("“nothing new” is not possible here")
        elif pair is not None:
            about = f"{pair[0].row.task.numbers} {pair[1].title}"
            refused = "" if pair[0].is_owed else _("filed already")
        elif contribution is not None:
            about = contribution.request.what
            refused = "" if contribution.stage in OWED_BY_HELPERS else _("filed already")
        else:
            about, refused = answer.uid, _("not a row of your unit and month")
        if answer.value and not refused and number_of(answer.value) is None:
            refused = _("“%(text)s” is not a number.") % {"text": answer.value}
        says = _("Nothing new this month") if answer.is_nil and not answer.text else answer.text or answer.value
        found.append(Planned(answer, about, says, refused))
    return found


def number_of(text: str) -> Decimal | None:
    """Return a number as it was typed, None where it is none."""
    try:
        value = Decimal(text.replace(",", "").replace("，", "").strip())
    except InvalidOperation:
        return None
    return value if value.is_finite() and abs(value) < Decimal(10) ** 18 else None


def _rows(screen: UnitScreen) -> Iterator[Cells]:
    owed = [each for each in screen.reports if each.is_owed]
    yield from chain.from_iterable(
        (
            (
                each.row.uid,
                _("Progress report"),
                f"{each.row.task.numbers} {each.row.task.title}",
                "；".join(each.due_milestones),
                each.last_words,
                each.row.text or "",
                "",
                "",
            ),
            *(
                (
                    f"{each.row.uid}/{figure.uid}",
                    _("Figure"),
                    each.row.task.numbers,
                    f"{figure.title}（{figure.measured_in}）" if figure.measured_in else figure.title,
                    figure.before,
                    "",
                    figure.value,
                    "",
                )
                for figure in each.figures
            ),
        )
        for each in owed
    )
    for contribution in screen.contributions:
        if contribution.stage in OWED_BY_HELPERS:
            task = contribution.request.task
            lead = contribution.request.lead.unit.name
            what = f"{contribution.request.what}（{lead}）"
            yield (contribution.uid, _("Contribution"), f"{task.numbers} {task.title}", what, "", "", "", "")


def _answer(row: Sequence[str], places: Mapping[str, int], number: int) -> Answer:
    def cell(head: str) -> str:
        place = places.get(head)
        return row[place].strip() if place is not None and place < len(row) else ""

    return Answer(
        uid=cell(_("Row")),
        text=cell(_("Progress"))[:MOST_WORDS],
        value=cell(_("Figure")),
        is_nil=cell(_("Nothing new")).lower() in YES,
        number=number,
    )
