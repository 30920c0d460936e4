"""Which rhythm of reporting holds in a month (domain 3.2, presets)."""

from dataclasses import dataclass
from typing import Annotated

from django.utils.translation import gettext_lazy as _

from duban.core.values import Month
from duban.journal.records import Subject
from duban.orgs.acting.performing import Deed, Weight, performs
from duban.orgs.acting.wording import Titled
from duban.orgs.models import Jurisdiction
from duban.progress.models import ReportingPeriod, ReportingRule
from duban.progress.reporting import actions
from duban.progress.reporting.days import ASK_BEFORE, CUT_OFF_DAY, LOCK_AFTER, Rhythm
from duban.progress.reporting.errors import RuleInPast


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
    since = str(Month.parse(given.since))
    if last is not None and since <= last.month:
        raise RuleInPast(month=last.month)
    rule, _is_new = ReportingRule.objects.update_or_create(
        jurisdiction=jurisdiction,
        since=since,
        defaults={
            "preset": ReportingRule.Preset(given.preset),
            "cut_off_day": given.cut_off_day,
            "lock_after": given.lock_after,
            "ask_before": given.ask_before,
            "basis": given.basis,
            "decided_at": deed.at,
        },
    )
    deed.record(
        actions.RULE_SET.code,
        [Subject("jurisdiction", jurisdiction.uid)],
        {"since": since, "preset": rule.preset, "cut_off_day": rule.cut_off_day, "basis": given.basis},
    )
    return rule


def rule_in(jurisdiction: Jurisdiction, month: Month) -> ReportingRule:
    """Return the rhythm that holds in a month; without any rule the notice's own, every month."""
    rule = ReportingRule.objects.filter(jurisdiction=jurisdiction, since__lte=str(month)).order_by("-since").first()
    return rule or ReportingRule(jurisdiction=jurisdiction, since="0000-00", preset=ReportingRule.Preset.MONTHLY)


def rhythm_of(rule: ReportingRule) -> Rhythm:
    """Return the days that a rule sets."""
    return Rhythm(rule.cut_off_day, rule.lock_after, rule.ask_before)
