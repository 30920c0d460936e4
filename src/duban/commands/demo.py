"""`duban demo`: the fictional city, built once with its simulated year and served on this machine only."""

import os
import secrets
import shutil
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from duban.commands import Refused

if TYPE_CHECKING:
    from collections.abc import Sequence

    from duban.demo.build import Account

example = "  duban demo --port 8765\n  duban demo --fresh --no-serve"

PORT = 8765


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what may stand on the command line."""
    parser.add_argument("--port", type=int, default=PORT, help=f"port on 127.0.0.1 (default {PORT})")
    parser.add_argument("--no-serve", action="store_true", help="build and print, do not start the server")
    parser.add_argument("--fresh", action="store_true", help="throw the old demonstration away and start anew")
    parser.add_argument(
        "--no-year", action="store_true", help="build the city as on the day of its plan, at today's date; much quicker"
    )


def run(args: Namespace) -> int:
    """Build what is not built yet, print addresses and accounts, serve until stopped."""
    home = _home()
    if args.fresh and home.exists():
        _require_own(home)
        shutil.rmtree(home)
    _enter(home)
    accounts = _build(with_year=not args.no_year)
    address = f"http://127.0.0.1:{args.port}/"
    _announce(address, accounts)
    if args.no_serve:
        return 0
    from duban.commands.serve import serve

    return serve(bind=f"127.0.0.1:{args.port}")


def _home() -> Path:
    base = os.environ.get("DUBAN_HOME") or str(Path.home() / ".local" / "share" / "duban")
    return Path(base).expanduser().resolve() / "demonstration"


def _require_own(home: Path) -> None:
    """Refuse to remove a folder that no demonstration made."""
    if not (home / "demonstration.secret").is_file():
        raise Refused(f"{home} was not made by `duban demo`; move it away, or point DUBAN_HOME elsewhere")


def _enter(home: Path) -> None:
    """Make the folder and turn this process into one of the demonstration."""
    home.mkdir(parents=True, exist_ok=True)
    secret = home / "demonstration.secret"
    if not secret.is_file():
        secret.write_text(secrets.token_urlsafe(48), encoding="ascii")
        secret.chmod(0o600)
    os.environ.update(
        DUBAN_MODE="demonstration",
        DUBAN_HOME=str(home),
        DUBAN_FILES=str(home / "files"),
        DUBAN_DATABASE_URL=f"sqlite:///{home / 'duban.sqlite3'}",
        DUBAN_SECRET_KEY=secret.read_text(encoding="ascii"),
        DJANGO_SETTINGS_MODULE="duban.settings",
    )


def _build(*, with_year: bool) -> "Sequence[Account]":
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import transaction

    from duban.core import texts
    from duban.core.errors import DomainError
    from duban.demo.build import build, is_built
    from duban.demo.year.plot import LIVES_FROM
    from duban.orgs.installation import require_matching_mode

    call_command("migrate", verbosity=0, interactive=False)
    try:
        require_matching_mode()
    except DomainError as error:
        raise Refused(texts.say(error)) from error
    if is_built():
        return ()
    with transaction.atomic():
        return build(LIVES_FROM if with_year else None)


def _announce(address: str, accounts: "Sequence[Account]") -> None:
    lines = ["", "督办 Duban 演示 · demonstration", "", f"  {address}", ""]
    if accounts:
        width = max(len(account.username) for account in accounts)
        lines += [
            f"  {account.username:<{width}}  {account.password}  {account.name} {account.unit} {account.post}".rstrip()
            for account in accounts
        ]
        lines += ["", "  密码只显示这一次。 Passwords are shown this once."]
    else:
        lines += ["  数据照旧，密码同首次启动时所示；重新开始用 --fresh。"]
        lines += ["  Data kept; passwords as printed at the first start; --fresh starts anew."]
    sys.stdout.write("\n".join([*lines, ""]) + "\n")
    sys.stdout.flush()
