"""How each government stands: administrators apart, accounts idle, calendar, journal, steps nobody can do."""

from collections.abc import Iterator
from datetime import timedelta

from django.db import DatabaseError, transaction
from django.utils.translation import gettext_lazy as _

from duban.core import clock, texts
from duban.journal.records import INSTALLATION, locked_head
from duban.journal.verification import verify_end
from duban.journal.wording import describe
from duban.orgs.accounts.idle import IDLE_DAYS, NEVER_IDLE
from duban.orgs.acting.presence import missing_steps
from duban.orgs.administration.doctor.findings import Finding, Weight
from duban.orgs.administration.parameters import forbidden_pairs
from duban.orgs.calendar import is_settled
from duban.orgs.models import Holding, Jurisdiction, Post, User

LAST_ENTRIES = 200

texts.register(
    {
        "doctor.nobody": _("No government is set up."),
        "doctor.nobody.remedy": _("Run “duban init”."),
        "doctor.no_administrator": _("There is no %(post)s who can sign in."),
        "doctor.no_administrator.remedy": _("Name one, and let the security administrator open the account."),
        "doctor.overlap": _("%(name)s is %(first)s and %(second)s at once, which level %(level)s forbids."),
        "doctor.overlap.remedy": _("Name somebody else for one of the posts."),
        "doctor.idle": _("%(count)s accounts were not used for 90 days: %(names)s."),
        "doctor.idle.remedy": _("Close or suspend them; leaders, heads and auditors are excepted."),
        "doctor.calendar": _("The working calendar of %(year)s is estimated or missing."),
        "doctor.calendar.remedy": _("Enter the arrangement once it is issued (system console, calendar)."),
        "doctor.chain": _("The journal is broken: %(link)s"),
        "doctor.chain.remedy": _("Run “duban journal verify”, keep the database as it is, and compare with backups."),
        "doctor.journal_closed": _("The journal cannot be written (%(said)s)."),
        "doctor.journal_closed.remedy": _("Nothing can be done until it can; check space and rights of the database."),
        "doctor.step": "%(said)s",
        "doctor.step.remedy": _("See to it before the next round; the page of approvals names the route."),
    }
)


def installation_findings() -> Iterator[Finding]:
    """Return what concerns the installation as a whole."""
    if not Jurisdiction.objects.exists():
        yield Finding("doctor.nobody", Weight.ERROR)
    yield from _chain(INSTALLATION, None)
    try:
        with transaction.atomic():
            locked_head(INSTALLATION)
            transaction.set_rollback(True)
    except DatabaseError as error:
        yield Finding("doctor.journal_closed", Weight.ERROR, {"said": str(error).splitlines()[0]})


def government_findings(jurisdiction: Jurisdiction) -> Iterator[Finding]:
    """Return what concerns one government."""
    name = jurisdiction.name
    yield from _chain(jurisdiction.uid, name)
    yield from _administrators(jurisdiction)
    yield from _idle(jurisdiction)
    today = clock.today()
    if not is_settled(jurisdiction, today):
        yield Finding("doctor.calendar", Weight.WARNING, {"year": today.year}, name)
    for step in missing_steps(jurisdiction):
        yield Finding("doctor.step", Weight.WARNING, {"said": step.words}, name)


def _chain(chain: str, name: str | None) -> Iterator[Finding]:
    report = verify_end(chain, last=LAST_ENTRIES)
    if report.broken:
        yield Finding("doctor.chain", Weight.ERROR, {"link": describe(report.broken)}, name)


def _administrators(jurisdiction: Jurisdiction) -> Iterator[Finding]:
    today = clock.today()
    holdings = [
        holding
        for holding in Holding.objects.filter(jurisdiction=jurisdiction, since__lte=today).select_related("post")
        if holding.until is None or holding.until >= today
    ]
    can_sign_in = set(
        User.objects.filter(jurisdiction=jurisdiction, is_active=True, is_blocked=False).values_list(
            "person", flat=True
        )
    )
    weight = Weight.NOTE if jurisdiction.is_demonstration else Weight.ERROR
    for kind in Post.ADMINISTRATORS:
        if not any(each.post.kind == kind and each.person_id in can_sign_in for each in holdings):
            yield Finding("doctor.no_administrator", weight, {"post": kind.label}, jurisdiction.name)
    for person, first, second in forbidden_pairs(jurisdiction, jurisdiction.protection_level):
        said: dict[str, object] = {
            "name": person.name,
            "first": first.label,
            "second": second.label,
            "level": jurisdiction.protection_level,
        }
        yield Finding("doctor.overlap", Weight.ERROR, said, jurisdiction.name)


def _idle(jurisdiction: Jurisdiction) -> Iterator[Finding]:
    if jurisdiction.is_demonstration:
        return
    spared = Holding.objects.filter(jurisdiction=jurisdiction, until__isnull=True, post__kind__in=NEVER_IDLE).values(
        "person"
    )
    idle = (
        User.objects.filter(
            jurisdiction=jurisdiction, is_active=True, last_seen_on__lt=clock.today() - timedelta(days=IDLE_DAYS)
        )
        .exclude(person__in=spared)
        .order_by("username")
        .values_list("username", flat=True)
    )
    names = list(idle)
    if names:
        shown = "、".join(names[:5]) + ("…" if len(names) > 5 else "")
        yield Finding("doctor.idle", Weight.WARNING, {"count": len(names), "names": shown}, jurisdiction.name)
