"""`duban accounts`: list the accounts of a government, suspend those that nobody used for 90 days."""

import csv
import os
import sys
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from duban.commands import Refused
from duban.commands.governments import government

if TYPE_CHECKING:
    from collections.abc import Callable

example = """  duban accounts list --state suspended
  duban accounts suspend"""

STATES = ("open", "invited", "lapsed", "suspended", "closed", "blocked")


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what may stand on the command line."""
    acts = parser.add_subparsers(dest="act", required=True, metavar="list|suspend")

    listed = acts.add_parser("list", help="account, person, posts, state, last seen; as csv")
    listed.add_argument("--jurisdiction", metavar="CODE", help="the government; may be left out where there is one")
    listed.add_argument("--state", choices=STATES, help="only accounts in this state")
    listed.set_defaults(do=_list)

    suspend = acts.add_parser(
        "suspend", help="suspend what nobody used for 90 days, in every government; for a daily timer"
    )
    suspend.set_defaults(do=_suspend)


def run(args: Namespace) -> int:
    """Do it and return the exit code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "duban.settings")
    import django

    django.setup()
    from django.db import DatabaseError

    do: Callable[[Namespace], int] = args.do
    try:
        return do(args)
    except DatabaseError as error:
        raise Refused(
            f"the database cannot be used ({error}); is it set up, and is DUBAN_DATABASE_URL right?"
        ) from error


def _list(args: Namespace) -> int:
    from duban.core.sheets import harmless
    from duban.orgs.accounts.selectors import accounts_of

    lines = csv.writer(sys.stdout)
    lines.writerow(("account", "person", "posts", "state", "last_seen_on"))
    for row in accounts_of(government(args.jurisdiction)):
        if args.state in {None, row.state.value}:
            cells = (row.username, row.person, row.posts, row.state.value, str(row.last_seen_on or ""))
            lines.writerow([harmless(cell) for cell in cells])
    return 0


def _suspend(_args: Namespace) -> int:
    from duban.core import clock
    from duban.orgs.accounts.idle import suspend_idle

    for user in suspend_idle(clock.today()):
        sys.stdout.write(f"{user.username}\t{user.last_seen_on or '-'}\n")
    return 0
