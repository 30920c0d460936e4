"""`duban import`: take a plan in, read it, say what was found, and adopt it where nothing must be settled."""

import os
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from duban.commands import Refused
from duban.commands.governments import account, government

if TYPE_CHECKING:
    from duban.orgs.viewers import Viewer
    from duban.plans.models import PlanImport
    from duban.plans.selectors import Review

example = """  duban import notice.txt
  duban import notice.html --jurisdiction lan --by office --adopt"""

DONE, NOT_ADOPTED = 0, 1
ADDRESS = "/plans/import/{uid}/"


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what may stand on the command line."""
    parser.add_argument("file", metavar="FILE", type=Path)
    parser.add_argument("--jurisdiction", metavar="CODE", help="the government; may be left out where there is one")
    parser.add_argument(
        "--by", metavar="ACCOUNT", help="who gives it; may be left out where one officer has an account"
    )
    parser.add_argument(
        "--adopt", action="store_true", help="adopt it as ledger; exit code 1 and the open points if it cannot be yet"
    )


def run(args: Namespace) -> int:
    """Do it and return the exit code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "duban.settings")
    import django

    django.setup()
    from django.db import DatabaseError

    from duban.core import texts
    from duban.core.errors import DomainError
    from duban.plans.errors import AlreadyHere

    try:
        return _import(args)
    except AlreadyHere as error:
        address = ADDRESS.format(uid=error.params["plan_import"])
        raise Refused(f"{texts.say(error)} {address}") from error
    except DomainError as error:
        raise Refused(texts.say(error)) from error
    except DatabaseError as error:
        raise Refused(
            f"the database cannot be used ({error}); is it set up, and is DUBAN_DATABASE_URL right?"
        ) from error


def _import(args: Namespace) -> int:
    from duban.plans.selectors import refusal_of, review
    from duban.plans.services import read_import, receive_file
    from duban.plans.stages import ImportStage

    viewer = account(government(args.jurisdiction), args.by)
    received = receive_file(viewer=viewer, name=args.file.name, data=_bytes(args.file))
    read = read_import(plan_import=received)
    if read.stage == ImportStage.FAILED:
        raise Refused(refusal_of(read))
    found = review(viewer, read.uid)
    _print_found(found)
    if args.adopt:
        return _adopt(viewer, read, found)
    sys.stdout.write(_("Review: %(address)s") % {"address": ADDRESS.format(uid=read.uid)} + "\n")
    return DONE


def _adopt(viewer: "Viewer", read: "PlanImport", found: "Review") -> int:
    from duban.ledger.models import Task
    from duban.ledger.services import adopt

    if found.open_points:
        sys.stdout.write(_("Not adopted; to be settled first:") + "\n")
        sys.stdout.writelines(f"  {point.message}\n" for point in found.open_points)
        sys.stdout.write(_("Review: %(address)s") % {"address": ADDRESS.format(uid=read.uid)} + "\n")
        return NOT_ADOPTED
    plan = adopt(viewer=viewer, plan_import=read, version=read.version)
    tasks = Task.objects.filter(jurisdiction=viewer.jurisdiction, plan=plan).count()
    said = _("Adopted as ledger: %(tasks)s tasks from %(clauses)s clauses.")
    sys.stdout.write(said % {"tasks": tasks, "clauses": len(found.items)} + "\n")
    return DONE


def _print_found(found: "Review") -> None:
    said = _(
        "%(name)s: %(clauses)s clauses in %(sections)s sections, %(units)s units, %(figures)s figures; "
        "findings: %(must)s to be settled, %(check)s to be checked, %(note)s notes"
    ) % {
        "name": found.file_name,
        "clauses": len(found.items),
        "sections": len(found.sections),
        "units": found.unit_count,
        "figures": found.target_count,
        "must": found.must_count,
        "check": found.check_count,
        "note": found.note_count,
    }
    sys.stdout.write(said + "\n")
    sys.stdout.writelines(
        f"  {finding.number:>3} {finding.message}\n" for finding in found.findings if finding.severity != "note"
    )


def _bytes(path: Path) -> bytes:
    """Return the bytes of a file, or one more than the limit: larger files are refused without being read whole."""
    from django.conf import settings

    try:
        with path.open("rb") as file:
            return file.read(settings.DUBAN_LIMITS["upload_bytes"] + 1)
    except OSError as error:
        raise Refused(f"{path}: {error.strerror}") from error
