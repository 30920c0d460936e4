"""What a spill erasure removes here: the words of a plan in the titles and search columns of its tasks (domain 6.6)."""

from duban.core.search import token_text
from duban.journal.erasure import Erasure, erasure_handlers
from duban.ledger.models import Task
from duban.plans.erasures import DOCUMENT, masked


@erasure_handlers.register
def erase_titles(erasure: Erasure) -> list[str]:
    """Erase what tasks took from the words of a plan; a task is then found by its numbers and units only."""
    imports = [subject.uid for subject in erasure.subjects if subject.kind == "import"]
    if erasure.content not in DOCUMENT:
        return []
    tasks = list(
        Task.objects.filter(jurisdiction__uid=erasure.jurisdiction, plan__origin__uid__in=imports).prefetch_related(
            "assignments__unit"
        )
    )
    for task in tasks:
        kept = [task.numbers, *(assignment.unit.name for assignment in task.assignments.all())]
        task.title = masked(task.title)
        task.search_text = "\n".join(kept)
        task.search_tokens = token_text(task.search_text)
    Task.objects.bulk_update(tasks, ["title", "search_text", "search_tokens"], batch_size=200)
    return [f"ledger.task/{task.uid}" for task in tasks]
