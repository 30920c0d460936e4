"""`duban permissions`: who may do what, printed from the code."""

import os
import sys
from argparse import ArgumentParser, Namespace

example = "  duban permissions\n  duban permissions --markdown > docs/permissions.md"


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what may stand on the command line."""
    parser.add_argument("--markdown", action="store_true", help="print the page of the documentation")


def run(args: Namespace) -> int:
    """Print the table; it needs no database."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "duban.settings")
    import django

    django.setup()
    from django.conf import settings
    from django.utils import translation

    from duban.orgs.administration.permission_table import as_markdown, lines
    from duban.orgs.roles import Role

    if args.markdown:
        sys.stdout.write(as_markdown())
        return 0
    with translation.override(settings.LANGUAGE_CODE):
        for line in lines():
            sys.stdout.write(f"{line.act.code}\t{line.act.title}\n")
            for role, cell in zip(Role, line.cells, strict=True):
                if cell.sign:
                    sys.stdout.write(f"  {cell.words}\t{role.label}\n")
    return 0
