"""`duban init`: a government set up with its three administrators, without any default password."""

import json
import os
import sys
import tomllib
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from duban.commands import Refused

if TYPE_CHECKING:
    from duban.orgs.administration.answers import Question
    from duban.orgs.administration.founding import Founded

    Ask = Callable[[Question, str], str]

example = """  duban init
  duban init --answers lanzhou.toml --no-input

lanzhou.toml:
  name = "澜州市人民政府"
  code = "lanzhou"
  level = "prefecture"          # province, prefecture, county, township
  protection_level = 2          # 3: three administrators apart; 2: system and security may be one person
  small_office = false          # fewer than four inspecting persons
  system = "石一鸣"
  security = "石一鸣"
  audit = "巫明鉴"
  office_head = "钟离秋\""""


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what may stand on the command line."""
    parser.add_argument("--answers", metavar="FILE", type=Path, help="answers as TOML or JSON; asked is what it lacks")
    parser.add_argument("--no-input", action="store_true", help="ask nothing; a missing answer ends with exit code 2")


def run(args: Namespace) -> int:
    """Ask, make the database ready, set the government up, print each invitation once."""
    given = _given(args.answers) if args.answers else {}
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "duban.settings")
    import django

    django.setup()
    from django.db import DatabaseError

    from duban.core import texts
    from duban.core.checks import errors_found
    from duban.core.errors import DomainError

    errors = errors_found()
    if errors:
        raise Refused("; ".join(errors))
    try:
        return _set_up(given, ask=None if args.no_input else _ask)
    except DomainError as error:
        raise Refused(texts.say(error)) from error
    except DatabaseError as error:
        raise Refused(f"the database cannot be used ({error}); is DUBAN_DATABASE_URL right?") from error


def _set_up(given: Mapping[str, str], ask: "Ask | None") -> int:
    from django.conf import settings
    from django.core.management import call_command
    from django.utils import translation

    from duban.orgs.administration.answers import QUESTIONS, government_of
    from duban.orgs.administration.founding import found, require_apart, require_no_demonstration

    with translation.override(settings.LANGUAGE_CODE):
        unknown = sorted(given.keys() - {question.key for question in QUESTIONS})
        if unknown:
            raise Refused(f"--answers: there is no question {unknown[0]!r}; see duban init --help")
        require_no_demonstration()
        answers = {question.key: _answer(question, given, ask) for question in QUESTIONS}
        government = government_of(answers)
        require_apart(government)
        call_command("migrate", verbosity=0, interactive=False)
        _print(found(government))
    return 0


def _answer(question: "Question", given: Mapping[str, str], ask: "Ask | None") -> object:
    """Return the answer to a question; what the file says wrongly is refused, what was typed wrongly asked again."""
    from duban.orgs.administration.answers import UnfitAnswer

    if question.key in given:
        try:
            return question.read(given[question.key])
        except UnfitAnswer as error:
            raise Refused(f"{question.key}: {given[question.key]!r} does not fit; expected: {error}") from error
    if ask is None:
        if question.default is None:
            raise Refused(f"{question.key}: the answer is missing; put it into --answers, or leave --no-input out")
        return question.read(question.default)
    hint = ""
    while True:
        try:
            return question.read(ask(question, hint) or question.default or "")
        except UnfitAnswer as error:
            hint = str(error)


def _ask(question: "Question", hint: str) -> str:
    """Ask on the terminal; questions go to standard error, so that standard output holds the invitations alone."""
    if hint:
        sys.stderr.write(_("Expected: %(hint)s") % {"hint": hint} + "\n")
    sys.stderr.write(f"{question.words}{f' [{question.default}]' if question.default else ''}: ")
    sys.stderr.flush()
    line = sys.stdin.readline()
    if not line:
        raise Refused(f"{question.key}: the answer is missing; nothing was set up")
    return line.strip()


def _given(path: Path) -> dict[str, str]:
    """Return the answers of a file by key, as texts."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        found = json.loads(text) if text.lstrip().startswith("{") else tomllib.loads(text)
    except OSError as error:
        raise Refused(f"--answers: {path}: {error.strerror}") from error
    except ValueError as error:
        raise Refused(f"--answers: {path} is neither TOML nor JSON in UTF-8 ({error})") from error
    wrong = [key for key, value in found.items() if not isinstance(value, str | int | bool)]
    if wrong:
        raise Refused(f"--answers: {wrong[0]}: a text, a number, true or false belongs here")
    return {key: str(value).lower() if isinstance(value, bool) else str(value) for key, value in found.items()}


def _print(founded: "Founded") -> None:
    """Print what was set up; a code is shown here and nowhere else."""
    from duban.orgs.administration.working_year import is_arranged

    lines = [_("Set up: %(name)s (%(code)s)") % vars(founded.jurisdiction), ""]
    for each in founded.invited:
        posts = "、".join(holding.post.words for holding in each.user.person.holdings.select_related("post__unit"))
        said = _("%(posts)s %(name)s: account %(username)s, one-time code %(code)s, until %(until)s")
        lines.append(
            said
            % {
                "posts": posts,
                "name": each.user.person.name,
                "username": each.user.username,
                "code": each.code,
                "until": each.invitation.expires_at.date().isoformat(),
            }
        )
    lines += ["", _("Codes are shown this once; each is used once, at /invitation/, to set the first password."), ""]
    for year, count in founded.years.items():
        kind = _("as arranged") if is_arranged(year) else _("estimated, not yet arranged")
        lines.append(
            _("Working calendar %(year)s: %(count)s days, %(kind)s.") % {"year": year, "count": count, "kind": kind}
        )
    lines.append(_("Next: “duban doctor” says what is missing, “duban serve” starts."))
    sys.stdout.write("\n".join(lines) + "\n")
