"""What a spill erasure (误录清除) removes here: copies of files and texts that lie outside the journal (domain 6.6).

Spans stay true: each character of a text gives way to one mark, line ends stay. What remains are names of units and
leaders, numbers, dates and figures.
"""

from collections.abc import Iterable

from django.db.models import Model

from duban.core import clock, files
from duban.journal.erasure import Erasure, erasure_handlers
from duban.plans.models import (
    Clause,
    ClauseDeadline,
    ClauseTarget,
    Correction,
    Plan,
    PlanFinding,
    PlanImport,
    PlanRequirement,
    Section,
    SourceFile,
    TableColumns,
)
from duban.plans.reading import wire
from duban.plans.reading.grids.heads import bare_words
from duban.plans.selectors.columns import issuer_key
from duban.plans.stages import ImportStage

MARK = "█"
DOCUMENT = frozenset({"file", "document"})  # contents of entries that are the document itself; others are remarks
UNFINISHED = {
    ImportStage.RECEIVED: ImportStage.FAILED,
    ImportStage.READING: ImportStage.FAILED,
    ImportStage.READ: ImportStage.DISCARDED,
}


def masked(text: str) -> str:
    """Return a mark for every character, and the line ends.

    >>> masked("一二\\n三")
    '██\\n█'
    """
    return "\n".join(MARK * len(line) for line in text.split("\n"))


@erasure_handlers.register
def erase_copies(erasure: Erasure) -> list[str]:
    """Erase what an entry about an import carried; return the places."""
    uids = [subject.uid for subject in erasure.subjects if subject.kind == "import"]
    found = PlanImport.objects.filter(jurisdiction__uid=erasure.jurisdiction, uid__in=uids).select_related("file")
    return [
        place
        for plan_import in found
        for place in (
            _erase_document(plan_import, erasure)
            if erasure.content in DOCUMENT
            else _erase_remark(plan_import, erasure)
        )
    ]


def _erase_document(plan_import: PlanImport, erasure: Erasure) -> list[str]:
    """Erase bytes, name, reading and the words of the plan; a second order for the same document names them again."""
    file = plan_import.file
    places = [f"plans.source_file/{file.uid}", f"plans.import/{plan_import.uid}", *_forget_columns(plan_import)]
    files.erase(files.reference_of(erasure.jurisdiction, file.sha256))
    if file.erased_at is None:
        SourceFile.objects.filter(pk=file.pk).update(
            name=masked(file.name), sha256=f"erased-{file.uid}", erased_at=clock.now()
        )
    stage = UNFINISHED.get(ImportStage(plan_import.stage), plan_import.stage)
    refusal = {"code": "plans.file_erased", "params": {}} if stage == ImportStage.FAILED else plan_import.refusal
    PlanImport.objects.filter(pk=plan_import.pk).update(reading=None, stage=stage, refusal=refusal)
    for correction in plan_import.corrections.all():
        _mask_body(correction)
    for plan in plan_import.plans.all():
        _erase_words(plan)
        places.append(f"plans.plan/{plan.uid}")
    return places


def _forget_columns(plan_import: PlanImport) -> list[str]:
    """Forget what a person said of heads that the document prints: they are its words."""
    if plan_import.reading is None:
        return []
    reading = wire.from_json(wire.loads(plan_import.reading))
    issuer = issuer_key(reading.plan.issuer)
    known = TableColumns.objects.filter(jurisdiction=plan_import.jurisdiction, issuer=issuer).first()
    printed = bare_words(reading.text)
    kept = {head: role for head, role in known.columns.items() if head not in printed} if known else {}
    if known is None or len(kept) == len(known.columns):
        return []
    known.columns = kept
    known.save(update_fields=["columns"])
    return [f"plans.table_columns/{known.pk}"]


def _erase_words(plan: Plan) -> None:
    plan.title, plan.text = masked(plan.title), masked(plan.text)
    plan.save(update_fields=["title", "text"])
    _mask(PlanRequirement, PlanRequirement.objects.filter(plan=plan), "title", "text")
    _mask(Section, Section.objects.filter(plan=plan), "title")
    _mask(Clause, Clause.objects.filter(plan=plan), "text")
    _mask(ClauseTarget, ClauseTarget.objects.filter(clause__plan=plan), "text")
    _mask(ClauseDeadline, ClauseDeadline.objects.filter(clause__plan=plan), "text")
    findings = list(PlanFinding.objects.filter(plan=plan))
    for finding in findings:
        finding.params = {
            name: masked(value) if isinstance(value, str) else value for name, value in finding.params.items()
        }
        finding.remark = finding.remark and masked(finding.remark)
    PlanFinding.objects.bulk_update(findings, ["params", "remark"])


def _mask(model: type[Model], rows: Iterable[Model], *columns: str) -> None:
    changed = list(rows)
    for row in changed:
        for column in columns:
            setattr(row, column, masked(getattr(row, column)))
    model._default_manager.bulk_update(changed, columns, batch_size=200)  # noqa: SLF001 -- Django's own name


def _erase_remark(plan_import: PlanImport, erasure: Erasure) -> list[str]:
    """Erase what a person wrote in a correction, there and where adoption took it over."""
    places = []
    for correction in plan_import.corrections.all():
        if correction.body.get(erasure.content) == erasure.text:
            correction.body = {**correction.body, erasure.content: masked(erasure.text)}
            correction.save(update_fields=["body"])
            places.append(f"plans.correction/{plan_import.uid}/{correction.seq}")
    PlanFinding.objects.filter(plan__origin=plan_import, remark=erasure.text).update(remark=masked(erasure.text))
    Section.objects.filter(plan__origin=plan_import, title=erasure.text).update(title=masked(erasure.text))
    return places


def _mask_body(correction: Correction) -> None:
    correction.body = {
        name: masked(value) if name in {"remark", "text", "title", "value"} and isinstance(value, str) else value
        for name, value in correction.body.items()
    }
    correction.save(update_fields=["body"])
