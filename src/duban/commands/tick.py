"""`duban tick`: what the clock does by itself, and sending what is due; harmless when it runs twice at once."""

import os
import sys
from argparse import ArgumentParser, Namespace
from datetime import timedelta
from typing import TYPE_CHECKING

from duban.commands import Refused

if TYPE_CHECKING:
    from duban.orgs.models import Jurisdiction

example = """  duban tick
  */5 * * * *  duban tick          (in the crontab of the account that serves)"""


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what may stand on the command line."""
    parser.add_argument("--jurisdiction", metavar="CODE", help="one government (default: all of them)")


def run(args: Namespace) -> int:
    """Do it and return the exit code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "duban.settings")
    import django

    django.setup()
    from django.db import DatabaseError

    try:
        for line in _tick(args.jurisdiction):
            sys.stdout.write(line + "\n")
    except DatabaseError as error:
        raise Refused(
            f"the database cannot be used ({error}); is it set up, and is DUBAN_DATABASE_URL right?"
        ) from error
    return 0


def _tick(code: str | None) -> list[str]:
    from duban.commands.governments import government
    from duban.core import clock
    from duban.journal.access import seal_day
    from duban.orgs.accounts.idle import suspend_idle
    from duban.orgs.acting import keys
    from duban.orgs.models import Jurisdiction
    from duban.orgs.signing_in import locks
    from duban.orgs.ticking import tick
    from duban.reminders.outbox.forgetting import forget_old
    from duban.reminders.outbox.sending import NOTHING, send_due

    governments = [government(code)] if code else list(Jurisdiction.objects.order_by("pk"))
    said = []
    for each in governments:
        before = _entries(each)
        tick(each)
        said.append(f"{each.code}: {_entries(each) - before} entries")
    if code is None:
        seal_day(clock.today() - timedelta(days=1))
        suspend_idle(clock.today())
        keys.forget_old()
        locks.forget_old()
        forget_old()
    for each in governments:  # last: a peer that does not answer holds up nothing but other messages
        sent = send_due(each)
        if sent != NOTHING:
            said.append(f"{each.code}: {sent.sent} messages sent, {sent.failed} not sent, {sent.given_up} given up")
    return said


def _entries(jurisdiction: "Jurisdiction") -> int:
    from duban.journal.models import Head

    return Head.objects.filter(jurisdiction=jurisdiction.uid).values_list("seq", flat=True).first() or 0
