"""From facts to a light with its reasons (domain 4.2): gates, then every rule, then what keeps red. Pure."""

from dataclasses import dataclass
from typing import NamedTuple

from duban.supervision.rules.catalogue import KEEPING, RULES, VERSION, Gate, Rule
from duban.supervision.rules.facts import LEADING, Light, PartFacts, PartLight, Role, TaskFacts
from duban.supervision.rules.overdue import Figures
from duban.supervision.rules.parameters import Parameters


class Reason(NamedTuple):
    """A rule that found something, with the figures it used; the words are added where it is shown."""

    code: str
    light: Light
    params: Figures


@dataclass(frozen=True, slots=True)
class Verdict:
    """The light of a part: the gate that decided it, if one did, and every hit, worst first.

    Behind a gate the hits are stored all the same. `version` names the rules and the limits that judged.
    """

    light: Light
    gate: Gate | None
    reasons: tuple[Reason, ...]
    version: str

    @property
    def worst(self) -> str | None:
        """Return the code of what decided: the gate, else the first reason."""
        return self.gate or (self.reasons[0].code if self.reasons else None)


@dataclass(frozen=True, slots=True)
class TaskVerdict:
    """The light of a task: that of the worst of its leads' parts, and the cooperating parts that hold it up."""

    light: Light
    worst: str | None
    decided_by: tuple[PartLight, ...]
    held_up_by: tuple[PartLight, ...]


def judge(facts: PartFacts, params: Parameters) -> Verdict:
    """Return the light of a part with its reasons."""
    reasons = _hits(RULES, facts, params)
    gate = gate_of(facts)
    if gate:
        light = Light.BLUE if gate == Gate.CLOSED else Light.GREY
    else:
        light = Light.worst(reason.light for reason in reasons)
        if facts.previous_light == Light.RED and light != Light.RED:
            reasons = (*_hits(KEEPING, facts, params), *reasons)
            light = Light.worst(reason.light for reason in reasons)
    return Verdict(light, gate, reasons, f"{VERSION}/{params.version}")


def gate_of(facts: PartFacts) -> Gate | None:
    """Return what comes before the rules; without an accepted work plan there is no grey."""
    if facts.is_closed:
        return Gate.CLOSED
    if not facts.has_accepted_plan:
        return None
    if facts.is_suspended:
        return Gate.SUSPENDED
    if facts.is_exempt:
        return Gate.EXEMPT
    return Gate.NOT_BEGUN if facts.begins_on and facts.on < facts.begins_on else None


def judge_task(facts: TaskFacts) -> TaskVerdict:
    """Return the light of a task from those of its parts.

    A task in which nobody leads is judged by all who cooperate; where there is nobody at all, nothing is owed.
    """
    judged = [part for part in facts.parts if part.role in LEADING] or list(facts.parts)
    light = Light.worst(part.light for part in judged)
    decided_by = tuple(part for part in judged if part.light == light)
    helping = [part for part in facts.parts if part.role == Role.COOPERATING]
    held_up_by = [part for shade in (Light.RED, Light.YELLOW) for part in helping if part.light == shade]
    return TaskVerdict(light, decided_by[0].worst if decided_by else None, decided_by, tuple(held_up_by))


def _hits(rules: tuple[Rule, ...], facts: PartFacts, params: Parameters) -> tuple[Reason, ...]:
    return tuple(
        Reason(rule.code, rule.light, figures)
        for rule in rules
        if facts.role in rule.roles and (figures := rule.find(facts, params)) is not None
    )
