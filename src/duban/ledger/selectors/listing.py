"""The ledger as a page shows it: the rows at a cursor, grouped, with what was found and what could be asked for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import reduce
from operator import and_
from typing import TypedDict

from django.db.models import Count, FilteredRelation, Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from duban.core import clock
from duban.ledger.filters import Filters, conditions
from duban.ledger.models import Assignment, Task, TaskClause
from duban.ledger.selectors.choices import Choices, choices_of
from duban.ledger.selectors.kept import kept
from duban.ledger.selectors.paging import Cursor, Page, Row, page_of
from duban.ledger.selectors.words import distance, several_units, units_in_words
from duban.ledger.stages import TaskStage
from duban.orgs import policies
from duban.orgs.viewers import Viewer

COUNTED = 10_000  # more are shown as 10,000+
TARGETS_SHOWN = 2


@dataclass(frozen=True)
class Day:
    """A day as it is written, in ISO form for programs, and how far it is."""

    words: str
    iso: str
    distance: str


class Line(TypedDict):
    """One task, in words."""

    uid: str
    numbers: str
    title: str
    stage: str
    stage_label: str
    leads: str
    helpers: str
    targets: str
    more_targets: str
    due: Day | None
    is_unnamed: bool


@dataclass(frozen=True)
class Block:
    """Lines under one heading; without a heading where they are not grouped."""

    heading: str
    leaders: str
    count: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Found:
    """How many tasks were found, and of which kinds if the kind were not asked for."""

    total: int
    kinds: dict[str, int]
    is_capped: bool

    @property
    def words(self) -> str:
        """Return the number as it is shown."""
        return f"{COUNTED:,}+" if self.is_capped else f"{self.total:,}"


@dataclass(frozen=True)
class Way:
    """A filter without which something would be found, and how much."""

    name: str
    count: int


@dataclass(frozen=True)
class Listing:
    """One page of the ledger."""

    filters: Filters
    choices: Choices
    found: Found
    page: Page
    blocks: tuple[Block, ...]
    ways_out: tuple[Way, ...]


def asked_tasks(viewer: Viewer, filters: Filters, *, head: str) -> tuple[QuerySet[Task], Filters, Choices]:
    """Return the tasks a viewer asked for, with the choices he had.

    With one plan only, that plan is asked for: its index then gives the rows in their order.
    """
    choices = choices_of(viewer, plan=filters.plan, head=head)
    if not filters.plan and len(choices.plans) == 1:
        filters = replace(filters, plan=next(iter(choices.plans)))
    asked = conditions(filters, choices)
    return policies.visible(viewer, Task).filter(_all(asked.values())), filters, choices


def ledger_page(viewer: Viewer, filters: Filters, cursor: Cursor, *, head: str) -> Listing:
    """Return the page of the ledger at a cursor; `head` is where the journal stands."""
    return kept(viewer, head, "ledger.page", (filters, cursor), lambda: _read(viewer, filters, cursor, head))


def _read(viewer: Viewer, filters: Filters, cursor: Cursor, head: str) -> Listing:
    tasks, within, choices = asked_tasks(viewer, filters, head=head)
    found = _found(policies.visible(viewer, Task), within, choices)
    page = page_of(tasks, within, cursor, choices.jurisdiction)
    ways = _ways_out(policies.visible(viewer, Task), within, choices) if not page.rows and filters.narrowing else ()
    return Listing(filters, choices, found, page, _blocks(page.rows, within, choices), ways)


def _all(asked: Iterable[Q]) -> Q:
    return reduce(and_, asked, Q())


def _found(tasks: QuerySet[Task], filters: Filters, choices: Choices) -> Found:
    asked = conditions(filters, choices)
    kind = asked.pop("kind", None)
    if not set(asked) - {"plan"}:
        kinds = choices.kinds
        return Found(kinds.get(filters.kind, 0) if kind else choices.tasks, kinds, is_capped=False)
    columns = {value: Count("pk", filter=Q(kind=value)) for value in Task.Kind.values}
    kinds = tasks.filter(_all(asked.values())).order_by()[: COUNTED + 1].aggregate(**columns)
    is_capped = sum(kinds.values()) > COUNTED
    total = kinds[filters.kind] if kind else min(sum(kinds.values()), COUNTED)
    return Found(total, {} if is_capped else kinds, is_capped)


def _ways_out(tasks: QuerySet[Task], filters: Filters, choices: Choices) -> tuple[Way, ...]:
    """Return each filter whose removal alone would find something."""
    without = {
        name: Count("pk", filter=_all(conditions(replace(filters, **{name: ""}), choices).values()))
        for name in filters.narrowing
    }
    counts = tasks.aggregate(**{f"without_{name}": count for name, count in without.items()})
    return tuple(Way(name, counts[f"without_{name}"]) for name in without if counts[f"without_{name}"])


def _blocks(rows: Sequence[Row], filters: Filters, choices: Choices) -> tuple[Block, ...]:
    """Group rows by section where they stand as printed; otherwise leave them in one block."""
    lines = lines_of(rows, choices.jurisdiction)
    if filters.sort_key != "number":
        return (Block("", "", "", tuple(lines)),) if lines else ()
    sections = {choice.key: choice for choice in choices.sections.values()}
    numbers = {choice.key: choice.doc_number or choice.label for choice in choices.plans.values()}
    grouped: dict[tuple[int, int | None], list[Line]] = {}
    for row, line in zip(rows, lines, strict=True):
        grouped.setdefault((row["plan_id"], row["section_id"]), []).append(line)
    blocks = []
    for (plan, key), members in grouped.items():
        section = sections.get(key or 0)
        heading = section.label if section else _("Without a section")
        if not filters.plan:
            heading = _("%(section)s, %(plan)s") % {"section": heading, "plan": numbers.get(plan, "")}
        leaders = "、".join(section.leaders) if section else ""
        blocks.append(Block(heading, leaders, _in_section(section.count) if section else "", tuple(members)))
    return tuple(blocks)


def _in_section(count: int) -> str:
    return ngettext("%(count)s task in the section", "%(count)s tasks in the section", count) % {"count": f"{count:,}"}


def lines_of(rows: Sequence[Row], jurisdiction: int) -> list[Line]:
    """Return rows in words, with units and figures fetched for all of them at once."""
    keys = [row["pk"] for row in rows]
    if not keys:
        return []
    leads, helpers = _units(keys, jurisdiction)
    targets = _targets(keys, jurisdiction)
    stages = {stage: str(TaskStage(stage).label) for stage in {row["stage"] for row in rows}}
    several, today = several_units(), clock.today()
    days = {due_on: _day(due_on, today) for due_on in {row["due_on"] for row in rows}}
    return [
        Line(
            uid=row["uid"],
            numbers=row["numbers"],
            title=row["title"],
            stage=row["stage"],
            stage_label=stages[row["stage"]],
            leads="、".join(leads.get(row["pk"], ())),
            helpers=units_in_words(helpers.get(row["pk"], ()), several),
            targets="、".join(targets.get(row["pk"], [])[:TARGETS_SHOWN]),
            more_targets=_more_targets(len(targets.get(row["pk"], ()))),
            due=days[row["due_on"]],
            is_unnamed=row["is_unnamed"],
        )
        for row in rows
    ]


def _day(due_on: date | None, today: date) -> Day | None:
    return Day(date_format(due_on), due_on.isoformat(), distance(due_on, today)) if due_on else None


def _units(keys: Sequence[int], jurisdiction: int) -> tuple[dict[int, list[str]], dict[int, list[str]]]:
    """Return the names of leading and of cooperating units by task, in the order of the plan."""
    leads: dict[int, list[str]] = {}
    helpers: dict[int, list[str]] = {}
    rows = Assignment.objects.filter(jurisdiction=jurisdiction, task__in=keys).order_by("task", "position")
    for task, role, name in rows.values_list("task", "role", "unit__name"):
        (helpers if role == Assignment.Role.COOPERATING else leads).setdefault(task, []).append(name)
    return leads, helpers


def _targets(keys: Sequence[int], jurisdiction: int) -> dict[int, list[str]]:
    """Return the figures of leading clauses by task.

    The join runs from the tasks to the figures: the other way round it would read all figures of the government.
    """
    own = FilteredRelation("clause__targets", condition=Q(clause__targets__jurisdiction=jurisdiction))
    links = TaskClause.objects.filter(jurisdiction=jurisdiction, task__in=keys, is_leading=True).annotate(own=own)
    found: dict[int, list[str]] = {}
    for task, text in links.order_by("own__position").values_list("task", "own__text"):
        if text is not None:
            found.setdefault(task, []).append(text)
    return found


def _more_targets(count: int) -> str:
    if count <= TARGETS_SHOWN:
        return ""
    return ngettext("%(count)s figure in all", "%(count)s figures in all", count) % {"count": count}
