"""`duban export`: take the ledger out as a sheet."""

import os
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from urllib.parse import parse_qsl

from duban.commands import Refused
from duban.commands.governments import account, government

example = """  duban export ledger --out ledger.xlsx
  duban export ledger --filter "role=lead&unit=3kq0x7m2v9pd" --out lead.csv"""

SUFFIXES = {".csv": "csv", ".xlsx": "xlsx"}


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what may stand on the command line."""
    what = parser.add_subparsers(dest="what", metavar="WHAT", required=True)
    ledger = what.add_parser("ledger", help="all tasks, or those that --filter leaves")
    ledger.add_argument("--form", choices=("csv", "xlsx"), help="default: by the name of --out, else csv")
    ledger.add_argument("--filter", metavar="QUERY", default="", help="what stands behind ? in the address of the page")
    ledger.add_argument("--out", metavar="PATH", type=Path, help="default: standard output")
    ledger.add_argument("--jurisdiction", metavar="CODE", help="the government; may be left out where there is one")
    ledger.add_argument(
        "--by", metavar="ACCOUNT", help="who takes it; may be left out where one officer has an account"
    )


def run(args: Namespace) -> int:
    """Do it and return the exit code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "duban.settings")
    import django

    django.setup()
    from django.db import DatabaseError

    try:
        _export(args)
    except DatabaseError as error:
        raise Refused(
            f"the database cannot be used ({error}); is it set up, and is DUBAN_DATABASE_URL right?"
        ) from error
    return 0


def _export(args: Namespace) -> None:
    from duban.ledger.exports import export_ledger
    from duban.ledger.filters import Filters

    form = args.form or SUFFIXES.get(args.out.suffix.lower() if args.out else "", "csv")
    if form == "xlsx" and args.out is None and sys.stdout.isatty():
        raise Refused("--out: a workbook is not for a terminal; name a file")
    filters = Filters.parse(dict(parse_qsl(args.filter)))
    export = export_ledger(
        viewer=account(government(args.jurisdiction), args.by), filters=filters, form=form, address="-"
    )
    if args.out is None:
        sys.stdout.buffer.writelines(export.chunks)
        return
    try:
        with args.out.open("wb") as file:
            file.writelines(export.chunks)
    except OSError as error:
        raise Refused(f"{args.out}: {error.strerror}") from error
