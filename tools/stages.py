"""Print docs/stages.md from the tables of stages: `python tools/stages.py > docs/stages.md`."""

import os
import sys
from collections.abc import Iterator

os.environ.setdefault("DUBAN_MODE", "test")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "duban.settings")


def as_markdown() -> str:
    """Return every table of stages as one page, in English."""
    from django.utils import translation

    with translation.override("en"):
        return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    from duban.coordination import stages as coordination
    from duban.ledger import stages as ledger
    from duban.progress import stages as progress
    from duban.supervision import stages as supervision

    yield "# Stages"
    yield ""
    yield "Printed from the code (`python tools/stages.py > docs/stages.md`); a test holds it current. Every move is"
    yield "compare-and-set, in the transaction of its act, and stands in the journal as `moves`. `clock` is what passes"
    yield "by itself (`duban tick`)."
    for title, table, choices in (
        ("Task", ledger.TASK, ledger.TaskStage),
        ("Work plan", ledger.WORK_PLAN, ledger.PlanStage),
        ("Change of a work plan, extension", ledger.CHANGE, ledger.ChangeStage),
        ("Objection to an assignment", ledger.DISPUTE, ledger.DisputeStage),
        ("Report of completion", ledger.CLAIM, ledger.ClaimStage),
        ("Instruction", ledger.INSTRUCTION, ledger.InstructionStage),
        ("Assigned matter", ledger.MATTER, ledger.MatterStage),
        ("More time for a matter", ledger.EXTENSION, ledger.ExtensionStage),
        ("Progress report", progress.REPORT, progress.ReportStage),
        ("Contribution", progress.CONTRIBUTION, progress.ContributionStage),
        ("Docking", progress.DOCKING, progress.DockingStage),
        ("Special report", progress.SPECIAL, progress.SpecialStage),
        ("Problem", coordination.PROBLEM, coordination.ProblemStage),
        ("Dispatch meeting, on-site session", coordination.DISPATCH, coordination.DispatchStage),
        ("Decision", coordination.DECISION, coordination.DecisionStage),
        ("Proposal", coordination.PROPOSAL, coordination.ProposalStage),
        ("Supervision slip", supervision.SLIP, supervision.SlipStage),
    ):
        yield ""
        yield f"## {title}"
        yield ""
        final = ", ".join(str(choices(stage).label) for stage in sorted(table.final))
        yield f"Begins as *{choices(table.initial).label}*; ends as {final}."
        yield ""
        yield "| from | to | by | when |"
        yield "|---|---|---|---|"
        for move in table.transitions:
            source, target = choices(move.source).label, choices(move.target).label
            yield f"| {source} | {target} | {move.by} | {move.when or '—'} |"


if __name__ == "__main__":
    import django

    django.setup()
    sys.stdout.write(as_markdown())
