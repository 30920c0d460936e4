"""What a reader asked the ledger, in words: for the page, for the head of an export."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duban.ledger.filters import Filters
from duban.ledger.models import Task
from duban.ledger.selectors.choices import Choices
from duban.ledger.selectors.words import counts_in_words
from duban.ledger.stages import TaskStage

NAMES = {
    "plan": gettext_lazy("Plan"),
    "section": gettext_lazy("Section"),
    "leader": gettext_lazy("Responsible leader"),
    "unit": gettext_lazy("Unit"),
    "role": gettext_lazy("Role"),
    "kind": gettext_lazy("Kind"),
    "named": gettext_lazy("Open ends"),
    "light": gettext_lazy("Light"),
    "turned": gettext_lazy("Light turned"),
    "stage": gettext_lazy("Stage"),
    "q": gettext_lazy("Words"),
}
LIGHT_NAMES = {
    "red": gettext_lazy("Seriously behind"),
    "yellow": gettext_lazy("Behind"),
    "green": gettext_lazy("On path"),
    "blue": gettext_lazy("Closed"),
    "grey": gettext_lazy("Not due"),
}
ROLE_NAMES = {"lead": gettext_lazy("as lead"), "cooperating": gettext_lazy("as cooperating unit")}


def facts(filters: Filters, choices: Choices) -> tuple[str, ...]:
    """Return what the head of the page and of an export says: the plan, its size, its number."""
    size = counts_in_words(choices.clauses, choices.tasks)
    plan = choices.plans.get(filters.plan) or (next(iter(choices.plans.values())) if len(choices.plans) == 1 else None)
    if plan is not None:
        return tuple(fact for fact in (plan.label, size, plan.doc_number) if fact)
    return (_("%(count)s plans") % {"count": len(choices.plans)}, size) if choices.plans else ()


def asked_for(filters: Filters) -> list[str]:
    """Return the names of the filters that are asked for, the plan before those that narrow."""
    return (["plan"] if filters.plan else []) + list(filters.narrowing)


def filters_in_words(filters: Filters, choices: Choices) -> list[str]:
    """Return the filters that are asked for, each in words."""
    return [in_words(filters, choices, name) for name in asked_for(filters)]


def in_words(filters: Filters, choices: Choices, name: str) -> str:
    """Return one filter in words: "Unit: …"."""
    value = getattr(filters, name)
    if name in {"section", "leader", "unit", "plan"}:
        choice = choices.of(name).get(value)
        value = choice.label if choice else _("Unknown")
        if name == "unit" and filters.role:
            value = _("%(unit)s, %(role)s") % {"unit": value, "role": ROLE_NAMES[filters.role]}
    elif name == "kind":
        value = Task.Kind(value).label
    elif name == "named":
        value = _("to be named")
    elif name == "light":
        value = LIGHT_NAMES[value]
    elif name == "turned" and filters.turned_since is not None:
        value = _("since %(day)s") % {"day": date_format(filters.turned_since)}
    elif name == "stage":
        value = TaskStage(value).label
    return _("%(filter)s: %(value)s") % {"filter": NAMES[name], "value": value}
