"""`duban register`: read the register of units in from a sheet, or take it out as one."""

import hashlib
import os
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from duban.commands import Refused
from duban.commands.governments import account, government

if TYPE_CHECKING:
    from duban.orgs.register.sheets.comparing import Comparison

example = """  duban register import units.xlsx --dry-run
  duban register export --out units.xlsx"""

DONE, NOT_TAKEN = 0, 1
SUFFIXES = {".csv": "csv", ".xlsx": "xlsx"}


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what may stand on the command line."""
    what = parser.add_subparsers(dest="what", metavar="WHAT", required=True)
    taking = what.add_parser("import", help="read a sheet in, whole or not at all; exit code 1 if a row is wrong")
    taking.add_argument("file", metavar="FILE", type=Path)
    taking.add_argument("--dry-run", action="store_true", help="only say what would change")
    leaving = what.add_parser("export", help="take the register out as csv or xlsx")
    leaving.add_argument("--form", choices=("csv", "xlsx"), help="default: by the name of --out, else csv")
    leaving.add_argument("--out", metavar="PATH", type=Path, help="default: standard output")
    for each in (taking, leaving):
        each.add_argument("--jurisdiction", metavar="CODE", help="the government; may be left out where there is one")
        each.add_argument(
            "--by", metavar="ACCOUNT", help="who does it; may be left out where one officer has an account"
        )


def run(args: Namespace) -> int:
    """Do it and return the exit code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "duban.settings")
    import django

    django.setup()
    from django.db import DatabaseError

    from duban.core import texts
    from duban.core.errors import DomainError

    try:
        return _import(args) if args.what == "import" else _export(args)
    except DomainError as error:
        raise Refused(texts.say(error)) from error
    except DatabaseError as error:
        raise Refused(
            f"the database cannot be used ({error}); is it set up, and is DUBAN_DATABASE_URL right?"
        ) from error


def _import(args: Namespace) -> int:
    from duban.core import files
    from duban.journal.records import File
    from duban.orgs.register.sheets.importing import dry_run, import_register
    from duban.orgs.register.sheets.reading import read_sheet
    from duban.plans.errors import SecrecyMarked
    from duban.plans.reading.marks import secrecy_marks

    viewer = account(government(args.jurisdiction), args.by)
    content = _bytes(args.file)
    sheet = read_sheet(args.file.name, content)
    if secrecy_marks(sheet.text, sheet.name):
        raise SecrecyMarked(name=sheet.name)
    looked = dry_run(viewer=viewer, sheet=sheet)
    _print(looked.comparison)
    if looked.comparison.faults:
        return NOT_TAKEN
    if not args.dry_run:
        digest = hashlib.sha256(content).hexdigest()
        reference = files.store(viewer.jurisdiction.uid, digest, content)
        file = File("register", digest, len(content), reference)
        import_register(viewer=viewer, sheet=sheet, file=file, state=looked.state)
        sys.stdout.write(_("Taken.") + "\n")
    return DONE


def _print(found: "Comparison") -> None:
    from duban.orgs.register.sheets.columns import HEADINGS
    from duban.orgs.register.sheets.comparing import in_words

    said = _("%(added)s added, %(changed)s changed, %(same)s as they are, %(left)s left out, %(wrong)s places wrong")
    counts = {
        "added": len(found.added),
        "changed": len(found.changed),
        "same": found.same,
        "left": len(found.left),
        "wrong": len(found.faults),
    }
    sys.stdout.write(said % counts + "\n")
    for row in found.added:
        sys.stdout.write(f"  + {row.wanted.name}\n")
    for known in found.changed:
        for each in known.changes:
            before, after = in_words(each.column, each.before), in_words(each.column, each.after)
            sys.stdout.write(f"  ~ {known.wanted.name}  {HEADINGS[each.column]}: {before or '—'} → {after or '—'}\n")
    wrong = _("row %(row)s, %(column)s: %(reason)s")
    for fault in found.faults:
        place = {"row": fault.row, "column": fault.heading, "reason": fault.words}
        sys.stdout.write(f"  ! {wrong % place}\n")


def _export(args: Namespace) -> int:
    from duban.orgs.register.sheets.exporting import export_register

    form = args.form or SUFFIXES.get(args.out.suffix.lower() if args.out else "", "csv")
    if form == "xlsx" and args.out is None and sys.stdout.isatty():
        raise Refused("--out: a workbook is not for a terminal; name a file")
    export = export_register(viewer=account(government(args.jurisdiction), args.by), form=form, address="-")
    if args.out is None:
        sys.stdout.buffer.writelines(export.chunks)
        return DONE
    try:
        with args.out.open("wb") as file:
            file.writelines(export.chunks)
    except OSError as error:
        raise Refused(f"{args.out}: {error.strerror}") from error
    return DONE


def _bytes(path: Path) -> bytes:
    """Return the bytes of a file, or one more than the limit: larger files are refused without being read whole."""
    from django.conf import settings

    try:
        with path.open("rb") as file:
            return file.read(settings.DUBAN_LIMITS["upload_bytes"] + 1)
    except OSError as error:
        raise Refused(f"{path}: {error.strerror}") from error
