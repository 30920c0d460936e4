"""The rules as people read them: docs/rules.md, printed from the catalogue."""

from collections.abc import Iterator
from dataclasses import fields

from duban.supervision.rules.catalogue import KEEPING, RULES, VERSION, Gate, Ground, Rule
from duban.supervision.rules.facts import LEADING, Role
from duban.supervision.rules.parameters import HISTORY, MEANINGS, Parameters

GROUNDS = {
    Ground.SLOW_ACTION: "slow action 行动迟缓",
    Ground.SHORT_PROGRESS: "short progress 进度达不到要求",
    Ground.REPORTED: "what was reported does not hold 情况不实",
}
GATES = {
    Gate.CLOSED: "blue: verified and closed",
    Gate.SUSPENDED: "grey: suspended",
    Gate.EXEMPT: "grey: exempt",
    Gate.NOT_BEGUN: "grey: not yet begun, as an accepted work plan has it",
}
COLUMNS = "| code | words | light | colours | ground | basis | limits |\n|---|---|---|---|---|---|---|"


def as_markdown() -> str:
    """Return the page of the documentation."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "# Rules of the lights"
    yield ""
    yield "Printed from the code by `python -m duban.supervision.rules`; a test fails when this page is stale."
    yield ""
    yield f"Version {VERSION} of the rules. A light stores its facts, its reasons and the version of rules and limits;"
    yield "from these it can be computed again. Nobody types a light."
    yield ""
    yield "1. Gates, in this order; without an accepted work plan there is no grey:"
    yield from (f"   - `{gate}` {words}" for gate, words in GATES.items())
    yield "2. Every rule is asked, also behind a gate; the worst light wins, green where none finds anything. All hits"
    yield "   are stored, in the order of the tables."
    yield "3. Where the last round said red and no rule does, the rules that keep red are asked."
    yield ""
    yield "The light of a task is the worst of the parts that lead it. A cooperating part that is yellow or red is"
    yield "shown beside it and colours nobody else. Judged as at the cut-off with what was filed by the lock. A day"
    yield "counts as over from the next working day on; a final date from the next day on."
    yield ""
    yield "## Rules"
    yield ""
    yield COLUMNS
    yield from map(_row, RULES)
    yield ""
    yield "## Rules that keep red"
    yield ""
    yield COLUMNS
    yield from map(_row, KEEPING)
    yield ""
    yield "## Limits"
    yield ""
    yield "Days by which something is owed are set in the act that makes it owed and are no limits of a light."
    yield ""
    versions = " | ".join(f"version {row.version}, from {row.since}" for row in HISTORY)
    yield f"| limit | meaning | {versions} |"
    yield "|---|---|" + "---|" * len(HISTORY)
    for field in fields(Parameters):
        if field.name in MEANINGS:
            values = " | ".join(str(getattr(row, field.name)) for row in HISTORY)
            yield f"| `{field.name}` | {MEANINGS[field.name]} | {values} |"


def _row(rule: Rule) -> str:
    limits = ", ".join(f"`{limit}`" for limit in rule.limits)
    return (
        f"| `{rule.code}` | {rule.title} | {rule.light} | {_colours(rule.roles)} | {GROUNDS[rule.ground]} "
        f"| {rule.basis} | {limits} |"
    )


def _colours(roles: frozenset[Role]) -> str:
    if roles == frozenset(Role):
        return "every part"
    return "parts that lead" if roles == LEADING else "cooperating parts"
