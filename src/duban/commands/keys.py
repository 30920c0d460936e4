"""`duban keys`: the keys of sealed fields: a new one, what hangs on which, moving all to the newest."""

import os
import sys
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from duban.commands import Refused

if TYPE_CHECKING:
    from collections.abc import Callable

example = """  duban keys new
  DUBAN_FIELD_KEYS=NEW,OLD duban keys rotate
  duban keys show"""

ALL_LISTED, NOT_LISTED = 0, 1


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what may stand on the command line."""
    acts = parser.add_subparsers(dest="act", required=True, metavar="new|show|rotate")
    acts.add_parser("new", help="print a new key for DUBAN_FIELD_KEYS").set_defaults(do=_new)
    acts.add_parser("show", help="count the values on each key; exit code 1 where a key is not listed").set_defaults(
        do=_show
    )
    acts.add_parser("rotate", help="seal every value with the newest key").set_defaults(do=_rotate)


def run(args: Namespace) -> int:
    """Do it and return the exit code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "duban.settings")
    import django

    django.setup()
    from django.conf import settings
    from django.db import DatabaseError
    from django.utils import translation

    from duban.core import texts
    from duban.core.errors import DomainError

    do: Callable[[], int] = args.do
    try:
        with translation.override(settings.LANGUAGE_CODE):
            return do()
    except DomainError as error:
        raise Refused(texts.say(error)) from error
    except DatabaseError as error:
        raise Refused(
            f"the database cannot be used ({error}); is it set up, and is DUBAN_DATABASE_URL right?"
        ) from error


def _new() -> int:
    from duban.core.sealing import new_key

    sys.stdout.write(new_key() + "\n")
    return ALL_LISTED


def _show() -> int:
    from duban.orgs.administration.resealing import hanging

    found = hanging()
    for column in found:
        sys.stdout.write(f"{column.table}.{column.field}\n")
        for place, count in sorted(column.by_key.items(), key=lambda each: (each[0] is None, each[0])):
            name = _("a key that is not listed") if place is None else _("key %(place)s") % {"place": place + 1}
            sys.stdout.write(f"  {name}: {count}\n")
        if not column.by_key:
            sys.stdout.write("  " + _("nothing sealed") + "\n")
    return NOT_LISTED if any(None in column.by_key for column in found) else ALL_LISTED


def _rotate() -> int:
    from duban.orgs.administration.resealing import reseal

    sys.stdout.write(_("Moved to the newest key: %(count)s rows.") % {"count": reseal()} + "\n")
    return ALL_LISTED
