"""Special reports (专报) of lead units to leader and government, at any time (domain 3.9)."""

from dataclasses import dataclass
from typing import Annotated

from django.utils.translation import gettext_lazy as _

from duban.journal.records import Subject, Text
from duban.ledger.models import Part
from duban.ledger.moving import move
from duban.ledger.wording import needed, reasoned
from duban.orgs.acting.performing import Deed, performs
from duban.orgs.acting.wording import Titled
from duban.orgs.errors import Stale
from duban.progress.models import SpecialReport
from duban.progress.stages import SPECIAL, SpecialStage
from duban.progress.upward import actions

LONGEST_TITLE = 128


@dataclass(frozen=True)
class SpecialDrafted:
    """Title and words."""

    title: Annotated[str, Titled(_("Title"))]
    text: Annotated[str, Titled(_("Text"))]


@dataclass(frozen=True)
class SpecialSent:
    """The version that the head signs."""

    version: Annotated[int | None, Titled(_("Version"))] = None


@dataclass(frozen=True)
class SpecialRead:
    """Nothing more than that the leader read it."""


@performs("progress.draft_special", about=Part, given=SpecialDrafted)
def draft_special(deed: Deed, part: Part, given: SpecialDrafted) -> SpecialReport:
    """Draft a special report on a task that the unit leads."""
    title, text = needed(given.title, longest=LONGEST_TITLE), reasoned(given.text)
    report = SpecialReport.objects.create(
        jurisdiction=deed.jurisdiction, task_id=part.task_id, part=part, title=title, text=text, drafted_at=deed.at
    )
    deed.record(actions.SPECIAL_DRAFTED.code, _subjects(report), {"unit": part.unit.name}, [Text("text", text)])
    return report


@performs("progress.send_special", about=SpecialReport, given=SpecialSent)
def send_special(deed: Deed, report: SpecialReport, given: SpecialSent) -> SpecialReport:
    """Sign a special report as the head of the unit, which sends it to leader and government."""
    if given.version is not None and given.version != report.version:
        raise Stale
    _move(report, SpecialStage.DRAFTED, SpecialStage.SENT, sent_at=deed.at)
    deed.record(
        actions.SPECIAL_SENT.code,
        _subjects(report),
        {"unit": report.part.unit.name, "moves": [[SpecialStage.DRAFTED.value, SpecialStage.SENT.value]]},
    )
    return report


@performs("progress.read_special", about=SpecialReport, given=SpecialRead)
def read_special(deed: Deed, report: SpecialReport, _given: SpecialRead) -> SpecialReport:
    """Note that the leader read a special report."""
    _move(report, SpecialStage.SENT, SpecialStage.READ, read_at=deed.at)
    deed.record(
        actions.SPECIAL_READ.code,
        _subjects(report),
        {"unit": report.part.unit.name, "moves": [[SpecialStage.SENT.value, SpecialStage.READ.value]]},
    )
    return report


def _move(report: SpecialReport, source: SpecialStage, target: SpecialStage, **columns: object) -> None:
    if report.stage != source:
        raise Stale
    move(report, target, table=SPECIAL, **columns)


def _subjects(report: SpecialReport) -> list[Subject]:
    return [
        Subject("specialreport", report.uid),
        Subject("task", report.task.uid),
        Subject("unit", report.part.unit.uid),
    ]
