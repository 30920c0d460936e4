"""`duban simulate`: the simulated people of a demonstration live on to a day; also a generator of load."""

import os
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from datetime import date

from duban.commands import Refused
from duban.commands.governments import government

example = "  duban simulate --until 2026-09-30"


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what may stand on the command line."""
    parser.add_argument("--until", metavar="DAY", type=_day, required=True, help="the last day, YYYY-MM-DD")
    parser.add_argument("--jurisdiction", metavar="CODE", help="may be left out where there is one")


def run(args: Namespace) -> int:
    """Do it and return the exit code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "duban.settings")
    os.environ.setdefault("DUBAN_MODE", "demonstration")
    import django

    django.setup()
    from django.db import DatabaseError, transaction

    from duban.core import clock
    from duban.demo.year.simulate import lived_until, simulate

    try:
        jurisdiction = government(args.jurisdiction)
        if not jurisdiction.is_demonstration:
            raise Refused(f"{jurisdiction.name} is no demonstration; nothing is simulated in a real ledger")
        if lived_until(jurisdiction) >= args.until:
            raise Refused(f"it is {lived_until(jurisdiction)} in {jurisdiction.name} already; name a later day")
        with transaction.atomic():
            course = simulate(jurisdiction, args.until)
        clock.go_on_from(course.ended_at)
    except DatabaseError as error:
        raise Refused(
            f"the database cannot be used ({error}); is it set up, and is DUBAN_DATABASE_URL right?"
        ) from error
    for refusal in course.refused:
        sys.stderr.write(f"{refusal.day} {refusal.about}: {refusal.code}\n")
    sys.stdout.write(f"{jurisdiction.code}: {course.days} days, {course.entries} entries, until {args.until}\n")
    return 0


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(f"{text!r} is not a day; write YYYY-MM-DD") from error
