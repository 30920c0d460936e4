"""What `duban read` writes beside JSON: reports for a terminal, rows as csv, a workbook."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from duban.commands.read import Outcome, opened, replacing
from duban.plans.reading.tables import FINDING_HEADS, ITEM_HEADS, Workbook, write_csv

if TYPE_CHECKING:
    from collections.abc import Iterator

    from duban.plans.reading.messages import Language


def write_reports(outcomes: "Iterator[Outcome]", out: str | None) -> None:
    """Write the report of each file, parted by an empty line."""
    with opened(out) as to:
        written = False
        for outcome in outcomes:
            if outcome.refusal is None:
                to.write("\n" * written + outcome.words)
                written = True


def write_rows(outcomes: "Iterator[Outcome]", language: "Language", out: str | None) -> None:
    """Write csv; the findings go to a second file beside the first."""
    beside = Path(out).with_name(f"{Path(out).stem}.findings{Path(out).suffix}") if out else os.devnull
    with opened(out, mark=True) as to, opened(str(beside), mark=True) as second:
        write_csv([ITEM_HEADS[language]], to)
        write_csv([FINDING_HEADS[language]], second)
        for outcome in outcomes:
            write_csv(outcome.items, to)
            write_csv(outcome.findings, second)


def write_workbook(outcomes: "Iterator[Outcome]", language: "Language", out: str) -> None:
    """Write a sheet of items and a sheet of findings."""
    with replacing(out) as part:
        book = Workbook(part, language=language)
        for outcome in outcomes:
            book.add(outcome.items, outcome.findings)
        book.close()
