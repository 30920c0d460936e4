"""`duban doctor`: the settings with their sources, and everything that is missing, with its remedy."""

import json
import os
import sys
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from duban.orgs.administration.doctor.examine import Shown
    from duban.orgs.administration.doctor.findings import Finding

example = "  duban doctor\n  duban doctor --lang en --json\n  duban doctor --sweep"

HEALTHY, ILL = 0, 1
LANGUAGES = {"zh": "zh-hans", "en": "en"}


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what may stand on the command line."""
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--lang", choices=sorted(LANGUAGES), help="language of the answer (default: DUBAN_LANGUAGE)")
    parser.add_argument("--sweep", action="store_true", help="remove files of the store that belong to nothing")


def run(args: Namespace) -> int:
    """Examine the installation; exit code 1 where something must be mended."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "duban.settings")
    import django

    django.setup()
    from django.conf import settings
    from django.utils import translation

    from duban.orgs.administration.doctor.examine import examine, settings_shown
    from duban.orgs.administration.doctor.findings import Weight

    with translation.override(LANGUAGES.get(args.lang, settings.LANGUAGE_CODE)):
        if args.sweep:
            _sweep(is_quiet=args.json)
        shown, found = settings_shown(), examine()
        sys.stdout.write(_as_json(shown, found) if args.json else _as_text(shown, found))
    return ILL if any(each.weight is Weight.ERROR for each in found) else HEALTHY


def _sweep(*, is_quiet: bool) -> None:
    from duban.orgs.administration.doctor.deployment import database_findings
    from duban.orgs.administration.doctor.storage import sweep

    if database_findings():
        return  # it is said below; without the journal nothing can be told to belong to nothing
    said = _("Removed %(count)s files.") % {"count": sweep()}
    if not is_quiet:
        sys.stdout.write(said + "\n\n")


def _as_text(shown: "Sequence[Shown]", found: "Sequence[Finding]") -> str:
    from duban.orgs.administration.doctor.findings import WORDS

    width = max(len(each.name) for each in shown)
    sources = {"environment": _("set"), "default": _("default")}
    lines = [_("Settings")]
    lines += [f"  {each.name:<{width}}  {each.value}  ({sources[each.source]})" for each in shown]
    lines += ["", _("Findings") if found else _("Nothing is missing.")]
    for each in found:
        where = f"{each.government}: " if each.government else ""
        lines += [f"  [{WORDS[each.weight]}] {where}{each.what}", f"      → {each.remedy}"]
    return "\n".join(lines) + "\n"


def _as_json(shown: "Sequence[Shown]", found: "Sequence[Finding]") -> str:
    answer = {
        "schema": "duban.doctor/1",
        "settings": [vars(each) for each in shown],
        "findings": [
            {
                "code": each.code,
                "level": each.weight.value,
                "government": each.government,
                "what": each.what,
                "remedy": each.remedy,
            }
            for each in found
        ],
    }
    return json.dumps(answer, ensure_ascii=False, indent=1) + "\n"
