"""The ledger taken out as a sheet: exactly what was asked for, on all its pages."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import TypeAlias

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from duban.core import clock
from duban.core.sheets import Cells, Export, Sheet, csv_chunks, xlsx_chunks
from duban.journal.access import note_access
from duban.journal.selectors import chain_head
from duban.ledger.filters import Filters
from duban.ledger.models import Assignment, OpenEnd, Task, TaskClause
from duban.ledger.selectors.listing import asked_tasks
from duban.ledger.selectors.paging import in_order
from duban.ledger.selectors.questions import facts, filters_in_words
from duban.ledger.stages import TaskStage
from duban.orgs import policies
from duban.orgs.viewers import Viewer
from duban.plans.models import ClauseTarget

BATCH = 1000
SPREAD = 2
COOPERATING = Assignment.Role.COOPERATING.value
WIDTHS = (8, 34, 10, 60, 24, 40, 24, 12, 24, 10)
FORMS: dict[str, Callable[[Sheet], Iterator[bytes]]] = {"csv": csv_chunks, "xlsx": xlsx_chunks}

Columns: TypeAlias = tuple[int, str, str | None, str | None, str | None, date | None, str]


def export_ledger(*, viewer: Viewer, filters: Filters, form: str, address: str) -> Export:
    """Take out the tasks that were asked for as csv or xlsx; that somebody took them is on record (domain 6.4)."""
    policies.require(viewer, "ledger.see")
    head = chain_head(viewer.jurisdiction.uid)
    tasks, within, choices = asked_tasks(viewer, filters, head=head[1] if head else "")
    at = timezone.localtime(clock.now())
    sheet = Sheet(
        name=_("Ledger"),
        head=(
            (_("Ledger"), *facts(filters, choices)),
            (_("Filters"), *(filters_in_words(filters, choices) or [_("none")])),
            (_("As of"), f"{at:%Y-%m-%d %H:%M}"),
        ),
        columns=(
            _("No."),
            _("Section"),
            _("Responsible leader"),
            _("Printed words"),
            _("Lead units"),
            _("Cooperating units"),
            _("Figures"),
            _("Due"),
            _("To be named"),
            _("Stage"),
        ),
        widths=WIDTHS,
        rows=_rows(
            in_order(tasks, within, choices.jurisdiction),
            choices.jurisdiction,
            {stage.value: str(stage.label) for stage in TaskStage},
        ),
    )
    note_access(
        jurisdiction=viewer.jurisdiction.uid,
        actor=viewer.actor,
        what="ledger.exported",
        outcome="ok",
        target=f"{form}?{filters.query()}",
        address=address,
    )
    return Export(f"{viewer.jurisdiction.name}-{at:%Y%m%d}.{form}", FORMS[form](sheet))


def _rows(tasks: QuerySet[Task], jurisdiction: int, stages: dict[str, str]) -> Iterator[Cells]:
    """Return the rows; units, words and figures are fetched for a thousand tasks at once."""
    rows = tasks.values_list(
        "pk", "numbers", "section__label", "section__title", "leader__name", "due_on", "stage"
    ).iterator(chunk_size=BATCH)
    batch: list[Columns] = []
    for row in rows:
        batch.append(row)
        if len(batch) == BATCH:
            yield from _written(batch, jurisdiction, stages)
            batch = []
    yield from _written(batch, jurisdiction, stages)


def _written(batch: Sequence[Columns], jurisdiction: int, stages: dict[str, str]) -> Iterator[Cells]:
    if not batch:
        return
    keys = [row[0] for row in batch]
    links = TaskClause.objects.filter(_of("task", keys), jurisdiction=jurisdiction)
    words = _gathered(links.order_by("-is_leading", "clause__position").values_list("task", "clause__text"))
    units = Assignment.objects.filter(_of("task", keys), jurisdiction=jurisdiction).order_by("position")
    named = list(units.values_list("task", "unit__name", "role"))
    leads = _gathered((task, name) for task, name, role in named if role != COOPERATING)
    others = _gathered((task, name) for task, name, role in named if role == COOPERATING)
    targets = ClauseTarget.objects.filter(
        _of("clause__task_links__task", keys),
        jurisdiction=jurisdiction,
        clause__task_links__jurisdiction=jurisdiction,
    ).order_by("clause", "position")
    open_ends = to_be_named(jurisdiction, keys)
    figures = _gathered(targets.values_list("clause__task_links__task", "text"))
    for key, numbers, label, title, leader, due_on, stage in batch:
        yield (
            numbers,
            f"{label}、{title}" if label else title or "",
            leader or "",
            "\n".join(words.get(key, ())),
            "、".join(leads.get(key, ())),
            "、".join(others.get(key, ())),
            "；".join(dict.fromkeys(figures.get(key, ()))),
            due_on.isoformat() if due_on else "",
            open_ends.get(key, ""),
            stages[stage],
        )


def _of(path: str, tasks: Sequence[int]) -> Q:
    """Return the condition for what belongs to tasks: from their first key to their last where these lie close.

    A thousand keys one by one cost more than the rows that they find. What belongs to a task between them that was not
    asked for is left aside, as everything is gathered by task.
    """
    first, last = min(tasks), max(tasks)
    if last - first < SPREAD * len(tasks):
        return Q(**{f"{path}__gte": first, f"{path}__lte": last})
    return Q(**{f"{path}__in": tasks})


def to_be_named(jurisdiction: int, tasks: Sequence[int]) -> dict[int, str]:
    """Return by task the printed words that leave somebody unnamed, with the day by which they are to be named."""
    found: dict[int, list[str]] = {}
    rows = OpenEnd.objects.filter(_of("task", tasks), jurisdiction=jurisdiction, stage=OpenEnd.Stage.OPEN)
    for row in rows.select_related("assignment").order_by("assignment__position"):
        words = _("%(words)s (by %(day)s)") % {"words": row.words, "day": date_format(row.due_on)}
        found.setdefault(row.task_id, []).append(words)
    return {task: "；".join(words) for task, words in found.items()}


def _gathered(pairs: Iterable[tuple[int, str]]) -> dict[int, list[str]]:
    """Return the texts of each task."""
    found: dict[int, list[str]] = {}
    for task, text in pairs:
        found.setdefault(task, []).append(text)
    return found
