"""The simulated year: every transition is seen in the journal, and who never signs in decides on paper."""

import time
from collections.abc import Iterable
from datetime import date
from json import loads
from typing import NamedTuple

import pytest
from django.db import transaction

from duban.cli import main
from duban.coordination.stages import DECISION, DISPATCH, PROBLEM, PROPOSAL
from duban.core.stages import Table, Transition
from duban.core.working_days import WorkingCalendar
from duban.demo import city
from duban.demo.build import build
from duban.demo.year import errands, matters, plot, troubles
from duban.demo.year.simulate import Course, simulate
from duban.journal.models import Entry
from duban.journal.verification import verify
from duban.ledger.models import Task
from duban.ledger.stages import INSTRUCTION, MATTER, TASK
from duban.orgs.administration.working_year import seed_year
from duban.orgs.calendar import calendar_of
from duban.orgs.models import Jurisdiction, Person, RecordedAct, Session, Unit, User
from duban.orgs.ticking import CLOCK
from duban.progress.stages import CONTRIBUTION, REPORT, SPECIAL
from duban.supervision.stages import SLIP
from laid_again import laid_again

pytestmark = pytest.mark.django_db

SHORT = date(2026, 5, 15)
WHOLE = date(2026, 12, 30)
SECONDS = 150  # of this process: a bound against a year that grows unnoticed, about three times what it takes

NOT_IN_THE_JOURNAL = {("draft", "checked")}  # adoption creates tasks as checked
LATER = {"year_closed", "carried_over", "cancelled"}  # the closing of the year and amendments are not built yet
AFTER_SHORT = {
    ("running", "done_claimed"),
    ("done_claimed", "verifying"),
    ("verifying", "running"),
    ("verifying", "closed"),
    ("closed", "running"),
    *((stage, "exempt") for stage in ("drafting", "waiting_contrib", "unit_review", "returned", "due")),
}
"""Completion, which no task of the plan reaches before the end of May; what rests in the storm of August."""

KINDS = {
    "ledger.extension_answered",
    "ledger.instruction_noted",
    "ledger.reply_drafted",
    "ledger.assignment_disputed",
    "ledger.change_advised",
    "ledger.change_answered",
    "ledger.change_forced",
    "ledger.change_withdrawn",
    "ledger.plan_filed",
    "ledger.plan_forced",
    "ledger.plan_in_force",
    "ledger.plan_returned",
    "ledger.suspension_lapsed",
    "ledger.task_resumed",
    "progress.consent_given",
    "progress.digest_delivered",
    "progress.docking_answered",
    "progress.report_exempted",
    "progress.report_unlocked",
    "progress.special_read",
}


class Move(NamedTuple):
    """A move that an entry tells of, and whether the clock made it."""

    source: str
    target: str
    by_clock: bool


@pytest.mark.deep
def test_the_year_until_may_goes_through_every_transition_of_its_months() -> None:
    began = time.process_time()
    course = _lived(SHORT)
    assert time.process_time() - began < SECONDS
    _prove(course, leaving_out=AFTER_SHORT)


@pytest.mark.deep
def test_the_whole_year_goes_through_every_transition() -> None:
    _prove(_lived(WHOLE), leaving_out=set())
    seen = set(_moves())
    for table in (PROBLEM, DISPATCH, DECISION, PROPOSAL, SPECIAL, SLIP):
        assert [each for each in _wanted(table, set()) if each not in seen] == []
    assert Task.objects.filter(stage="closed").count() > 5


def test_two_years_are_the_same_word_for_word_and_may_be_lived_in_pieces() -> None:
    laid_again(build)
    told = []
    for pieces in ((date(2026, 3, 5),), (date(2026, 3, 3), date(2026, 3, 5))):
        with transaction.atomic():
            for until in pieces:
                simulate(Jurisdiction.objects.get(code=city.CODE), until)
            told.append(list(Entry.objects.order_by("seq").values_list("kind", "at", "subjects", "body")))
            transaction.set_rollback(True)
    assert told[0] == told[1]


def test_the_command_lets_a_demonstration_live_on_and_touches_no_real_ledger(
    capsys: pytest.CaptureFixture[str],
) -> None:
    laid_again(build)
    run = ["simulate", "--jurisdiction", city.CODE, "--until"]
    assert main([*run, "2026-03-03"]) == 0
    assert Task.objects.filter(stage="planning").exists()
    assert main([*run, "2026-03-03"]) == 2  # it is that day already
    Jurisdiction.objects.update(is_demonstration=False)
    entries = Entry.objects.count()
    assert main([*run, "2026-03-04"]) == 2
    assert Entry.objects.count() == entries
    assert "lan: 2 days" in capsys.readouterr().out


def test_every_step_of_what_is_settled_falls_on_a_working_day_after_the_one_before() -> None:
    calendar = WorkingCalendar({})
    for each in (*troubles.TROUBLES, *troubles.MEETINGS, *troubles.IDEAS):
        days = [on for on, _step in each.course]
        assert days == sorted(days), each
        assert [day for day in days if not calendar.is_working(day)] == [], each


def test_every_step_of_a_matter_falls_on_a_working_day_after_the_one_before() -> None:
    laid_again(build)
    own = Jurisdiction.objects.get(code=city.CODE)
    seed_year(jurisdiction=own, year=2026, actor=CLOCK)
    calendar = calendar_of(own)
    for errand in matters.ERRANDS:
        days = [on for on, _step in errand.course]
        assert days == sorted(days), errand.title
        assert [day for day in days if not calendar.is_working(day)] == [], errand.title
    told = [day for each in errands.TOLD for day in (each.on, each.noted_on) if day is not None]
    assert [day for day in told if not calendar.is_working(day)] == []


def _lived(until: date) -> Course:
    build()
    return simulate(Jurisdiction.objects.get(code=city.CODE), until)


def _prove(course: Course, *, leaving_out: set[tuple[str, str]]) -> None:
    assert course.refused == ()
    assert verify().is_intact
    seen = set(_moves())
    for table in (TASK, REPORT, CONTRIBUTION, INSTRUCTION, MATTER):
        assert [each for each in _wanted(table, leaving_out) if each not in seen] == []
    assert set(Entry.objects.values_list("kind", flat=True)) >= KINDS
    _prove_that_two_units_have_no_account()
    _prove_that_some_decide_on_paper_alone()


def _prove_that_two_units_have_no_account() -> None:
    for name in plot.WITHOUT_ACCOUNT:
        unit = Unit.objects.get(aliases__surface=name) if name == "市残联" else Unit.objects.get(name=name)
        assert not User.objects.filter(person__holdings__post__unit=unit).exists()
        acts = set(RecordedAct.objects.filter(post__unit=unit).values_list("act", flat=True))
        assert {"ledger.receive_task", "ledger.file_plan", "progress.file_report"} <= acts


def _prove_that_some_decide_on_paper_alone() -> None:
    quiet = Person.objects.filter(name__in=plot.NEVER_SIGN_IN)
    assert quiet.count() == 4
    accounts = User.objects.filter(person__in=quiet)
    assert not accounts.filter(last_seen_on__isnull=False).exists()
    assert not Session.objects.filter(user__in=accounts).exists()
    assert not Entry.objects.filter(actor_uid__in=accounts.values_list("uid", flat=True)).exists()
    for person in quiet:
        acts = RecordedAct.objects.filter(decider=person)
        assert acts.exists()
        decisions = acts.filter(stage="confirmed")
        assert decisions.filter(paper_number__isnull=False, second__isnull=False).count() == decisions.count() > 0
        assert not acts.filter(stage="waiting").exists()
        assert Entry.objects.filter(on_behalf_of__contains=person.name).exists()


def _wanted(table: Table, leaving_out: set[tuple[str, str]]) -> Iterable[Move]:
    for each in table.transitions:
        pair = (str(each.source), str(each.target))
        if not ({*pair} & LATER or pair in NOT_IN_THE_JOURNAL | leaving_out):
            yield _move(each)


def _move(transition: Transition) -> Move:
    return Move(str(transition.source), str(transition.target), transition.by == "clock")


def _moves() -> Iterable[Move]:
    for actor, body in Entry.objects.values_list("actor_uid", "body"):
        yield from (Move(source, target, actor == CLOCK.uid) for source, target in loads(body).get("moves", []))
