"""The choices of an act's fields, and what of its object stands above the form."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.db.models import Model
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from duban.core import clock
from duban.ledger.models import (
    ChangeRequest,
    Claim,
    Dispute,
    Indicator,
    Part,
    Reopening,
)
from duban.ledger.selectors.changes import change_lines
from duban.orgs.models import Post, Unit
from duban.orgs.people.seating import holders_on
from duban.progress.models import Contribution, Docking, Evidence, ProgressReport, ReportingRule, SpecialReport
from duban.supervision.burden.counting import asks_this_month
from duban.supervision.burden.words import with_asks
from duban.web.acts import of_coordination, of_matters, of_urging

Choices = Sequence[tuple[str, str]]


def options_of(code: str, about: Model) -> Mapping[str, Choices]:
    """Return for each field of an act with a fixed set of values what can be chosen."""
    return {field: choices(about) for (act, field), choices in _CHOICES.items() if act == code}


def initial_of(code: str, about: Model) -> Mapping[str, object]:
    """Return what the form of an act begins with, where somebody wrote it before."""
    return {
        **of_coordination.initial_of(code, about),
        **of_matters.initial_of(code, about),
        **of_urging.initial_of(code, about),
    }


def facts_of(about: Model) -> list[tuple[str, str]]:
    """Return what a person should have before his eyes when he acts: label and words."""
    facts = _FACTS.get(type(about))
    return facts(about) if facts is not None else []


def _deputies_and_liaisons(unit: Unit) -> Choices:
    posts = list(
        Post.objects.filter(unit=unit, kind__in=[Post.Kind.LIAISON, Post.Kind.DEPUTY], until__isnull=True)
        .select_related("unit")
        .order_by("-kind", "position", "pk")
    )
    held = holders_on(posts, clock.today())
    return [(post.uid, f"{held[post.pk].name}　{post.words}") for post in posts if post.pk in held]


def _other_parts(part: Part) -> Choices:
    """Return the other parts of a task, each unit with what is asked of it in this month."""
    rows = Part.objects.filter(task=part.task_id).exclude(pk=part.pk).select_related("unit")
    parts = list(rows.order_by("role", "assignment__position", "unit__position"))
    asks = asks_this_month(part.jurisdiction, [each.unit for each in parts])
    return [(each.uid, with_asks(each.unit.name, asks.get(each.unit.uid))) for each in parts]


def _own_indicators(part: Part) -> Choices:
    rows = Indicator.objects.filter(item__plan__part=part, item__cancelled_on__isnull=True)
    return list(rows.order_by("item__position").values_list("uid", "title"))


def _own_evidence(part: Part) -> Choices:
    rows = Evidence.objects.filter(unit=part.unit_id, withdrawn_at__isnull=True).order_by("-added_at")
    return list(rows.values_list("uid", "name")[:50])


_CHOICES: dict[tuple[str, str], Callable[[Any], Choices]] = {
    **of_coordination.CHOICES,
    **of_matters.CHOICES,
    **of_urging.CHOICES,
    ("progress.give_consent", "post"): _deputies_and_liaisons,
    ("progress.set_request", "part"): _other_parts,
    ("progress.set_request", "indicator"): _own_indicators,
    ("progress.claim_done", "evidence"): _own_evidence,
    ("progress.use_evidence", "report"): lambda evidence: [
        (row.uid, f"{row.period.words}　{row.task.numbers} {row.task.title}")
        for row in ProgressReport.objects.filter(unit=evidence.unit_id)
        .select_related("period", "task")
        .order_by("-period__month", "task__position")[:100]
    ],
    ("progress.set_rule", "preset"): lambda _about: [
        (code, str(label)) for code, label in ReportingRule.Preset.choices
    ],
}


def _of_dispute(dispute: Dispute) -> list[tuple[str, str]]:
    return [(_("Unit"), dispute.part.unit.name), (_("Reason"), dispute.reason)]


def _of_change(change: ChangeRequest) -> list[tuple[str, str]]:
    advice = [(_("Advice"), change.advice)] if change.advice else []
    own = [(_("Unit"), change.plan.part.unit.name), (_("Reason"), change.reason)]
    return [*own, *change_lines(change), *advice]


def _of_claim(claim: Claim) -> list[tuple[str, str]]:
    without = [(_("Why there is no evidence"), claim.without_evidence)] if claim.without_evidence else []
    return [
        (_("Unit"), claim.part.unit.name),
        (_("What was reached"), claim.statement),
        *without,
        (_("To be verified by"), date_format(claim.verify_by)),
    ]


def _of_report(report: ProgressReport) -> list[tuple[str, str]]:
    said = _("Nothing new this month") if report.is_nil else report.text or ""
    return [(_("Unit"), report.unit.name), (_("Month"), report.period.words), (_("Progress"), said)]


def _of_contribution(each: Contribution) -> list[tuple[str, str]]:
    return [
        (_("Asked by"), each.request.lead.unit.name),
        (_("What is asked"), each.request.what),
        (_("Month"), each.period.words),
        (_("Due"), date_format(each.due_on)),
    ]


def _of_docking(docking: Docking) -> list[tuple[str, str]]:
    return [(_("Unit"), docking.part.unit.name), (_("Contact"), docking.contact), (_("What is offered"), docking.what)]


_FACTS: dict[type[Model], Callable[[Any], list[tuple[str, str]]]] = {
    **of_coordination.FACTS,
    **of_matters.FACTS,
    **of_urging.FACTS,
    Dispute: _of_dispute,
    ChangeRequest: _of_change,
    Claim: _of_claim,
    Reopening: lambda each: [(_("Proof"), each.proof)],
    ProgressReport: _of_report,
    Contribution: _of_contribution,
    Docking: _of_docking,
    SpecialReport: lambda each: [(_("Unit"), each.part.unit.name), (_("Title"), each.title), (_("Text"), each.text)],
}
