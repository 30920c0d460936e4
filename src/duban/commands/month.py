"""`duban month`: the reporting of a month from the command line or a timer."""

import os
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace

from duban.commands import Refused
from duban.commands.governments import government
from duban.core.values import Month

example = """  duban month open 2026-04
  duban month lock 2026-04"""


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what may stand on the command line."""
    acts = parser.add_subparsers(dest="act", required=True, metavar="open|lock")
    for act, help_text in (
        ("open", "open the period of a month and ask for its reports; a period that is open stays as it is"),
        ("lock", "lock the period of a month whose lock day has passed; what was not filed is missing"),
    ):
        parser_of_act = acts.add_parser(act, help=help_text)
        parser_of_act.add_argument("month", metavar="YYYY-MM", type=_month)
        parser_of_act.add_argument("--jurisdiction", metavar="CODE", help="may be left out where there is one")


def run(args: Namespace) -> int:
    """Do it and return the exit code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "duban.settings")
    import django

    django.setup()
    from django.db import DatabaseError

    try:
        _open(args) if args.act == "open" else _lock(args)
    except DatabaseError as error:
        raise Refused(
            f"the database cannot be used ({error}); is it set up, and is DUBAN_DATABASE_URL right?"
        ) from error
    return 0


def _open(args: Namespace) -> None:
    from duban.progress.models import ReportingPeriod
    from duban.progress.reporting.periods import expect_reports, open_period

    jurisdiction = government(args.jurisdiction)
    open_period(jurisdiction, args.month)
    period = ReportingPeriod.objects.get(jurisdiction=jurisdiction, month=str(args.month))
    sys.stdout.write(f"{period.month}: due {period.due_on}, locks {period.locks_on}, {expect_reports(period)} asked\n")


def _lock(args: Namespace) -> None:
    from duban.core import clock
    from duban.progress.models import ReportingPeriod
    from duban.progress.reporting.lapsing import lock_periods

    jurisdiction = government(args.jurisdiction)
    period = ReportingPeriod.objects.filter(jurisdiction=jurisdiction, month=str(args.month)).first()
    if period is None:
        raise Refused(f"{args.month}: this month was not opened; `duban month open {args.month}` opens it")
    if period.locks_on >= clock.today():
        raise Refused(f"{args.month}: units may file until {period.locks_on}; lock the month after that day")
    lock_periods(jurisdiction)
    missing = period.reports.filter(stage="missing").count()
    sys.stdout.write(f"{period.month}: locked, {missing} missing\n")


def _month(text: str) -> Month:
    try:
        return Month.parse(text)
    except ValueError as error:
        raise ArgumentTypeError(f"{text!r} is not a month; write YYYY-MM") from error
