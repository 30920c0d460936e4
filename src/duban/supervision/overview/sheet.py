"""The overview of a city (总览): one plan by lights, what changed, who waits for whom, what stands still."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count

from duban.coordination.selectors.waits import Wait, waits_in_city
from duban.ledger.models import Task
from duban.orgs.errors import NotVisible
from duban.orgs.models import Jurisdiction
from duban.supervision.overview.grids import Merged, SectionRow, UnitRow, in_all, merged_tasks, section_rows, unit_rows
from duban.supervision.overview.standing import Standing, standing_in
from duban.supervision.overview.turns import Turns, turns_of


@dataclass(frozen=True)
class PlanLine:
    """A plan that can be looked at."""

    key: int
    uid: str
    title: str
    doc_number: str
    tasks: int


@dataclass(frozen=True)
class Overview:
    """Everything of the page; so many queries, however many tasks."""

    plan: PlanLine
    sections: Sequence[SectionRow]
    whole: SectionRow
    merged: Sequence[Merged]
    units: Sequence[UnitRow]
    turns: Turns
    waits: Sequence[Wait]
    standing: Standing

    @property
    def regions(self) -> list[UnitRow]:
        """Return counties and zones."""
        return [row for row in self.units if row.is_region]

    @property
    def departments(self) -> list[UnitRow]:
        """Return all other units."""
        return [row for row in self.units if not row.is_region]


def plans_of(city: Jurisdiction) -> list[PlanLine]:
    """Return the plans that have tasks, the newest first."""
    rows = Task.objects.filter(jurisdiction=city).order_by().values("plan").annotate(tasks=Count("pk"))
    named = rows.order_by("-plan").values_list("plan", "plan__uid", "plan__title", "plan__doc_number", "tasks")
    return [PlanLine(key, uid, title, number or "", tasks) for key, uid, title, number, tasks in named]


def overview_of(city: Jurisdiction, plans: Sequence[PlanLine], uid: str = "") -> Overview | None:
    """Return the overview of a plan, the newest where none is asked for; None where the city has none."""
    if not plans and not uid:
        return None
    plan = next((plan for plan in plans if not uid or plan.uid == uid), None)
    if plan is None:
        raise NotVisible
    sections = section_rows(city, plan.key)
    whole = in_all(sections)
    return Overview(
        plan=plan,
        sections=sections,
        whole=whole,
        merged=merged_tasks(city, plan.key) if whole.clauses != whole.tasks else (),
        units=unit_rows(city, plan.key),
        turns=turns_of(city, plan.key),
        waits=waits_in_city(city),
        standing=standing_in(city, plan.key),
    )
