"""`duban journal`: verify the chains, seal access records, erase a content by order."""

import os
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from duban.commands import Refused
from duban.commands.governments import government

if TYPE_CHECKING:
    from collections.abc import Callable

    from duban.journal.records import Actor
    from duban.journal.reports import ChainReport
    from duban.orgs.models import Jurisdiction

example = """  duban journal verify
  duban journal verify --jurisdiction lanzhou --witness 128:3f9a0c41d2e7
  duban journal seal
  duban journal erase --entry 128 --content reason --order-number 2026-1 --reason "entered by mistake" \\
      --ordered-by wugang --carried-out-by zhoumin --witnessed-by zhenghua"""

INTACT, BROKEN = 0, 1
SHORT = 12  # characters of a digest that are printed, on bulletins too


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what may stand on the command line."""
    acts = parser.add_subparsers(dest="act", required=True, metavar="verify|seal|erase")

    verify = acts.add_parser("verify", help="recompute the chains; exit code 1 and the first broken link if altered")
    verify.add_argument(
        "--jurisdiction", metavar="CODE", help="one government, or `installation` (default: all chains)"
    )
    verify.add_argument(
        "--witness",
        metavar="ENTRY:DIGEST",
        type=_witness,
        help="a head as an old bulletin prints it at its foot; it must still stand in the chain",
    )
    verify.set_defaults(do=_verify)

    seal = acts.add_parser("seal", help="seal the access records of all days up to one into the chains")
    seal.add_argument("--until", metavar="YYYY-MM-DD", type=_day, help="last day to seal (default: yesterday)")
    seal.set_defaults(do=_seal)

    erase = acts.add_parser("erase", help="erase a content that must not be held, on a written order")
    erase.add_argument("--jurisdiction", metavar="CODE", help="the government; may be left out where there is one")
    erase.add_argument("--entry", metavar="NUMBER", type=int, required=True)
    erase.add_argument("--content", metavar="NAME", required=True, help="its name as the entry shows it")
    erase.add_argument("--order-number", metavar="NUMBER", required=True)
    erase.add_argument("--reason", required=True, help="without repeating what is erased")
    for role in ("ordered-by", "carried-out-by", "witnessed-by"):
        erase.add_argument(f"--{role}", metavar="ACCOUNT", required=True)
    erase.set_defaults(do=_erase)


def run(args: Namespace) -> int:
    """Do it and return the exit code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "duban.settings")
    import django

    django.setup()
    from django.db import DatabaseError

    from duban.core import texts
    from duban.core.errors import DomainError

    do: Callable[[Namespace], int] = args.do
    try:
        return do(args)
    except DomainError as error:
        raise Refused(texts.say(error)) from error
    except DatabaseError as error:
        raise Refused(
            f"the database cannot be used ({error}); is it set up, and is DUBAN_DATABASE_URL right?"
        ) from error


def _verify(args: Namespace) -> int:
    from duban.journal.records import INSTALLATION
    from duban.journal.reports import Report
    from duban.journal.verification import agrees_with, verify
    from duban.orgs.models import Jurisdiction

    names = {government.uid: f"{government.name} ({government.code})" for government in Jurisdiction.objects.all()}
    if args.jurisdiction:
        is_installation = args.jurisdiction == INSTALLATION
        report = verify(INSTALLATION if is_installation else government(args.jurisdiction).uid)
    else:
        report = verify()
        # The journal of a government begins with its foundation, so one without entries has lost them.
        found = {chain.jurisdiction for chain in report.chains}
        report = Report((*report.chains, *(verify(uid).chains[0] for uid in sorted(names.keys() - found))))
    is_intact = report.is_intact
    for chain in report.chains:
        _print_chain(chain, names.get(chain.jurisdiction, chain.jurisdiction))
        if chain.jurisdiction in names and not chain.entries and not chain.broken:
            sys.stdout.write("  " + _("BROKEN: this government has no entries at all; they were removed.") + "\n")
            is_intact = False
    if args.witness:
        if len(report.chains) != 1:
            raise Refused("--witness needs --jurisdiction where there are several chains")
        seq, digest = args.witness
        if not agrees_with(jurisdiction=report.chains[0].jurisdiction, seq=seq, digest=digest):
            said = _("BROKEN: entry %(seq)s does not have the printed digest %(digest)s; the chain was written anew.")
            sys.stdout.write("  " + said % {"seq": seq, "digest": digest} + "\n")
            is_intact = False
    return INTACT if is_intact else BROKEN


def _print_chain(chain: "ChainReport", name: str) -> None:
    from duban.journal.wording import describe

    said = _(
        "%(chain)s: %(entries)s entries, head %(seq)s:%(digest)s; access records: %(sealed)s sealed, %(unsealed)s open"
    ) % {
        "chain": name,
        "entries": chain.entries,
        "seq": chain.entries,
        "digest": chain.digest[:SHORT],
        "sealed": chain.access_sealed,
        "unsealed": chain.access_unsealed,
    }
    sys.stdout.write(said + "\n")
    for place in chain.erased:
        erased = _("erased: content %(content)s of entry %(seq)s, by order %(order)s (entry %(erased_seq)s)")
        sys.stdout.write(
            "  "
            + erased
            % {"content": place.content, "seq": place.seq, "order": place.order_number, "erased_seq": place.erased_seq}
            + "\n"
        )
    if chain.broken:
        sys.stdout.write("  " + _("BROKEN: %(link)s") % {"link": describe(chain.broken)} + "\n")


def _seal(args: Namespace) -> int:
    from duban.core import clock
    from duban.journal.access import seal_day

    day = args.until or clock.today() - timedelta(days=1)
    said = _("Sealed up to %(day)s: %(chains)s chains.") % {"day": day.isoformat(), "chains": len(seal_day(day))}
    sys.stdout.write(said + "\n")
    return INTACT


def _erase(args: Namespace) -> int:
    from django.db import connection

    from duban.core import engines
    from duban.journal.erasure import erase
    from duban.journal.models import Content

    jurisdiction = government(args.jurisdiction)
    entry = erase(
        jurisdiction=jurisdiction.uid,
        seq=args.entry,
        content=args.content,
        order_number=args.order_number,
        reason=args.reason,
        ordered_by=_actor(jurisdiction, args.ordered_by),
        carried_out_by=_actor(jurisdiction, args.carried_out_by),
        witnessed_by=_actor(jurisdiction, args.witnessed_by),
    )
    is_rewritten = engines.rewrite(connection, Content._meta.db_table)  # noqa: SLF001 -- Django's own name
    said = _(
        "Erased; entry %(seq)s of the journal names the order. Backups, packages and prints made before may hold it."
    )
    sys.stdout.write(said % {"seq": entry.seq} + "\n")
    if not is_rewritten:
        sys.stdout.write(_("The database itself must be told to overwrite freed space; see docs/journal.md.") + "\n")
    return INTACT


def _actor(jurisdiction: "Jurisdiction", username: str) -> "Actor":
    from duban.orgs.models import User
    from duban.orgs.viewers import viewer_of

    user = (
        User.objects.filter(jurisdiction=jurisdiction, username=username)
        .select_related("person", "jurisdiction")
        .first()
    )
    if user is None:
        raise Refused(f"there is no account {username!r} in {jurisdiction.name}")
    return viewer_of(user).actor


def _witness(text: str) -> tuple[int, str]:
    seq, colon, digest = text.partition(":")
    if not (colon and seq.isdecimal() and len(digest) >= 8 and set(digest.lower()) <= set("0123456789abcdef")):
        raise ArgumentTypeError(f"{text!r} is no ENTRY:DIGEST with at least 8 characters of the digest")
    return int(seq), digest.lower()


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"{text!r} is no day written YYYY-MM-DD") from None
