"""The simulated year: day by day the clock moves, and everybody does what the plot and his character have him do."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.utils import timezone

from duban.core import clock, uids
from duban.demo import city
from duban.demo.year import beginning, ending, matters, planning, plot, reporting, settling, urging
from duban.demo.year.company import Company
from duban.demo.year.course import Day, Refusal
from duban.journal.models import Entry
from duban.ledger.models import Task
from duban.orgs.calendar import calendar_of, remembered
from duban.orgs.models import Jurisdiction, User
from duban.orgs.ticking import tick
from duban.supervision.keeping import deferred

BEGINS, ENDS = time(8, 30), time(17, 30)
ISSUED_AT = time(14, 0)
JUDGED_ON = (0,)
"""Monday: the day on which every light is judged; on the others those that acts changed."""

ROUTINE: tuple[Callable[[Day], None], ...] = (
    beginning.fill_gaps,
    beginning.object_and_answer,
    beginning.receive,
    beginning.dock,
    beginning.name_open_ends,
    planning.make_plans,
    planning.review_plans,
    planning.change_plans,
    ending.rest,
    reporting.consent,
    reporting.ask,
    planning.reach_milestones,
    reporting.contribute,
    reporting.report,
    reporting.tell,
    settling.settle,
    settling.instruct_on_reports,
    settling.carry_out,
    ending.tell_leaders,
    ending.finish,
    matters.instruct,
    matters.pursue,
    urging.urge,
    urging.supervise,
)
"""What is done on a working day, in this order."""


@dataclass(frozen=True)
class Course:
    """What came of a simulation: when it ended, how much it wrote, and the acts that the system refused."""

    ended_at: datetime
    days: int
    entries: int
    refused: tuple[Refusal, ...]


def simulate(jurisdiction: Jurisdiction, until: date) -> Course:
    """Let the year go on from where the journal ends to the evening of a day; the same each time by its seed."""
    first, before = _first_day(jurisdiction), _entries(jurisdiction)
    refused: list[Refusal] = []
    company: Company | None = None
    with clock.moved_by_hand(_last_moment(jurisdiction)) as advance:
        day = first
        while day <= until:
            with uids.seeded(f"{city.SEED}/{day.isoformat()}"):
                is_judged = day.weekday() in JUDGED_ON or day == until
                lived = _pass(jurisdiction, day, advance, company, is_judged=is_judged)
            if lived is not None:
                company = lived.company
                refused += lived.refused
            day += timedelta(days=1)
        _wait(until, ENDS, advance)
        return Course(clock.now(), max((until - first).days + 1, 0), _entries(jurisdiction) - before, tuple(refused))


def lived_until(jurisdiction: Jurisdiction) -> date:
    """Return the day up to which the journal goes."""
    return timezone.localdate(_last_moment(jurisdiction))


def _pass(
    jurisdiction: Jurisdiction,
    on: date,
    advance: Callable[[timedelta], None],
    company: Company | None,
    *,
    is_judged: bool,
) -> Day | None:
    """Live one day with the company of the day before; None where nobody works."""
    is_first = not Task.objects.filter(jurisdiction=jurisdiction, issued_on__isnull=False).exists()
    calendar = calendar_of(jurisdiction)
    if not is_first and not calendar.is_working(on):
        return None
    _wait(on, ISSUED_AT if is_first else BEGINS, advance)
    rng = random.Random(f"{city.SEED}/{on.isoformat()}")  # noqa: S311 -- a story, not a secret
    there = company.next_day() if company is not None else Company(jurisdiction)
    day = Day(jurisdiction, on, calendar, there, advance, rng)
    with deferred(with_time=is_judged):
        if is_first:
            beginning.prepare(day)
            day.calendar = calendar_of(jurisdiction)
            beginning.issue(day)
        else:
            with remembered():
                tick(jurisdiction)
                for step in ROUTINE:
                    step(day)
    User.objects.filter(pk__in=day.company.have_acted()).exclude(person__name__in=plot.NEVER_SIGN_IN).update(
        last_seen_on=on
    )
    return day


def _first_day(jurisdiction: Jurisdiction) -> date:
    last = lived_until(jurisdiction)
    if not Task.objects.filter(jurisdiction=jurisdiction, issued_on__isnull=False).exists():
        return max(plot.ISSUED_ON, last)
    return last + timedelta(days=1)


def _last_moment(jurisdiction: Jurisdiction) -> datetime:
    last = Entry.objects.filter(jurisdiction=jurisdiction.uid).order_by("-seq").values_list("at", flat=True)[0]
    return datetime.fromisoformat(last)


def _entries(jurisdiction: Jurisdiction) -> int:
    return Entry.objects.filter(jurisdiction=jurisdiction.uid).count()


def _wait(on: date, at: time, advance: Callable[[timedelta], None]) -> None:
    """Move the clock to a moment of the city's day, unless it is past it."""
    wanted = timezone.make_aware(datetime.combine(on, at)).astimezone(UTC)
    if wanted > clock.now():
        advance(wanted - clock.now())
