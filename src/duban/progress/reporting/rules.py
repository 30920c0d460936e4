"""Which rhythm of reporting holds in a month (domain 3.2, presets)."""

from dataclasses import dataclass
from typing import Annotated

from django.utils.translation import gettext_lazy as _

from duban.core.values import Month
from duban.journal.records import Subject
from duban.ledger.wording import fitting
from duban.orgs.acting.performing import Deed, Weight, performs
from duban.orgs.acting.wording import Titled
from duban.orgs.models import Jurisdiction
from duban.progress.models import ReportingPeriod, ReportingRule
from duban.progress.reporting import actions
from duban.progress.reporting.days import ASK_BEFORE, CUT_OFF_DAY, LOCK_AFTER, Rhythm
from duban.progress.reporting.errors import RuleInPast, RuleWrong

LONGEST_BASIS = 128
LONGEST_WAIT = 20  # working days: a month waits for no longer than the next one
LAST_CUT_OFF = 28  # every month has it


@dataclass(frozen=True)
class RuleSet:
    """From which month on which rhythm holds, and on what basis."""

    since: Annotated[str, Titled(_("From the month"))]
    preset: Annotated[str, Titled(_("Rhythm"))]
    basis: Annotated[str | None, Titled(_("Basis"))] = None
    cut_off_day: Annotated[int, Titled(_("Cut-off day"))] = CUT_OFF_DAY
    lock_after: Annotated[int, Titled(_("Working days from due to lock"))] = LOCK_AFTER
    ask_before: Annotated[int, Titled(_("Working days for contributions"))] = ASK_BEFORE


@performs("progress.set_rule", about=Jurisdiction, given=RuleSet, weight=Weight.DECISION)
def set_rule(deed: Deed, jurisdiction: Jurisdiction, given: RuleSet) -> ReportingRule:
    """Set the rhythm from a month on that is not open yet; what was stays computable."""
    last = ReportingPeriod.objects.filter(jurisdiction=jurisdiction).order_by("-month").first()
    since, basis = _possible(given), fitting(given.basis, longest=LONGEST_BASIS)
    if last is not None and since <= last.month:
        raise RuleInPast(month=last.words)
    rule, _is_new = ReportingRule.objects.update_or_create(
        jurisdiction=jurisdiction,
        since=since,
        defaults={
            "preset": ReportingRule.Preset(given.preset),
            "cut_off_day": given.cut_off_day,
            "lock_after": given.lock_after,
            "ask_before": given.ask_before,
            "basis": basis,
            "decided_at": deed.at,
        },
    )
    deed.record(
        actions.RULE_SET.code,
        [Subject("jurisdiction", jurisdiction.uid)],
        {"since": since, "preset": rule.preset, "cut_off_day": rule.cut_off_day, "basis": basis},
    )
    return rule


def _possible(given: RuleSet) -> str:
    """Return the month from which a rhythm holds; raise RuleWrong for what cannot be."""
    is_possible = (
        given.preset in ReportingRule.Preset.values
        and 1 <= given.cut_off_day <= LAST_CUT_OFF
        and 0 <= given.lock_after <= LONGEST_WAIT
        and 0 <= given.ask_before <= LONGEST_WAIT
    )
    try:
        since = str(Month.parse(given.since))
    except ValueError as error:
        raise RuleWrong from error
    if not is_possible:
        raise RuleWrong
    return since


def rule_in(jurisdiction: Jurisdiction, month: Month) -> ReportingRule:
    """Return the rhythm that holds in a month; without any rule the notice's own, every month."""
    rule = ReportingRule.objects.filter(jurisdiction=jurisdiction, since__lte=str(month)).order_by("-since").first()
    return rule or ReportingRule(jurisdiction=jurisdiction, since="0000-00", preset=ReportingRule.Preset.MONTHLY)


def rhythm_of(rule: ReportingRule) -> Rhythm:
    """Return the days that a rule sets."""
    return Rhythm(rule.cut_off_day, rule.lock_after, rule.ask_before)
