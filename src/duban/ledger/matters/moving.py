"""What every act on a matter has in common: its way to the next stages, what it touches, whom it tells."""

from datetime import datetime
from typing import Any

from duban.core.digests import JSON
from duban.journal.records import Subject
from duban.ledger import hooks
from duban.ledger.matters import instructions
from duban.ledger.models import Matter, MatterExtension
from duban.ledger.moving import move
from duban.ledger.stages import ExtensionStage, MatterStage

_S = MatterStage


def bring(matter: Matter, *stages: MatterStage, **columns: Any) -> list[JSON]:
    """Bring a matter through stages, setting columns with the last one; returns the moves for the entry."""
    moves: list[JSON] = []
    for stage in stages:
        moves.append([matter.stage, stage.value])
        move(matter, stage, **(columns if stage is stages[-1] else {}))
    return moves


def way_to_work(matter: Matter) -> tuple[MatterStage, ...]:
    """Return the stages that lie between a served matter and its reply, where nobody said that it is under way."""
    return {_S.ASSIGNED: (_S.SIGNED, _S.DOING), _S.SIGNED: (_S.DOING,)}.get(_S(matter.stage), ())


def drop_extension(matter: Matter, at: datetime) -> None:
    """Let a request for more time rest that the matter went on without."""
    rows = MatterExtension.objects.filter(jurisdiction=matter.jurisdiction_id, matter=matter)
    for extension in rows.filter(stage=ExtensionStage.FILED):
        move(extension, ExtensionStage.WITHDRAWN, answered_at=at)


def subjects_of(matter: Matter) -> list[Subject]:
    """Return what an act on a matter touches."""
    return [
        Subject("matter", matter.uid),
        Subject("unit", matter.lead.uid),
        *([Subject("task", matter.task.uid)] if matter.task is not None else []),
        *instructions.subjects_of(matter.instruction),
    ]


def announce(matter: Matter) -> None:
    """Tell the packages above that something changed on which the light of a linked task may rest."""
    if matter.task_id is not None:
        hooks.announce(matter.jurisdiction_id, matter.task_id)
