"""Files of a unit as evidence of what it did about an assigned matter."""

from dataclasses import dataclass
from typing import Annotated

from django.utils.translation import gettext_lazy as _

from duban.journal.records import Subject
from duban.ledger.models import Matter
from duban.ledger.stages import SERVED
from duban.orgs.acting.performing import Deed, performs
from duban.orgs.acting.wording import Titled
from duban.progress.evidencing import actions
from duban.progress.evidencing.errors import AttachedAlready, NothingToSupport
from duban.progress.evidencing.files import attach
from duban.progress.models import Evidence, EvidenceUse


@dataclass(frozen=True)
class MatterSupported:
    """The matter that the file supports, by uid."""

    matter: Annotated[str, Titled(_("Matter"), names=Matter)]


@performs("progress.support_matter", about=Evidence, given=MatterSupported)
def support_matter(deed: Deed, evidence: Evidence, given: MatterSupported) -> EvidenceUse:
    """Attach a file to a matter that its unit leads, from the slip to the closing."""
    led = Matter.objects.filter(jurisdiction=deed.jurisdiction, lead=evidence.unit_id, stage__in=SERVED)
    matter = led.filter(uid=given.matter).select_related("lead", "task").first()
    if matter is None or evidence.withdrawn_at is not None:
        raise NothingToSupport
    use, is_new = attach(deed, evidence, EvidenceUse.Kind.MATTER, matter.uid, matter.task)
    if not is_new:
        raise AttachedAlready(name=evidence.name)
    deed.record(
        actions.MATTER_SUPPORTED.code,
        [
            Subject("evidence", evidence.uid),
            Subject("matter", matter.uid),
            *([Subject("task", matter.task.uid)] if matter.task is not None else []),
        ],
        {"unit": matter.lead.name, "matter": [matter.year, matter.number]},
    )
    return use
