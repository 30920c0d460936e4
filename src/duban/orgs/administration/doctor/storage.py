"""Bytes in the file store that no entry of the journal names: left by a crash between storing and recording."""

from collections.abc import Iterator
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from duban.core import clock, files, texts
from duban.journal.models import Content
from duban.journal.records import INSTALLATION, record
from duban.orgs.accounts.founding import SYSTEM
from duban.orgs.administration import actions
from duban.orgs.administration.doctor.findings import Finding, Weight

YOUNGER = timedelta(days=1)  # an act under way stores its file before it is recorded

texts.register(
    {
        "doctor.orphans": _("The file store holds %(count)s files that no entry of the journal names."),
        "doctor.orphans.remedy": _("Run “duban doctor --sweep” to remove them; they belong to nothing."),
    }
)


def orphans() -> list[str]:
    """Return what the store keeps for nothing."""
    named = set(Content.objects.filter(kind=Content.Kind.FILE).values_list("reference", flat=True))
    return [reference for reference in files.stored_before(clock.now() - YOUNGER) if reference not in named]


def storage_findings() -> Iterator[Finding]:
    """Return whether the store holds anything for nothing."""
    found = orphans()
    if found:
        yield Finding("doctor.orphans", Weight.NOTE, {"count": len(found)})


def sweep() -> int:
    """Remove what the store keeps for nothing; return how many files it was."""
    removed = sum(files.erase(reference) for reference in orphans())
    if removed:
        with transaction.atomic():
            record(
                actor=SYSTEM,
                kind=actions.FILES_SWEPT.code,
                jurisdiction=INSTALLATION,
                subjects=[],
                body={"count": removed},
            )
    return removed
