"""How the rows of progress relate to units, leads and leaders."""

from django.db.models import Q

from duban.ledger.models import Part
from duban.ledger.relations import answered_for, led, of_unit
from duban.ledger.serving import LEADING
from duban.orgs.policies import relates
from duban.orgs.roles import Link
from duban.progress.models import (
    Contribution,
    Docking,
    Evidence,
    ProgressReport,
    Request,
    SpecialReport,
    StandingConsent,
)

for model in (ProgressReport, SpecialReport):
    of_unit(model, part="part")
    led(model, part="part")
    answered_for(model, task="part__task")
# Of what is asked, the cooperating unit holds the part (own unit) and the lead the asking (leading).
of_unit(Request, part="part")
of_unit(Request, part="lead", link=Link.LEADING)
of_unit(Contribution, part="part")
of_unit(Contribution, part="request__lead", link=Link.LEADING)
of_unit(Docking, part="part")


relates(
    Docking,
    Link.LEADING,
    rows=lambda _standing, seat: (
        Q(task__in=Part.objects.filter(unit=seat.post.unit_id, role__in=LEADING).values("task"))
        if seat.post.unit_id is not None
        else Q(pk__in=())
    ),
    holds=lambda _standing, seat, docking: (
        seat.post.unit_id is not None
        and Part.objects.filter(task=docking.task_id, unit=seat.post.unit_id, role__in=LEADING).exists()
    ),
)
for owned in (Evidence, StandingConsent):
    of_unit(owned)
